"""Why payments are cancelled: only ever added to; of several the newest counts (A-01)."""

from uuid import UUID

from sqlalchemy import bindparam, insert, select

from backoffice.domain.cancel_why import CancelReason, CancelWhy
from backoffice.storage.database import Transaction
from backoffice.storage.schema import cancel_reasons

_NEWEST = (
    select(cancel_reasons.c.reason, cancel_reasons.c.words)
    .where(cancel_reasons.c.receipt_id == bindparam("receipt_id"))
    .order_by(cancel_reasons.c.id.desc())
    .limit(1)
)


def add(tx: Transaction, gesture: UUID, receipt_id: int, why: CancelWhy) -> None:
    """Keep why a receipt is to be cancelled."""
    values = {"gesture": gesture, "receipt_id": receipt_id, "reason": why.reason.value, "words": why.words}
    tx.execute(insert(cancel_reasons), values)


def of_receipt(tx: Transaction, receipt_id: int) -> CancelWhy | None:
    """Why; None where nobody said."""
    row = tx.execute(_NEWEST, {"receipt_id": receipt_id}).first()
    return None if row is None else CancelWhy(CancelReason(row.reason), row.words)
