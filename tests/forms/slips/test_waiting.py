from datetime import timedelta
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from backoffice.domain.paper import MailSlipKind, Paper
from backoffice.domain.people import Role
from forms.kit.table import Table
from forms.slips.waiting_list import WaitingList
from tests.forms.screen_window import Bench, button, click, texts
from tests.forms.slips.shelf import Shelf, letters, sent
from tests.keyboard_driver import CONTROL, focused, hold_enter, press
from tests.lost_answer import lose_first_answer
from tests.office import Clock, OfficeGestures


@pytest.fixture
def shelf(bench: Bench, qtbot: QtBot, office: OfficeGestures) -> Shelf:
    """Two kinds of papers of one day, in front."""
    letters(office, 3, Paper.SRC, letters(office, 2))
    return _waiting(Shelf(bench, qtbot, office))


def _waiting(shelf: Shelf) -> Shelf:
    press(Qt.Key.Key_F8)
    shelf.settle()
    return shelf


def test_f8_shows_what_waits_by_day_and_kind_with_counts(shelf: Shelf) -> None:
    assert texts(shelf.waiting) == [
        ("04/03/2024", "Transmission · Sans mode de règlement", "2", "à imprimer"),
        ("04/03/2024", "Transfert · SRC", "3", "à imprimer"),
    ]
    assert shelf.says("5 pièces à imprimer")
    assert focused() is shelf.waiting
    press(Qt.Key.Key_F8)
    assert shelf.table.isVisible()


def test_another_day_is_another_line(bench: Bench, qtbot: QtBot, office: OfficeGestures) -> None:
    batch = letters(office, 1)
    assert isinstance(office.clock, Clock)
    office.clock.now += timedelta(days=-3)
    letters(office, 2, Paper.RECOVERY, batch)
    shelf = _waiting(Shelf(bench, qtbot, office))
    assert [line[:3] for line in texts(shelf.waiting)] == [
        ("04/03/2024", "Transmission · Sans mode de règlement", "1"),
        ("01/03/2024", "Transfert · Recouvrement", "2"),
    ]


def test_enter_numbers_the_slip_shows_it_and_asks_for_the_printer(shelf: Shelf) -> None:
    press(Qt.Key.Key_Enter)
    shelf.settle()
    assert shelf.bench.answers.asked == ["BT-2024-000001"]
    assert shelf.says("Page 1 / 1")
    assert "Bordereau transmission pour numérisation" in shelf.drawn.text()
    assert "DUPLICATA" not in shelf.drawn.text()
    assert [line[3] for line in texts(shelf.waiting)] == ["BT-2024-000001", "à imprimer"]
    assert shelf.says("3 pièces à imprimer")
    assert shelf.numbers() == ["BT-2024-000001"]
    press(Qt.Key.Key_F5)
    shelf.settle()
    assert [line[1] for line in texts(shelf.waiting)] == ["Transfert · SRC"]


def test_enter_held_down_prints_one_slip(shelf: Shelf) -> None:
    hold_enter()
    shelf.settle()
    hold_enter()
    shelf.settle()
    assert shelf.events("mail slip printed") == 1
    assert shelf.events("mail slip printed again") == 0
    assert shelf.bench.answers.asked == ["BT-2024-000001"]
    press(Qt.Key.Key_P, CONTROL)
    assert shelf.bench.answers.asked == ["BT-2024-000001"] * 2


def test_a_triple_click_prints_one_slip_and_says_why_not_a_second(shelf: Shelf) -> None:
    waiting = shelf.screen.findChild(WaitingList)
    assert isinstance(waiting, WaitingList)
    click(button(waiting, "Imprimer le bordereau"), times=3)
    shelf.settle()
    assert shelf.events("mail slip printed") == 1
    press(Qt.Key.Key_F6)
    assert "ont leur bordereau" in shelf.bench.strip.text()


def test_the_next_line_is_printed_by_down_and_enter(shelf: Shelf) -> None:
    for key in (Qt.Key.Key_Enter, Qt.Key.Key_Down, Qt.Key.Key_Enter):
        press(key)
        shelf.settle()
    assert shelf.numbers() == ["BS-2024-000001", "BT-2024-000001"]
    assert shelf.bench.answers.asked == ["BT-2024-000001", "BS-2024-000001"]
    assert not shelf.says("pièces à imprimer")


def test_what_another_workstation_has_printed_is_told_and_leaves_the_list(shelf: Shelf, office: OfficeGestures) -> None:
    kind, day = MailSlipKind.NONE, shelf.waiting.rows[0].day
    office.mail_slips.print_slip(office.supervisor, uuid4(), kind, day)
    press(Qt.Key.Key_Enter)
    shelf.settle()
    assert shelf.says("Aucun papier n'attend ce bordereau")
    shelf.settle()
    assert [line[1] for line in texts(shelf.waiting)] == ["Transfert · SRC"]
    assert shelf.drawn.papers == []


def test_after_a_lost_answer_the_same_slip_comes_not_another(
    bench: Bench, qtbot: QtBot, office: OfficeGestures
) -> None:
    batch = letters(office, 2)
    lose_first_answer(office.mail_slips, "print_slip")
    shelf = _waiting(Shelf(bench, qtbot, office))
    press(Qt.Key.Key_Enter)
    shelf.settle()
    assert shelf.says("La base ne répond pas")
    letters(office, 1, Paper.SCAN, batch)
    press(Qt.Key.Key_Enter)
    shelf.settle()
    assert shelf.events("mail slip printed") == 1
    assert "BT-2024-000001" in shelf.drawn.text()
    assert "2 pièces" in shelf.drawn.text().replace("\N{NO-BREAK SPACE}", " ")
    assert "DUPLICATA" not in shelf.drawn.text()


def test_with_nothing_waiting_the_keys_say_what_to_do(bench: Bench, qtbot: QtBot, office: OfficeGestures) -> None:
    shelf = _waiting(Shelf(bench, qtbot, office))
    assert shelf.says("Aucune pièce n'attend de bordereau.")
    press(Qt.Key.Key_F6)
    assert "Choisissez une ligne" in bench.strip.text()


def test_who_may_not_key_sees_what_waits_and_prints_none_of_it(
    bench: Bench, qtbot: QtBot, office: OfficeGestures
) -> None:
    sent(office, MailSlipKind.NONE, letters(office, 1))
    letters(office, 2, Paper.SRC)
    shelf = _waiting(Shelf(bench, qtbot, office, office.person("d.leroy", "D. Leroy", Role.ADMINISTRATOR)))
    assert [line[1:3] for line in texts(shelf.waiting)] == [("Transfert · SRC", "2")]
    press(Qt.Key.Key_Enter)
    press(Qt.Key.Key_F6)
    shelf.settle()
    assert "ne permet pas" in bench.strip.text()
    assert shelf.events("mail slip printed") == 1


def test_every_button_in_sight_has_a_name(shelf: Shelf) -> None:
    found = [made for made in shelf.screen.findChildren(QAbstractButton) if made.isVisible()]
    named = [made for made in found if not isinstance(made.parent(), Table)]
    assert len(named) > 5
    assert [made for made in named if not made.accessibleName()] == []
