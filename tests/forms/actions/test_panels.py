import threading
from uuid import UUID

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from backoffice.domain.client_ref import ClientRef
from backoffice.domain.mail import ActionCode, ActionForm, FileAction
from backoffice.domain.mail_rows import ActionRow
from backoffice.domain.people import Actor
from backoffice.services.clients.actions import Actions
from forms.actions.codes import CODES
from tests.forms.actions.place import PROMO, Place
from tests.forms.screen_window import Bench, click, line
from tests.keyboard_driver import focused, hold_enter, press, write
from tests.lost_answer import lose_first_answer
from tests.office import OfficeGestures

_GESTURES = text("SELECT count(DISTINCT gesture) FROM file_actions")
STOP_PROMOTION = FileAction(ActionCode.STOP_PROMOTION, PROMO)
STOP_REMINDERS = FileAction(ActionCode.STOP_REMINDERS)
DECEASED = (
    FileAction(ActionCode.STOP_PROMOTION, PROMO, rule="P-41"),
    FileAction(ActionCode.STOP_REMINDERS, rule="P-41"),
    FileAction(ActionCode.COMMENT, "Autre motif", "CLT DCD", "P-41"),
    FileAction(ActionCode.CLOSE_LETTER, "XXXX", rule="P-41"),
)


@pytest.fixture
def place(bench: Bench, qtbot: QtBot, office: OfficeGestures) -> Place:
    return Place(bench, qtbot, office)


def save(place: Place) -> QAbstractButton:
    """*Enregistrer* of the panel that is open."""
    found = [made for made in place.page.findChildren(QPushButton) if made.isVisible() and "Enregistre" in made.text()]
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize(
    ("code", "typed", "expected"),
    [
        ("2.6", "Rappelle lundi\n", (FileAction(ActionCode.COMMENT, "Autre motif", "Rappelle lundi"),)),
        ("2.7", "\n", (STOP_PROMOTION,)),
        ("2.7", "1\n", (STOP_PROMOTION,)),
        ("2.8", "\n", (STOP_REMINDERS,)),
        ("3.3", "\n", (FileAction(ActionCode.REFUSAL, "13"),)),
        ("3.3", "13\n", (FileAction(ActionCode.REFUSAL, "13"),)),
        ("C", "r\n", (FileAction(ActionCode.CLOSE_LETTER, "RPSI"),)),
        ("C", "XXXX\n", (FileAction(ActionCode.CLOSE_LETTER, "XXXX"),)),
        ("DCD", "\n", DECEASED),
    ],
)
def test_each_code_is_recorded_by_keys(place: Place, code: str, typed: str, expected: tuple[FileAction, ...]) -> None:
    place.open(code)
    write(typed)
    place.until_recorded()
    assert place.done() == list(expected)
    assert place.recorded == [place.client_id]
    assert "enregistré pour Mme DURAND Marie" in place.bench.strip.text()


@pytest.mark.parametrize("code", list(CODES))
def test_each_panel_says_its_title_and_its_client_and_names_all_it_has(place: Place, code: str) -> None:
    place.open(code)
    assert place.says(CODES[code].title)
    assert place.says("Mme DURAND Marie")
    assert place.says("J 121 52134466")
    parts = [*place.page.findChildren(QAbstractButton), *place.page.findChildren(QLineEdit)]
    in_sight = [part for part in parts if part.isVisible()]
    assert len(in_sight) >= 2
    assert [part for part in in_sight if not part.accessibleName()] == []
    assert [hint.key for hint in place.page.hints()] == ["F6", "Esc"]


def test_all_four_of_a_deceased_client_in_one_gesture(place: Place, office: OfficeGestures) -> None:
    place.open("DCD")
    for words in ("1 - Non prospectable", "CLT DCD (Autre motif)", "XXXX", "P-41", "notaire"):
        assert place.says(words)
    write("\n")
    place.until_recorded()
    gestures = office.database.read(lambda tx: tx.execute(_GESTURES).scalar_one())
    assert gestures == 1


