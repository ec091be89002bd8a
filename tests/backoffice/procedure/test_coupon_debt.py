"""P-19: the row that the coupon asks for, and what P-30 to P-33 make of the others."""

from dataclasses import replace

import pytest

from backoffice.domain.decision import Settle
from backoffice.domain.mail_facts import CouponFacts
from backoffice.domain.money import Money
from backoffice.procedure.cheques import propose
from tests.backoffice.procedure.debts import (
    LAST,
    LOWER_HIGHER,
    NEW,
    OLD,
    RAISED,
    SILENT,
    STORY,
    TWICE,
    TWO_DEBTS,
    Rows,
    coupon,
    debts,
    shown,
)

_AP13: Rows = [("AP11", OLD, 9_30), ("AP12", NEW, 13_10), ("AP13", LAST, 20_30)]


@pytest.mark.parametrize(
    ("invoices", "told", "cheque", "expected"),
    [
        pytest.param(
            TWO_DEBTS, coupon("AP12", 20_00), 15_00, ["NoPayment F1 P-22", "Settle F2 15,00 P-21"], id="part of it"
        ),
        pytest.param(
            TWO_DEBTS,
            coupon("AP12", 20_00),
            30_00,
            ["NoPayment F1 P-22", "Settle F2 20,00 P-21"],
            id="not the row that equals the cheque",
        ),
        pytest.param(
            TWO_DEBTS,
            coupon("AP12", 20_00),
            50_00,
            ["NoPayment F1 P-22", "Settle F2 20,00 P-21"],
            id="nor those that add up to it",
        ),
        pytest.param(
            TWO_DEBTS, coupon("AP12"), 30_00, ["NoPayment F1 P-22", "Settle F2 20,00 P-21"], id="the circular alone"
        ),
        pytest.param(
            TWO_DEBTS, coupon(cents=20_00), 30_00, ["NoPayment F1 P-22", "Settle F2 20,00 P-21"], id="the amount alone"
        ),
        pytest.param(
            _AP13,
            coupon("AP13", 20_30),
            22_45,
            ["NoPayment F1 P-22", "NoPayment F2 P-22", "Settle F3 20,30 P-21"],
            id="not 9,30 and 13,10, which come near",
        ),
        pytest.param(
            LOWER_HIGHER,
            coupon("AP11"),
            33_40,
            ["Settle F1 13,10 P-21", "Settle F2 20,30 P-21"],
            id="of the circular's rows those that add up to the cheque",
        ),
        pytest.param(
            [*LOWER_HIGHER, ("AP12", LAST, 13_10)],
            coupon("AP11"),
            33_40,
            ["Settle F1 13,10 P-21", "Settle F2 20,30 P-21", "NoPayment F3 P-22"],
            id="and none of another circular",
        ),
        pytest.param(
            LOWER_HIGHER,
            coupon("AP11", 20_30),
            15_00,
            ["NoPayment F1 P-30", "Settle F2 15,00 P-30"],
            id="P-30 a part payment of the higher stays on the higher",
        ),
        pytest.param(
            LOWER_HIGHER,
            coupon("AP11", 20_30),
            13_10,
            ["NoPayment F1 P-30", "Settle F2 13,10 P-30"],
            id="P-30 even where it equals the lower",
        ),
        pytest.param(
            LOWER_HIGHER,
            coupon("AP11", 13_10),
            20_30,
            ["Settle F1 13,10 P-32", "Blank F2 P-32"],
            id="P-32 with a surplus, even where it equals the higher",
        ),
        pytest.param(
            LOWER_HIGHER,
            coupon(cents=13_10),
            13_10,
            ["Settle F1 13,10 P-32", "Blank F2 P-32"],
            id="P-32 by its amount",
        ),
        pytest.param(
            LOWER_HIGHER, coupon("AP11"), 13_10, ["Settle F1 13,10 P-32", "Blank F2 P-32"], id="P-32 by the cheque"
        ),
        pytest.param(
            LOWER_HIGHER,
            coupon("AP11"),
            15_00,
            ["Settle F1 13,10 P-21", "NoPayment F2 P-22"],
            id="no P-32 where neither the coupon nor the cheque is of the lower",
        ),
        pytest.param(
            [*LOWER_HIGHER, ("AP11", LAST, 30_00)],
            coupon("AP11", 20_30),
            20_30,
            ["NoPayment F1 P-30", "Settle F2 20,30 P-32", "Blank F3 P-32"],
            id="the middle one of three",
        ),
        pytest.param(
            TWICE, coupon("AP11", 20_30), 20_30, ["Settle F1 20,30 P-33", "NoPayment F2 P-33"], id="P-33 by the coupon"
        ),
        pytest.param(
            TWICE,
            coupon("AP11", 20_30),
            40_60,
            ["Settle F1 20,30 P-33", "NoPayment F2 P-33"],
            id="P-33 with a surplus",
        ),
        pytest.param(
            RAISED,
            coupon("AP11", 13_10),
            13_10,
            ["Settle F1 13,10 P-31", "Blank F2 P-31"],
            id="P-31 the document's story: the coupon of the 20th of February bears 13,10",
        ),
        pytest.param(
            RAISED[::-1],
            coupon("AP11", 13_10),
            13_10,
            ["Blank F1 P-31", "Settle F2 13,10 P-31"],
            id="P-31 in whatever order they are shown",
        ),
        pytest.param(
            RAISED,
            coupon("AP11", 13_10),
            20_30,
            ["Settle F1 20,30 P-31", "Blank F2 P-31"],
            id="P-31 paid as it was raised",
        ),
        pytest.param(
            RAISED, coupon(cents=13_10), 13_10, ["Settle F1 13,10 P-31", "Blank F2 P-31"], id="P-31 by its amount"
        ),
        pytest.param(
            RAISED, coupon("AP11"), 13_10, ["Settle F1 13,10 P-31", "Blank F2 P-31"], id="P-31 by its circular"
        ),
        pytest.param(
            STORY,
            coupon("AP11", 13_10),
            13_10,
            ["Settle F1 13,10 P-31", "Blank F2 P-31", "Blank F3 P-31"],
            id="P-31 shown as three rows",
        ),
        pytest.param(
            [("AP11", OLD, 20_30), ("AP12", NEW, 20_30), ("AP13", LAST, 20_30)],
            coupon("AP11", 13_10),
            13_10,
            ["Settle F1 13,10 P-31", "Blank F2 P-31", "Blank F3 P-31"],
            id="P-31 with two newer ones",
        ),
        pytest.param(
            RAISED,
            coupon("AP12", 20_30),
            20_30,
            ["NoPayment F1 P-22", "Settle F2 20,30 P-21"],
            id="both bear 20,30 and the coupon says AP12: that is the AP12's debt",
        ),
        pytest.param(
            RAISED,
            coupon("AP11", 20_30),
            13_10,
            ["Settle F1 13,10 P-21", "NoPayment F2 P-22"],
            id="a part of a debt that was not raised",
        ),
        pytest.param(
            RAISED,
            coupon("AP12", 13_10),
            13_10,
            ["NoPayment F1 P-22", "Settle F2 13,10 P-21"],
            id="the newest was raised: no P-31",
        ),
        pytest.param(
            [("AP11", OLD, 13_10), ("AP12", NEW, 20_30), ("AP13", LAST, 20_30)],
            coupon("AP11", 13_10),
            13_10,
            ["Settle F1 13,10 P-21", "NoPayment F2 P-22", "NoPayment F3 P-22"],
            id="three debts, none of which was raised",
        ),
        pytest.param(
            [("AP11", OLD, 20_30), ("AP12", NEW, 35_00)],
            coupon("AP12", 20_30),
            20_30,
            ["NoPayment F1 P-22", "Settle F2 20,30 P-21"],
            id="of its circular, raised since",
        ),
        pytest.param(
            [("AP11", OLD, 9_30), ("AP12", NEW, 35_00)],
            coupon(cents=20_30),
            20_30,
            ["NoPayment F1 P-22", "Settle F2 20,30 P-21"],
            id="of its amount none, one raised since",
        ),
        pytest.param(
            [("AP11", OLD, 20_30), ("AP11", NEW, 35_00), ("AP12", LAST, 9_30)],
            coupon("AP11", 13_10),
            35_00,
            ["NoPayment F1 P-30", "Settle F2 35,00 P-30", "NoPayment F3 P-22"],
            id="of its circular two, the one that the cheque equals was raised since",
        ),
        pytest.param(
            [("AP11", OLD, 20_30), ("AP11", NEW, 35_00), ("AP12", LAST, 9_30)],
            coupon("AP11", 13_10),
            13_10,
            ["Settle F1 13,10 P-32", "Blank F2 P-32", "NoPayment F3 P-22"],
            id="of its circular two, and the cheque is neither: the oldest was raised since",
        ),
        pytest.param(
            [*RAISED, ("AP13", "2019-03-27", 55_00)],
            coupon("AP11", 13_10),
            13_10,
            ["Settle F1 13,10 P-31", "Blank F2 P-31", "NoPayment F3 P-22"],
            id="P-31 beside another debt",
        ),
        pytest.param(TWO_DEBTS, coupon("AP13", 20_00), 20_00, None, id="its circular is not there"),
        pytest.param(TWO_DEBTS, coupon("AP13"), 20_00, None, id="its circular alone is not there"),
        pytest.param(TWO_DEBTS, coupon("AP12", 25_00), 20_00, None, id="it asked for more than its circular does now"),
        pytest.param(TWO_DEBTS, coupon(cents=30_01), 30_00, None, id="its amount is not there"),
        pytest.param(TWO_DEBTS, coupon(cents=15_00), 15_00, None, id="two rows may be what was raised"),
        pytest.param(TWICE, coupon(cents=13_10), 13_10, None, id="two of one circular may be what was raised"),
    ],
)
def test_the_coupon_s_debt(invoices: Rows, told: CouponFacts, cheque: int, expected: list[str] | None) -> None:
    assert shown(propose(debts(invoices), Money(cheque), told)) == expected


