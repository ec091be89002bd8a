"""Entering a receipt in the books: the receipt, its instruction lines, and what is left of the debt."""

from backoffice.domain.cheque import RowOperation
from backoffice.storage import receipts, settling
from backoffice.storage.database import Transaction


def post_cheque(tx: Transaction, new: receipts.NewReceipt, rows: tuple[RowOperation, ...]) -> tuple[int, int | None]:
    """Add the receipt of a cheque with its lines, and lower the debt by what they settle.

    Gives its id, and the id of the receipt that it looks like, or None.
    """
    receipt_id, twin_id = receipts.add_cheque(tx, new)
    settling.settle(tx, receipt_id, rows)
    return receipt_id, twin_id


def post_reversal(tx: Transaction, new: receipts.NewReceipt, lines: tuple[receipts.KeptLine, ...]) -> int:
    """Add the reversal of a receipt with the mirror of its lines, and bring the debt back; gives its id."""
    reversal_id = receipts.add(tx, new)
    settling.mirror(tx, reversal_id, lines)
    return reversal_id