def test_what_stands_already_is_not_recorded_again_for_a_deceased_client(place: Place) -> None:
    place.record(STOP_PROMOTION)
    place.open("DCD")
    assert place.says("BLOCAGE PROMO\u00a0: déjà posé le 04/03/2024")
    write("\n")
    place.until_recorded()
    assert place.done() == [STOP_PROMOTION, *DECEASED[1:]]


@pytest.mark.parametrize(("code", "action"), [("2.7", STOP_PROMOTION), ("2.8", STOP_REMINDERS)])
def test_a_stop_that_stands_says_so_and_is_not_asked_for(place: Place, code: str, action: FileAction) -> None:
    place.record(action)
    place.open(code)
    assert place.says("déjà posé le 04/03/2024")
    assert not save(place).isEnabled()
    assert "déjà posé" in focused().accessibleDescription()
    assert not place.page.hints()[0].enabled
    press(Qt.Key.Key_F6)
    write("\n")
    place.settle()
    assert place.done() == [action]
    assert place.left == 1


def test_a_stop_set_meanwhile_elsewhere_is_refused_in_the_panel(place: Place) -> None:
    place.open("2.7")
    place.record(STOP_PROMOTION)
    write("\n")
    place.settle()
    assert place.says("déjà en place")
    assert place.recorded == []


def test_a_comment_wants_its_text(place: Place) -> None:
    place.open("2.6")
    write("   \n")
    assert focused() is line(place.page, "Commentaire")
    assert place.says("à remplir")
    write("CLT parti au loin\n")
    place.until_recorded()
    assert place.done() == [FileAction(ActionCode.COMMENT, "Autre motif", "CLT parti au loin")]


def test_a_letter_is_closed_with_a_circular_that_was_chosen(place: Place, beeps: list[bool]) -> None:
    place.open("C")
    write("\n")
    assert place.says("Circulaire\u00a0: à remplir")
    write("7")
    assert place.says("Aucun choix ne commence par «\u00a07\u00a0»")
    assert len(beeps) == 1
    assert place.recorded == []
    write("x")
    assert not place.says("Aucun choix")
    press(Qt.Key.Key_Up)
    write("\n")
    place.until_recorded()
    assert place.done() == [FileAction(ActionCode.CLOSE_LETTER, "RPSI")]


def test_an_empty_box_is_no_reminder_stop(place: Place) -> None:
    place.open("2.8")
    press(Qt.Key.Key_Space)
    write("\n")
    place.settle()
    assert place.says("Cochez la case")
    assert place.done() == []
    press(Qt.Key.Key_Space)
    assert not place.says("Cochez la case")
    press(Qt.Key.Key_F6)
    write("\n")
    place.until_recorded()
    assert place.done() == [STOP_REMINDERS]


@pytest.mark.parametrize("code", list(CODES))
def test_escape_goes_back_and_records_nothing(place: Place, code: str) -> None:
    place.open(code)
    press(Qt.Key.Key_Escape)
    place.settle()
    assert place.left == 1
    assert place.done() == []


@pytest.mark.parametrize("code", ["2.7", "2.8", "3.3", "DCD"])
def test_enter_held_down_records_once(place: Place, code: str) -> None:
    place.open(code)
    hold_enter()
    place.until_recorded()
    hold_enter()
    place.settle()
    assert len(place.recorded) == 1


@pytest.mark.parametrize("code", ["2.7", "2.8", "3.3", "DCD"])
def test_the_enter_that_led_here_and_is_still_held_records_nothing(place: Place, code: str) -> None:
    place.open(code)
    for _ in range(5):
        repeat = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", autorep=True)
        QApplication.sendEvent(focused(), repeat)
    place.settle()
    assert place.done() == []


def test_a_triple_click_records_once(place: Place) -> None:
    place.open("2.6")
    write("Rappelle lundi")
    click(save(place), times=3)
    place.settle()
    click(save(place))
    place.settle()
    assert len(place.done()) == 1
    assert len(place.recorded) == 1


