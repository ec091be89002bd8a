"""The program under way: its window, and what a person does before it."""

import gc
import threading
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QToolButton, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete, isValid

from desktop.crash import CrashWatch
from desktop.main import first_theme
from desktop.options import Options
from desktop.program import Program
from desktop.window import Window
from desktop.workplace import Workplace
from forms.kit.theme import Theme
from forms.people.first_administrator import FirstScreen
from forms.people.login import LoginScreen
from tests.forms.kit.question_watch import Answers
from tests.keyboard_driver import KeyboardDriver, focused, press, write

Page = TypeVar("Page", bound=QWidget)

SECRET = "5e" * 32
PASSWORD = "demonstration"
LONG = 20_000
"""Milliseconds: how long a test waits at most for what takes a moment."""


class Running:
    """The program in this process; `end` closes it as a person does, and looks at what it leaves behind.

    Attributes:
        keyboard: somebody before its window; of the last one that was started.
    """

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self._before = set(threading.enumerate())
        self.answers = Answers()
        self.watch = CrashWatch()
        self._theme: Theme | None = None
        self._window: Window | None = None

    @property
    def window(self) -> Window:
        assert self._window is not None
        return self._window

    def start(self, options: Options, at_once: Callable[[], None] = lambda: None) -> None:
        """Open the window as `main` does; `at_once` is done as soon as somebody can log in."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self._theme, self._window = first_theme(app), Window(demo=options.demo)
        window = self._window
        self.program = Program(window, options, self._theme, self.watch, self.answers)
        self.program.usable.connect(at_once)
        window.painted.connect(self.program.open)
        self.keyboard = KeyboardDriver(window)
        window.show()
        window.activateWindow()
        self.qtbot.waitUntil(window.isActiveWindow)

    def page(self, kind: type[Page]) -> Page:
        """The page of this kind, once it is in sight."""
        self.qtbot.waitUntil(lambda: isinstance(self.window.page, kind), timeout=LONG)
        page = self.window.page
        assert isinstance(page, kind)
        return page

    def login(self) -> LoginScreen:
        return self.page(LoginScreen)

    def first(self) -> FirstScreen:
        return self.page(FirstScreen)

    def work(self, name: str) -> Workplace:
        """Log in by keys, and be at work."""
        login = self.login()
        if focused() is not login.cards:
            press(Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
        write(name)
        write(f"\n{PASSWORD}\n")
        return self.page(Workplace)

    def places(self) -> list[str]:
        """What the rail offers."""
        buttons = self.page(Workplace).findChildren(QToolButton)
        return [made.text().strip() for made in buttons if made.property("role") == "nav"]

    def screen(self, kind: type[Page]) -> Page:
        """The screen of this kind, once it is in front."""
        workplace = self.page(Workplace)

        def in_front() -> QWidget | None:
            return next((each for each in workplace.findChildren(kind) if each.isVisible()), None)

        self.qtbot.waitUntil(lambda: in_front() is not None, timeout=LONG)
        screen = in_front()
        assert isinstance(screen, kind)
        return screen

    def ribbon(self) -> str:
        """What the ribbon over everything says, or nothing."""
        labels = self.window.findChildren(QLabel)
        return " ".join(label.text() for label in labels if label.property("role") == "ribbon" and label.isVisible())

    def end(self) -> None:
        """Close the window; nothing may be left of it."""
        if self._window is not None and self._theme is not None:
            self._window.close()
            self.qtbot.waitUntil(self._window.isHidden, timeout=LONG)
            delete(self._window)
            delete(self._theme)
            self._window = self._theme = None
        QApplication.processEvents()
        gc.collect()
        started = set(threading.enumerate()) - self._before
        assert not [thread.name for thread in started if thread.name.startswith("work")]
        assert not QApplication.topLevelWidgets()
        assert not live_timers()


def live_timers() -> list[QTimer]:
    """The timers that are running."""
    return [found for found in gc.get_objects() if isinstance(found, QTimer) and isValid(found) and found.isActive()]
