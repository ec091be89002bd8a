"""Batches and their sums."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, bindparam, func, insert, select, update

from backoffice.domain.batch import Batch, BatchKind, BatchState, NewBatch
from backoffice.domain.batch_rows import BatchRow
from backoffice.domain.money import ZERO, Money
from backoffice.storage.database import Transaction
from backoffice.storage.schema import batches, mail, people, receipts
from backoffice.storage.writing import Writing

_COLUMNS = (
    batches.c.id,
    batches.c.number,
    batches.c.arrival_date,
    batches.c.with_invoice,
    batches.c.kind,
    batches.c.state,
    batches.c.opened_by,
    people.c.name.label("operator"),
    batches.c.opened_at,
)
_BATCHES = select(*_COLUMNS).join(people, people.c.id == batches.c.opened_by)
_BY_ID = _BATCHES.where(batches.c.id == bindparam("id"))
_BY_NUMBER = _BATCHES.where(batches.c.number == bindparam("number"))
_BY_GESTURE = _BATCHES.where(batches.c.gesture == bindparam("gesture"))
_LOCKED = _BY_ID.with_for_update(of=batches)
_CHEQUES = func.count(receipts.c.id) - 2 * func.count(receipts.c.reverses)
"""A receipt counts for one, a reversed one and its reversal for none."""
_MAIL = func.count() - 2 * func.count(mail.c.reverses)
_MAIL_COUNT = select(_MAIL).where(mail.c.batch_id == bindparam("batch_id"), mail.c.receipt_id.is_(None))
_SUMS = select(_CHEQUES, func.coalesce(func.sum(receipts.c.amount), 0)).where(
    receipts.c.batch_id == bindparam("batch_id")
)


def add(tx: Transaction, by: Writing, new: NewBatch, number: str) -> None:
    """Add an open batch."""
    tx.execute(
        insert(batches).values(
            number=number,
            arrival_date=new.arrival_date,
            with_invoice=new.with_invoice,
            kind=new.kind.value,
            state=BatchState.OPEN.value,
            **by.values("opened"),
        )
    )


def by_id(tx: Transaction, batch_id: int) -> Batch | None:
    """A batch by id."""
    return _one(tx, _BY_ID, id=batch_id)


def by_number(tx: Transaction, number: str) -> Batch | None:
    """A batch by its number, `2024-0317`."""
    return _one(tx, _BY_NUMBER, number=number)


def by_gesture(tx: Transaction, gesture: UUID) -> Batch | None:
    """The batch that a gesture opened."""
    return _one(tx, _BY_GESTURE, gesture=gesture)


def locked(tx: Transaction, batch_id: int) -> Batch | None:
    """A batch by id, held until the end of the transaction: locks go batch, then client, then invoices."""
    return _one(tx, _LOCKED, id=batch_id)


def sums(tx: Transaction, batch_id: int) -> tuple[int, Money]:
    """How many cheques of a batch stand, and their sum."""
    count, amount = tx.execute(_SUMS, {"batch_id": batch_id}).one()
    return count, Money(int(amount))


def row(tx: Transaction, batch: Batch) -> BatchRow:
    """A batch with its sums."""
    mail_count: int = tx.execute(_MAIL_COUNT, {"batch_id": batch.id}).scalar_one()
    return BatchRow(batch, *sums(tx, batch.id), mail_count)


def listing(
    tx: Transaction, *, opened_by: int | None, states: frozenset[BatchState], arrival_date: date | None, limit: int
) -> tuple[BatchRow, ...]:
    """The newest `limit` batches with their sums; a filter that is None or empty lets all through."""
    chosen = _BATCHES.order_by(batches.c.opened_at.desc(), batches.c.id.desc()).limit(limit)
    if opened_by is not None:
        chosen = chosen.where(batches.c.opened_by == opened_by)
    if states:
        chosen = chosen.where(batches.c.state.in_(sorted(states)))
    if arrival_date is not None:
        chosen = chosen.where(batches.c.arrival_date == arrival_date)
    found = [_batch(row) for row in tx.execute(chosen)]
    ids = [batch.id for batch in found]
    summed, counted = _sums_by_batch(tx, ids), _mail_by_batch(tx, ids)
    return tuple(BatchRow(batch, *summed.get(batch.id, (0, ZERO)), counted.get(batch.id, 0)) for batch in found)


def move(tx: Transaction, batch_id: int, state: BatchState) -> None:
    """Move a batch to another state; the database refuses what is no transition."""
    tx.execute(update(batches).where(batches.c.id == batch_id).values(state=state.value))


def _sums_by_batch(tx: Transaction, ids: list[int]) -> dict[int, tuple[int, Money]]:
    grouped = (
        select(receipts.c.batch_id, _CHEQUES, func.sum(receipts.c.amount))
        .where(receipts.c.batch_id.in_(ids))
        .group_by(receipts.c.batch_id)
    )
    return {batch_id: (count, Money(int(amount))) for batch_id, count, amount in tx.execute(grouped)}


def _mail_by_batch(tx: Transaction, ids: list[int]) -> dict[int, int]:
    grouped = (
        select(mail.c.batch_id, _MAIL)
        .where(mail.c.batch_id.in_(ids), mail.c.receipt_id.is_(None))
        .group_by(mail.c.batch_id)
    )
    return dict(tx.execute(grouped).all())


def _one(tx: Transaction, query: Select[Any], **values: object) -> Batch | None:
    row = tx.execute(query, values).first()
    return None if row is None else _batch(row)


def _batch(row: Row[*tuple[Any, ...]]) -> Batch:
    return Batch(
        row.id,
        row.number,
        row.arrival_date,
        row.with_invoice,
        BatchKind(row.kind),
        BatchState(row.state),
        row.opened_by,
        row.operator,
        row.opened_at,
    )
