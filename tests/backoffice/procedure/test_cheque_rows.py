"""P-20 to P-33 by the document's own cases, then by their laws."""

from dataclasses import replace
from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backoffice.domain.cheque import Operation, RowOperation
from backoffice.domain.money import ZERO, Money, total
from backoffice.domain.rows import PendingInvoice
from backoffice.procedure.cheque_rows import propose
from backoffice.procedure.rules import RULES

Row = tuple[str, int, str]


def _invoices(*given_rows: tuple[str, str, int]) -> list[PendingInvoice]:
    return [
        PendingInvoice(position, f"F{position}", circular, date.fromisoformat(day), Money(cents), Money(cents))
        for position, (circular, day, cents) in enumerate(given_rows, start=1)
    ]


def _shown(rows: tuple[RowOperation, ...]) -> list[Row]:
    return [(row.operation.value, row.amount.cents, row.rule) for row in rows]


@pytest.mark.parametrize(
    ("invoices", "cheque", "expected"),
    [
        pytest.param([("AP11", "2019-02-20", 13_10)], 13_10, [("settle", 13_10, "P-21")], id="exact"),
        pytest.param([("AP11", "2019-02-20", 13_10)], 10_00, [("settle", 10_00, "P-21")], id="less"),
        pytest.param([("AP11", "2019-02-20", 22_45)], 22_46, [("settle", 22_45, "P-21")], id="more: the invoice"),
        pytest.param(
            [("AP11", "2019-02-20", 13_10), ("AP11", "2019-03-09", 20_30)],
            20_30,
            [("no_payment", 0, "P-30"), ("settle", 20_30, "P-30")],
            id="P-30 the higher",
        ),
        pytest.param(
            [("AP11", "2019-03-09", 20_30), ("AP12", "2019-03-17", 20_30)],
            13_10,
            [("settle", 13_10, "P-31"), ("blank", 0, "P-31")],
            id="P-31 the document's story: the coupon of the 20th of February bears 13,10",
        ),
        pytest.param(
            [("AP12", "2019-03-17", 20_30), ("AP11", "2019-03-09", 20_30)],
            13_10,
            [("blank", 0, "P-31"), ("settle", 13_10, "P-31")],
            id="P-31 in whatever order they are shown",
        ),
        pytest.param(
            [("AP11", "2019-02-20", 13_10), ("AP11", "2019-03-09", 20_30)],
            13_10,
            [("settle", 13_10, "P-32"), ("blank", 0, "P-32")],
            id="P-32 the lower",
        ),
        pytest.param(
            [("AP11", "2019-02-20", 20_30), ("AP11", "2019-03-09", 20_30)],
            20_30,
            [("settle", 20_30, "P-33"), ("no_payment", 0, "P-33")],
            id="P-33 the same twice",
        ),
        pytest.param(
            [("AP11", "2019-02-20", 13_10), ("AP12", "2019-03-09", 20_30)],
            20_30,
            [("no_payment", 0, "P-22"), ("settle", 20_30, "P-21")],
            id="P-22 one line of two circulars",
        ),
        pytest.param(
            [("AP11", "2019-02-20", 13_10), ("AP11", "2019-03-09", 20_30)],
            33_40,
            [("settle", 13_10, "P-21"), ("settle", 20_30, "P-21")],
            id="both",
        ),
        pytest.param(
            [("AP11", "2019-02-20", 13_10), ("AP11", "2019-03-09", 20_30), ("AP12", "2019-04-09", 5_00)],
            25_30,
            [("no_payment", 0, "P-22"), ("settle", 20_30, "P-21"), ("settle", 5_00, "P-21")],
            id="two of three",
        ),
        pytest.param(
            [("AP11", "2019-02-20", 13_10), ("AP11", "2019-03-09", 20_30)],
            50_00,
            [("settle", 13_10, "P-21"), ("settle", 20_30, "P-21")],
            id="more than everything: the rest is the client's credit",
        ),
        pytest.param(
            [("AP11", "2019-02-20", 13_10), ("AP11", "2019-03-09", 20_30)],
            22_45,
            [("no_payment", 0, "P-30"), ("settle", 20_30, "P-30")],
            id="P-30 and more: the wireframe's case, 2,15 of credit",
        ),
        pytest.param(
            [("AP12", "2019-03-09", 20_30), ("AP11", "2019-02-20", 13_10)],
            25_00,
            [("settle", 20_30, "P-21"), ("no_payment", 0, "P-22")],
            id="between the rows and their sum: the nearest row whole",
        ),
        pytest.param(
            [("AP11", "2019-02-20", 13_10), ("AP11", "2019-03-09", 20_30)],
            15_00,
            [("settle", 13_10, "P-21"), ("no_payment", 0, "P-22")],
            id="between two rows: the lower whole, and no P-32, which is a cheque of the lower",
        ),
        pytest.param(
            [("AP11", "2019-02-20", 13_10), ("AP11", "2019-03-09", 20_30)],
            10_00,
            [("settle", 10_00, "P-21"), ("no_payment", 0, "P-22")],
            id="below every row: part of the oldest",
        ),
        pytest.param(
            [("AP11", "2019-02-20", 20_30), ("AP11", "2019-03-09", 20_30)],
            25_00,
            [("settle", 20_30, "P-33"), ("no_payment", 0, "P-33")],
            id="P-33 and more",
        ),
        pytest.param(
            [("AP11", "2019-02-20", 5_00), ("AP11", "2019-03-09", 20_30), ("AP11", "2019-04-09", 13_10)],
            20_30,
            [("no_payment", 0, "P-30"), ("settle", 20_30, "P-30"), ("no_payment", 0, "P-30")],
            id="P-30 the highest of three",
        ),
        pytest.param(
            [("AP11", "2019-02-20", 5_00), ("AP11", "2019-03-09", 20_30), ("AP11", "2019-04-09", 13_10)],
            13_10,
            [("no_payment", 0, "P-22"), ("no_payment", 0, "P-22"), ("settle", 13_10, "P-21")],
            id="neither the highest nor the lowest of three",
        ),
        pytest.param(
            [("AP11", "2019-02-20", 5_00), ("AP12", "2019-03-09", 1)],
            1,
            [("no_payment", 0, "P-22"), ("settle", 1, "P-21")],
            id="the least there is",
        ),
        pytest.param(
            [("AP11", "2019-02-20", 20_30), ("AP12", "2019-03-09", 20_30), ("AP12", "2019-04-09", 20_30)],
            13_10,
            [("settle", 13_10, "P-31"), ("blank", 0, "P-31"), ("blank", 0, "P-31")],
            id="P-31 with two newer ones",
        ),
        pytest.param(
            [*[("AP12", "2019-03-09", 99_00)] * 5, ("AP11", "2019-02-20", 13_10), ("AP11", "2019-03-09", 20_30)],
            20_30,
            [*[("no_payment", 0, "P-22")] * 6, ("settle", 20_30, "P-21")],
            id="of seven rows the nearest",
        ),
        pytest.param(
            [*[("AP12", "2019-03-09", 99_00)] * 6, ("AP11", "2019-02-20", 13_10), ("AP11", "2019-03-09", 20_30)],
            20_30,
            [*[("no_payment", 0, "P-22")] * 6, ("settle", 13_10, "P-21"), ("no_payment", 0, "P-22")],
            id="of eight rows the oldest ones that it covers",
        ),
        pytest.param(
            [*[("AP12", "2019-03-09", 99_00)] * 6, ("AP11", "2019-02-20", 13_10), ("AP11", "2019-03-09", 20_30)],
            33_40,
            [*[("no_payment", 0, "P-22")] * 6, ("settle", 13_10, "P-21"), ("settle", 20_30, "P-21")],
            id="of eight rows two, to the cent",
        ),
    ],
)
def test_the_document_s_cases(invoices: list[tuple[str, str, int]], cheque: int, expected: list[Row]) -> None:
    assert _shown(propose(_invoices(*invoices), Money(cheque))) == expected


