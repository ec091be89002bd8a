"""The status line: what the F-keys do here, and why some of them cannot just now."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QPushButton, QSizePolicy, QWidget

from forms.kit.tokens import GAP, SPACE

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
"""The key beside the letters, and the one beside the figures."""
_FRENCH = {"Esc": "Échap"}
"""Keys whose name on a French keyboard is not Qt's."""


def is_written(event: QKeyEvent) -> bool:
    """Whether a key writes a sign, a blank aside."""
    commands = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    return event.text().strip() != "" and event.text().isprintable() and not event.modifiers() & commands


@dataclass(frozen=True, slots=True)
class KeyHint:
    """A key and what it does.

    Attributes:
        key: as Qt writes it: `F6`, `Ctrl+N`.
        words: what it does, in the document's words.
        action: called when it is pressed or clicked.
        reason: why it cannot be done just now, a whole sentence; empty where it can.
        lead: called when it is pressed and cannot be done, to lead to what is missing.
    """

    key: str
    words: str
    action: Callable[[], None]
    reason: str = ""
    lead: Callable[[], None] | None = None

    @property
    def enabled(self) -> bool:
        """Whether it can be done just now."""
        return not self.reason


class _Key(QPushButton):
    """The button of one key, and its shortcut.

    Signals:
        refused: the key was pressed while its action cannot be done; bears the reason.
    """

    refused = Signal(str)

    def __init__(self, hint: KeyHint, bar: QWidget) -> None:
        super().__init__()
        self._hint = hint
        self._name = _FRENCH.get(hint.key, hint.key)
        self._shortcut = QShortcut(QKeySequence(hint.key), bar)
        self._shortcut.setAutoRepeat(False)  # held a little too long, F9 would pre-close the batch that it leads to
        self._shortcut.activated.connect(self._press)
        self.clicked.connect(self._press)
        self.setProperty("role", "key")

    def show_hint(self, hint: KeyHint) -> None:
        """Do and say this from now on; a click that was begun on something else is none."""
        if hint.words != self._hint.words:
            self.setDown(False)
        self._hint = hint
        self.setText(f"{self._name}  {hint.words}")
        self.setEnabled(hint.enabled)
        if hint.reason != self.toolTip():
            self.setToolTip(hint.reason)
        self.setAccessibleName(f"{hint.words}, {self._name}")
        self.setAccessibleDescription(hint.reason)

    def go(self) -> None:
        """Take the key away."""
        self._shortcut.setEnabled(False)
        self._shortcut.deleteLater()
        self.hide()  # else Qt still shows one that was only just laid out, as a window of its own
        self.setParent(None)
        self.deleteLater()

    def _press(self) -> None:
        if self._hint.enabled:
            self._hint.action()
        else:
            lead, reason = self._hint.lead, self._hint.reason
            self.refused.emit(reason)
            if lead is not None:
                lead()


class KeyBar(QFrame):
    """Shows the keys of the screen in front, and makes them work in its window.

    Signals:
        refused: a key was pressed whose action cannot be done just now; bears the reason.
    """

    refused = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("keys")
        self._shown: dict[str, _Key] = {}
        self._keys = QHBoxLayout()
        self._keys.setSpacing(GAP)
        self._keys.setContentsMargins(0, 0, 0, 0)
        self._keys.setSizeConstraint(QLayout.SizeConstraint.SetFixedSize)
        row, room = QWidget(), QWidget()
        row.setLayout(self._keys)
        # In a window too narrow for all of them the last keys are cut; they work all the same.
        room.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        shown = QHBoxLayout(room)
        shown.setContentsMargins(0, 0, 0, 0)
        shown.addWidget(row, 0, Qt.AlignmentFlag.AlignLeft)
        line = QHBoxLayout(self)
        line.setContentsMargins(SPACE, GAP, SPACE, GAP)
        line.setSpacing(SPACE)
        line.addWidget(room, 1)

    def add_status(self, widget: QWidget) -> None:
        """Put something at the right end: who works here, the state of the database."""
        whole = self.layout()
        if whole is not None:
            whole.addWidget(widget)

    def show_hints(self, hints: Sequence[KeyHint]) -> None:
        """Show these keys, each once, instead of those shown so far; one that stays keeps its button."""
        before, old = list(self._shown), self._shown
        self._shown = {hint.key: old.pop(hint.key) if hint.key in old else self._made(hint) for hint in hints}
        for gone in old.values():
            gone.go()
        if before != list(self._shown):
            self._place(list(self._shown.values()))
        for hint in hints:
            self._shown[hint.key].show_hint(hint)

    def _made(self, hint: KeyHint) -> _Key:
        key = _Key(hint, self)
        key.refused.connect(self.refused)
        return key

    def _place(self, keys: Sequence[_Key]) -> None:
        for place, key in enumerate(keys):
            self._keys.removeWidget(key)
            self._keys.insertWidget(place, key)
        for key, following in pairwise(keys):
            self.setTabOrder(key, following)
