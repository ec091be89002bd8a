"""A hand on the keyboard, for pictures of the program at work: real keys, and waits for what they bring about."""

from collections.abc import Callable, Iterator
from typing import TypeVar

from PySide6.QtCore import QDeadlineTimer, QEventLoop, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QTableView, QToolButton, QWidget
from typing_extensions import override

from forms.kit.inline_question import InlineAnswer
from forms.kit.questions import Dialogs, Figures

Seen = TypeVar("Seen", bound=QWidget)

_PATIENCE = 30_000
_NAP = 20
_MOMENT = 15
"""Milliseconds."""
_TURNS = 6
_PLAIN = Qt.KeyboardModifier.NoModifier


class Obliging(Dialogs):
    """Says yes where a person would be asked, and prints on no printer."""

    @override
    def confirm(self, title: str, sentence: str, figures: Figures, yes: str, no: str) -> bool:
        del title, sentence, figures, yes, no
        return True

    @override
    def printer(self, title: str) -> None:
        del title


def until(condition: Callable[[], object], awaited: str) -> None:
    """Let the program work until `condition` holds.

    Raises:
        TimeoutError: it does not hold after half a minute; says what was `awaited`.
    """
    deadline = QDeadlineTimer(_PATIENCE)
    while not condition():
        if deadline.hasExpired():
            raise TimeoutError(awaited)
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, _NAP)


def focused() -> QWidget:
    """Where keys go.

    Raises:
        LookupError: nowhere.
    """
    widget = QApplication.focusWidget() or QApplication.activeWindow()
    if widget is None:
        raise LookupError("no window is active")
    return widget


def until_focus(name: str) -> None:
    """Wait until the keys go to something whose accessible name begins with `name`."""
    until(lambda: focused().accessibleName().startswith(name), f"focus on {name}")


def until_said(words: str) -> None:
    """Wait until `words` stand somewhere in sight."""
    until(lambda: any(words in label.text() for label in _in_sight(QLabel)), f"the words {words}")


def until_allowed(words: str) -> None:
    """Wait until a button in sight that says `words` can be pressed."""
    until(lambda: any(words in each.text() and each.isEnabled() for each in _in_sight(QPushButton)), f"{words} allowed")


def until_rows() -> None:
    """Wait until a table in sight has rows."""
    until(lambda: any(table.model().rowCount() for table in _in_sight(QTableView)), "rows in a table")


def settle() -> None:
    """Let what was changed be laid out and painted."""
    for _ in range(_TURNS):  # what is laid out shows in the next turn, and one turn can take longer than a moment
        QTest.qWait(_MOMENT)


def go_to(place: str) -> None:
    """Press the key of a place of the rail, by the word that the rail has for it; click where it has no key."""
    [button] = [button for button in _in_sight(QToolButton) if button.text().split(" · ")[0].strip() == place]
    if button.toolTip():
        QTest.keySequence(focused(), QKeySequence(button.toolTip()))
    else:
        button.click()


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = _PLAIN) -> None:
    """Press a key where the focus is."""
    QTest.keyClick(focused(), key, modifiers)


def read() -> None:
    """Read what Enter would record, where the focus is on such a line."""
    line = focused()
    if isinstance(line, InlineAnswer):
        until(lambda: line.is_seen, "what is read first")


def write(text: str) -> None:
    """Type `text` where the focus is, and Enter for each end of line in it."""
    for sign in text:
        if sign == "\n":
            read()
            press(Qt.Key.Key_Return)
        else:
            QTest.keyClicks(focused(), sign)


def _in_sight(kind: type[Seen]) -> Iterator[Seen]:
    window = QApplication.activeWindow()
    found = [] if window is None else window.findChildren(kind)
    return (widget for widget in found if widget.isVisible())
