import pytest
from PySide6.QtCore import Qt
from sqlalchemy import update

from backoffice.domain.batch import Batch
from backoffice.domain.client_ref import ClientRef
from backoffice.storage.schema import clients
from forms.coupon.client.names_search import NamesSearch
from tests.forms.coupon.conftest import Open
from tests.forms.coupon.workplace import REFERENCE, CouponWorkplace, SlowClients
from tests.office import OfficeGestures


@pytest.fixture
def crowd(office: OfficeGestures) -> list[int]:
    """One hundred and twenty namesakes, in two and a half pages."""
    return [_named(office, at) for at in range(120)]


@pytest.fixture
def names(place: CouponWorkplace) -> NamesSearch:
    return place.part(NamesSearch)


def test_letters_that_are_no_reference_are_looked_for_among_the_names(
    place: CouponWorkplace, names: NamesSearch, crowd: list[int]
) -> None:
    assert crowd
    place.find("durand m")

    assert names.isVisible()
    assert names.field.edit.hasFocus()
    assert names.field.text() == "durand m"
    assert len(names.table.rows) == 50
    assert names.far.text() == "Les 50 premiers noms ; la suite vient en descendant."


def test_enter_picks_and_opens_the_file(place: CouponWorkplace, names: NamesSearch, crowd: list[int]) -> None:
    place.press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    place.write("durand")
    place.enter()
    place.settle()

    place.enter()
    place.press(Qt.Key.Key_Down)
    place.enter()
    place.settle()

    assert place.form.dossier is not None
    assert place.form.dossier.client.id == crowd[1]
    assert place.reference.field.text() == "J 121 10000001"
    assert place.cheque.amount.edit.hasFocus()
    assert not names.isVisible()


def test_hasty_enters_take_nobody_before_the_names_are_in_sight(
    place: CouponWorkplace, names: NamesSearch, crowd: list[int]
) -> None:
    place.press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    place.write("durand")
    for _ in range(3):
        place.press(Qt.Key.Key_Return)
        place.settle()
    assert names.isVisible()  # no file is opened
    place.enter()  # after reading
    place.settle()
    assert place.form.dossier is not None
    assert place.form.dossier.client.id == crowd[0]


def test_the_next_page_comes_when_the_end_is_reached(
    place: CouponWorkplace, names: NamesSearch, crowd: list[int]
) -> None:
    place.find("durand")
    place.press(Qt.Key.Key_Down)

    place.press(Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    place.settle()
    assert len(names.table.rows) == 100
    assert names.table.currentIndex().row() == 49
    place.press(Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    place.settle()

    assert [row.id for row in names.table.rows] == crowd
    assert names.far.text() == "120 noms."


def test_scrolling_to_the_end_brings_the_next_page_and_stays_there(
    place: CouponWorkplace, names: NamesSearch, crowd: list[int]
) -> None:
    place.find("durand")
    bar = names.table.verticalScrollBar()
    end = bar.maximum()

    bar.setValue(end)
    place.settle()

    assert [row.id for row in names.table.rows] == crowd[:100]
    assert bar.value() == end


def test_an_answer_to_what_is_not_asked_any_more_says_nothing(
    slow_clients: SlowClients, open_window: Open, batch: Batch, crowd: list[int]
) -> None:
    place = open_window(batch)
    names = place.part(NamesSearch)
    place.press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    place.write("d")
    place.enter()
    place.write("urand")
    place.enter()

    slow_clients.answer.set()
    place.settle()

    assert names.field.error() == ""
    assert [row.id for row in names.table.rows] == crowd[:50]


def test_names_are_looked_for_while_they_are_typed(
    place: CouponWorkplace, names: NamesSearch, crowd: list[int]
) -> None:
    assert crowd
    place.press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)

    place.write("d")
    place.settle()
    assert names.field.error() == ""
    place.write("urand marie ba")

    place.until(lambda: [row.name for row in names.table.rows] == ["Mme DURAND Marie BA"])


def test_too_short_a_name_is_refused_when_it_is_insisted_on(place: CouponWorkplace, names: NamesSearch) -> None:
    place.press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    place.write("d")
    place.enter()
    place.settle()

    assert names.field.error() == "Tapez au moins deux lettres du nom."


def test_nobody_of_that_name(place: CouponWorkplace, names: NamesSearch, crowd: list[int]) -> None:
    assert crowd
    place.find("zzyzx")

    assert names.far.text() == "Aucun client dont le nom commence par « zzyzx »."
    assert names.field.edit.hasFocus()


def test_escape_goes_back_to_the_reference_or_to_the_coupon(
    place: CouponWorkplace, names: NamesSearch, crowd: list[int], office: OfficeGestures
) -> None:
    assert crowd
    office.client()
    place.find("durand")
    place.press(Qt.Key.Key_Escape)
    assert place.reference.field.edit.selectedText() == "durand"

    place.key("22,45")
    place.press(Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert names.isVisible()
    place.press(Qt.Key.Key_Escape)

    assert place.cheque.number.edit.hasFocus()
    assert place.reference.field.text() == REFERENCE


def test_a_client_of_the_other_kind_is_refused_at_the_reference(
    place: CouponWorkplace, names: NamesSearch, office: OfficeGestures
) -> None:
    office.client(ClientRef("J", 400, "1"))
    place.find("durand")

    place.enter(2)
    place.settle()

    assert "est un client FA" in place.reference.field.error()
    assert not names.isVisible()


def _named(office: OfficeGestures, at: int) -> int:
    client_id = office.client(ClientRef("J", 121, str(10_000_000 + at)))
    letters = f"{chr(ord('A') + at // 26)}{chr(ord('A') + at % 26)}"
    named = {"first_name": f"Marie {letters}", "search_name": f"DURAND MARIE {letters}"}
    office.database.write(lambda tx: tx.execute(update(clients).where(clients.c.id == client_id).values(named)))
    return client_id
