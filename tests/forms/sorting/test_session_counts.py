from hypothesis import given
from hypothesis import strategies as st

from backoffice.domain.client_ref import ClientRef
from backoffice.procedure.sorting import Piece, Pile, Placing
from forms.sorting.session_counts import SessionCounts

DURAND, PETIT = ClientRef("J", 121, "52134466"), ClientRef("K", 345, "123")
PLACINGS = {
    Piece(DURAND): Placing(Pile.PARTNER, "P-01"),
    Piece(DURAND, "QCU2"): Placing(Pile.SRC, "P-03"),
    Piece(PETIT): Placing(Pile.DIRECT, "P-01"),
    Piece(None, "QCU2"): Placing(Pile.SRC, "P-03"),
    Piece(None, money_order=True): Placing(Pile.SRC, "P-04"),
}
BACK = None
"""The last piece is taken back."""


def test_a_client_s_piece_read_twice_in_a_row_is_counted_once() -> None:
    tally = SessionCounts()
    assert tally.add(Piece(DURAND), PLACINGS[Piece(DURAND)])
    assert not tally.add(Piece(DURAND), PLACINGS[Piece(DURAND)])
    assert tally.add(Piece(PETIT), PLACINGS[Piece(PETIT)])
    assert tally.add(Piece(DURAND), PLACINGS[Piece(DURAND)])
    assert tally.counts == {Pile.DIRECT: 1, Pile.PARTNER: 2, Pile.SRC: 0}


def test_circulars_alone_are_as_many_pieces_as_were_read() -> None:
    tally = SessionCounts()
    tablet = Piece(None, "QCU2")
    assert tally.add(tablet, PLACINGS[tablet])
    assert tally.add(tablet, PLACINGS[tablet])
    assert tally.counts[Pile.SRC] == 2


def test_what_was_taken_back_can_be_read_again() -> None:
    tally = SessionCounts()
    tally.add(Piece(DURAND), PLACINGS[Piece(DURAND)])
    assert tally.take_back().piece == Piece(DURAND)
    assert tally.add(Piece(DURAND), PLACINGS[Piece(DURAND)])
    assert [counted.number for counted in tally.newest(10)] == [1]


@given(st.lists(st.sampled_from([*PLACINGS, BACK])))
def test_the_counts_are_those_of_the_pieces_that_lie_there(gestures: list[Piece | None]) -> None:
    tally = SessionCounts()
    lying: list[Piece] = []
    for piece in gestures:
        if piece is not None:
            if tally.add(piece, PLACINGS[piece]):
                lying.append(piece)
        elif lying:
            assert tally.take_back().piece == lying.pop()
    assert tally.total == len(lying) == sum(tally.counts.values())
    for pile in Pile:
        assert tally.counts[pile] == sum(PLACINGS[piece].pile is pile for piece in lying)
    assert [counted.piece for counted in tally.newest(3)] == lying[::-1][:3]
    assert [counted.number for counted in tally.newest(len(lying))] == list(range(len(lying), 0, -1))
    tally.clear()
    assert (tally.total, tally.newest(1)) == (0, ())
    assert set(tally.counts.values()) == {0}


def test_what_leaves_its_pile_is_counted_there_no_more_and_numbers_go_on() -> None:
    tally = SessionCounts()
    for piece, placing in PLACINGS.items():
        tally.add(piece, placing)
    gone = tally.of(Pile.SRC)
    tally.take_back()
    tally.leave(gone)
    assert (tally.counts, tally.gone) == ({Pile.DIRECT: 1, Pile.PARTNER: 1, Pile.SRC: 0}, 2)
    tally.add(Piece(None, "QCOI"), Placing(Pile.SRC, "P-03"))
    assert [each.number for each in tally.newest(9)] == [5, 3, 1]
    tally.clear()
    assert (tally.gone, tally.total) == (0, 0)
