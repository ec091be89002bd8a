from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from backoffice.domain.batch import BatchState
from backoffice.domain.errors import RuleBroken
from backoffice.domain.money import Money
from backoffice.domain.tape import Tape
from tests.forms.closing.desk import Closing, controlled, printed
from tests.forms.screen_window import Bench, button, click
from tests.keyboard_driver import press
from tests.office import OfficeGestures

CLOSE = "Clôturer définitivement"


@pytest.fixture
def closing(bench: Bench, qtbot: QtBot, office: OfficeGestures) -> Closing:
    return Closing(bench, qtbot, office)


def test_f9_asks_with_the_figures_and_closes(closing: Closing, office: OfficeGestures) -> None:
    batch = printed(office, 22_45, 13_10)
    closing.show(batch)
    press(Qt.Key.Key_F9)
    answers = closing.bench.answers
    assert answers.asked[0] == CLOSE
    assert batch.number in answers.asked[1]
    assert answers.asked[2:] == [CLOSE, "Ne pas clôturer"]
    assert answers.figures == [
        ("Chèques", "35,55\u00a0€ · 2 chèques"),
        ("Bande", "35,55\u00a0€ · 2 montants"),
        ("Bordereau", "BE-2024-000001 · à jour"),
        ("Papiers", "–"),
    ]
    closing.settle()
    assert closing.state(batch) is BatchState.CLOSED
    assert [(closed.id, closed.state) for closed in closing.closed] == [(batch.id, BatchState.CLOSED)]
    assert office.checking.run() == ()


def test_no_leaves_everything_as_it_is(closing: Closing, office: OfficeGestures) -> None:
    batch = printed(office, 22_45)
    closing.bench.answers.yes = False
    closing.show(batch)
    click(button(closing.screen, CLOSE), times=2)
    closing.settle()
    assert closing.state(batch) is BatchState.PRECLOSED
    assert closing.closed == []


def test_the_way_from_the_paper_to_the_close_is_f9_twice(closing: Closing, office: OfficeGestures) -> None:
    batch = controlled(office, 22_45)
    closing.show(batch)
    press(Qt.Key.Key_F9)
    assert "n'est pas imprimé à jour" in closing.bench.strip.text()
    click(button(closing.screen, "Imprimer le bordereau"))
    closing.settle()
    press(Qt.Key.Key_F9)
    assert closing.bench.answers.figures == []
    press(Qt.Key.Key_F9)
    closing.settle()
    assert closing.state(batch) is BatchState.CLOSED


def test_a_triple_click_asks_and_closes_once(closing: Closing, office: OfficeGestures) -> None:
    batch = printed(office, 22_45)
    closing.show(batch)
    click(button(closing.screen, CLOSE), times=3)
    closing.settle()
    assert closing.bench.answers.asked.count("Ne pas clôturer") == 1
    assert closing.events("batch moved") == 2
    assert len(closing.closed) == 1


def test_a_refused_close_says_why_and_goes_where_it_can_be_mended(closing: Closing, office: OfficeGestures) -> None:
    batch = printed(office, 22_45, 13_10)
    closing.show(batch)
    office.corrections.reverse(office.supervisor, uuid4(), office.batches.lines(office.operator, batch.id)[0].id)
    press(Qt.Key.Key_F9)
    closing.settle()
    assert closing.state(batch) is BatchState.PRECLOSED
    assert closing.closed == []
    assert closing.says("La bande ne tombe pas juste")
    assert closing.marks() == [("", "sans chèque", "22,45"), ("13,10", "juste", "13,10")]


def test_a_close_refused_for_its_slip_leads_to_printing(closing: Closing, office: OfficeGestures) -> None:
    batch = printed(office, 22_45, 13_10)
    closing.show(batch)
    office.corrections.reverse(office.supervisor, uuid4(), office.batches.lines(office.operator, batch.id)[0].id)
    office.control.keep(office.supervisor, uuid4(), Tape(batch.id, (Money(13_10),)))
    press(Qt.Key.Key_F9)
    closing.settle()
    assert closing.says("n'est pas imprimé à jour")
    assert button(closing.screen, "Imprimer le bordereau").hasFocus()


def test_an_empty_batch_is_closed_straight_away(closing: Closing, office: OfficeGestures) -> None:
    batch = office.batch()
    closing.show(batch)
    press(Qt.Key.Key_F9)
    closing.settle()
    assert "rien à contrôler" in button(closing.screen, "Bande chèque", QToolButton).toolTip()
    press(Qt.Key.Key_F9)
    closing.settle()
    assert closing.state(batch) is BatchState.CLOSED
    assert closing.bench.answers.figures[0] == ("Chèques", "0,00\u00a0€ · 0 chèque")


def test_after_the_close_nothing_can_be_changed(closing: Closing, office: OfficeGestures) -> None:
    batch = printed(office, 22_45)
    closing.show(batch)
    press(Qt.Key.Key_F9)
    closing.settle()
    for key in (Qt.Key.Key_F9, Qt.Key.Key_F6, Qt.Key.Key_Delete, Qt.Key.Key_Enter):
        press(key)
    click(button(closing.screen, "Bande chèque", QToolButton))
    closing.settle()
    assert closing.marks() == [("22,45", "juste", "22,45")]
    closing.control.setFocus()
    for key in (Qt.Key.Key_Enter, Qt.Key.Key_Delete, Qt.Key.Key_F6):
        press(key)
    closing.settle()
    in_sight = closing.screen.findChildren(QPushButton)
    assert [made.text().strip() for made in in_sight if made.isVisible()] == []
    assert [made for made in closing.screen.findChildren(QLineEdit) if made.isVisible()] == []
    assert closing.marks() == [("22,45", "juste", "22,45")]
    assert (closing.tapes(), closing.events("batch moved")) == (1, 2)
    with pytest.raises(RuleBroken):
        office.corrections.reverse(office.operator, uuid4(), office.batches.lines(office.operator, batch.id)[0].id)


def test_the_slip_of_a_closed_batch_can_be_had_again(closing: Closing, office: OfficeGestures) -> None:
    batch = printed(office, 22_45)
    office.batches.close(office.operator, uuid4(), batch.id)
    closing.show(batch)
    assert closing.says("clos définitivement")
    click(button(closing.screen, "Imprimer", QToolButton))
    click(button(closing.screen, "Imprimer le bordereau"))
    closing.settle()
    assert "DUPLICATA" in closing.drawn.text()
    press(Qt.Key.Key_Escape)
    assert closing.left == [None]
