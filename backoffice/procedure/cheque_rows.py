"""What a cheque does to the pending invoices: which rows it settles, and what becomes of the others.

The rules are tried from the most particular to the most general. Where the procedure is silent (a cheque that
matches no row, nor any sum of rows), the oldest debts are paid first.
"""

from collections.abc import Sequence
from itertools import combinations

from backoffice.domain.cheque import Operation, RowOperation
from backoffice.domain.money import ZERO, Money, total
from backoffice.domain.rows import PendingInvoice

_SUMS_TRIED_UP_TO = 10
"""Rows beyond which sums of rows are not looked for: nobody would find them on paper either."""


def propose(invoices: Sequence[PendingInvoice], cheque: Money) -> tuple[RowOperation, ...]:
    """The operation that the procedure wants on each pending invoice, in the order given, for a cheque.

    What is settled never exceeds what is pending, nor the cheque; a surplus is the client's credit (P-21).
    """
    oldest_first = sorted(invoices, key=lambda invoice: (invoice.issued_on, invoice.id))
    found = _two_circulars(oldest_first, cheque) or _matching(oldest_first, cheque) or _filled(oldest_first, cheque)
    by_invoice = {row.invoice_id: row for row in found}
    return tuple(by_invoice[invoice.id] for invoice in invoices)


def _two_circulars(invoices: list[PendingInvoice], cheque: Money) -> list[RowOperation] | None:
    """P-31: two circulars ask for the same amount, and the coupon that came back bears a lower one.

    The cheque pays the coupon, so that its amount stands for the coupon's.
    """
    circulars = {invoice.circular for invoice in invoices}
    amounts = {invoice.pending for invoice in invoices}
    if len(circulars) < 2 or len(amounts) != 1 or cheque >= max(amounts):  # noqa: PLR2004 - two circulars
        return None
    oldest, *newer = invoices
    return [_settled(oldest, cheque, "P-31"), *(_left(invoice, Operation.BLANK, "P-31") for invoice in newer)]


def _matching(invoices: list[PendingInvoice], cheque: Money) -> list[RowOperation] | None:
    """A cheque of exactly one row (P-30, P-32, P-33, P-22), or of the sum of some: the fewest, then the oldest."""
    for size in range(1, len(invoices) + 1 if len(invoices) <= _SUMS_TRIED_UP_TO else 2):
        for chosen in combinations(invoices, size):
            if total(invoice.pending for invoice in chosen) == cheque:
                return _settle_only(invoices, chosen)
    return None


def _settle_only(invoices: list[PendingInvoice], chosen: tuple[PendingInvoice, ...]) -> list[RowOperation]:
    rule, rest = _particular_case(invoices, chosen) or ("P-21", None)
    rows = []
    for invoice in invoices:
        if invoice in chosen:
            rows.append(_settled(invoice, invoice.pending, rule))
        elif rest is not None:
            rows.append(_left(invoice, rest, rule))
        else:
            rows.append(_left(invoice, Operation.NO_PAYMENT, "P-22"))
    return rows


def _particular_case(
    invoices: list[PendingInvoice], chosen: tuple[PendingInvoice, ...]
) -> tuple[str, Operation] | None:
    """P-30, P-32 and P-33: one row paid among several of one circular."""
    if len(invoices) == 1 or len(chosen) != 1 or len({invoice.circular for invoice in invoices}) != 1:
        return None
    amounts = sorted({invoice.pending for invoice in invoices})
    if len(amounts) == 1:
        return "P-33", Operation.NO_PAYMENT
    if chosen[0].pending == amounts[-1]:
        return "P-30", Operation.NO_PAYMENT
    if chosen[0].pending == amounts[0]:
        return "P-32", Operation.BLANK
    return None


def _filled(invoices: list[PendingInvoice], cheque: Money) -> list[RowOperation]:
    left = cheque
    rows = []
    for invoice in invoices:
        part = min(left, invoice.pending)
        rows.append(_settled(invoice, part, "P-21") if part else _left(invoice, Operation.NO_PAYMENT, "P-22"))
        left -= part
    return rows


def _settled(invoice: PendingInvoice, amount: Money, rule: str) -> RowOperation:
    return RowOperation(invoice.id, Operation.SETTLE, amount, rule)


def _left(invoice: PendingInvoice, operation: Operation, rule: str) -> RowOperation:
    return RowOperation(invoice.id, operation, ZERO, rule)
