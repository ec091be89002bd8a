"""The program under way: its window, and what a person does before it."""

import gc
import threading
from typing import TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from desktop.crash import CrashWatch
from desktop.main import kept_theme
from desktop.options import Options
from desktop.program import Program
from desktop.window import Window
from forms.kit.theme import Theme
from forms.people.first import FirstScreen
from forms.people.login import LoginScreen
from tests.forms.kit.answers import Answers

Page = TypeVar("Page", bound=QWidget)

LONG = 20_000
"""Milliseconds: how long a test waits at most for what takes a moment."""


class Running:
    """The program in this process; `end` closes it as a person does, and looks at what it leaves behind."""

    def __init__(self, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.answers = Answers()
        self.watch = CrashWatch()
        self._theme: Theme | None = None
        self._window: Window | None = None

    @property
    def window(self) -> Window:
        assert self._window is not None
        return self._window

    def start(self, options: Options) -> None:
        """Open the window as `main` does."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self._theme, self._window = kept_theme(app), Window(demo=options.demo)
        window = self._window
        program = Program(window, options, self._theme, self.watch, self.answers)
        window.painted.connect(program.open)
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
        assert not [thread.name for thread in threading.enumerate() if thread.name.startswith("work")]
        assert not QApplication.topLevelWidgets()


def live_timers() -> list[QTimer]:
    """The timers that are running."""
    return [found for found in gc.get_objects() if isinstance(found, QTimer) and found.isActive()]
