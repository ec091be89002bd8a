"""Instruction lines that also live in a financial system: it is told of them once their batch is closed (A-02)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, bindparam, exists, insert, literal, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from backoffice.domain.cancellation import ErpLine
from backoffice.domain.cheque import Operation, RowOperation
from backoffice.domain.money import Money
from backoffice.storage.client_columns import REF_AND_NAME, name_of, ref_of
from backoffice.storage.database import Transaction
from backoffice.storage.receipts import IS_LINE, KeptLine
from backoffice.storage.schema import (
    batches,
    clients,
    erp_batches,
    erp_lines,
    instruction_lines,
    invoices,
    office_facts,
    receipts,
)

_CLAIM_LASTS = timedelta(minutes=10)
_ATTACHED = "financial system attached"
_FACT = {"name": _ATTACHED, "value": bindparam("value")}
_ATTACH = {
    name: dialect.insert(office_facts)
    .values(_FACT)
    .on_conflict_do_nothing(index_elements=["name"])
    .returning(office_facts.c.name)
    for name, dialect in (("sqlite", sqlite), ("postgresql", postgresql))
}
_IS_ATTACHED = select(office_facts.c.value).where(office_facts.c.name == _ATTACHED)
_mirror = instruction_lines.alias("mirror")
_IS_CANCELLED = exists().where(_mirror.c.reverses == instruction_lines.c.id)
_UNTAKEN = select(batches.c.id).where(
    batches.c.state == "closed", ~exists().where(erp_batches.c.batch_id == batches.c.id)
)
_LEAVE_ALL = insert(erp_batches).from_select(["batch_id", "taken_at"], _UNTAKEN.add_columns(bindparam("now")))
_TO_TAKE = (
    select(instruction_lines.c.id)
    .join(receipts, receipts.c.id == instruction_lines.c.receipt_id)
    .where(
        receipts.c.batch_id == bindparam("batch_id"),
        instruction_lines.c.amount > literal(0),
        IS_LINE,
        ~_IS_CANCELLED,
    )
    .order_by(instruction_lines.c.id)
)
_LINES = (
    select(
        erp_lines.c.line_id,
        erp_lines.c.reference,
        instruction_lines.c.receipt_id,
        instruction_lines.c.invoice_id,
        instruction_lines.c.operation,
        instruction_lines.c.amount,
        instruction_lines.c.rule,
        invoices.c.number.label("invoice"),
        receipts.c.cheque_number,
        receipts.c.batch_id,
        batches.c.number.label("batch"),
        batches.c.arrival_date,
        *REF_AND_NAME,
        erp_lines.c.handed_over_at,
        _IS_CANCELLED.label("cancelled"),
    )
    .join(instruction_lines, instruction_lines.c.id == erp_lines.c.line_id)
    .join(invoices, invoices.c.id == instruction_lines.c.invoice_id)
    .join(receipts, receipts.c.id == instruction_lines.c.receipt_id)
    .join(batches, batches.c.id == receipts.c.batch_id)
    .join(clients, clients.c.id == receipts.c.client_id)
    .order_by(erp_lines.c.line_id)
)
_TO_HAND_OVER = _LINES.where(
    erp_lines.c.handed_over_at.is_(None),
    or_(erp_lines.c.claimed_at.is_(None), erp_lines.c.claimed_at < bindparam("lapsed")),
).limit(bindparam("limit", type_=erp_lines.c.line_id.type))
_OF_RECEIPT = _LINES.where(instruction_lines.c.receipt_id == bindparam("receipt_id"))
_KNOWN = (
    select(instruction_lines.c.receipt_id)
    .join(erp_lines, erp_lines.c.line_id == instruction_lines.c.id)
    .where(instruction_lines.c.receipt_id.in_(bindparam("receipt_ids", expanding=True)))
    .distinct()
)
_CLAIM = (
    update(erp_lines)
    .where(
        erp_lines.c.line_id == bindparam("its_id"),
        erp_lines.c.handed_over_at.is_(None),
        or_(erp_lines.c.claimed_at.is_(None), erp_lines.c.claimed_at < bindparam("lapsed")),
    )
    .values(claimed_at=bindparam("at"))
)
_RELEASE = (
    update(erp_lines)
    .where(erp_lines.c.line_id == bindparam("its_id"), erp_lines.c.claimed_at == bindparam("claimed"))
    .values(claimed_at=None)
)
_HANDED_OVER = (
    update(erp_lines)
    .where(erp_lines.c.line_id == bindparam("its_id"), erp_lines.c.handed_over_at.is_(None))
    .values(handed_over_at=bindparam("at"))
)


@dataclass(frozen=True, slots=True)
class KeptErpLine:
    """A line that lives in the financial system.

    Attributes:
        told: what the system is told of it.
        kept: the line as our books have it.
        handed_over: whether the system was told of it.
        cancelled: whether a reversal of it is in the books.
    """

    told: ErpLine
    kept: KeptLine
    receipt_id: int
    batch_id: int
    handed_over: bool
    cancelled: bool


def is_attached(tx: Transaction) -> bool:
    """Whether a financial system was ever attached to these books."""
    return tx.execute(_IS_ATTACHED).first() is not None


def attach(tx: Transaction, now: datetime) -> None:
    """Attach it, once: the payments of batches that are closed by now stay with us alone."""
    if tx.execute(_ATTACH[tx.dialect.name], {"value": now.isoformat()}).first() is not None:
        tx.execute(_LEAVE_ALL, {"now": now})


def untaken_batches(tx: Transaction) -> tuple[int, ...]:
    """The closed batches whose lines the financial system is to be told of."""
    return tuple(tx.scalars(_UNTAKEN.order_by(batches.c.id)))


def take_batch(tx: Transaction, batch_id: int, now: datetime, new_reference: Callable[[], str]) -> int:
    """Give the standing lines of a closed batch, which the caller holds, their references; gives how many there are."""
    line_ids = tuple(tx.scalars(_TO_TAKE, {"batch_id": batch_id}))
    tx.execute(insert(erp_batches), {"batch_id": batch_id, "taken_at": now})
    if line_ids:
        tx.execute(
            insert(erp_lines),
            [
                {
                    "line_id": line_id,
                    "reference": new_reference(),
                    "taken_at": now,
                    "claimed_at": None,
                    "handed_over_at": None,
                }
                for line_id in line_ids
            ],
        )
    return len(line_ids)


def to_hand_over(tx: Transaction, limit: int, now: datetime) -> tuple[KeptErpLine, ...]:
    """Lines that the financial system does not know yet and nobody tells it of at present, the oldest first."""
    rows = tx.execute(_TO_HAND_OVER, {"limit": limit, "lapsed": now - _CLAIM_LASTS})
    return tuple(_line(row) for row in rows)


def claim(tx: Transaction, lines: Sequence[KeptErpLine], at: datetime) -> tuple[KeptErpLine, ...]:
    """Set out to tell it of lines; gives those that no other workstation was first with.

    A claim lapses: whoever made it may have ended in the midst of it.
    """
    told = {"at": at, "lapsed": at - _CLAIM_LASTS}
    return tuple(line for line in lines if tx.execute(_CLAIM, {**told, "its_id": line.kept.id}).rowcount == 1)


def release(tx: Transaction, lines: Sequence[KeptErpLine], claimed: datetime) -> None:
    """Take claims back: the financial system was not told, as far as we know."""
    tx.execute(_RELEASE, [{"its_id": line.kept.id, "claimed": claimed} for line in lines])


def handed_over(tx: Transaction, lines: Sequence[KeptErpLine], at: datetime) -> None:
    """Note that it knows them now."""
    tx.execute(_HANDED_OVER, [{"its_id": line.kept.id, "at": at} for line in lines])


def of_receipt(tx: Transaction, receipt_id: int) -> tuple[KeptErpLine, ...]:
    """The lines of a receipt that live in the financial system, in their order; none where it knows of none."""
    return tuple(_line(row) for row in tx.execute(_OF_RECEIPT, {"receipt_id": receipt_id}))


def known_among(tx: Transaction, receipt_ids: Sequence[int]) -> frozenset[int]:
    """Those of these receipts that live in the financial system too."""
    return frozenset(tx.scalars(_KNOWN, {"receipt_ids": list(receipt_ids)})) if receipt_ids else frozenset()


def _line(row: Row[*tuple[Any, ...]]) -> KeptErpLine:
    amount = Money(row.amount)
    told = ErpLine(
        reference=row.reference,
        amount=amount,
        client=str(ref_of(row)),
        name=name_of(row),
        invoice=row.invoice,
        cheque_number=row.cheque_number,
        batch=row.batch,
        received_on=row.arrival_date,
    )
    kept = KeptLine(row.line_id, RowOperation(row.invoice_id, Operation(row.operation), amount, row.rule))
    return KeptErpLine(told, kept, row.receipt_id, row.batch_id, row.handed_over_at is not None, row.cancelled)
