"""Buttons, made in one way."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QPushButton, QSizePolicy, QToolButton
from typing_extensions import override

from forms.kit.icons import Icon, icon, on_accent
from forms.kit.keys import ENTER
from forms.kit.tokens import Tone


class _Nav(QToolButton):
    """A button that has room for its word in the heavier face that it has while it is checked."""

    @override
    def sizeHint(self) -> QSize:
        heavy = QFont(self.font())
        heavy.setWeight(QFont.Weight.DemiBold)
        light, wide = (QFontMetrics(face).horizontalAdvance(self.text()) for face in (self.font(), heavy))
        return super().sizeHint() + QSize(max(0, wide - light), 0)


class _Button(QPushButton):
    """A button that Enter presses too, on every platform; a held Enter presses it once."""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER and not event.isAutoRepeat():
            self.click()
        elif event.key() not in ENTER:
            super().keyPressEvent(event)


def button(words: str, act: Callable[[], object], name: Icon | None = None, *, primary: bool = False) -> QPushButton:
    """A button that says what it does; `primary` is the one of its form that Enter leads to."""
    made = _Button(words)
    made.setAccessibleName(words)
    made.setProperty("primary", primary)
    made.setAutoDefault(False)
    if name is not None:
        made.setText(f" {words}")  # Qt sets the icon too close
        made.setIcon(on_accent(name) if primary else icon(name))
    made.clicked.connect(act)
    return made


def tool(name: Icon, words: str, act: Callable[[], object]) -> QToolButton:
    """A small button with an icon alone; `words` is its tooltip and what a screen reader says."""
    made = QToolButton()
    made.setIcon(icon(name))
    made.setToolTip(words)
    made.setAccessibleName(words)
    made.clicked.connect(act)
    return made


def nav(name: Icon, words: str) -> QToolButton:
    """A checkable button of the rail: an icon and a word, in the accent while it is checked."""
    made = _Nav()
    made.setText(f" {words}")
    made.setAccessibleName(words)
    made.setIcon(icon(name, Tone.MUTED, checked=Tone.INFO))
    made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    made.setProperty("role", "nav")
    made.setCheckable(True)
    made.setAutoExclusive(True)
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return made


def allow(target: QAbstractButton, reason: str) -> None:
    """Enable `target`, or, where there is a `reason` why not, disable it and let it say so."""
    target.setEnabled(not reason)
    target.setToolTip(reason)
    target.setAccessibleDescription(reason)
