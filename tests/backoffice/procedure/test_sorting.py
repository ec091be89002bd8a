"""P-01, P-03 and P-04."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backoffice.domain.batch import BatchKind
from backoffice.domain.client_ref import ClientRef
from backoffice.domain.errors import Broken, RuleBroken
from backoffice.procedure.sorting import Piece, Pile, Placing, pile, require_same_kind

PARTNER, DIRECT = ClientRef("J", 310, "52134466"), ClientRef("K", 311, "00123")
DAY = date(2024, 3, 4)
BEFORE = date(2023, 12, 31)
TOGETHER = Piece(PARTNER, others=(ClientRef("J", 31, "052134466"), ClientRef("J", 3, "1052134466")))


@pytest.mark.parametrize(
    ("code", "kind", "refusal"),
    [
        (1, BatchKind.PARTNER, None),
        (310, BatchKind.PARTNER, None),
        (311, BatchKind.PARTNER, Broken.CLIENT_IS_DIRECT),
        (311, BatchKind.DIRECT, None),
        (310, BatchKind.DIRECT, Broken.CLIENT_IS_PARTNER),
    ],
)
def test_310_is_partenariat_and_311_is_fa(code: int, kind: BatchKind, refusal: Broken | None) -> None:
    ref = ClientRef("J", code, "52134466")
    if refusal is None:
        require_same_kind(ref, kind)
        return
    with pytest.raises(RuleBroken) as raised:
        require_same_kind(ref, kind)
    assert raised.value.code is refusal
    assert raised.value.facts["partner_code"] == code


@pytest.mark.parametrize(
    ("ref", "circular", "placing"),
    [
        (PARTNER, "", Placing(Pile.PARTNER, "P-01")),
        (DIRECT, "", Placing(Pile.DIRECT, "P-01")),
        (DIRECT, "AP11", Placing(Pile.DIRECT, "P-01")),
        (PARTNER, "QCU2", Placing(Pile.SRC, "P-03")),
        (DIRECT, "QCOI", Placing(Pile.SRC, "P-03")),
        (None, "QCDH", Placing(Pile.SRC, "P-03")),
    ],
)
def test_tablets_go_to_the_src_and_others_by_their_client(
    ref: ClientRef | None, circular: str, placing: Placing
) -> None:
    assert pile(ref, circular, DAY) == placing
    assert pile(ref, circular, BEFORE) == placing


@pytest.mark.parametrize("day", [date(2019, 2, 20), BEFORE, date(2024, 1, 1), DAY])
def test_a_money_order_goes_to_the_src(day: date) -> None:
    assert pile(DIRECT, "", day, money_order=True) == Placing(Pile.SRC, "P-04")
    assert pile(None, "", day, money_order=True) == Placing(Pile.SRC, "P-04")


def test_the_circular_wins_over_the_money_order() -> None:
    assert pile(None, "QCU2", DAY, money_order=True) == Placing(Pile.SRC, "P-03")


def test_without_a_reference_nothing_else_can_be_placed() -> None:
    with pytest.raises(RuleBroken) as raised:
        pile(None, "AP11", BEFORE)
    assert raised.value.code is Broken.REFERENCE_UNREADABLE
    assert raised.value.facts == {"text": "AP11"}


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("J 310 52134466", Piece(PARTNER)),
        (" j31052134466\r", TOGETHER),
        ("*J-310-52134466*", Piece(PARTNER)),
        ('k"&& ààé', Piece(ClientRef("K", 311, "002"))),
        ("qcu2", Piece(None, "QCU2")),
        ("QCU 2", Piece(None, "QCU2")),
        ("ap 12", Piece(None, "AP12")),
        ("J 310 52134466 QCU 2", Piece(PARTNER, "QCU2")),
        ("*QCDH*", Piece(None, "QCDH")),
        ("J31052134466 AP11", replace(TOGETHER, circular="AP11")),
        ("J31052134466QCOI", replace(TOGETHER, circular="QCOI")),
        ("J310-52134466QCOI", Piece(PARTNER, "QCOI")),
        ("*J-310-52134466*QCU2", Piece(PARTNER, "QCU2")),
        ("J 310 52134466 RPSI", Piece(PARTNER, "RPSI")),
        ("mandat", Piece(None, money_order=True)),
        ("K 311 00123 Mandat", Piece(DIRECT, money_order=True)),
    ],
)
def test_what_is_scanned_or_typed(text: str, piece: Piece) -> None:
    assert Piece.read(text) == piece


@pytest.mark.parametrize("text", ["", "J", "J 310", "J 310 QCU2", "J 310 52134466 Q", "310 52134466", "QCU2 J 310 5"])
def test_what_is_neither_reference_nor_circular(text: str) -> None:
    with pytest.raises(RuleBroken) as raised:
        Piece.read(text)
    assert raised.value.code is Broken.REFERENCE_UNREADABLE


REFS = st.builds(
    ClientRef,
    st.sampled_from("BCDEFGHIJKLMNOPRSTUVXY"),  # the others may be one another, on another keyboard
    st.integers(1, 999),
    st.text("0123456789", min_size=1, max_size=10),
)


@given(
    st.none() | REFS,
    st.from_regex(r"[A-Z]{2,4}[0-9]{0,2}", fullmatch=True),
    st.booleans(),
    st.sampled_from((" ", "  ", "\t", "")),
)
def test_a_piece_is_read_as_it_is_written(ref: ClientRef | None, circular: str, small: bool, gap: str) -> None:  # noqa: FBT001 - drawn
    written = circular if ref is None else f"{ref}{gap}{circular}"
    assert Piece.read(written.lower() if small else written) == Piece(ref, circular)
    assert Piece.read(str(Piece(ref, circular))) == Piece(ref, circular)


@given(REFS, st.dates(date(2019, 1, 1), date(2030, 1, 1)), st.booleans())
def test_every_client_has_a_pile_and_fa_is_above_310(ref: ClientRef, day: date, money_order: bool) -> None:  # noqa: FBT001 - drawn
    placing = pile(ref, "", day, money_order=money_order)
    if money_order:
        assert placing.pile is Pile.SRC
    else:
        assert (placing.pile is Pile.DIRECT) == (ref.partner_code > 310)


def test_the_circular_that_closes_a_letter_is_read_whole() -> None:
    assert Piece.read("*XXXX*") == Piece(None, "XXXX")


def test_whose_it_may_be_is_all_said() -> None:
    assert Piece(PARTNER, "AP11").refs == (PARTNER,)
    assert Piece(None, "QCU2").refs == ()
    assert str(replace(TOGETHER, circular="AP11")) == "J 310 52134466 ou J 031 052134466 ou J 003 1052134466 AP11"
    assert replace(TOGETHER, circular="AP11").of([DIRECT]) == Piece(DIRECT, "AP11")


def test_a_piece_without_a_circular_is_its_reference() -> None:
    assert str(Piece(PARTNER)) == "J 310 52134466"


def test_a_money_order_is_called_by_its_name() -> None:
    assert str(Piece(None, money_order=True)) == "MANDAT"
    assert str(Piece(DIRECT, money_order=True)) == "K 311 00123 MANDAT"


def test_the_piles_are_called_as_the_office_calls_them() -> None:
    assert [pile.value for pile in Pile] == ["FA", "PARTENARIAT", "SRC"]
