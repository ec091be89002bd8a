"""The one keyboard of the tests: real keys to whatever has the focus, and somebody who reads before Enter."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton, QWidget

from tests.forms.read_first import is_read
from tests.sight import Sight

NONE = Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
_REPEATS = 30
"""As many as a second of a key that is held down."""


# --- keys alone, for tests of one screen


def focused() -> QWidget:
    """The widget that takes the keys."""
    widget = QApplication.focusWidget() or QApplication.activeWindow()
    assert widget is not None, "no window is active"
    return widget


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """Press a key and let it go."""
    QTest.keyClick(focused(), key, modifiers)


def write(text: str) -> None:
    """Type `text`, each key to whatever has the focus by then; a line's end is the Enter of the numeric keypad."""
    for sign in text:
        if sign == "\n":
            press(Qt.Key.Key_Enter)
        else:
            strike(focused(), sign)


def hold_enter(repeats: int = _REPEATS) -> None:
    """Hold Enter down: one press and its repeats, all before anything can be answered."""
    for repeat in range(repeats + 1):
        _bear(focused(), Qt.Key.Key_Return, down=True, repeated=repeat > 0)
    _bear(focused(), Qt.Key.Key_Return, down=False)


def strike(target: QWidget, sign: str) -> None:
    """Type one sign into a widget."""
    if sign.isascii():
        QTest.keyClicks(target, sign)
        return
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):  # QTest has no such keys, and would end the process
        QApplication.sendEvent(target, QKeyEvent(kind, 0, NONE, sign))


def _bear(target: QWidget, key: Qt.Key, *, down: bool, repeated: bool = False) -> None:
    text = "\r" if key is Qt.Key.Key_Return else ""
    QTest.simulateEvent(target, down, key, NONE, text, repeated)


# --- somebody at a window


class KeyboardDriver(Sight):
    """Somebody who sees a window, waits for what is to come, and presses keys.

    Attributes:
        strokes: how many keys were pressed; a reader's are not counted.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.strokes = 0

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """Press a key and let it go."""
        self.strokes += 1
        QTest.keyClick(self._target(), key, modifiers)

    def write(self, text: str) -> None:
        """Type `text`; a line's end is Enter."""
        for sign in text:
            if sign == "\n":
                self.enter()
            else:
                self.strokes += 1
                strike(self._target(), sign)

    def enter(self, times: int = 1) -> None:
        """Press Enter; a person reads first what it would record, or the names it would take one of."""
        for _ in range(times):
            self.read()
            self.press(Qt.Key.Key_Return)

    def read(self) -> None:
        """Read what Enter would be an answer to."""
        self.until(lambda: is_read(self.focus()), "what is read first")

    def dash(self, text: str) -> None:
        """Type `text` and Enter, so fast that the window has no time for anything else."""
        self.strokes += len(text) + 1
        self.scan(text)

    def scan(self, text: str, end: Qt.Key = Qt.Key.Key_Return) -> None:
        """What a reader does: it types, and ends with Enter or the key that it is set to."""
        for sign in text:
            strike(self._target(), sign)
        QTest.keyClick(self._target(), end)

    def hold(self, key: Qt.Key, repeats: int = _REPEATS) -> None:
        """Hold a key down: one press, and the repeats that the keyboard makes of it, wherever the focus goes."""
        self.strokes += 1
        for repeat in range(repeats + 1):
            _bear(self._target(), key, down=True, repeated=repeat > 0)
            QApplication.processEvents()
        _bear(self._target(), key, down=False)

    def tab_to(self, name: str) -> None:
        """Go on with Tab until the keys go to what is called `name`."""
        start = self.focus()
        while not self.is_at(name):
            self.press(Qt.Key.Key_Tab)
            assert self.focus() is not start, f"Tab never comes to « {name} »; in sight:\n{self.sight()}"

    def go_to(self, place: str) -> None:
        """Press the key of a place of the rail, by the word that the rail has for it; click where it has no key."""
        [button] = [each for each in self.visible(QToolButton) if each.text().split(" · ")[0].strip() == place]
        if button.toolTip():
            self.strokes += 1
            QTest.keySequence(self._target(), QKeySequence(button.toolTip()))
        else:
            button.click()

    def _target(self) -> QWidget:
        return self.focus() or self.window
