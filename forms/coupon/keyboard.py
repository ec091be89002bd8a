"""What keys mean all over the screen, whichever field has the focus."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget
from typing_extensions import override

from forms.kit.keys import ENTER


class KeyGuard(QObject):
    """Watches the keys before the fields get them.

    A held Enter counts once: its repeats must never compare, confirm and record by themselves. Ctrl+Z is the field's
    own while something was typed in it, the screen's otherwise.

    Signals:
        key_coming: before a key is looked up among the shortcuts.
        focus_came: another widget has the focus; bears it.
    """

    key_coming = Signal()
    focus_came = Signal(QWidget)

    def watch(self, screen: QWidget) -> None:
        """Watch over everything on `screen` that can have the focus."""
        for widget in screen.findChildren(QWidget):
            if widget.focusPolicy() != Qt.FocusPolicy.NoFocus:
                widget.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self.focus_came.emit(watched)
        if not isinstance(event, QKeyEvent):
            return False
        if event.type() == QEvent.Type.ShortcutOverride:
            self.key_coming.emit()
            return _leaves_undo(watched, event)
        return event.key() in ENTER and event.isAutoRepeat()


class CodeListener(QObject):
    """Hears an action code typed where no field takes it: `2.7` on a dossier.

    Signals:
        heard: bears what was typed, once it is a whole code.
    """

    heard = Signal(str)

    def __init__(self, codes: frozenset[str], parent: QObject) -> None:
        super().__init__(parent)
        self._codes = codes
        self._typed = ""

    def hear(self, event: QKeyEvent) -> bool:
        """Whether the key belongs to a code; any other begins anew."""
        sign = event.text().replace(",", ".")
        typed = next((text for text in (self._typed + sign, sign) if sign and self._begins(text)), "")
        self._typed = "" if typed in self._codes else typed
        if typed in self._codes:
            self.heard.emit(typed)
        return bool(typed)

    def _begins(self, text: str) -> bool:
        return any(code.startswith(text) for code in self._codes)


def _leaves_undo(watched: QObject, event: QKeyEvent) -> bool:
    if not event.matches(QKeySequence.StandardKey.Undo) or not isinstance(watched, QLineEdit):
        return False
    if watched.isUndoAvailable():
        return False
    event.ignore()
    return True
