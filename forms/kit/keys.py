"""The status line: what the F-keys do here, and why some of them cannot just now."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from forms.kit.tokens import GAP, SPACE

_FRENCH = {"Esc": "Échap"}
"""Keys whose name on a French keyboard is not Qt's."""


@dataclass(frozen=True, slots=True)
class KeyHint:
    """A key and what it does.

    Attributes:
        key: as Qt writes it: `F6`, `Ctrl+N`.
        words: what it does, in the document's words.
        action: called when it is pressed or clicked.
        enabled: whether it can be done just now.
        reason: why not, a whole sentence; empty where it can.
    """

    key: str
    words: str
    action: Callable[[], None]
    enabled: bool = True
    reason: str = ""


class KeyBar(QFrame):
    """Shows the keys of the screen in front, and makes them work in its window.

    Signals:
        refused: a key was pressed whose action cannot be done just now; bears the reason.
    """

    refused = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("keys")
        self._keys = QHBoxLayout()
        self._keys.setSpacing(GAP)
        self._keys.setContentsMargins(0, 0, 0, 0)
        self._keys.addStretch(1)
        row = QWidget()
        row.setLayout(self._keys)
        # In a window too narrow for all of them the last keys are cut; they work all the same.
        row.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._live: list[QPushButton | QShortcut] = []
        line = QHBoxLayout(self)
        line.setContentsMargins(SPACE, GAP, SPACE, GAP)
        line.setSpacing(SPACE)
        line.addWidget(row, 1)

    def add_status(self, widget: QWidget) -> None:
        """Put something at the right end: who works here, the state of the database."""
        whole = self.layout()
        if whole is not None:
            whole.addWidget(widget)

    def show_hints(self, hints: Sequence[KeyHint]) -> None:
        """Show these keys instead of those shown so far."""
        for old in self._live:
            if isinstance(old, QPushButton):
                old.hide()  # else Qt still shows one that was only just laid out, as a window of its own
            old.setParent(None)
            old.deleteLater()
        self._live.clear()
        for hint in hints:
            self._live += [self._button(hint), self._shortcut(hint)]

    def _button(self, hint: KeyHint) -> QPushButton:
        key = _FRENCH.get(hint.key, hint.key)
        button = QPushButton(f"{key}  {hint.words}")
        button.setProperty("role", "key")
        button.setEnabled(hint.enabled)
        button.setToolTip(hint.reason)
        button.setAccessibleName(f"{hint.words}, {key}")
        button.setAccessibleDescription(hint.reason)
        button.clicked.connect(hint.action)
        self._keys.insertWidget(self._keys.count() - 1, button)
        return button

    def _shortcut(self, hint: KeyHint) -> QShortcut:
        shortcut = QShortcut(QKeySequence(hint.key), self)
        shortcut.setAutoRepeat(False)  # held a little too long, F9 would pre-close the batch that it leads to
        shortcut.activated.connect(hint.action if hint.enabled else lambda: self.refused.emit(hint.reason))
        return shortcut
