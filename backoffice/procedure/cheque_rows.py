"""What a cheque does to the pending invoices: which rows it settles, and what becomes of the others.

A cheque pays whole rows as far as it goes, and what it holds beyond them is the client's credit (P-21): the rows
that come nearest to it, the fewest of them, the oldest first. Only a cheque below every row pays a part of one.
"""

from collections.abc import Sequence
from itertools import combinations

from backoffice.domain.cheque import Operation, RowOperation
from backoffice.domain.money import ZERO, Money, total
from backoffice.domain.rows import PendingInvoice

_SUMS_TRIED_UP_TO = 7
"""Rows beyond which sums of rows are not looked for: nobody would find them on paper either."""


def propose(invoices: Sequence[PendingInvoice], cheque: Money, coupon: Money | None = None) -> tuple[RowOperation, ...]:
    """The operation that the procedure wants on each pending invoice, in the order given, for a cheque.

    What is settled never exceeds what is pending, nor the cheque. `coupon` is the amount that the coupon bears; where
    it is not known, the cheque's stands for it.
    """
    oldest_first = sorted(invoices, key=lambda invoice: (invoice.issued_on, invoice.number, invoice.id))
    if _was_raised(oldest_first, cheque, cheque if coupon is None else coupon):
        found = _oldest_alone(oldest_first, cheque)
    else:
        covered = _covered(oldest_first, cheque)
        found = _whole_rows(oldest_first, covered, cheque) if covered else _part_of_one(oldest_first, cheque)
    by_invoice = {row.invoice_id: row for row in found}
    return tuple(by_invoice[invoice.id] for invoice in invoices)


def _covered(invoices: list[PendingInvoice], cheque: Money) -> tuple[PendingInvoice, ...]:
    """The rows that the cheque covers whole and comes nearest to; none when it is below every row."""
    if len(invoices) > _SUMS_TRIED_UP_TO:
        return _oldest_covered(invoices, cheque)
    best: tuple[PendingInvoice, ...] = ()
    nearest = 0
    cents = [invoice.pending.cents for invoice in invoices]
    for size in range(1, len(invoices) + 1):
        for chosen, amounts in zip(combinations(invoices, size), combinations(cents, size), strict=True):
            if nearest < sum(amounts) <= cheque.cents:
                best, nearest = chosen, sum(amounts)
    return best


def _oldest_covered(invoices: list[PendingInvoice], cheque: Money) -> tuple[PendingInvoice, ...]:
    left, covered = cheque, []
    for invoice in invoices:
        if invoice.pending <= left:
            covered.append(invoice)
            left -= invoice.pending
    return tuple(covered)


def _whole_rows(
    invoices: list[PendingInvoice], chosen: tuple[PendingInvoice, ...], cheque: Money
) -> list[RowOperation]:
    rule, rest = _particular_case(invoices, chosen, cheque) or ("P-21", None)
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
    invoices: list[PendingInvoice], chosen: tuple[PendingInvoice, ...], cheque: Money
) -> tuple[str, Operation] | None:
    """P-30, P-32 and P-33: one row paid among several of one circular."""
    if len(invoices) == 1 or len(chosen) != 1 or len({invoice.circular for invoice in invoices}) != 1:
        return None
    amounts = sorted({invoice.pending for invoice in invoices})
    if len(amounts) == 1:
        return "P-33", Operation.NO_PAYMENT
    if chosen[0].pending == amounts[-1]:
        return "P-30", Operation.NO_PAYMENT
    if chosen[0].pending == amounts[0] == cheque:
        return "P-32", Operation.BLANK
    return None


def _was_raised(invoices: list[PendingInvoice], cheque: Money, coupon: Money) -> bool:
    """P-31: two circulars ask for the same amount, and the coupon that came back bears a lower one."""
    amounts = {invoice.pending for invoice in invoices}
    alike = len({invoice.circular for invoice in invoices}) > 1 and len(amounts) == 1
    return alike and coupon < invoices[0].pending and cheque < total(invoice.pending for invoice in invoices[:2])


def _oldest_alone(invoices: list[PendingInvoice], cheque: Money) -> list[RowOperation]:
    oldest, *newer = invoices
    settled = _settled(oldest, min(cheque, oldest.pending), "P-31")
    return [settled, *(_left(invoice, Operation.BLANK, "P-31") for invoice in newer)]


def _part_of_one(invoices: list[PendingInvoice], cheque: Money) -> list[RowOperation]:
    """A cheque below every row: part of the oldest is settled (P-21)."""
    oldest, *newer = invoices
    return [_settled(oldest, cheque, "P-21"), *(_left(invoice, Operation.NO_PAYMENT, "P-22") for invoice in newer)]


def _settled(invoice: PendingInvoice, amount: Money, rule: str) -> RowOperation:
    return RowOperation(invoice.id, Operation.SETTLE, amount, rule)


def _left(invoice: PendingInvoice, operation: Operation, rule: str) -> RowOperation:
    return RowOperation(invoice.id, operation, ZERO, rule)