def test_two_circulars_and_two_rows_paid_are_no_matter_of_a_lower_coupon() -> None:
    three = _invoices(("AP11", "2019-02-20", 20_30), ("AP12", "2019-03-09", 20_30), ("AP12", "2019-04-09", 20_30))
    assert _shown(propose(three, Money(40_60), Money(13_10))) == [
        ("settle", 20_30, "P-21"),
        ("settle", 20_30, "P-21"),
        ("no_payment", 0, "P-22"),
    ]


def test_of_rows_of_one_day_the_lower_number_is_the_older() -> None:
    twice = _invoices(("AP11", "2019-02-20", 20_30), ("AP11", "2019-02-20", 20_30))
    first, second = (replace(invoice, number=number) for invoice, number in zip(twice, ("F9", "F8"), strict=True))
    assert _shown(propose([first, second], Money(20_30))) == [("no_payment", 0, "P-33"), ("settle", 20_30, "P-33")]


_amounts = st.sampled_from([5_00, 13_10, 17_15, 20_30, 22_45, 58_00]) | st.integers(1, 100_00)
_rows = st.lists(
    st.tuples(st.sampled_from(["AP11", "AP12", "RPSI"]), st.dates(date(2019, 1, 1), date(2019, 12, 31)), _amounts),
    min_size=1,
    max_size=12,
)


@given(rows=_rows, cents=_amounts, order=st.randoms())
def test_the_laws_of_every_proposal(rows: list[tuple[str, date, int]], cents: int, order: Random) -> None:
    invoices = _invoices(*((circular, day.isoformat(), amount) for circular, day, amount in rows))
    cheque = Money(cents)
    proposal = propose(invoices, cheque)
    pending = {invoice.id: invoice.pending for invoice in invoices}

    assert [row.invoice_id for row in proposal] == [invoice.id for invoice in invoices]
    assert all(ZERO <= row.amount <= pending[row.invoice_id] for row in proposal)
    assert all((row.operation is Operation.SETTLE) == (row.amount > ZERO) for row in proposal)
    settled = [row for row in proposal if row.operation is Operation.SETTLE]
    assert settled
    assert total(row.amount for row in settled) <= cheque
    if cheque < min(pending.values()):
        assert [row.amount for row in settled] == [cheque]
    else:
        assert all(row.amount == pending[row.invoice_id] for row in settled)
        left = cheque - total(row.amount for row in settled)
        assert all(pending[row.invoice_id] > left for row in proposal if row not in settled)
    assert {row.rule for row in proposal} <= RULES.keys()

    shuffled = list(invoices)
    order.shuffle(shuffled)
    again = {row.invoice_id: row for row in propose(shuffled, cheque)}
    assert again == {row.invoice_id: row for row in proposal}


def test_every_rule_says_what_it_wants_and_where_it_was_read() -> None:
    assert all(rule.sentence.endswith(".") and rule.source for rule in RULES.values())
