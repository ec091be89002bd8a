"""Pending invoices and coupons to start from, and the rows of a cheque as they are read aloud."""

from datetime import date

from backoffice.domain.invoices import PendingInvoice
from backoffice.domain.mail_facts import CouponFacts
from backoffice.domain.money import Money
from backoffice.procedure.cheques import Row
from tests.backoffice.procedure.cases import stated

SILENT = CouponFacts()
"""Neither the circular nor the amount of the coupon is known."""
Rows = list[tuple[str, str, int]]
OLD, NEW, LAST = "2019-02-20", "2019-03-09", "2019-03-17"
LOWER_HIGHER: Rows = [("AP11", OLD, 13_10), ("AP11", NEW, 20_30)]
RAISED: Rows = [("AP11", NEW, 20_30), ("AP12", LAST, 20_30)]
STORY: Rows = [("AP11", OLD, 13_10), ("AP11", NEW, 20_30), ("AP12", LAST, 20_30)]
TWICE: Rows = [("AP11", OLD, 20_30), ("AP11", NEW, 20_30)]
TWO_DEBTS: Rows = [("AP11", OLD, 30_00), ("AP12", NEW, 20_00)]


def debts(rows: Rows) -> list[PendingInvoice]:
    return [
        PendingInvoice(position, f"F{position}", circular, date.fromisoformat(day), Money(cents), Money(cents))
        for position, (circular, day, cents) in enumerate(rows, start=1)
    ]


def coupon(circular: str = "", cents: int | None = None) -> CouponFacts:
    return CouponFacts(circular, amount=None if cents is None else Money(cents))


def shown(rows: tuple[Row, ...] | None) -> list[str] | None:
    return None if rows is None else [stated(row) for row in rows]
