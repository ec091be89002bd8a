from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from backoffice.domain.batch import BatchState
from backoffice.domain.people import Role
from tests.forms.closing.desk import Closing, keyed
from tests.forms.screen_window import Bench, button, click
from tests.keyboard_driver import focused, press
from tests.office import OfficeGestures


@pytest.fixture
def closing(bench: Bench, qtbot: QtBot, office: OfficeGestures) -> Closing:
    return Closing(bench, qtbot, office)


def test_the_figures_come_before_the_button(closing: Closing, office: OfficeGestures) -> None:
    batch = keyed(office, 22_45, 13_10)
    closing.show(batch)
    assert closing.says(f"Lot {batch.number}")
    assert closing.says("2 chèques · 35,55\u00a0€")
    assert focused() is button(closing.screen, "Clôturer")
    assert closing.state(batch) is BatchState.OPEN


def test_f9_precloses_once_and_leads_to_the_tape(closing: Closing, office: OfficeGestures) -> None:
    batch = keyed(office, 22_45)
    closing.show(batch)
    for _ in range(3):
        press(Qt.Key.Key_F9)
    closing.settle()
    assert closing.state(batch) is BatchState.PRECLOSED
    assert closing.events("batch moved") == 1
    assert focused().accessibleName() == "Montant du chèque"
    assert closing.says("PRÉCLOS")


def test_a_triple_click_precloses_once(closing: Closing, office: OfficeGestures) -> None:
    batch = keyed(office, 22_45)
    closing.show(batch)
    click(button(closing.screen, "Clôturer"), times=3)
    closing.settle()
    assert closing.state(batch) is BatchState.PRECLOSED
    assert not closing.says("Erreur")


def test_escape_goes_back_to_keying_while_the_batch_is_open(closing: Closing, office: OfficeGestures) -> None:
    batch = keyed(office, 22_45)
    closing.show(batch)
    press(Qt.Key.Key_Escape)
    assert closing.back == [batch]
    press(Qt.Key.Key_F9)
    closing.settle()
    press(Qt.Key.Key_Escape)
    assert closing.back == [batch]
    assert closing.left == [None]


def test_the_steps_to_come_say_why_they_wait(closing: Closing, office: OfficeGestures) -> None:
    closing.show(keyed(office, 22_45))
    steps = [made for made in closing.screen.findChildren(QToolButton) if made.property("role") == "nav"]
    assert [step.text().strip() for step in steps] == [
        "Clôturer",
        "Bande chèque",
        "Imprimer",
        "Clôturer définitivement",
    ]
    assert [step.isEnabled() for step in steps] == [True, False, False, False]
    assert all("encore ouvert" in step.toolTip() for step in steps[1:])
    press(Qt.Key.Key_F9)
    closing.settle()
    assert [step.isEnabled() for step in steps] == [True, True, False, False]
    assert "bande chèque" in steps[2].toolTip()
    assert steps[0].accessibleName() == "Clôturer, fait"


def test_a_batch_closed_elsewhere_meanwhile_is_told_in_place(closing: Closing, office: OfficeGestures) -> None:
    batch = office.batch()
    closing.show(batch)
    for gesture in (office.batches.preclose, office.batches.close):
        gesture(office.supervisor, uuid4(), batch.id)
    press(Qt.Key.Key_F9)
    closing.settle()
    assert closing.says("clos définitivement")
    assert closing.says("CLOS")


def test_an_administrator_may_look_and_is_told_why_not_more(bench: Bench, qtbot: QtBot, office: OfficeGestures) -> None:
    closing = Closing(bench, qtbot, office, office.person("admin", "D. Admin", Role.ADMINISTRATOR))
    batch = keyed(office, 22_45)
    closing.show(batch)
    preclose = button(closing.screen, "Clôturer")
    assert not preclose.isEnabled()
    assert "ne permet pas" in preclose.toolTip()
    press(Qt.Key.Key_F9)
    closing.settle()
    assert "ne permet pas" in bench.strip.text()
    assert closing.says("ne permet pas")
    assert closing.state(batch) is BatchState.OPEN
    press(Qt.Key.Key_Escape)
    assert (closing.back, closing.left) == ([], [None])


def test_a_batch_of_another_is_refused_in_place(closing: Closing, office: OfficeGestures) -> None:
    closing.show(office.batch(who=office.supervisor))
    assert closing.says("C. Dupuis")
    assert closing.says("n'est pas à vous")


def test_from_what_cannot_be_shown_escape_leads_back_to_the_batches(closing: Closing, office: OfficeGestures) -> None:
    closing.show(office.batch(who=office.supervisor))
    press(Qt.Key.Key_Escape)
    assert (closing.back, closing.left) == ([], [None])


def test_a_key_pressed_before_the_next_batch_is_read_does_nothing_to_the_last_one(
    closing: Closing, office: OfficeGestures
) -> None:
    first, second = keyed(office, 22_45), keyed(office, 13_10)
    closing.show(first)
    closing.screen.show_batch(second)
    closing.screen.enter()
    press(Qt.Key.Key_F9)
    closing.settle()
    assert (closing.state(first), closing.state(second)) == (BatchState.OPEN, BatchState.OPEN)
