"""After a card number was keyed, and after its alias has come, it is nowhere in this process."""

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from backoffice.domain.card import AliasedCard, CardExpiry
from backoffice.gateways.alias.sandbox import AliasSandbox
from backoffice.gateways.alias.service import AliasClient
from forms.kit.card_field import CardField
from forms.kit.fields import WordsField
from forms.kit.tasks import TaskRunner
from tests.memory import canary, traces
from tests.needs import needs_linux

pytestmark = needs_linux("/proc/self/mem")
Shown = Callable[..., QWidget]


@pytest.fixture
def field(shown: Shown) -> CardField:
    made = CardField("Numéro de carte")
    shown(made, WordsField("Titulaire"))
    made.take_focus()
    return made


@pytest.fixture
def sandbox() -> Iterator[AliasSandbox]:
    with closing(AliasSandbox()) as made:
        yield made


def key(qtbot: QtBot, line: QWidget, digits: Sequence[int]) -> None:
    for digit in digits:
        QTest.keyClick(line, Qt.Key(Qt.Key.Key_0 + digit))
        qtbot.wait(0)  # painted after each


def look_elsewhere(field: CardField) -> None:
    field.window().setFocus()
    field.window().grab()


@pytest.mark.parametrize("leave", [CardField.clear, CardField.hide], ids=["clear", "hide"])
def test_a_number_that_was_left(qtbot: QtBot, field: CardField, leave: Callable[[CardField], None]) -> None:
    digits = canary()
    key(qtbot, field.edit, digits)
    assert field.check()
    assert traces(digits) == {"ASCII"}, "the search finds what is there"
    look_elsewhere(field)
    leave(field)

    assert traces(digits) == set()


def test_a_number_that_was_corrected_and_rubbed_out(qtbot: QtBot, field: CardField) -> None:
    digits = canary()
    key(qtbot, field.edit, digits[:8])
    key(qtbot, field.edit, [(digits[8] + 1) % 10])
    QTest.keyClick(field.edit, Qt.Key.Key_Backspace)
    key(qtbot, field.edit, digits[8:])
    assert field.check()
    for _ in digits:
        QTest.keyClick(field.edit, Qt.Key.Key_Backspace)

    assert traces(digits) == set()


def test_a_number_that_has_become_an_alias(
    qtbot: QtBot, field: CardField, sandbox: AliasSandbox, runner: TaskRunner, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    QGuiApplication.clipboard().setText("before")
    digits, cards, bugs = canary(), list[AliasedCard](), list[Exception]()
    client = AliasClient(sandbox.url, lambda: sandbox.token)
    key(qtbot, field.edit, digits)
    with qtbot.waitSignal(field.committed):
        QTest.keyClick(field.edit, Qt.Key.Key_Return)
    number = field.take()
    assert traces(digits) == {"ASCII"}, "the search finds what is there"

    def work() -> AliasedCard:
        with number:
            return client.alias(uuid4(), number, CardExpiry(2027, 5))

    runner.run(work, cards.append, bugs.append, field)
    look_elsewhere(field)
    qtbot.waitUntil(lambda: bool(cards or bugs))

    assert [card.last4 for card in cards] == ["".join(map(str, digits[-4:]))]
    assert traces(digits) == set()
    assert QGuiApplication.clipboard().text() == "before"
    assert "".join(map(str, digits[4:])) not in caplog.text


def test_a_plain_line_leaves_the_number_behind(qtbot: QtBot, shown: Shown) -> None:
    """What all this is for, and the proof that the search would see it."""
    line = QLineEdit()
    shown(line, QPushButton())
    digits = canary()
    key(qtbot, line, digits)
    line.clear()

    assert "UTF-16" in traces(digits)
