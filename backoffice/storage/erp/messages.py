"""The inbox of the financial system's messages, each kept once, and how those in quarantine were settled."""

from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, Row, bindparam, exists, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from backoffice.domain.cancellation import ErpAnswer, MessageReading, MessageSettling, RequestState, StatusMessage
from backoffice.domain.cancelling_progress import QuarantinedMessage
from backoffice.domain.money import Money
from backoffice.storage.client_columns import REF_AND_NAME, name_of, ref_of
from backoffice.storage.database import Transaction
from backoffice.storage.schema import (
    clients,
    erp_lines,
    erp_messages,
    erp_requests,
    erp_verdicts,
    instruction_lines,
    invoices,
    receipts,
)
from backoffice.storage.writing import Writing

_COLUMNS: dict[str, BindParameter[object]] = {
    column.name: bindparam(column.name) for column in erp_messages.c if column.name != "id"
}
_KEEP = {
    name: dialect.insert(erp_messages)
    .values(_COLUMNS)
    .on_conflict_do_nothing(index_elements=["message_id"])
    .returning(erp_messages.c.id)
    for name, dialect in (("sqlite", sqlite), ("postgresql", postgresql))
}
_KNOWN = select(erp_messages.c.id).where(erp_messages.c.message_id == bindparam("message_id"))
_PENDING_SINCE = (
    select(erp_messages.c.request_id, erp_messages.c.received_at)
    .join(erp_requests, erp_requests.c.id == erp_messages.c.request_id)
    .join(instruction_lines, instruction_lines.c.id == erp_requests.c.line_id)
    .where(
        instruction_lines.c.receipt_id == bindparam("receipt_id"),
        erp_messages.c.answer == ErpAnswer.PENDING.value,
        erp_messages.c.reading == MessageReading.APPLIED.value,
    )
)
_ROWS = (
    select(
        erp_messages.c.id,
        erp_messages.c.message_id,
        erp_messages.c.request,
        erp_messages.c.line,
        erp_messages.c.answer,
        erp_messages.c.amount,
        erp_messages.c.reason,
        erp_messages.c.received_at,
        erp_lines.c.reference.label("its_line"),
        erp_requests.c.state,
        receipts.c.id.label("receipt_id"),
        invoices.c.number.label("invoice"),
        instruction_lines.c.amount.label("line_amount"),
        *REF_AND_NAME,
    )
    .outerjoin(erp_requests, erp_requests.c.id == erp_messages.c.request_id)
    .outerjoin(erp_lines, erp_lines.c.line_id == erp_requests.c.line_id)
    .outerjoin(instruction_lines, instruction_lines.c.id == erp_requests.c.line_id)
    .outerjoin(invoices, invoices.c.id == instruction_lines.c.invoice_id)
    .outerjoin(receipts, receipts.c.id == instruction_lines.c.receipt_id)
    .outerjoin(clients, clients.c.id == receipts.c.client_id)
    .where(erp_messages.c.reading == MessageReading.QUARANTINED.value)
)
_BY_ID = _ROWS.where(erp_messages.c.id == bindparam("id"))
_IS_SETTLED = exists().where(erp_verdicts.c.message_id == erp_messages.c.id)
_OPEN = _ROWS.where(~_IS_SETTLED).order_by(erp_messages.c.id)
_SETTLED = select(erp_verdicts.c.id).where(erp_verdicts.c.message_id == bindparam("id"))


def is_known(tx: Transaction, message_id: str) -> bool:
    """Whether a message of this id was kept before."""
    return tx.execute(_KNOWN, {"message_id": message_id}).first() is not None


def keep(
    tx: Transaction, message: StatusMessage, reading: MessageReading, request_id: int | None, at: datetime
) -> bool:
    """Keep a message; False where it was kept before."""
    values = {
        "message_id": message.id,
        "request": message.request,
        "line": message.line,
        "answer": message.answer.value,
        "amount": None if message.amount is None else message.amount.cents,
        "reason": message.reason,
        "reading": reading.value,
        "request_id": request_id,
        "received_at": at,
    }
    return tx.execute(_KEEP[tx.dialect.name], values).first() is not None


def pending_since(tx: Transaction, receipt_id: int) -> dict[int, datetime]:
    """When each request about a receipt's lines was said to be worked on, by request."""
    return {row.request_id: row.received_at for row in tx.execute(_PENDING_SINCE, {"receipt_id": receipt_id})}


def quarantined(tx: Transaction) -> tuple[QuarantinedMessage, ...]:
    """The messages that nobody settled yet, the oldest first."""
    return tuple(_message(row) for row in tx.execute(_OPEN))


def quarantined_by_id(tx: Transaction, message_id: int) -> QuarantinedMessage | None:
    """A message in quarantine, settled or not."""
    row = tx.execute(_BY_ID, {"id": message_id}).first()
    return None if row is None else _message(row)


def is_settled(tx: Transaction, message_id: int) -> bool:
    """Whether a message in quarantine was settled."""
    return tx.execute(_SETTLED, {"id": message_id}).first() is not None


def settle(tx: Transaction, by: Writing, settling: MessageSettling) -> None:
    """Add how a message in quarantine is settled."""
    values = {
        **by.values("settled"),
        "message_id": settling.message_id,
        "accepted": settling.accepted,
        "comment": settling.comment.strip(),
    }
    tx.execute(insert(erp_verdicts), values)


def _message(row: Row[*tuple[Any, ...]]) -> QuarantinedMessage:
    known = row.receipt_id is not None
    answer = ErpAnswer(row.answer)
    return QuarantinedMessage(
        id=row.id,
        message_id=row.message_id,
        request=row.request,
        line=row.line,
        answer=answer,
        amount=None if row.amount is None else Money(row.amount),
        reason=row.reason,
        received_at=row.received_at,
        receipt_id=row.receipt_id,
        ref=ref_of(row) if known else None,
        name=name_of(row) if known else "",
        invoice=row.invoice or "",
        line_amount=Money(row.line_amount) if known else None,
        state=RequestState(row.state) if known else None,
        acceptable=known and answer is ErpAnswer.CANCELLED and row.line == row.its_line,
    )
