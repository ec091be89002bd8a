"""A process that tells how far its window is: `python -m tests.benchmarks.first_window program`.

It says `painted` as soon as the window was painted once. The program goes on: `asking` when its login screen was
painted, which may be before there is a database to log in to, `open` when there is one, and `ready` when the operator
has logged in, a batch is resumed, and a key has come to the reference. Then every place of the rail is gone to, and it
says the seconds that a step of the text's size and a change of the colours took then: `zoom 0.1` and `scheme 0.1`.
`empty` paints a window that has nothing in it. Both wait to be killed.
"""

import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING
from unittest.mock import patch

from typing_extensions import override

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

    from desktop.window import Window

OPERATOR, PASSWORD = "A. Morel", "demonstration"
_BETWEEN_LOOKS = 5
"""Milliseconds."""

Wanted = Callable[[], bool]


def show_program() -> None:
    """The program as it is, but for a window that tells."""
    from PySide6.QtCore import QEvent, QObject, QTimer  # noqa: PLC0415 - each side has its own imports
    from PySide6.QtWidgets import QWidget  # noqa: PLC0415 - as above

    import desktop.main  # noqa: PLC0415 - as above
    from desktop.window import Window  # noqa: PLC0415 - as above

    class TellingWindow(Window):
        def __init__(self, *, demo: bool) -> None:
            super().__init__(demo=demo)
            self.painted.connect(lambda: tell("painted"))

        def show_page(self, page: QWidget) -> None:
            super().show_page(page)
            if type(page).__name__ == "LoginScreen":  # which is not imported before its time
                page.installEventFilter(self)

        @override
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint:
                watched.removeEventFilter(self)
                QTimer.singleShot(0, self._begin)
            return False

        def _begin(self) -> None:
            tell("asking")
            follow(self, morning(self))

    with patch("desktop.main.Window", TellingWindow):
        desktop.main.main([])


def follow(window: "QWidget", steps: Iterator[Wanted]) -> None:
    """Go on with `steps` each time that what the last one gave has come true."""
    from PySide6.QtCore import QTimer  # noqa: PLC0415 - loaded by the program before

    look = QTimer(window, interval=_BETWEEN_LOOKS)
    wanted = [next(steps)]

    def see() -> None:
        if wanted[0]():
            look.stop()
            for following in steps:
                wanted[0] = following
                look.start()
                return

    look.timeout.connect(see)
    look.start()


def morning(window: "Window") -> Iterator[Wanted]:
    """What the operator does first, each step as soon as it can be done."""
    from PySide6.QtWidgets import QApplication, QTableView, QToolButton  # noqa: PLC0415 - loaded by the program before

    from desktop.program import Program  # noqa: PLC0415 - as above
    from forms.kit.theme import NORMAL, Scheme, Theme  # noqa: PLC0415 - as above
    from forms.people.login import LoginScreen  # noqa: PLC0415 - as above

    app, program, login = QApplication.instance(), window.findChild(Program), window.page
    assert isinstance(app, QApplication)
    assert program is not None
    assert isinstance(login, LoginScreen)
    yield lambda: program.office is not None
    tell("open")
    login.cards.keyboardSearch(OPERATOR)
    login.password.set_value(PASSWORD)
    login.password.commit()

    def table() -> QTableView | None:
        return next((found for found in window.page.findChildren(QTableView) if found.hasFocus()), None)

    yield lambda: (found := table()) is not None and found.model().rowCount() > 0
    press("\r")
    yield lambda: _focus() == "Référence"
    press("7")
    field = app.focusWidget()
    yield lambda: field is not None and field.property("text") == "7"
    tell("ready")
    press("\b")
    places = [made for made in window.page.findChildren(QToolButton) if made.property("role") == "nav"]
    for place in (*places, places[0]):
        place.click()
        yield lambda: True
    yield lambda: (found := table()) is not None and found.model().rowCount() > 0
    press("\r")
    yield lambda: _focus() == "Référence"
    theme = app.findChild(Theme)
    assert theme is not None
    zoom = [partial(theme.resize_text, percent) for percent in (NORMAL + 10, NORMAL + 20, NORMAL + 10, NORMAL)]
    tell_change("zoom", app, zoom)
    tell_change("scheme", app, [partial(theme.use, scheme) for scheme in (Scheme.DARK, Scheme.LIGHT) * 2])


def show_empty() -> None:
    """A main window of the same size with nothing in it."""
    from PySide6.QtCore import QTimer  # noqa: PLC0415 - each side has its own imports
    from PySide6.QtGui import QPaintEvent  # noqa: PLC0415 - as above
    from PySide6.QtWidgets import QApplication, QMainWindow  # noqa: PLC0415 - as above

    class EmptyWindow(QMainWindow):
        def paintEvent(self, event: QPaintEvent) -> None:
            super().paintEvent(event)
            QTimer.singleShot(0, lambda: tell("painted"))

    app = QApplication([])
    window = EmptyWindow()
    window.resize(1320, 840)
    window.show()
    app.exec()


def press(text: str) -> None:
    """Press a key where the focus is."""
    from PySide6.QtCore import QEvent, Qt  # noqa: PLC0415 - loaded by the program before
    from PySide6.QtGui import QKeyEvent  # noqa: PLC0415 - as above
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - as above

    focused = QApplication.focusWidget()
    assert focused is not None
    named = {"\r": Qt.Key.Key_Return, "\b": Qt.Key.Key_Backspace}
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        key = named.get(text, Qt.Key.Key_7)
        QApplication.sendEvent(focused, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text))


def _focus() -> str:
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - loaded by the program before

    widget = QApplication.focusWidget()
    return "" if widget is None else widget.accessibleName()


def tell_change(word: str, app: "QApplication", changes: Sequence[Callable[[], object]]) -> None:
    """Make the changes, one after the other, and say how many seconds one of them took until it was painted."""

    def seconds(change: Callable[[], object]) -> float:
        start = perf_counter()
        change()
        app.processEvents()
        return perf_counter() - start

    tell(f"{word} {median(map(seconds, changes))}")


def tell(word: str) -> None:
    """Say it to the process that measures."""
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    {"program": show_program, "empty": show_empty}[sys.argv[1]]()
