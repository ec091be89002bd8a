"""Cancellations of payments that live in a financial system too: they only move along their states."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, bindparam, insert, select, update

from backoffice.domain.cancellation import ErpStatus
from backoffice.domain.cancelling_progress import CancellationState, Declined
from backoffice.domain.people import Actor, Role
from backoffice.storage.database import Transaction
from backoffice.storage.schema import cancellations, gestures, people, receipts
from backoffice.storage.writing import Writing

_ROOM = 300
_SEPARATOR = "\t"
UNDER_WAY = (CancellationState.CHECKING.value, CancellationState.GOING.value)
"""The states in which the financial system may still confirm it."""

_ROWS = (
    select(
        cancellations.c.id,
        cancellations.c.gesture,
        cancellations.c.receipt_id,
        receipts.c.batch_id,
        receipts.c.client_id,
        cancellations.c.inquiry,
        cancellations.c.state,
        cancellations.c.reason,
        cancellations.c.asked_at,
        cancellations.c.times_looked,
        cancellations.c.looked_at,
        cancellations.c.asked_by,
        people.c.name,
        people.c.role,
        gestures.c.workstation,
    )
    .join(receipts, receipts.c.id == cancellations.c.receipt_id)
    .join(people, people.c.id == cancellations.c.asked_by)
    .join(gestures, gestures.c.key == cancellations.c.gesture)
)
_OF_RECEIPT = _ROWS.where(cancellations.c.receipt_id == bindparam("receipt_id"))
_CHECKING = _ROWS.where(cancellations.c.state == CancellationState.CHECKING.value).order_by(cancellations.c.asked_at)
_UNDER_WAY = (
    select(cancellations.c.id)
    .join(receipts, receipts.c.id == cancellations.c.receipt_id)
    .where(
        receipts.c.client_id == bindparam("client_id"),
        cancellations.c.state.in_(UNDER_WAY),
    )
)
_LOOK = (
    update(cancellations)
    .where(
        cancellations.c.id == bindparam("its_id"),
        cancellations.c.state == CancellationState.CHECKING.value,
        cancellations.c.times_looked == bindparam("seen"),
    )
    .values(times_looked=bindparam("looked"), looked_at=bindparam("at"))
)
_MOVE = (
    update(cancellations)
    .where(cancellations.c.id == bindparam("its_id"))
    .values(
        state=bindparam("new_state"),
        reason=bindparam("new_reason"),
        inquiry=bindparam("new_inquiry"),
        decided_at=bindparam("at"),
    )
)


@dataclass(frozen=True, slots=True)
class KeptCancellation:
    """A cancellation as recorded.

    Attributes:
        inquiry: the reference of the last question after the lines' status.
        declined: why it was declined; none otherwise.
        asked_by: who began it; the reversals are theirs.
    """

    id: int
    gesture: UUID
    receipt_id: int
    batch_id: int
    client_id: int
    inquiry: str
    state: CancellationState
    declined: tuple[Declined, ...]
    asked_at: datetime
    asked_by: Actor
    times_looked: int
    looked_at: datetime | None


def add(tx: Transaction, by: Writing, receipt_id: int, inquiry: str) -> None:
    """Begin the cancellation of a receipt."""
    values = {
        **by.values("asked"),
        "receipt_id": receipt_id,
        "inquiry": inquiry,
        "state": CancellationState.CHECKING.value,
        "reason": "",
        "times_looked": 0,
        "looked_at": None,
        "decided_at": None,
    }
    tx.execute(insert(cancellations), values)


def look(tx: Transaction, cancellation: KeptCancellation, at: datetime) -> bool:
    """Note that its lines' status is asked for once more; False where another workstation was first, or it is known."""
    values = {
        "its_id": cancellation.id,
        "seen": cancellation.times_looked,
        "looked": cancellation.times_looked + 1,
        "at": at,
    }
    return tx.execute(_LOOK, values).rowcount == 1


def move(
    tx: Transaction,
    cancellation: KeptCancellation,
    state: CancellationState,
    at: datetime | None,
    *,
    reason: str = "",
    inquiry: str = "",
) -> None:
    """Move a cancellation, whose batch the caller holds, on to `state`; a new `inquiry` begins with *checking*."""
    values = {
        "its_id": cancellation.id,
        "new_state": state.value,
        "new_reason": reason,
        "new_inquiry": inquiry or cancellation.inquiry,
        "at": at,
    }
    tx.execute(_MOVE, values)


def decline(tx: Transaction, cancellation: KeptCancellation, reasons: Sequence[Declined], at: datetime) -> None:
    """Decline a cancellation whose batch the caller holds; as many `reasons` are kept as there is room for."""
    told = [_SEPARATOR.join((one.status.value, one.invoice, one.reason.replace("\n", " "))) for one in reasons]
    move(tx, cancellation, CancellationState.DECLINED, at, reason="\n".join(told)[:_ROOM])


def of_receipt(tx: Transaction, receipt_id: int) -> KeptCancellation | None:
    """The cancellation of a receipt; None where nobody asked for one."""
    row = tx.execute(_OF_RECEIPT, {"receipt_id": receipt_id}).first()
    return None if row is None else _kept(row)


def under_way_for(tx: Transaction, client_id: int) -> bool:
    """Whether a receipt of a client is about to be cancelled."""
    return tx.execute(_UNDER_WAY, {"client_id": client_id}).first() is not None


def checking(tx: Transaction) -> tuple[KeptCancellation, ...]:
    """Those whose lines' status is asked for, the oldest first."""
    return tuple(_kept(row) for row in tx.execute(_CHECKING))


def _kept(row: Row[*tuple[Any, ...]]) -> KeptCancellation:
    return KeptCancellation(
        id=row.id,
        gesture=row.gesture,
        receipt_id=row.receipt_id,
        batch_id=row.batch_id,
        client_id=row.client_id,
        inquiry=row.inquiry,
        state=CancellationState(row.state),
        declined=tuple(_declined(told) for told in row.reason.splitlines()),
        asked_at=row.asked_at,
        asked_by=Actor(row.asked_by, row.name, Role(row.role), row.workstation),
        times_looked=row.times_looked,
        looked_at=row.looked_at,
    )


def _declined(told: str) -> Declined:
    status, invoice, reason = (*told.split(_SEPARATOR), "", "")[:3]
    return Declined(invoice, ErpStatus(status), reason)
