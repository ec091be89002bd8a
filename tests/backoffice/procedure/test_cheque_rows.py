"""P-21 to P-33 where only the cheque tells, then the laws of every proposal."""

from dataclasses import replace
from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backoffice.domain.decision import Settle
from backoffice.domain.mail_facts import CouponFacts
from backoffice.domain.money import Money, total
from backoffice.procedure.cheques import propose
from backoffice.procedure.rules import RULES
from tests.backoffice.procedure.debts import (
    LAST,
    LOWER_HIGHER,
    NEW,
    OLD,
    RAISED,
    SILENT,
    TWICE,
    Rows,
    coupon,
    debts,
    shown,
)


@pytest.mark.parametrize(
    ("invoices", "cheque", "expected"),
    [
        pytest.param([("AP11", OLD, 13_10)], 13_10, ["Settle F1 13,10 P-21"], id="exact"),
        pytest.param([("AP11", OLD, 13_10)], 10_00, ["Settle F1 10,00 P-21"], id="less"),
        pytest.param([("AP11", OLD, 22_45)], 22_46, ["Settle F1 22,45 P-21"], id="more: the invoice"),
        pytest.param(LOWER_HIGHER, 20_30, ["NoPayment F1 P-30", "Settle F2 20,30 P-30"], id="P-30 the higher"),
        pytest.param(LOWER_HIGHER, 13_10, ["Settle F1 13,10 P-32", "Blank F2 P-32"], id="P-32 the lower"),
        pytest.param(TWICE, 20_30, ["Settle F1 20,30 P-33", "NoPayment F2 P-33"], id="P-33 the same twice"),
        pytest.param(TWICE, 25_00, ["Settle F1 20,30 P-33", "NoPayment F2 P-33"], id="P-33 and more"),
        pytest.param(TWICE, 15_00, ["Settle F1 15,00 P-33", "NoPayment F2 P-33"], id="P-33 and less"),
        pytest.param(TWICE, 40_60, ["Settle F1 20,30 P-21", "Settle F2 20,30 P-21"], id="the same twice, both paid"),
        pytest.param(
            [("AP11", OLD, 13_10), ("AP12", NEW, 20_30)],
            20_30,
            ["NoPayment F1 P-22", "Settle F2 20,30 P-21"],
            id="P-22 one line of two circulars",
        ),
        pytest.param(RAISED, 13_10, ["Settle F1 13,10 P-31", "Blank F2 P-31"], id="P-31, proposed of two circulars"),
        pytest.param(RAISED, 20_30, ["Settle F1 20,30 P-21", "NoPayment F2 P-22"], id="of rows alike the oldest"),
        pytest.param(RAISED, 25_00, ["Settle F1 20,30 P-21", "NoPayment F2 P-22"], id="of largest rows the oldest"),
        pytest.param(LOWER_HIGHER, 33_40, ["Settle F1 13,10 P-21", "Settle F2 20,30 P-21"], id="both"),
        pytest.param(
            [*LOWER_HIGHER, ("AP12", LAST, 5_00)],
            25_30,
            ["NoPayment F1 P-30", "Settle F2 20,30 P-30", "Settle F3 5,00 P-21"],
            id="two of three",
        ),
        pytest.param(
            [("AP11", OLD, 7_00), ("AP12", NEW, 13_00), ("AP13", LAST, 10_00), ("AP14", "2019-04-01", 3_00)],
            10_00,
            ["NoPayment F1 P-22", "NoPayment F2 P-22", "Settle F3 10,00 P-21", "NoPayment F4 P-22"],
            id="the row itself before the rows that add up to it",
        ),
        pytest.param(
            [("AP11", OLD, 5_00), ("AP12", NEW, 8_00), ("AP13", LAST, 7_00), ("AP14", "2019-04-01", 12_00)],
            20_00,
            ["NoPayment F1 P-22", "Settle F2 8,00 P-21", "NoPayment F3 P-22", "Settle F4 12,00 P-21"],
            id="the fewest rows, not the oldest three",
        ),
        pytest.param(
            [("AP11", OLD, 5_00), ("AP12", NEW, 8_00), ("AP13", LAST, 8_00), ("AP14", "2019-04-01", 5_00)],
            13_00,
            ["Settle F1 5,00 P-21", "Settle F2 8,00 P-21", "NoPayment F3 P-22", "NoPayment F4 P-22"],
            id="of as few rows the oldest",
        ),
        pytest.param(
            LOWER_HIGHER,
            33_39,
            ["NoPayment F1 P-30", "Settle F2 20,30 P-30"],
            id="a cent less than the sum is the largest that it covers",
        ),
        pytest.param(
            LOWER_HIGHER, 50_00, ["NoPayment F1 P-30", "Settle F2 20,30 P-30"], id="more than everything is no sum"
        ),
        pytest.param(LOWER_HIGHER, 22_45, ["NoPayment F1 P-30", "Settle F2 20,30 P-30"], id="P-30 and 2,15 of credit"),
        pytest.param(
            [("AP12", NEW, 20_30), ("AP11", OLD, 13_10)],
            25_00,
            ["Settle F1 20,30 P-21", "NoPayment F2 P-22"],
            id="between the rows and their sum: the largest row whole",
        ),
        pytest.param(
            LOWER_HIGHER,
            15_00,
            ["Settle F1 13,10 P-21", "NoPayment F2 P-22"],
            id="between two rows: the lower whole, and no P-32, which is a cheque of the lower",
        ),
        pytest.param(
            LOWER_HIGHER, 10_00, ["Settle F1 10,00 P-21", "NoPayment F2 P-22"], id="below every row: part of the oldest"
        ),
        pytest.param(
            [("AP11", OLD, 20_30), ("AP11", NEW, 13_10)],
            10_00,
            ["Settle F1 10,00 P-30", "NoPayment F2 P-30"],
            id="below every row: the oldest although it is the higher",
        ),
        pytest.param(
            [("AP11", OLD, 5_00), ("AP11", NEW, 20_30), ("AP11", LAST, 13_10)],
            20_30,
            ["NoPayment F1 P-30", "Settle F2 20,30 P-30", "NoPayment F3 P-30"],
            id="P-30 the highest of three",
        ),
        pytest.param(
            [("AP11", OLD, 5_00), ("AP11", NEW, 20_30), ("AP11", LAST, 13_10)],
            13_10,
            ["NoPayment F1 P-30", "Blank F2 P-32", "Settle F3 13,10 P-32"],
            id="the middle one of three: P-30 of the lower, P-32 of the higher",
        ),
        pytest.param(
            [*TWICE, ("AP11", LAST, 30_00)],
            20_30,
            ["Settle F1 20,30 P-32", "NoPayment F2 P-33", "Blank F3 P-32"],
            id="a twin beside a higher one: P-33 of the twin",
        ),
        pytest.param(
            [*LOWER_HIGHER, ("AP12", LAST, 30_00)],
            13_10,
            ["Settle F1 13,10 P-32", "Blank F2 P-32", "NoPayment F3 P-22"],
            id="P-32 beside another circular",
        ),
        pytest.param(
            [*RAISED, ("AP13", "2019-03-27", 55_00)],
            13_10,
            ["Settle F1 13,10 P-31", "Blank F2 P-31", "NoPayment F3 P-22"],
            id="P-31 beside another debt",
        ),
        pytest.param(
            [("AP11", OLD, 5_00), ("AP12", "2019-02-27", 8_00), ("AP11", NEW, 20_30), ("AP12", LAST, 20_30)],
            13_00,
            ["Settle F1 5,00 P-32", "Settle F2 8,00 P-32", "Blank F3 P-32", "Blank F4 P-32"],
            id="P-31 is of one oldest row, and not of rows that add up",
        ),
        pytest.param(
            [("AP11", OLD, 10_00), ("AP11", NEW, 20_00), ("AP12", LAST, 30_00)],
            40_00,
            ["Settle F1 10,00 P-32", "Blank F2 P-32", "Settle F3 30,00 P-21"],
            id="P-32 of a row that a sum settles: the higher one of its circular",
        ),
        pytest.param(
            [("AP11", OLD, 10_00), ("AP11", NEW, 5_50), ("AP12", LAST, 30_00), ("AP12", LAST, 30_00)],
            40_00,
            ["Settle F1 10,00 P-30", "NoPayment F2 P-30", "Settle F3 30,00 P-33", "NoPayment F4 P-33"],
            id="P-30 and P-33 beside the rows of a sum",
        ),
        pytest.param(
            [("AP11", OLD, 5_00), ("AP12", NEW, 1)], 1, ["NoPayment F1 P-22", "Settle F2 0,01 P-21"], id="the least"
        ),
        pytest.param(
            [*[("AP12", NEW, 3_00)] * 10, ("AP11", OLD, 13_10), ("AP11", LAST, 20_30)],
            33_40,
            [*[f"NoPayment F{place} P-22" for place in range(1, 11)], "Settle F11 13,10 P-21", "Settle F12 20,30 P-21"],
            id="of twelve rows the sum is found",
        ),
        pytest.param(
            [*[("AP12", NEW, 3_00)] * 11, ("AP11", OLD, 13_10), ("AP11", LAST, 20_30)],
            33_40,
            [*[f"NoPayment F{place} P-22" for place in range(1, 12)], "NoPayment F12 P-30", "Settle F13 20,30 P-30"],
            id="of thirteen it is not looked for, and the largest is proposed",
        ),
    ],
)
def test_of_a_coupon_of_which_nothing_is_known(invoices: Rows, cheque: int, expected: list[str]) -> None:
    assert shown(propose(debts(invoices), Money(cheque), SILENT)) == expected