def test_the_form_is_empty_for_the_next_client(place: Place) -> None:
    place.open("2.6")
    write("Rappelle")
    place.open("C")
    write("x")
    place.open("C")
    write("\n")
    assert place.says("à remplir")
    place.open("2.6")
    assert line(place.page, "Commentaire").text() == ""


def test_after_a_lost_answer_the_same_form_is_the_same_gesture(
    bench: Bench, qtbot: QtBot, office: OfficeGestures
) -> None:
    lose_first_answer(office.actions, "record")
    place = Place(bench, qtbot, office)
    place.open("2.6")
    write("Rappelle lundi\n")
    place.settle()
    assert place.says("La base ne répond pas")
    assert line(place.page, "Commentaire").text() == "Rappelle lundi"
    assert place.recorded == []

    write("\n")
    place.until_recorded()
    assert len(place.done()) == 1


class Waits(Actions):
    """Answers when it is let."""

    def __init__(self, office: OfficeGestures) -> None:
        super().__init__(office.office)
        self.gate = threading.Event()

    def record(self, who: Actor, form: ActionForm) -> tuple[ActionRow, ...]:
        self.gate.wait(10)
        return super().record(who, form)


def test_escape_comes_too_late_once_it_is_on_its_way(bench: Bench, qtbot: QtBot, office: OfficeGestures) -> None:
    slow = Waits(office)
    place = Place(bench, qtbot, office, actions=slow)
    place.open("2.7")
    write("\n")
    assert save(place).text().strip() == "Enregistrement…"
    press(Qt.Key.Key_Escape)
    assert place.left == 0
    slow.gate.set()
    place.until_recorded()
    press(Qt.Key.Key_Escape)
    assert place.left == 1


def test_an_answer_for_a_client_who_is_not_in_sight_any_more(
    bench: Bench, qtbot: QtBot, office: OfficeGestures
) -> None:
    slow = Waits(office)
    place = Place(bench, qtbot, office, actions=slow)
    other = office.dossier(office.client(ClientRef("J", 121, "77")))
    place.open("2.6")
    write("pour le premier\n")
    place.page.open("2.6", other)
    write("pour le second")
    slow.gate.set()
    place.until_recorded()
    assert place.recorded == [place.client_id]
    assert line(place.page, "Commentaire").text() == "pour le second"
    write("\n")
    place.until_recorded(2)
    assert [row.action.text for row in office.dossier(other.client.id).actions] == ["pour le second"]
    assert [action.text for action in place.done()] == ["pour le premier"]


def test_a_refusal_for_a_client_who_is_not_in_sight_any_more(
    bench: Bench, qtbot: QtBot, office: OfficeGestures
) -> None:
    slow = Waits(office)
    place = Place(bench, qtbot, office, actions=slow)
    other = office.dossier(office.client(ClientRef("J", 121, "77")))
    place.open("2.7")
    write("\n")
    place.record(STOP_PROMOTION)
    place.page.open("2.7", other)
    slow.gate.set()
    qtbot.waitUntil(lambda: "déjà en place" in bench.strip.text())
    assert "J 121 52134466" in bench.strip.text()
    write("\n")
    place.until_recorded()
    assert place.recorded == [other.client.id]


def test_each_form_has_a_key_of_its_own(bench: Bench, qtbot: QtBot, office: OfficeGestures) -> None:
    keys: list[UUID] = []

    class Keeps(Actions):
        def record(self, who: Actor, form: ActionForm) -> tuple[ActionRow, ...]:
            keys.append(form.key)
            return super().record(who, form)

    place = Place(bench, qtbot, office, actions=Keeps(office.office))
    for times in (1, 2):
        place.open("2.6")
        write("Rappelle lundi\n")
        place.until_recorded(times)
    assert len(set(keys)) == 2
    assert len(place.done()) == 2
