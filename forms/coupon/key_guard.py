"""Keys of `CouponScreen` before any field has them: codes that are typed on a file, and what holds still meanwhile."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from forms.kit.keys import ENTER
from forms.kit.trade_fields import code_sign

_PAUSE = 2000
"""Milliseconds after which a code that was begun is given up."""


class KeyGuard(QObject):
    """Watches the keys before the fields get them.

    A held Enter counts once: its repeats must never compare, confirm and record by themselves. Ctrl+Z is the field's
    own while something was typed in it, the screen's otherwise. The end of an action code is the code's, even where
    what has the focus takes digits.

    Signals:
        key_coming: before a key is looked up among the shortcuts.
    """

    key_coming = Signal()

    def __init__(self, listener: "CodeListener", parent: QObject) -> None:
        """Watch beside the `listener`."""
        super().__init__(parent)
        self._listener = listener

    def watch(self, screen: QWidget) -> None:
        """Watch over `screen` and everything on it that can have the focus."""
        screen.installEventFilter(self)
        self.watch_part(screen)

    def watch_part(self, part: QWidget) -> None:
        """Watch over what can have the focus in a part of the screen that was made later."""
        for widget in part.findChildren(QWidget):
            if widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
                widget.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self._listener.forget()
        if not isinstance(event, QKeyEvent):
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            self.key_coming.emit()
            return _leaves_undo(watched, event)
        if event.type() == QEvent.Type.KeyPress and self._listener.ends(event):
            return True
        return event.key() in ENTER and event.isAutoRepeat()


class CodeListener(QObject):
    """Hears an action code typed where no field takes it: `2.7` on a dossier.

    It stands alone: in `22,45` there is none.

    Signals:
        heard: bears what was typed, once it is a whole code.
    """

    heard = Signal(str)

    def __init__(self, codes: frozenset[str], parent: QObject) -> None:
        super().__init__(parent)
        self._codes = codes
        self._typed = ""
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self.forget)

    def hear(self, event: QKeyEvent) -> bool:
        """Whether the key belongs to a code."""
        sign = _sign(event)
        typed = self._typed + sign if sign else ""
        self._typed = "" if typed in self._codes else typed
        self._pause.start()
        if typed in self._codes:
            self.heard.emit(typed)
        return any(code.startswith(typed) for code in self._codes) if typed else False

    def ends(self, event: QKeyEvent) -> bool:
        """Take the last digit of a code that was begun, before whatever has the focus gets it."""
        return bool(event.text()) and f"{self._typed}{_sign(event)}" in self._codes and self.hear(event)

    def forget(self) -> None:
        """What was typed so far begins no code."""
        self._typed = ""


class KeyedChange(QObject):
    """What one key changes, in whatever steps: what follows from it is said once, when the keys in hand are done with.

    Signals:
        settled: now is the time to say it.
    """

    settled = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.settled)

    def begin(self) -> None:
        """Something has changed."""
        self._soon.start()

    def settle(self) -> None:
        """A key that follows at once must find everything as it is now."""
        if self._soon.isActive():
            self._soon.stop()
            self.settled.emit()


def _sign(event: QKeyEvent) -> str:
    """A digit or a point; nothing for another key."""
    sign = code_sign(event.text())
    return sign if sign and sign in "0123456789." else ""


def _leaves_undo(watched: QObject, event: QKeyEvent) -> bool:
    if not event.matches(QKeySequence.StandardKey.Undo) or not isinstance(watched, QLineEdit):
        return False
    if watched.isUndoAvailable():
        return False
    event.ignore()
    return True
