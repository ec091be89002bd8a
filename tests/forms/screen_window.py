"""A window for one screen, over a real database: what the program's own window lends it, and clicks."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QMainWindow, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.people import RIGHTS, Actor, Right
from forms.kit.export import Exporter
from forms.kit.keys import KeyBar
from forms.kit.screen import Screen
from forms.kit.screen_tools import ScreenTools
from forms.kit.strip import Strip
from forms.kit.table import Table
from forms.kit.tasks import TaskRunner
from forms.kit.wording.sentences import sentence
from tests.forms.kit.question_watch import Answers


class Bench(QMainWindow):
    """The window: strip, screen, keys."""

    def __init__(self) -> None:
        super().__init__()
        self.runner = TaskRunner(self)
        self.network = TaskRunner(self, workers=4)
        self.answers = Answers()
        self.strip = Strip()
        self.desk = ScreenTools(
            self.runner, self.network, self.answers, self.strip, Exporter(self.runner, self.answers, self.strip)
        )
        self.keys = KeyBar()
        self.keys.refused.connect(self.strip.warning)
        whole = QWidget()
        self._column = QVBoxLayout(whole)
        self._column.addWidget(self.strip)
        self._column.addWidget(self.keys)
        self.setCentralWidget(whole)
        self.resize(1100, 760)

    def open(self, screen: Screen, qtbot: QtBot) -> None:
        """Show the window with `screen` in it, dressed as the program is."""
        self._column.insertWidget(1, screen, 1)
        screen.hints_changed.connect(lambda: self.keys.show_hints(screen.hints()))
        self.keys.show_hints(screen.hints())
        qtbot.addWidget(self)
        self.show()
        qtbot.waitUntil(self.isActiveWindow)
        screen.enter()


def own_settings(folder: Path) -> None:
    """Keep the places and widths of a test to itself."""
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(folder))


def why_not(who: Actor) -> Callable[[Right], str]:
    """Why `who` lacks a right."""

    def reason(right: Right) -> str:
        return (
            "" if right in RIGHTS[who.role] else sentence(RuleBroken(Broken.ROLE_MAY_NOT, role=who.role, right=right))
        )

    return reason


def click(button: QWidget, times: int = 1) -> None:
    """Click with the mouse."""
    for _ in range(times):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def button(within: QWidget, words: str, kind: type[QAbstractButton] = QPushButton) -> QAbstractButton:
    """The button in sight that says `words`."""
    found = [made for made in within.findChildren(kind) if made.text().strip() == words and made.isVisible()]
    assert len(found) == 1, f"{len(found)} buttons say {words}"
    return found[0]


def line(within: QWidget, name: str) -> QLineEdit:
    """The line in sight that is called `name`."""
    found = [made for made in within.findChildren(QLineEdit) if made.accessibleName() == name and made.isVisible()]
    assert len(found) == 1, f"{len(found)} lines are called {name}"
    return found[0]


def texts(table: Table[Any]) -> Sequence[tuple[str, ...]]:
    """What a table shows."""
    return [tuple(column.text(row) for column in table.columns) for row in table.rows]
