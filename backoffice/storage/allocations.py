"""Clients' credits, and what of them is applied to invoices: only ever added to."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Row, Table, bindparam, exists, func, insert, select

from backoffice.domain.credit import CreditApplying
from backoffice.domain.money import Money
from backoffice.storage import clients
from backoffice.storage.database import Transaction
from backoffice.storage.erp.cancellations import UNDER_WAY
from backoffice.storage.receipts import SETTLED
from backoffice.storage.schema import (
    allocations,
    cancellations,
    instruction_lines,
    ledger_entries,
    receipts,
    refunds,
)
from backoffice.storage.writing import Writing

_CLIENT: BindParameter[int] = bindparam("client_id")


def _sum(table: Table) -> ColumnElement[Any]:
    return select(func.coalesce(func.sum(table.c.amount), 0)).where(table.c.client_id == _CLIENT).scalar_subquery()


CREDIT: ColumnElement[Any] = (
    _sum(receipts)
    - select(func.coalesce(func.sum(instruction_lines.c.amount), 0))
    .join_from(instruction_lines, receipts, receipts.c.id == instruction_lines.c.receipt_id)
    .where(receipts.c.client_id == _CLIENT)
    .scalar_subquery()
    - _sum(allocations)
    - _sum(refunds)
)
"""The cents of the credit of the client `client_id`, as `credit_of` has it."""

_CREDIT = select(CREDIT)
_LEAVING = select(func.coalesce(func.sum(receipts.c.amount - SETTLED), 0)).where(
    receipts.c.client_id == _CLIENT,
    exists().where(cancellations.c.receipt_id == receipts.c.id, cancellations.c.state.in_(UNDER_WAY)),
)
_reversal = allocations.alias("reversal")
_ROWS = select(
    allocations.c.id,
    allocations.c.client_id,
    allocations.c.invoice_id,
    allocations.c.amount,
    allocations.c.recorded_by,
    exists().where(_reversal.c.reverses == allocations.c.id).label("reversed"),
)
_OF_ENTRY = _ROWS.join(ledger_entries, ledger_entries.c.allocation_id == allocations.c.id).where(
    ledger_entries.c.id == bindparam("entry_id"), allocations.c.reverses.is_(None)
)
_STANDING = _ROWS.where(
    allocations.c.client_id == _CLIENT,
    allocations.c.reverses.is_(None),
    ~exists().where(_reversal.c.reverses == allocations.c.id),
).order_by(allocations.c.id.desc())
_GIVEN_BACK = (
    select(func.coalesce(-func.sum(allocations.c.amount), 0))
    .join_from(allocations, receipts, receipts.c.gesture == allocations.c.gesture)
    .where(receipts.c.reverses == bindparam("receipt_id"), allocations.c.reverses.is_not(None))
)


@dataclass(frozen=True, slots=True)
class KeptAllocation:
    """A credit that was applied to an invoice."""

    id: int
    client_id: int
    invoice_id: int
    amount: Money
    recorded_by: int
    reversed: bool


def credit_of(tx: Transaction, client_id: int) -> Money:
    """A client's credit: what their receipts hold beyond the invoices settled, and is neither applied nor refunded."""
    return Money(int(tx.execute(_CREDIT, {"client_id": client_id}).scalar_one()))


def leaving_with_cancellations(tx: Transaction, client_id: int) -> Money:
    """By how much a client's credit falls once the financial system confirms what it was asked to cancel."""
    return Money(int(tx.execute(_LEAVING, {"client_id": client_id}).scalar_one()))


def apply(tx: Transaction, by: Writing, applying: CreditApplying) -> None:
    """Settle an invoice from the credit of its client, who is held by the caller."""
    _add(tx, by, applying.client_id, applying.invoice_id, applying.amount, None)


def reverse(tx: Transaction, by: Writing, allocation: KeptAllocation) -> None:
    """Take a credit back from its invoice, which is due again. The client is held by the caller."""
    _add(tx, by, allocation.client_id, allocation.invoice_id, -allocation.amount, allocation.id)


def of_entry(tx: Transaction, entry_id: int) -> KeptAllocation | None:
    """What an entry of the ledger tells of; None where it tells of something else, or of a reversal."""
    row = tx.execute(_OF_ENTRY, {"entry_id": entry_id}).first()
    return None if row is None else _kept(row)


def standing(tx: Transaction, client_id: int) -> tuple[KeptAllocation, ...]:
    """What of a client's credit is applied at present, the newest first."""
    return tuple(_kept(row) for row in tx.execute(_STANDING, {"client_id": client_id}))


def given_back_with(tx: Transaction, receipt_id: int) -> Money:
    """What of the client's credit could not stay on invoices when a receipt was cancelled."""
    return Money(int(tx.execute(_GIVEN_BACK, {"receipt_id": receipt_id}).scalar_one()))


def _kept(row: Row[*tuple[Any, ...]]) -> KeptAllocation:
    return KeptAllocation(
        row.id, row.client_id, row.invoice_id, Money(row.amount), row.recorded_by, reversed=row.reversed
    )


def _add(tx: Transaction, by: Writing, client_id: int, invoice_id: int, amount: Money, reverses: int | None) -> None:
    values = {
        **by.values(),
        "client_id": client_id,
        "invoice_id": invoice_id,
        "amount": amount.cents,
        "reverses": reverses,
    }
    tx.execute(insert(allocations), values)
    clients.add_to_pending(tx, invoice_id, -amount)
