"""*Tri* sends nothing to a pile by a guess."""

from datetime import date

import pytest

from backoffice.domain.client_ref import ClientRef
from backoffice.domain.errors import Broken, RuleBroken
from backoffice.procedure.sorting import Piece, Pile
from backoffice.services.clients.sorting import Placed
from backoffice.storage.database import Database
from tests.office import OfficeGestures
from tests.plans import asked_of_the_database

DAY = date(2024, 3, 4)


@pytest.fixture
def desk(database: Database) -> OfficeGestures:
    """Partners 55, 121 and 345 have a client each."""
    desk = OfficeGestures(database)
    for letter, code, chrono in (("J", 55, "72629582"), ("J", 121, "52134466"), ("K", 345, "00123")):
        desk.client(ClientRef(letter, code, chrono))
    return desk


def _placed(desk: OfficeGestures, text: str) -> tuple[str, Pile]:
    placed = desk.sorting.place(desk.operator, Piece.read(text), DAY)
    assert isinstance(placed, Placed)
    return str(placed.piece), placed.placing.pile


def _refusal(desk: OfficeGestures, text: str) -> RuleBroken:
    with pytest.raises(RuleBroken) as refusal:
        desk.sorting.place(desk.operator, Piece.read(text), DAY)
    return refusal.value


@pytest.mark.parametrize(
    ("text", "piece", "pile"),
    [
        ("J5572629582", "J 055 72629582", Pile.PARTNER),
        ("k34500123 AP11", "K 345 00123 AP11", Pile.DIRECT),
        ("J12152134466", "J 121 52134466", Pile.PARTNER),
        ("J 345 9", "J 345 9", Pile.DIRECT),
        ("J 121 9", "J 121 9", Pile.PARTNER),
        ("J12199999999", "J 121 99999999", Pile.PARTNER),
        ("A 121 9", "A 121 9 ou Q 121 9", Pile.PARTNER),
    ],
)
def test_the_pile_is_that_of_the_client_who_exists_or_of_every_reading(
    desk: OfficeGestures, text: str, piece: str, pile: Pile
) -> None:
    assert _placed(desk, text) == (piece, pile)


def test_two_clients_of_two_piles_are_asked_about(desk: OfficeGestures) -> None:
    desk.client(ClientRef("J", 557, "2629582"))
    asked = desk.sorting.place(desk.operator, Piece.read("J5572629582"), DAY)
    assert isinstance(asked, tuple)
    assert [str(client.ref) for client in asked] == ["J 557 2629582", "J 055 72629582"]


def test_two_clients_of_one_pile_are_no_question(desk: OfficeGestures) -> None:
    desk.client(ClientRef("J", 12, "152134466"))
    assert _placed(desk, "J12152134466") == ("J 121 52134466 ou J 012 152134466", Pile.PARTNER)


def test_where_the_piles_differ_and_nobody_exists_the_client_is_unknown(desk: OfficeGestures) -> None:
    refusal = _refusal(desk, "J34512345678")
    assert (refusal.code, refusal.facts) == (Broken.CLIENT_UNKNOWN, {"ref": "J 345 12345678"})


@pytest.mark.parametrize(("text", "codes"), [("J 557 1", "557"), ("J 8 1 RPSI", "8"), ("J9999", "9 99 999")])
def test_a_partner_whom_nobody_knows_is_said(desk: OfficeGestures, text: str, codes: str) -> None:
    refusal = _refusal(desk, text)
    assert (refusal.code, refusal.facts) == (Broken.PARTNER_UNKNOWN, {"partner_codes": codes})


@pytest.mark.parametrize("text", ["J5572629582 QCU2", "QCOI", "MANDAT", "J 999 1 MANDAT"])
def test_what_goes_to_the_src_is_not_looked_up(desk: OfficeGestures, text: str) -> None:
    with asked_of_the_database() as asked:
        assert _placed(desk, text)[1] is Pile.SRC
    assert asked == []


def test_a_circular_alone_is_not_enough(desk: OfficeGestures) -> None:
    assert _refusal(desk, "AP11").code is Broken.REFERENCE_UNREADABLE