@pytest.mark.parametrize("asked", [30_00, 5_00])
def test_the_amount_is_that_of_the_invoice_or_what_is_left_of_it(asked: int) -> None:
    first, second = debts([("AP11", OLD, 40_00), ("AP11", NEW, 30_00)])
    partly = replace(second, pending=Money(5_00))
    rows = propose([first, partly], Money(20_00), coupon("AP11", asked))
    assert shown(rows) == ["Blank F1 P-32", "Settle F2 5,00 P-32"]
    raised = propose([first, partly], Money(20_00), coupon("AP11", 25_00))
    assert shown(raised) == ["Settle F1 20,00 P-30", "NoPayment F2 P-30"]


@pytest.mark.parametrize("left", [(10_00, 20_30), (20_30, 10_00)])
def test_of_rows_of_the_coupon_s_amount_the_cheque_tells_which(left: tuple[int, int]) -> None:
    first, second = (replace(row, pending=Money(cents)) for row, cents in zip(debts(TWICE), left, strict=True))
    for cheque in (row.pending for row in (first, second)):
        rows = propose([first, second], cheque, coupon("AP11", 20_30))
        assert rows is not None
        assert [row.invoice.pending for row in rows if isinstance(row, Settle)] == [cheque]


@pytest.mark.parametrize("typed", ["AP 12", "ap12", "Ap-12"])
def test_a_circular_is_the_same_however_it_is_written(typed: str) -> None:
    first, second = debts(TWO_DEBTS)
    expected = ["NoPayment F1 P-22", "Settle F2 15,00 P-21"]
    assert shown(propose([first, second], Money(15_00), coupon(typed, 20_00))) == expected
    second = replace(second, circular=typed)
    assert shown(propose([first, second], Money(15_00), coupon("AP12", 20_00))) == expected


def test_a_coupon_that_bears_no_debt_is_one_of_which_nothing_is_known() -> None:
    for told in (coupon("AP13", 13_10), coupon("AP12", 20_30), coupon(cents=13_10)):
        silent = replace(told, bears_no_debt=True)
        for rows in (RAISED, TWO_DEBTS, LOWER_HIGHER, STORY):
            for cheque in (Money(13_10), Money(15_00), Money(20_30), Money(33_40)):
                assert propose(debts(rows), cheque, silent) == propose(debts(rows), cheque, SILENT)
