"""What a cheque does to the pending invoices: which rows it settles, and what becomes of the others."""

from collections.abc import Sequence

from backoffice.domain.decision import Blank, NoPayment, Settle
from backoffice.domain.mail_facts import CouponFacts
from backoffice.domain.money import Money
from backoffice.domain.rows import PendingInvoice
from backoffice.procedure.coupon_debt import Debt, are_raised_alike, debt_of

Row = Settle | NoPayment | Blank


def propose(invoices: Sequence[PendingInvoice], cheque: Money, coupon: CouponFacts) -> tuple[Row, ...] | None:
    """What the procedure wants of each pending invoice, in the order given; None where the coupon's debt is not there.

    What is settled never exceeds what is pending, nor the cheque.
    """
    oldest_first = sorted(invoices, key=lambda invoice: (invoice.issued_on, invoice.number, invoice.id))
    debt = debt_of(oldest_first, coupon, cheque)
    if debt is None:
        return None
    by_invoice = {row.invoice.id: row for row in _rows(oldest_first, debt, cheque, coupon)}
    return tuple(by_invoice[invoice.id] for invoice in invoices)


def _rows(pending: list[PendingInvoice], debt: Debt, cheque: Money, coupon: CouponFacts) -> list[Row]:
    rule, blank = _case(pending, debt, cheque, coupon)
    rows: list[Row] = []
    for invoice in pending:
        if invoice in debt.rows:
            rows.append(Settle(invoice, min(cheque, invoice.pending), rule))
        elif invoice in blank:
            rows.append(Blank(invoice, rule))
        else:
            rows.append(NoPayment(invoice, rule if rule in ("P-30", "P-33") else "P-22"))
    return rows


def _case(
    pending: list[PendingInvoice], debt: Debt, cheque: Money, coupon: CouponFacts
) -> tuple[str, list[PendingInvoice]]:
    """The rule of the settled rows, and the rows that it leaves *vide*."""
    if len(debt.rows) > 1 or len(pending) == 1:
        return "P-21", []
    settled = debt.rows[0]
    others = [invoice for invoice in pending if invoice is not settled]
    asked = cheque if coupon.amount is None or coupon.bears_no_debt else coupon.amount
    if _was_raised(pending, settled, asked):
        return "P-31", others
    if len({invoice.circular for invoice in pending}) > 1:
        return "P-21", []
    amounts = sorted({invoice.pending for invoice in pending})
    if len(amounts) == 1:
        return "P-33", []
    if settled.pending == amounts[-1]:
        return "P-30", []
    is_paid = debt.is_told and coupon.amount is not None
    return (
        ("P-32", others) if settled.pending == amounts[0] and (is_paid or settled.pending == cheque) else ("P-21", [])
    )


def _was_raised(pending: list[PendingInvoice], settled: PendingInvoice, asked: Money) -> bool:
    """P-31: the coupon bears less than what two circulars ask for since, and its debt is the oldest.

    Of the raised debt the screen shows the row as it was raised, or both as it was and as it was raised.
    """
    oldest, *newer = pending
    if settled is not oldest or asked >= newer[0].pending:
        return False
    was_and_is = are_raised_alike(newer) and oldest.circular in {invoice.circular for invoice in newer}
    return are_raised_alike(pending) or was_and_is
