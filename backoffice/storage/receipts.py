"""Receipts and their instruction lines: only ever added to."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import BindParameter, Row, Select, bindparam, exists, func, insert, or_, select

from backoffice.domain.batch_rows import ReceiptRow
from backoffice.domain.cheque import Operation, RowOperation
from backoffice.domain.money import Money
from backoffice.storage.client_columns import REF_AND_NAME, name_of, ref_of
from backoffice.storage.database import Transaction
from backoffice.storage.schema import batches, clients, instruction_lines, people, receipts
from backoffice.storage.writing import Writing

CHEQUE = 15
"""The payment method of a cheque."""

IS_LINE = (instruction_lines.c.reverses + 0).is_(None)
"""It reverses no other. SQLite believes that one line only reverses none, and would walk through all of those."""

_reversal = receipts.alias("reversal")
IS_REVERSED = exists().where(_reversal.c.reverses == receipts.c.id)
"""Whether another line cancels a receipt."""

SETTLED = (
    select(func.coalesce(func.sum(instruction_lines.c.amount), 0))
    .where(instruction_lines.c.receipt_id == receipts.c.id)
    .scalar_subquery()
)
"""What a receipt settles; the rest of it is its client's credit."""

_ROWS = (
    select(
        receipts.c.id,
        receipts.c.batch_id,
        batches.c.number,
        *REF_AND_NAME,
        receipts.c.cheque_number,
        receipts.c.amount,
        receipts.c.figures,
        receipts.c.words,
        (receipts.c.amount - SETTLED).label("credit"),
        receipts.c.recorded_at,
        people.c.name.label("operator"),
        IS_REVERSED.label("reversed"),
        receipts.c.reverses,
    )
    .join(batches, batches.c.id == receipts.c.batch_id)
    .join(clients, clients.c.id == receipts.c.client_id)
    .join(people, people.c.id == receipts.c.recorded_by)
)
_BY_ID = _ROWS.where(receipts.c.id == bindparam("id"))
_BY_GESTURE = _ROWS.where(receipts.c.gesture == bindparam("gesture")).order_by(receipts.c.id.desc())
_OF_BATCH = _ROWS.where(receipts.c.batch_id == bindparam("batch_id")).order_by(receipts.c.id)
_LAST_OF_BATCH = (
    _ROWS.where(receipts.c.batch_id == bindparam("batch_id"))
    .order_by(receipts.c.id.desc())
    .limit(bindparam("limit", type_=receipts.c.id.type))
)
_OF_CLIENT = (
    _ROWS.where(receipts.c.client_id == bindparam("client_id"))
    .order_by(receipts.c.id.desc())
    .limit(bindparam("limit", type_=receipts.c.id.type))
)
_REVERSAL_OF = _ROWS.where(receipts.c.reverses == bindparam("id"))
_POSITION = select(func.count()).where(
    receipts.c.batch_id == bindparam("batch_id"), receipts.c.reverses.is_(None), receipts.c.id <= bindparam("id")
)
_LAST_ID = select(func.coalesce(func.max(receipts.c.id), 0)).where(receipts.c.batch_id == bindparam("batch_id"))
_KEPT = select(
    receipts.c.id,
    receipts.c.batch_id,
    receipts.c.client_id,
    receipts.c.amount,
    receipts.c.figures,
    receipts.c.words,
    receipts.c.cheque_number,
    receipts.c.reverses,
).where(receipts.c.id == bindparam("id"))
_mirror = instruction_lines.alias("mirror")
_STANDING_LINES = (
    select(
        instruction_lines.c.id,
        instruction_lines.c.invoice_id,
        instruction_lines.c.operation,
        instruction_lines.c.amount,
        instruction_lines.c.rule,
    )
    .where(
        instruction_lines.c.receipt_id == bindparam("receipt_id"),
        IS_LINE,
        ~exists().where(_mirror.c.reverses == instruction_lines.c.id),
    )
    .order_by(instruction_lines.c.id)
)
_ADD = insert(receipts).returning(receipts.c.id)
_standing = receipts.alias("standing")
_TWIN = (
    select(func.min(_standing.c.id))
    .where(
        _standing.c.cheque_number == bindparam("cheque_number"),
        _standing.c.reverses.is_(None),
        or_(_standing.c.client_id == bindparam("client_id"), _standing.c.amount == bindparam("amount")),
        ~exists().where(_reversal.c.reverses == _standing.c.id),
    )
    .scalar_subquery()
)
"""The oldest receipt that stands of the same cheque number, and of the same client or the same amount."""

_GIVEN: dict[str, BindParameter[Any]] = {
    column.name: bindparam(column.name) for column in receipts.c if column.name not in ("id", "duplicate_of")
}
_ADD_CHEQUE = (
    insert(receipts).values({**_GIVEN, "duplicate_of": _TWIN}).returning(receipts.c.id, receipts.c.duplicate_of)
)


@dataclass(frozen=True, slots=True)
class NewReceipt:
    """A receipt to add. `reverses` and `corrects` point at the receipt that is cancelled or replaced."""

    by: Writing
    batch_id: int
    client_id: int
    amount: Money
    figures: Money
    words: str | None
    cheque_number: str
    forced: bool = False
    reverses: int | None = None
    corrects: int | None = None


