"""Control tapes and printed slips of a batch: only ever added to."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Row, bindparam, exists, insert, select

from backoffice.domain.batch import BatchState
from backoffice.domain.batch_rows import SlipRow
from backoffice.domain.money import Money
from backoffice.storage.database import Transaction
from backoffice.storage.schema import batches, people, receipts, slips, tapes
from backoffice.storage.writing import Writing

_LAST_TAPE = (
    select(tapes.c.amounts).where(tapes.c.batch_id == bindparam("batch_id")).order_by(tapes.c.id.desc()).limit(1)
)
_newest = (
    select(receipts.c.id)
    .where(receipts.c.batch_id == slips.c.batch_id)
    .order_by(receipts.c.id.desc())
    .limit(1)
    .correlate(slips)
    .scalar_subquery()
)
_later = slips.alias("later")
_IS_CURRENT = (slips.c.last_receipt == _newest) | (
    (batches.c.state == BatchState.CLOSED.value)
    & ~exists().where(_later.c.batch_id == slips.c.batch_id, _later.c.id > slips.c.id)
)
"""It shows the batch as it is; or as it was closed, since a closed batch gets no other slip (C-01)."""

_SLIPS = (
    select(
        slips.c.id,
        slips.c.number,
        slips.c.batch_id,
        batches.c.number.label("batch_number"),
        slips.c["count"].label("cheques"),
        slips.c.amount,
        slips.c.printed_at,
        people.c.name.label("operator"),
        _IS_CURRENT.label("current"),
        slips.c.anchor,
        slips.c.last_receipt,
    )
    .join(batches, batches.c.id == slips.c.batch_id)
    .join(people, people.c.id == slips.c.printed_by)
)
_BY_ID = _SLIPS.where(slips.c.id == bindparam("id"))
_BY_GESTURE = _SLIPS.where(slips.c.gesture == bindparam("gesture"))
_CURRENT = _SLIPS.where(slips.c.batch_id == bindparam("batch_id"), _IS_CURRENT).order_by(slips.c.id.desc()).limit(1)
_OF_RECEIPT = (
    _SLIPS.where(slips.c.batch_id == bindparam("batch_id"), slips.c.last_receipt >= bindparam("receipt_id"))
    .order_by(slips.c.id.desc())
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class NewSlip:
    """A slip to add. `last_receipt` is the newest receipt that it shows."""

    number: str
    batch_id: int
    last_receipt: int
    count: int
    amount: Money
    anchor: str


@dataclass(frozen=True, slots=True)
class KeptSlip:
    """A slip as recorded: what lists show, its anchor, and the newest receipt on it."""

    row: SlipRow
    anchor: str
    last_receipt: int


def add_tape(tx: Transaction, by: Writing, batch_id: int, amounts: tuple[Money, ...]) -> None:
    """Add a control tape."""
    values = {
        **by.values(),
        "batch_id": batch_id,
        "amounts": " ".join(str(amount.cents) for amount in amounts),
    }
    tx.execute(insert(tapes), values)


def last_tape(tx: Transaction, batch_id: int) -> tuple[Money, ...] | None:
    """The amounts of a batch's newest tape; None when there is no tape yet."""
    amounts = tx.execute(_LAST_TAPE, {"batch_id": batch_id}).scalar_one_or_none()
    return None if amounts is None else tuple(Money(int(cents)) for cents in amounts.split())


def add_slip(tx: Transaction, by: Writing, new: NewSlip) -> None:
    """Add a printed slip."""
    values = {
        **by.values("printed"),
        "number": new.number,
        "batch_id": new.batch_id,
        "last_receipt": new.last_receipt,
        "count": new.count,
        "amount": new.amount.cents,
        "anchor": new.anchor,
    }
    tx.execute(insert(slips), values)


def slip(tx: Transaction, slip_id: int) -> KeptSlip | None:
    """A slip by id."""
    row = tx.execute(_BY_ID, {"id": slip_id}).first()
    return None if row is None else _kept(row)


def slip_by_gesture(tx: Transaction, gesture: UUID) -> KeptSlip | None:
    """The slip that a gesture numbered; None for a gesture that printed an older slip again."""
    row = tx.execute(_BY_GESTURE, {"gesture": gesture}).first()
    return None if row is None else _kept(row)


def current_slip(tx: Transaction, batch_id: int) -> KeptSlip | None:
    """The slip that shows the batch as it is now, or as it was closed; None when none was printed since."""
    row = tx.execute(_CURRENT, {"batch_id": batch_id}).first()
    return None if row is None else _kept(row)


def slip_of_receipt(tx: Transaction, batch_id: int, receipt_id: int) -> KeptSlip | None:
    """The newest slip that has a receipt of the batch on it; None when none was printed since."""
    row = tx.execute(_OF_RECEIPT, {"batch_id": batch_id, "receipt_id": receipt_id}).first()
    return None if row is None else _kept(row)


def slips_like(tx: Transaction, number: str, opened_by: int | None, limit: int) -> tuple[SlipRow, ...]:
    """The newest slips whose number, or whose batch's number, contains `number`; of one operator, or of all."""
    query = _SLIPS.order_by(slips.c.id.desc()).limit(limit)
    if opened_by is not None:
        query = query.where(batches.c.opened_by == opened_by)
    if number:
        query = query.where(
            slips.c.number.contains(number, autoescape=True) | batches.c.number.contains(number, autoescape=True)
        )
    return tuple(_kept(row).row for row in tx.execute(query))


def _kept(row: Row[*tuple[Any, ...]]) -> KeptSlip:
    return KeptSlip(
        SlipRow(
            id=row.id,
            number=row.number,
            batch_id=row.batch_id,
            batch_number=row.batch_number,
            cheques=row.cheques,
            amount=Money(row.amount),
            printed_at=row.printed_at,
            operator=row.operator,
            current=bool(row.current),
        ),
        row.anchor,
        row.last_receipt,
    )
