from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from backoffice.domain.mail import ActionCode, FileAction
from forms.actions.blocks import BlockButton
from forms.kit.theme import Scheme, apply
from forms.kit.tokens import DARK, LIGHT, Palette
from tests.forms.actions.place import PROMO, Place
from tests.forms.screen_window import Bench, click, line
from tests.keyboard_driver import focused, hold_enter, press, write
from tests.lost_answer import lose_first_answer
from tests.office import OfficeGestures

STOP_PROMOTION = FileAction(ActionCode.STOP_PROMOTION, PROMO)
STOP_REMINDERS = FileAction(ActionCode.STOP_REMINDERS)
REASON = "Motif de la levée"


def block(place: Place, words: str) -> BlockButton:
    found = [made for made in place.blocks.findChildren(BlockButton) if made.text() == words]
    assert len(found) == 1
    return found[0]


def reasons(place: Place) -> list[QLineEdit]:
    """The field of the question, where it is asked."""
    return [made for made in place.blocks.findChildren(QLineEdit) if made.isVisible()]


@pytest.fixture
def operator(bench: Bench, qtbot: QtBot, office: OfficeGestures) -> Place:
    place = Place(bench, qtbot, office)
    place.refresh()
    return place


@pytest.fixture
def supervisor(bench: Bench, qtbot: QtBot, office: OfficeGestures) -> Place:
    """With both blocks set."""
    place = Place(bench, qtbot, office, office.supervisor)
    place.record(STOP_PROMOTION, STOP_REMINDERS)
    place.refresh()
    return place


def test_a_block_that_is_not_set_asks_for_its_action(operator: Place) -> None:
    asked: list[str] = []
    operator.blocks.asked.connect(asked.append)
    click(block(operator, "BLOCAGE PROMO"))
    block(operator, "BLOCAGE RELANCE").setFocus()
    write("\n")
    assert asked == ["2.7", "2.8"]
    assert reasons(operator) == []


def test_without_a_client_there_is_nothing_to_press(operator: Place) -> None:
    operator.blocks.show_dossier(None)
    assert not block(operator, "BLOCAGE PROMO").isEnabled()
    assert not block(operator, "BLOCAGE RELANCE").isEnabled()


@pytest.mark.parametrize(("scheme", "palette"), [(Scheme.LIGHT, LIGHT), (Scheme.DARK, DARK)])
def test_a_set_block_looks_set_by_colour_shape_and_word_even_disabled(
    operator: Place, qapp: QApplication, scheme: Scheme, palette: Palette
) -> None:
    apply(qapp, scheme, 100)
    promo = block(operator, "BLOCAGE PROMO")
    assert promo.accessibleName() == "BLOCAGE PROMO, non posé"
    before = promo.grab().toImage()
    operator.record(STOP_PROMOTION)
    operator.refresh()
    after = promo.grab().toImage()
    assert not promo.isEnabled()
    assert promo.accessibleName() == "BLOCAGE PROMO, posé"
    corner = (5, before.height() // 2)
    assert before.pixelColor(*corner).name() == palette.surface
    assert after.pixelColor(*corner).name() == palette.error_soft
    word = [(x, y) for x in range(after.width() - 44, after.width() - 8) for y in range(5, after.height() - 5)]
    assert {before.pixelColor(*dot).name() for dot in word} == {palette.surface}
    assert len({after.pixelColor(*dot).name() for dot in word}) > 1
    assert not block(operator, "BLOCAGE RELANCE").is_set


def test_an_operator_is_told_who_can_lift_it(operator: Place) -> None:
    operator.record(STOP_PROMOTION)
    operator.refresh()
    promo = block(operator, "BLOCAGE PROMO")
    assert not promo.isEnabled()
    for said in (promo.toolTip(), promo.accessibleDescription()):
        assert "Posé le 04/03/2024 à 09:00 par A. Morel, 1 - Non prospectable." in said
        assert "Le rôle Opérateur ne permet pas de lever" in said
    click(promo)
    assert reasons(operator) == []


def test_a_supervisor_lifts_it_with_a_reason(supervisor: Place) -> None:
    block(supervisor, "BLOCAGE PROMO").setFocus()
    write("\n")
    assert focused() is line(supervisor.blocks, REASON)
    assert supervisor.says("BLOCAGE PROMO, posé le 04/03/2024")
    write("\n")
    supervisor.settle()
    assert supervisor.says("à remplir")
    assert supervisor.done() == [STOP_PROMOTION, STOP_REMINDERS]

    write("demande du client\n")
    supervisor.qtbot.waitUntil(lambda: supervisor.lifted == [supervisor.client_id])
    supervisor.refresh()
    assert supervisor.done() == [STOP_REMINDERS]
    assert not block(supervisor, "BLOCAGE PROMO").is_set
    assert block(supervisor, "BLOCAGE RELANCE").is_set
    assert reasons(supervisor) == []
    assert "BLOCAGE PROMO\u00a0: levé pour Mme DURAND Marie" in supervisor.bench.strip.text()
    lifted = supervisor.dossier().actions[-1]
    assert lifted.lift_reason == "demande du client"


def test_enter_held_down_lifts_once(supervisor: Place) -> None:
    click(block(supervisor, "BLOCAGE PROMO"))
    write("demande du client")
    hold_enter()
    supervisor.settle()
    assert supervisor.lifted == [supervisor.client_id]
    assert supervisor.done() == [STOP_REMINDERS]


def test_escape_lifts_nothing(supervisor: Place) -> None:
    click(block(supervisor, "BLOCAGE RELANCE"))
    write("peut-etre")
    press(Qt.Key.Key_Escape)
    supervisor.settle()
    assert reasons(supervisor) == []
    assert supervisor.left == 1
    assert supervisor.done() == [STOP_PROMOTION, STOP_REMINDERS]
    click(block(supervisor, "BLOCAGE RELANCE"))
    assert reasons(supervisor)[0].text() == ""


def test_a_block_that_was_lifted_elsewhere_is_said_at_the_reason(supervisor: Place, office: OfficeGestures) -> None:
    click(block(supervisor, "BLOCAGE PROMO"))
    standing = supervisor.dossier().standing(ActionCode.STOP_PROMOTION)
    assert standing is not None
    office.actions.lift(office.supervisor, UUID(int=1), standing.id, "autre poste")
    write("demande du client\n")
    supervisor.settle()
    assert supervisor.says("déjà levée")
    assert reasons(supervisor)[0].text() == "demande du client"
    assert supervisor.lifted == []


def test_the_question_goes_with_its_client_and_stays_for_the_same(supervisor: Place) -> None:
    click(block(supervisor, "BLOCAGE PROMO"))
    write("demande")
    supervisor.refresh()
    assert reasons(supervisor)[0].text() == "demande"
    supervisor.blocks.show_dossier(None)
    assert reasons(supervisor) == []


def test_after_a_lost_answer_the_same_lifting_is_asked_again(
    bench: Bench, qtbot: QtBot, office: OfficeGestures
) -> None:
    lose_first_answer(office.actions, "lift")
    place = Place(bench, qtbot, office, office.supervisor)
    place.record(STOP_PROMOTION)
    place.refresh()
    click(block(place, "BLOCAGE PROMO"))
    write("demande du client\n")
    place.settle()
    assert place.says("La base ne répond pas")
    write("\n")
    qtbot.waitUntil(lambda: place.lifted == [place.client_id])
    assert place.done() == []
