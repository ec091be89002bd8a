"""What a cheque does to the pending invoices: which rows it settles, and what becomes of the others."""

from collections.abc import Iterable, Sequence

from backoffice.domain.decision import Blank, NoPayment, Settle
from backoffice.domain.mail_facts import CouponFacts
from backoffice.domain.money import Money, total
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
    raised = _raised_since(pending, debt.rows[0], cheque, coupon) if len(debt.rows) == 1 else ()
    others = [
        Blank(invoice, "P-31") if invoice in raised else _other(invoice, debt, cheque, coupon)
        for invoice in pending
        if invoice not in debt.rows
    ]
    return [*(Settle(row, min(cheque, row.pending), _reason(row, others)) for row in debt.rows), *others]


def _reason(settled: PendingInvoice, others: Iterable[NoPayment | Blank]) -> str:
    """The rule of a settled row: that of the rows beside it, whose circulars P-31 alone lets differ."""
    beside = {row.rule for row in others if row.rule == "P-31" or row.invoice.circular == settled.circular}
    return next((rule for rule in _TELLING if rule in beside), "P-21")


_TELLING = ("P-31", "P-32", "P-30", "P-33")
"""The rules of a row beside the settled one: the first of them that holds is the reason of the settled one too."""


def _other(invoice: PendingInvoice, debt: Debt, cheque: Money, coupon: CouponFacts) -> NoPayment | Blank:
    """What becomes of a row that is not settled: its amount beside that of the settled row of its circular tells."""
    settled = max((row.pending for row in debt.rows if row.circular == invoice.circular), default=None)
    if settled is None:
        return NoPayment(invoice, "P-22")
    if invoice.pending == settled:
        return NoPayment(invoice, "P-33")
    if invoice.pending < settled:
        return NoPayment(invoice, "P-30")
    is_paid = (debt.is_told and coupon.amount is not None) or total(row.pending for row in debt.rows) == cheque
    return Blank(invoice, "P-32") if is_paid else NoPayment(invoice, "P-22")


def _raised_since(pending: Rows, settled: PendingInvoice, cheque: Money, coupon: CouponFacts) -> Rows:
    """The rows of P-31: the coupon bears less than what two circulars ask for since, and its debt is the oldest.

    Of the raised debt the screen shows the row as it was raised, or both as it was and as it was raised.
    """
    asked = cheque if coupon.amount is None or coupon.bears_no_debt else coupon.amount
    shown = pending[pending.index(settled) :]
    for amount in {row.pending for row in shown}:
        alike = [row for row in shown if row.pending == amount]
        if asked < amount and are_raised_alike(alike) and settled.circular in {row.circular for row in alike}:
            return alike
    return ()