@pytest.mark.parametrize(("newer", "older"), [("F9", "F8"), ("F10", "F9"), ("F0100", "F99"), ("G1", "F2")])
def test_of_rows_of_one_day_the_lower_number_is_the_older(newer: str, older: str) -> None:
    twice = debts([("AP11", OLD, 20_30), ("AP11", OLD, 20_30)])
    first, second = (replace(invoice, number=number) for invoice, number in zip(twice, (newer, older), strict=True))
    assert shown(propose([first, second], Money(20_30), SILENT)) == [
        f"NoPayment {newer} P-33",
        f"Settle {older} 20,30 P-33",
    ]


_amounts = st.sampled_from([5_00, 13_10, 17_15, 20_30, 22_45, 58_00]) | st.integers(1, 100_00)
_circulars = st.sampled_from(["AP11", "AP12", "RPSI"])
_rows = st.lists(
    st.tuples(_circulars, st.dates(date(2019, 1, 1), date(2019, 12, 31)).map(date.isoformat), _amounts),
    min_size=1,
    max_size=12,
)
_coupons = st.builds(coupon, st.just("") | _circulars, st.none() | _amounts)


@given(rows=_rows, cents=_amounts, told=_coupons, order=st.randoms())
def test_the_laws_of_every_proposal(rows: Rows, cents: int, told: CouponFacts, order: Random) -> None:
    invoices = debts(rows)
    cheque = Money(cents)
    proposal = propose(invoices, cheque, told)
    shuffled = list(invoices)
    order.shuffle(shuffled)
    again = propose(shuffled, cheque, told)
    if proposal is None or again is None:
        assert proposal is again
        assert told != SILENT
        return

    assert [row.invoice for row in proposal] == invoices
    assert {row.rule for row in proposal} <= RULES.keys()
    settled = [row for row in proposal if isinstance(row, Settle)]
    received = total(row.amount for row in settled)
    assert received <= cheque
    if len(settled) > 1:
        assert received == cheque
        assert all(row.amount == row.invoice.pending for row in settled)
    else:
        assert settled[0].amount == min(cheque, settled[0].invoice.pending)
    assert {row.invoice.id: row for row in again} == {row.invoice.id: row for row in proposal}


def test_every_rule_says_what_it_wants_and_where_it_was_read() -> None:
    assert all(rule.sentence.endswith(".") and rule.source for rule in RULES.values())