@dataclass(frozen=True, slots=True)
class KeptReceipt:
    """A receipt as recorded, for the gestures that build on it."""

    id: int
    batch_id: int
    client_id: int
    amount: Money
    figures: Money
    words: str | None
    cheque_number: str
    reverses: int | None


@dataclass(frozen=True, slots=True)
class KeptLine:
    """An instruction line as recorded."""

    id: int
    row: RowOperation


def add(tx: Transaction, new: NewReceipt) -> int:
    """Add a receipt and give its id."""
    return int(tx.execute(_ADD, _values(new)).scalar_one())


def add_cheque(tx: Transaction, new: NewReceipt) -> tuple[int, int | None]:
    """Add the receipt of a cheque that is keyed, whose client is held by the caller; gives its id.

    Gives too the id of the receipt that it looks like, or None; the new receipt points at it. That one stands, with the
    same cheque number, and for the same client or of the same amount.
    """
    receipt_id, twin_id = tx.execute(_ADD_CHEQUE, _values(new)).one()
    return receipt_id, twin_id


def _values(new: NewReceipt) -> dict[str, object]:
    return {
        **new.by.values(),
        "batch_id": new.batch_id,
        "client_id": new.client_id,
        "method_code": CHEQUE,
        "amount": new.amount.cents,
        "figures": new.figures.cents,
        "words": new.words,
        "cheque_number": new.cheque_number,
        "forced": new.forced,
        "reverses": new.reverses,
        "corrects": new.corrects,
    }


def kept(tx: Transaction, receipt_id: int) -> KeptReceipt | None:
    """A receipt by id."""
    row = tx.execute(_KEPT, {"id": receipt_id}).first()
    if row is None:
        return None
    return KeptReceipt(
        row.id,
        row.batch_id,
        row.client_id,
        Money(row.amount),
        Money(row.figures),
        row.words,
        row.cheque_number,
        row.reverses,
    )


def standing_lines(tx: Transaction, receipt_id: int) -> tuple[KeptLine, ...]:
    """The instruction lines of a receipt that are not mirrored."""
    return tuple(
        KeptLine(row.id, RowOperation(row.invoice_id, Operation(row.operation), Money(row.amount), row.rule))
        for row in tx.execute(_STANDING_LINES, {"receipt_id": receipt_id})
    )


def by_id(tx: Transaction, receipt_id: int) -> ReceiptRow | None:
    """A receipt by id, as lists show it."""
    row = tx.execute(_BY_ID, {"id": receipt_id}).first()
    return None if row is None else _row(row)


def by_gesture(tx: Transaction, gesture: UUID) -> ReceiptRow:
    """The newest receipt that a gesture made."""
    row = tx.execute(_BY_GESTURE, {"gesture": gesture}).first()
    if row is None:
        raise LookupError(gesture)
    return _row(row)


def reversal_of(tx: Transaction, receipt_id: int) -> ReceiptRow | None:
    """The receipt that cancels another; None while that one stands."""
    row = tx.execute(_REVERSAL_OF, {"id": receipt_id}).first()
    return None if row is None else _row(row)


def position(tx: Transaction, batch_id: int, receipt_id: int) -> int:
    """The place of a receipt in its batch, from 1, as its slip has it."""
    return int(tx.execute(_POSITION, {"batch_id": batch_id, "id": receipt_id}).scalar_one())


def of_batch(tx: Transaction, batch_id: int) -> tuple[ReceiptRow, ...]:
    """The receipts of a batch in the order of keying, reversed ones and reversals too."""
    return _rows(tx, _OF_BATCH, batch_id=batch_id)


def last_of_batch(tx: Transaction, batch_id: int, limit: int) -> tuple[ReceiptRow, ...]:
    """The newest receipts of a batch, the newest first."""
    return _rows(tx, _LAST_OF_BATCH, batch_id=batch_id, limit=limit)


def of_client(tx: Transaction, client_id: int, limit: int) -> tuple[ReceiptRow, ...]:
    """The newest receipts of a client, the newest first."""
    return _rows(tx, _OF_CLIENT, client_id=client_id, limit=limit)


def last_id(tx: Transaction, batch_id: int) -> int:
    """The id of the newest receipt of a batch, 0 when it has none."""
    return int(tx.execute(_LAST_ID, {"batch_id": batch_id}).scalar_one())


def _rows(tx: Transaction, query: Select[Any], **values: int) -> tuple[ReceiptRow, ...]:
    return tuple(_row(row) for row in tx.execute(query, values))


def _row(row: Row[*tuple[Any, ...]]) -> ReceiptRow:
    return ReceiptRow(
        id=row.id,
        batch_id=row.batch_id,
        batch_number=row.number,
        ref=ref_of(row),
        name=name_of(row),
        cheque_number=row.cheque_number,
        amount=Money(row.amount),
        figures=Money(row.figures),
        words=row.words,
        credit=Money(int(row.credit)),
        recorded_at=row.recorded_at,
        operator=row.operator,
        reversed=row.reversed,
        reverses=row.reverses,
    )
