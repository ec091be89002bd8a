"""A reference that can be several: every reading is looked up, and nobody is guessed."""

import pytest
from PySide6.QtCore import Qt

from backoffice.domain.client_ref import ClientRef
from tests.forms.coupon.conftest import Open
from tests.forms.coupon.workplace import CouponWorkplace
from tests.office import DURAND, OfficeGestures

UP, DOWN, ESCAPE = Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Escape
TOGETHER = "J5572629582"
FIFTY_FIVE, FIVE = ClientRef("J", 55, "72629582"), ClientRef("J", 5, "572629582")


def _opened(place: CouponWorkplace) -> ClientRef | None:
    return place.form.dossier.client.ref if place.form.dossier else None


def _offered(place: CouponWorkplace) -> list[str]:
    return [str(client.ref) for client in place.reference.choice.clients]


@pytest.fixture
def two(office: OfficeGestures) -> None:
    for ref, city in ((FIFTY_FIVE, "LYON"), (FIVE, "BREST")):
        office.client(ref, city=city)


@pytest.mark.parametrize(
    ("typed", "ref"),
    [
        (TOGETHER, FIFTY_FIVE),
        ("J12152134466", DURAND),
        ("; 121 7", ClientRef("M", 121, "7")),
        ("q !@! &", ClientRef("A", 121, "7")),
        ("w&é&è", ClientRef("Z", 121, "7")),
    ],
)
def test_the_only_one_who_exists_is_opened_under_their_own_reference(
    place: CouponWorkplace, office: OfficeGestures, typed: str, ref: ClientRef
) -> None:
    office.client(ref)
    place.find(typed)
    assert _opened(place) == ref
    assert place.reference.field.text() == str(ref)
    assert place.cheque.amount.edit.hasFocus()


@pytest.mark.usefixtures("two")
def test_several_are_asked_about_at_the_field_by_keys(place: CouponWorkplace) -> None:
    place.find(TOGETHER)
    assert _offered(place) == [str(FIFTY_FIVE), str(FIVE)]
    assert place.reference.choice.isVisible()
    assert place.reference.field.edit.hasFocus()
    assert _opened(place) is None

    place.press(DOWN)
    place.press(DOWN)
    place.enter()
    place.settle()
    assert _opened(place) == FIVE
    assert place.reference.field.text() == str(FIVE)
    assert _offered(place) == []
    assert place.cheque.amount.edit.hasFocus()


@pytest.mark.usefixtures("two")
def test_an_enter_that_comes_too_soon_chooses_nobody(place: CouponWorkplace) -> None:
    place.find(TOGETHER)
    place.enter()
    place.hold(Qt.Key.Key_Return)
    place.settle()
    assert _opened(place) is None
    assert len(_offered(place)) == 2

    place.press(UP)
    place.enter()
    place.settle()
    assert _opened(place) == FIVE


@pytest.mark.usefixtures("two")
def test_escape_or_another_reference_takes_the_question_away(place: CouponWorkplace, office: OfficeGestures) -> None:
    office.client()
    place.find(TOGETHER)
    place.press(ESCAPE)
    assert _offered(place) == []
    assert place.reference.field.edit.hasFocus()
    assert place.reference.field.text() == TOGETHER

    place.enter()
    place.settle()
    assert len(_offered(place)) == 2
    place.find(str(DURAND))
    assert _offered(place) == []
    assert _opened(place) == DURAND


@pytest.mark.usefixtures("two")
def test_one_chosen_by_mistake_is_asked_about_again(place: CouponWorkplace) -> None:
    place.find(TOGETHER)
    place.press(DOWN)
    place.enter()
    place.settle()
    assert _opened(place) == FIFTY_FIVE
    place.reference.field.take_focus()
    place.find(TOGETHER)
    assert len(_offered(place)) == 2


@pytest.mark.usefixtures("two")
def test_what_is_typed_ahead_of_the_question_stays(place: CouponWorkplace) -> None:
    place.scan(TOGETHER)
    place.write("20,30")
    place.settle()
    assert place.reference.field.edit.hasFocus()
    place.press(DOWN)
    place.enter()
    place.settle()
    assert _opened(place) == FIFTY_FIVE
    assert place.cheque.amount.text() == "20,30"


def test_a_letter_that_two_keyboards_read_otherwise_is_asked_about(
    place: CouponWorkplace, office: OfficeGestures
) -> None:
    for letter in "AQ":
        office.client(ClientRef(letter, 121, "52134466"))
    place.find("A 121 52134466")
    assert _offered(place) == ["A 121 52134466", "Q 121 52134466"]
    place.press(DOWN)
    place.enter()
    place.settle()
    assert _opened(place) == ClientRef("A", 121, "52134466")
    place.reference.field.take_focus()
    place.enter()
    assert place.cheque.amount.edit.hasFocus()


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("J 557 2629582", "Le partenaire 557 n'est connu de personne."),
        (TOGETHER, "Les partenaires 5, 55 et 557 ne sont connus de personne."),
        ("J12100000001", "On ne trouve pas J 121 00000001."),
    ],
)
def test_nobody_is_said_and_the_partner_whom_nobody_knows(
    place: CouponWorkplace, office: OfficeGestures, typed: str, told: str
) -> None:
    office.client()
    place.find(typed)
    assert place.reference.field.error().startswith(told)
    assert _opened(place) is None


def test_a_whole_cheque_by_a_reference_written_together(open_window: Open, office: OfficeGestures) -> None:
    client_id = office.client(FIFTY_FIVE)
    place = open_window(office.batch())
    place.key("20,30", reference=TOGETHER)
    place.save()
    assert [receipt.amount.cents for receipt in office.dossier(client_id).receipts] == [20_30]
