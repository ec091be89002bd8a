"""Statements on the screen."""

from pathlib import Path
from threading import Event

from PySide6.QtCore import Qt

from tests.forms.accounts.counter import Counter
from tests.keyboard_driver import focused, press, write
from tests.printing.reading import read_rows

CONTROL = Qt.KeyboardModifier.ControlModifier


def test_one_members_statement_is_shown_saved_and_left(counter: Counter, tmp_path: Path) -> None:
    counter.some()
    counter.open()
    press(Qt.Key.Key_F4)
    counter.settle()
    assert counter.drawn == [("DURAND Marie",)]
    assert counter.says("Page 1 / 1")
    counter.bench.answers.path = path = tmp_path / "releve.pdf"
    press(Qt.Key.Key_S, CONTROL)
    counter.settle()

    assert counter.bench.answers.asked[0] == "Relevé DURAND Marie.pdf"
    [rows] = read_rows(path.read_bytes())
    assert "Solde au 04/03/2024 : dû au groupe −40,00 €" in rows
    assert "Établi par C. Dupuis Page 1/1" in rows
    press(Qt.Key.Key_Escape)
    assert focused() is counter.screen.balances.table


def test_the_statements_of_all_that_are_shown_are_one_paper(counter: Counter) -> None:
    counter.some()
    counter.open()
    write("-")
    press(Qt.Key.Key_F7)
    counter.settle()

    assert counter.drawn == [("DURAND Marie", "BENAÏSSA Zoé")]
    assert counter.says("Page 1 / 2")


def test_from_an_account_one_comes_back_to_it(counter: Counter) -> None:
    counter.some()
    counter.open()
    press(Qt.Key.Key_Return)
    counter.settle()
    press(Qt.Key.Key_F4)
    counter.settle()
    press(Qt.Key.Key_Escape)

    assert focused() is counter.screen.account.table


def test_what_is_left_before_it_is_drawn_is_not_drawn(counter: Counter) -> None:
    counter.some()
    counter.open()
    press(Qt.Key.Key_F7)
    press(Qt.Key.Key_Escape)
    counter.settle()

    assert counter.screen.balances.isVisible()
    assert not counter.says("Page 1")


def test_the_window_that_closes_stops_the_drawing(counter: Counter) -> None:
    counter.some()
    counter.open()
    turn = Event()
    counter.bench.runner.run(turn.wait, lambda _: None, lambda _: None, counter.screen)  # other work comes first
    press(Qt.Key.Key_F7)
    counter.screen.stop()
    turn.set()
    counter.settle()

    assert counter.drawn == [()]
