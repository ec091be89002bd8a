"""The piles of *Tri* leave under slips: each once, numbered without a gap, found again by what lies in them."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from sqlalchemy import text

from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.people import Role
from backoffice.domain.pile_slip import PileLine, PilePrinting, SortedPiece
from backoffice.services.office.checking import BookFault
from backoffice.storage.database import Database
from tests.cards import VISA
from tests.laws import lift_laws
from tests.office import FIRST_DAY, OfficeGestures

SRC = PilePrinting("SRC", (SortedPiece("J 121 52134466 QCU2", "P-03"), SortedPiece("MANDAT", "P-04")))
DIRECT = PilePrinting("FA", (SortedPiece("K 345 123", "P-01"),))


@pytest.fixture
def desk(database: Database) -> OfficeGestures:
    return OfficeGestures(database)


def _refused(gesture: Callable[[], object]) -> Broken:
    with pytest.raises(RuleBroken) as refusal:
        gesture()
    return refusal.value.code


def test_a_slip_has_the_pieces_in_the_order_of_the_sorting(desk: OfficeGestures) -> None:
    key = uuid4()
    slip = desk.pile_slips.print_slip(desk.operator, key, SRC)
    assert (slip.number, slip.pile, slip.day, slip.duplicate) == ("TR-2024-000001", "SRC", FIRST_DAY.date(), False)
    assert slip.lines == (PileLine(1, "J 121 52134466 QCU2", "P-03"), PileLine(2, "MANDAT", "P-04"))
    assert slip.printed_by == "A. Morel"
    assert desk.pile_slips.print_slip(desk.operator, key, SRC) == slip
    assert _refused(lambda: desk.pile_slips.print_slip(desk.operator, key, DIRECT)) is Broken.GESTURE_REUSED
    assert desk.pile_slips.print_slip(desk.operator, uuid4(), DIRECT).number == "TR-2024-000002"
    assert desk.checking.run() == ()


def test_an_empty_pile_an_unknown_one_and_a_card_number_are_on_no_slip(desk: OfficeGestures) -> None:
    empty, card = PilePrinting("FA", ()), PilePrinting("FA", (SortedPiece(f"K 345 {VISA}", "P-01"),))
    assert _refused(lambda: desk.pile_slips.print_slip(desk.operator, uuid4(), empty)) is Broken.PILE_EMPTY
    assert _refused(lambda: desk.pile_slips.print_slip(desk.operator, uuid4(), card)) is Broken.TEXT_HOLDS_CARD
    unknown, ruled = PilePrinting("X", SRC.pieces), PilePrinting("FA", (SortedPiece("K 345 123", "P" * 11),))
    assert _refused(lambda: desk.pile_slips.print_slip(desk.operator, uuid4(), unknown)) is Broken.PILE_UNKNOWN
    assert _refused(lambda: desk.pile_slips.print_slip(desk.operator, uuid4(), ruled)) is Broken.TEXT_UNUSABLE
    assert desk.pile_slips.listing(desk.operator) == ()


def test_a_reprint_is_a_duplicate_for_who_printed_it_and_the_supervisor(desk: OfficeGestures) -> None:
    slip, other = desk.pile_slips.print_slip(desk.operator, uuid4(), SRC), desk.person("s", "S. Benali", Role.OPERATOR)
    (row,) = desk.pile_slips.listing(desk.operator)
    for who in (desk.operator, desk.supervisor):
        again = desk.pile_slips.reprint(who, uuid4(), row.id)
        assert (again.number, again.duplicate, again.lines) == (slip.number, True, slip.lines)
    assert desk.pile_slips.listing(other) == ()
    assert _refused(lambda: desk.pile_slips.reprint(other, uuid4(), row.id)) is Broken.SLIP_UNKNOWN
    administrator = desk.person("d.leroy", "D. Leroy", Role.ADMINISTRATOR)
    assert _refused(lambda: desk.pile_slips.print_slip(administrator, uuid4(), SRC)) is Broken.ROLE_MAY_NOT


def test_a_slip_is_found_by_its_number_and_by_its_pieces(desk: OfficeGestures) -> None:
    for printing in (SRC, DIRECT):
        desk.pile_slips.print_slip(desk.operator, uuid4(), printing)
    newest, oldest = desk.pile_slips.listing(desk.operator)
    assert (newest.pile, newest.count, oldest.pile, oldest.count) == ("FA", 1, "SRC", 2)
    assert desk.pile_slips.listing(desk.operator, " qcu2 ") == (oldest,)
    assert desk.pile_slips.listing(desk.operator, "000002") == (newest,)
    assert desk.pile_slips.listing(desk.operator, "%") == ()


def test_a_slip_that_has_lost_a_piece_is_found_out(desk: OfficeGestures) -> None:
    desk.pile_slips.print_slip(desk.operator, uuid4(), SRC)
    lift_laws(desk.database)
    desk.database.write(lambda tx: tx.execute(text("DELETE FROM pile_slip_lines WHERE position = 2")))
    assert [finding.fault for finding in desk.checking.run()] == [BookFault.PILE_SLIP]
