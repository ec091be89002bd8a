from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from backoffice.domain.batch_rows import ReceiptRow, TapeLine
from backoffice.domain.client_ref import ClientRef
from backoffice.domain.money import Money, total
from backoffice.domain.tape import control

# Few different amounts, so that the same one comes often: there the pairing can go wrong.
AMOUNTS = st.lists(st.sampled_from([13_10, 20_30, 22_45, 22_46, 150_00]).map(Money), max_size=12)


def _receipts(amounts: list[Money]) -> tuple[ReceiptRow, ...]:
    return tuple(
        ReceiptRow(
            id=number,
            batch_id=1,
            batch_number="2024-0001",
            ref=ClientRef("J", 121, f"{number:08d}"),
            name="Mme DURAND Marie",
            cheque_number=f"{number:07d}",
            amount=amount,
            figures=amount,
            words=None,
            credit=Money(0),
            recorded_at=datetime(2024, 3, 4, 8, 0, tzinfo=UTC),
            operator="A. Morel",
            reversed=False,
            reverses=None,
        )
        for number, amount in enumerate(amounts, start=1)
    )


def _lines(keyed: list[int], tape: list[int]) -> list[tuple[int | None, int | None]]:
    """Each line as cents keyed and cents of the tape."""
    lines = control(_receipts([Money(cents) for cents in keyed]), [Money(cents) for cents in tape]).lines
    return [
        (line.receipt.amount.cents if line.receipt else None, line.tape.cents if line.tape else None) for line in lines
    ]


@given(AMOUNTS, AMOUNTS)
def test_agrees_exactly_when_both_sides_hold_the_same_amounts(keyed: list[Money], tape: list[Money]) -> None:
    assert control(_receipts(keyed), tape).agrees == (Counter(keyed) == Counter(tape))


@given(AMOUNTS.flatmap(lambda keyed: st.tuples(st.just(keyed), st.permutations(keyed))))
def test_the_order_of_the_tape_does_not_matter(sides: tuple[list[Money], list[Money]]) -> None:
    keyed, tape = sides
    assert control(_receipts(keyed), tape).agrees


@given(AMOUNTS, AMOUNTS)
def test_counts_and_sums_are_those_of_the_two_sides(keyed: list[Money], tape: list[Money]) -> None:
    found = control(_receipts(keyed), tape)
    assert (found.keyed_count, found.keyed_total) == (len(keyed), total(keyed))
    assert (found.tape_count, found.tape_total) == (len(tape), total(tape))


@given(AMOUNTS, AMOUNTS)
def test_every_cheque_and_every_amount_stands_on_one_line(keyed: list[Money], tape: list[Money]) -> None:
    receipts = _receipts(keyed)
    lines = control(receipts, tape).lines
    assert sorted(line.receipt.id for line in lines if line.receipt) == [receipt.id for receipt in receipts]
    assert Counter(line.tape for line in lines if line.tape) == Counter(tape)
    assert TapeLine(None, None) not in lines


@given(AMOUNTS, AMOUNTS)
def test_what_differs_on_one_side_is_nowhere_on_the_other(keyed: list[Money], tape: list[Money]) -> None:
    differing = [line for line in control(_receipts(keyed), tape).lines if not line.agrees]
    cheques = {line.receipt.amount for line in differing if line.receipt}
    assert not cheques & {line.tape for line in differing if line.tape}


@given(AMOUNTS, AMOUNTS)
def test_the_cheques_of_a_stretch_keep_the_order_of_keying(keyed: list[Money], tape: list[Money]) -> None:
    ids = [line.receipt.id for line in control(_receipts(keyed), tape).lines if line.receipt]
    assert ids == sorted(ids)


def test_a_cheque_keyed_with_another_amount_shares_its_line_with_the_right_one() -> None:
    assert _lines([13_10, 22_46, 20_30], [13_10, 22_45, 20_30]) == [(13_10, 13_10), (22_46, 22_45), (20_30, 20_30)]


def test_an_amount_that_the_tape_lacks_leaves_its_cheque_alone() -> None:
    assert _lines([13_10, 22_45, 20_30], [13_10, 20_30]) == [(13_10, 13_10), (22_45, None), (20_30, 20_30)]


def test_an_amount_too_many_stands_alone_where_it_was_keyed() -> None:
    assert _lines([13_10, 20_30], [13_10, 20_30, 20_30]) == [(13_10, 13_10), (20_30, 20_30), (None, 20_30)]


def test_two_amounts_in_each_other_s_place_agree() -> None:
    assert _lines([13_10, 22_45], [22_45, 13_10]) == [(13_10, 13_10), (22_45, 22_45)]


def test_an_amount_out_of_its_order_does_not_part_a_wrong_one_from_its_cheque() -> None:
    keyed, tape = [13_10, 22_46, 20_30, 50_00], [22_45, 20_30, 50_00, 13_10]
    assert _lines(keyed, tape) == [(13_10, 13_10), (22_46, 22_45), (20_30, 20_30), (50_00, 50_00)]


def test_the_figures_of_a_cheque_whose_words_were_taken_share_its_line() -> None:
    """P-20: 20,30 in figures and 20,00 in words; before it stands a cheque that the tape lacks."""
    before, cheque = _receipts([Money(10_00), Money(20_00)])
    cheque = replace(cheque, figures=Money(20_30), words="vingt euros")
    lines = control((before, cheque), [Money(20_30)]).lines
    assert lines == (TapeLine(before, None), TapeLine(cheque, Money(20_30)))
    assert [line.is_in_figures for line in lines] == [False, True]
    assert not any(line.agrees for line in lines)
    (right,) = control((cheque,), [Money(20_00)]).lines
    assert (right.agrees, right.is_in_figures) == (True, False)


def test_a_reversal_takes_no_words() -> None:
    (receipt,) = _receipts([Money(20_30)])
    assert not receipt.words_taken
    assert not replace(receipt, amount=Money(-20_30), reverses=7).words_taken
    assert replace(receipt, amount=Money(20_00)).words_taken


def test_nothing_agrees_with_nothing() -> None:
    assert control((), ()).agrees
    assert not control((), [Money(20_30)]).agrees
