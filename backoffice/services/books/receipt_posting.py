"""Entering a receipt in the books: the receipt, its instruction lines, and what is left of the debt."""

from backoffice.domain.cheque import RowOperation
from backoffice.storage import clients, receipts
from backoffice.storage.database import Transaction


def post_cheque(tx: Transaction, new: receipts.NewReceipt, rows: tuple[RowOperation, ...]) -> tuple[int, int | None]:
    """Add the receipt of a cheque with its lines, and lower the debt by what they settle.

    Gives its id, and the id of the receipt that it looks like, or None.
    """
    receipt_id, twin_id = receipts.add_cheque(tx, new)
    receipts.add_lines(tx, receipt_id, rows)
    for row in rows:
        if row.amount:
            clients.add_to_pending(tx, row.invoice_id, -row.amount)
    return receipt_id, twin_id


def post_reversal(tx: Transaction, new: receipts.NewReceipt, lines: tuple[receipts.KeptLine, ...]) -> int:
    """Add the reversal of a receipt with the mirror of its lines, and bring the debt back; gives its id."""
    reversal_id = receipts.add(tx, new)
    post_mirror(tx, reversal_id, lines)
    return reversal_id


def post_mirror(tx: Transaction, receipt_id: int, lines: tuple[receipts.KeptLine, ...]) -> None:
    """Add the mirror of lines to a receipt, and bring the debt back."""
    receipts.add_reversal_lines(tx, receipt_id, lines)
    for line in lines:
        if line.row.amount:
            clients.add_to_pending(tx, line.row.invoice_id, line.row.amount)
