"""Instruction lines as they are added, and what is left to pay of their invoices."""

from collections.abc import Sequence
from functools import cache

from sqlalchemy import Update, bindparam, func, insert, select, union_all, update

from backoffice.domain.cheque import RowOperation
from backoffice.storage import clients
from backoffice.storage.database import Transaction
from backoffice.storage.receipts import KeptLine
from backoffice.storage.schema import instruction_lines, invoices

_COLUMNS = {name: instruction_lines.c[name].type for name in ("invoice_id", "operation", "amount", "rule", "reverses")}
_ADD = insert(instruction_lines).inline()


def settle(tx: Transaction, receipt_id: int, rows: Sequence[RowOperation]) -> None:
    """Add the instruction lines of a receipt: what they settle is paid."""
    _post(tx, receipt_id, [(row, None) for row in rows])


def mirror(tx: Transaction, receipt_id: int, lines: Sequence[KeptLine]) -> None:
    """Add the mirror of lines: what they settled is due again.

    The mirrors belong to the receipt that reverses theirs, or to theirs where it came back unpaid.
    """
    mirrored = [
        (RowOperation(line.row.invoice_id, line.row.operation, -line.row.amount, line.row.rule), line.id)
        for line in lines
    ]
    _post(tx, receipt_id, mirrored)


def _post(tx: Transaction, receipt_id: int, lines: Sequence[tuple[RowOperation, int | None]]) -> None:
    if not lines:
        return
    values: list[dict[str, object]] = [
        dict(zip(_COLUMNS, (row.invoice_id, row.operation.value, row.amount.cents, row.rule, reverses), strict=True))
        for row, reverses in lines
    ]
    if tx.dialect.name == "postgresql":
        named = {f"{name}_{place}_": value for place, line in enumerate(values) for name, value in line.items()}
        tx.execute(_at_once(len(values)), {"receipt": receipt_id, **named})
        return
    tx.execute(_ADD, [{"receipt_id": receipt_id, **line} for line in values])
    for row, _ in lines:
        if row.amount:
            clients.add_to_pending(tx, row.invoice_id, -row.amount)


@cache
def _at_once(count: int) -> Update:
    """One statement for so many lines and for their invoices: between two there is the way to the server and back.

    SQLite, where there is none, changes no two tables at once.
    """
    receipt = bindparam("receipt", type_=instruction_lines.c.receipt_id.type)
    given = [  # not `values`: a statement with several of them is compiled each time
        select(receipt, *(bindparam(f"{name}_{place}_", type_=kind) for name, kind in _COLUMNS.items()))
        for place in range(count)
    ]
    rows = given[0] if count == 1 else union_all(*given)
    lines = insert(instruction_lines).from_select(["receipt_id", *_COLUMNS], rows)
    added = lines.returning(instruction_lines.c.invoice_id, instruction_lines.c.amount).cte("added")
    settled = select(added.c.invoice_id, func.sum(added.c.amount).label("amount")).group_by(added.c.invoice_id)
    each = settled.having(func.sum(added.c.amount) != 0).subquery("settled")
    paid = update(invoices).where(invoices.c.id == each.c.invoice_id)
    return paid.values(pending=invoices.c.pending - each.c.amount)
