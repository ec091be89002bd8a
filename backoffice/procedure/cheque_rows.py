"""What a cheque does to the pending invoices: which rows it settles, and what becomes of the others."""

from collections.abc import Sequence

from backoffice.domain.decision import Blank, NoPayment, Settle
from backoffice.domain.mail_facts import CouponFacts
from backoffice.domain.money import Money
from backoffice.domain.rows import PendingInvoice, oldest_first
from backoffice.procedure.coupon_debt import Debt, Rows, are_raised_alike, debt_of

Row = Settle | NoPayment | Blank


def propose(invoices: Sequence[PendingInvoice], cheque: Money, coupon: CouponFacts) -> tuple[Row, ...] | None:
    """What the procedure wants of each pending invoice, in the order given; None where the coupon's debt is not there.

    What is settled never exceeds what is pending, nor the cheque.
    """
    pending = oldest_first(invoices)
    debt = debt_of(pending, coupon, cheque)
    if debt is None:
        return None
    by_invoice = {row.invoice.id: row for row in _rows(pending, debt, cheque, coupon)}
    return tuple(by_invoice[invoice.id] for invoice in invoices)


def _rows(pending: Rows, debt: Debt, cheque: Money, coupon: CouponFacts) -> list[Row]:
    rule = _rule(pending, debt, cheque, coupon)
    rows: list[Row] = []
    for invoice in pending:
        if invoice in debt.rows:
            rows.append(Settle(invoice, min(cheque, invoice.pending), rule))
        elif rule in ("P-31", "P-32"):
            rows.append(Blank(invoice, rule))
        else:
            rows.append(NoPayment(invoice, rule if rule in ("P-30", "P-33") else "P-22"))
    return rows


def _rule(pending: Rows, debt: Debt, cheque: Money, coupon: CouponFacts) -> str:
    """The rule of the settled rows; P-31 and P-32 leave the others *vide*."""
    if len(debt.rows) > 1 or len(pending) == 1:
        return "P-21"
    (settled,) = debt.rows
    asked = cheque if coupon.amount is None or coupon.bears_no_debt else coupon.amount
    if _was_raised(pending, settled, asked):
        return "P-31"
    if len({invoice.circular for invoice in pending}) > 1:
        return "P-21"
    lowest, *higher = sorted({invoice.pending for invoice in pending})
    if not higher:
        return "P-33"
    if settled.pending == higher[-1]:
        return "P-30"
    is_paid = (debt.is_told and coupon.amount is not None) or settled.pending == cheque
    return "P-32" if settled.pending == lowest and is_paid else "P-21"


def _was_raised(pending: Rows, settled: PendingInvoice, asked: Money) -> bool:
    """P-31: the coupon bears less than what two circulars ask for since, and its debt is the oldest.

    Of the raised debt the screen shows the row as it was raised, or both as it was and as it was raised.
    """
    oldest, *newer = pending
    if settled is not oldest or asked >= newer[0].pending:
        return False
    was_and_is = are_raised_alike(newer) and oldest.circular in {invoice.circular for invoice in newer}
    return are_raised_alike(pending) or was_and_is
