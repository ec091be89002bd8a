"""Requests to cancel one line each: an outbox whose rows only move along their states."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, insert, select, update

from backoffice.domain.cancellation import CancelRequest, RequestState
from backoffice.domain.client_ref import ClientRef
from backoffice.domain.money import Money
from backoffice.storage.client_columns import REF_AND_NAME, name_of, ref_of
from backoffice.storage.database import Transaction
from backoffice.storage.schema import (
    clients,
    erp_lines,
    erp_requests,
    instruction_lines,
    invoices,
    people,
    receipts,
)

WAITING = tuple(state.value for state in RequestState if state.waits)
"""The states in which an answer is still to come."""

_ROWS = (
    select(
        erp_requests.c.id,
        erp_requests.c.cancellation_id,
        erp_requests.c.line_id,
        erp_requests.c.attempt,
        erp_requests.c.reference,
        erp_requests.c.state,
        erp_requests.c.reason,
        erp_requests.c.asked_at,
        erp_requests.c.times_sent,
        erp_requests.c.sent_at,
        erp_requests.c.settled_at,
        erp_lines.c.reference.label("line"),
        instruction_lines.c.amount,
        receipts.c.id.label("receipt_id"),
        receipts.c.batch_id,
        invoices.c.number.label("invoice"),
        people.c.name.label("asked_by"),
        *REF_AND_NAME,
    )
    .join(erp_lines, erp_lines.c.line_id == erp_requests.c.line_id)
    .join(instruction_lines, instruction_lines.c.id == erp_requests.c.line_id)
    .join(invoices, invoices.c.id == instruction_lines.c.invoice_id)
    .join(receipts, receipts.c.id == instruction_lines.c.receipt_id)
    .join(clients, clients.c.id == receipts.c.client_id)
    .join(people, people.c.id == erp_requests.c.asked_by)
)
_BY_REFERENCE = _ROWS.where(erp_requests.c.reference == bindparam("reference"))
_OF_RECEIPT = _ROWS.where(receipts.c.id == bindparam("receipt_id")).order_by(
    erp_requests.c.line_id, erp_requests.c.attempt
)
_OF_LINE = _ROWS.where(erp_requests.c.line_id == bindparam("line_id")).order_by(erp_requests.c.attempt)
_WAITING = _ROWS.where(erp_requests.c.state.in_(WAITING)).order_by(erp_requests.c.asked_at, erp_requests.c.id)
_CLAIM = (
    update(erp_requests)
    .where(
        erp_requests.c.id == bindparam("its_id"),
        erp_requests.c.times_sent == bindparam("seen"),
        erp_requests.c.state.in_(WAITING),
    )
    .values(times_sent=bindparam("sent"), sent_at=bindparam("at"), state=bindparam("new_state"))
)
_RELEASE = (
    update(erp_requests)
    .where(erp_requests.c.id == bindparam("its_id"), erp_requests.c.times_sent == bindparam("sent"))
    .values(times_sent=bindparam("seen"), sent_at=bindparam("at"))
)
_MOVE = (
    update(erp_requests)
    .where(erp_requests.c.id == bindparam("its_id"))
    .values(state=bindparam("new_state"), reason=bindparam("new_reason"), settled_at=bindparam("at"))
)


@dataclass(frozen=True, slots=True)
class KeptRequest:
    """A request as recorded, with what it speaks of.

    Attributes:
        asked: what the financial system is told.
        attempt: from 1.
        asked_by: the name of who asked.
    """

    id: int
    asked: CancelRequest
    cancellation_id: int
    line_id: int
    receipt_id: int
    batch_id: int
    attempt: int
    state: RequestState
    reason: str
    asked_by: str
    times_sent: int
    sent_at: datetime | None
    settled_at: datetime | None
    ref: ClientRef
    name: str
    invoice: str


@dataclass(frozen=True, slots=True)
class NewRequest:
    """A request to add, kept before it is sent."""

    cancellation_id: int
    line_id: int
    attempt: int
    reference: str
    asked_by: int
    asked_at: datetime


def add(tx: Transaction, new: Sequence[NewRequest]) -> None:
    """Add requests that are to be sent."""
    rows = [
        {
            "cancellation_id": one.cancellation_id,
            "line_id": one.line_id,
            "attempt": one.attempt,
            "reference": one.reference,
            "state": RequestState.TO_SEND.value,
            "reason": "",
            "asked_by": one.asked_by,
            "asked_at": one.asked_at,
            "times_sent": 0,
            "sent_at": None,
            "settled_at": None,
        }
        for one in new
    ]
    tx.execute(insert(erp_requests), rows)


def claim(tx: Transaction, request: KeptRequest, at: datetime) -> bool:
    """Note that a request goes out once more; False where another workstation was first, or it is answered."""
    state = RequestState.SENT if request.state is RequestState.TO_SEND else request.state
    values = {
        "its_id": request.id,
        "seen": request.times_sent,
        "sent": request.times_sent + 1,
        "at": at,
        "new_state": state.value,
    }
    return tx.execute(_CLAIM, values).rowcount == 1


def release(tx: Transaction, request: KeptRequest) -> None:
    """Take a claim back: as far as we know the request, here as it was before, did not go out."""
    values = {"its_id": request.id, "sent": request.times_sent + 1, "seen": request.times_sent, "at": request.sent_at}
    tx.execute(_RELEASE, values)


def move(tx: Transaction, request_id: int, state: RequestState, reason: str, at: datetime) -> None:
    """Move a request, whose payment's batch the caller holds, on to `state`."""
    settled_at = None if state.waits else at
    tx.execute(_MOVE, {"its_id": request_id, "new_state": state.value, "new_reason": reason, "at": settled_at})


def by_reference(tx: Transaction, reference: str) -> KeptRequest | None:
    """The request of this reference."""
    row = tx.execute(_BY_REFERENCE, {"reference": reference}).first()
    return None if row is None else _kept(row)


def of_receipt(tx: Transaction, receipt_id: int) -> tuple[KeptRequest, ...]:
    """The requests about a receipt's lines, by line and attempt."""
    return tuple(_kept(row) for row in tx.execute(_OF_RECEIPT, {"receipt_id": receipt_id}))


def newest_of_line(tx: Transaction, line_id: int) -> KeptRequest | None:
    """The last request about a line."""
    rows = tx.execute(_OF_LINE, {"line_id": line_id}).all()
    return _kept(rows[-1]) if rows else None


def waiting(tx: Transaction) -> tuple[KeptRequest, ...]:
    """The requests without a final answer, the oldest first."""
    return tuple(_kept(row) for row in tx.execute(_WAITING))


def _kept(row: Row[*tuple[Any, ...]]) -> KeptRequest:
    return KeptRequest(
        id=row.id,
        asked=CancelRequest(row.reference, row.line, Money(row.amount), row.asked_at),
        cancellation_id=row.cancellation_id,
        line_id=row.line_id,
        receipt_id=row.receipt_id,
        batch_id=row.batch_id,
        attempt=row.attempt,
        state=RequestState(row.state),
        reason=row.reason,
        asked_by=row.asked_by,
        times_sent=row.times_sent,
        sent_at=row.sent_at,
        settled_at=row.settled_at,
        ref=ref_of(row),
        name=name_of(row),
        invoice=row.invoice,
    )
