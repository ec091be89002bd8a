"""Panels: a card with its heading, a choice in segments, how far long work is, and what is put away."""

from collections.abc import Mapping
from typing import Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from forms.kit.buttons import button
from forms.kit.keys import ENTER
from forms.kit.labels import Words
from forms.kit.tasks import WorkWatch
from forms.kit.tokens import GAP, ROOM, SPACE, Tone

T = TypeVar("T")

_FINE = 1000


class Card(QFrame):
    """A panel on the surface, with a heading where it has a `title`.

    Attributes:
        head: the line of the heading, for what stands at its right end.
        body: where the contents go.
    """

    def __init__(self, title: str = "") -> None:
        super().__init__()
        self.setObjectName("card")
        self.head = QHBoxLayout()
        self.head.setSpacing(SPACE)
        self.body = QVBoxLayout()
        self.body.setSpacing(SPACE)
        if title:
            self.head.addWidget(Words(title, "heading"))
            self.head.addStretch(1)
            self.setAccessibleName(title)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(ROOM, ROOM, ROOM, ROOM)
        whole.setSpacing(SPACE)
        whole.addLayout(self.head)
        whole.addLayout(self.body, 1)


class Choice(QWidget, Generic[T]):
    """One of a few values, all of them in sight: a labelled row of segments, worked by arrows or the mouse.

    Signals:
        chosen: another value was chosen; bears it.
        committed: Enter was pressed.
    """

    chosen = Signal(object)
    committed = Signal()

    def __init__(self, label: str, options: Mapping[T, str]) -> None:
        """Make a choice among `options` (value and words); the first is chosen."""
        super().__init__()
        self._values = list(options)
        self._group = QButtonGroup(self)
        head = QLabel(label)
        head.setProperty("role", "label")
        line = QHBoxLayout()
        line.setSpacing(0)
        for at, words in enumerate(options.values()):
            line.addWidget(self._segment(at, words, label))
        line.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(GAP)
        whole.addWidget(head)
        whole.addLayout(line)
        self.set_value(self._values[0])
        self._group.idToggled.connect(self._tell)

    def value(self) -> T:
        """The value chosen."""
        return self._values[self._group.checkedId()]

    def set_value(self, value: T) -> None:
        """Choose `value`."""
        button = self._group.button(self._values.index(value))
        button.setChecked(True)
        self.setFocusProxy(button)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            self.committed.emit()
        else:
            super().keyPressEvent(event)

    def _segment(self, at: int, words: str, label: str) -> QPushButton:
        segment = QPushButton(words)
        segment.setCheckable(True)
        segment.setAutoDefault(False)
        segment.setProperty("role", "segment")
        segment.setProperty("place", {0: "first", len(self._values) - 1: "last"}.get(at, "middle"))
        segment.setAccessibleName(f"{label} : {words}")
        self._group.addButton(segment, at)
        return segment

    def _tell(self, at: int, on: bool) -> None:  # noqa: FBT001 - Qt's signal
        if on:
            self.setFocusProxy(self._group.button(at))
            self.chosen.emit(self._values[at])


class Advance(QWidget):
    """How far long work is, with *Arrêter*."""

    def __init__(self, words: str, watch: WorkWatch) -> None:
        super().__init__()
        self._words = words
        self._text = Words(words, tone=Tone.MUTED)
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(words)
        self._watch = watch
        self._stop = button("Arrêter", self._ask_to_stop)
        watch.reported.connect(self._show)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(ROOM)
        line.addWidget(self._text)
        line.addWidget(self._bar, 1)
        line.addWidget(self._stop)

    def _show(self, done: int, total: int, words: str) -> None:
        self._bar.setRange(0, _FINE if total else 0)  # a bar counts in 32 bits, a file of bytes does not
        self._bar.setValue(done * _FINE // total if total else 0)
        far = f"{done * 100 // total}\u00a0%" if total else ""
        self._text.say(" · ".join(filter(None, (words or self._words, far))), Tone.MUTED)

    def _ask_to_stop(self) -> None:
        self._watch.cancel()
        self._stop.setEnabled(False)
        self._stop.setText("Arrêt…")


def put_away(layout: QLayout, widget: QWidget) -> None:
    """Take a widget out of where it stands, for good."""
    layout.removeWidget(widget)
    widget.hide()  # one that the layout is about to show would become a window of its own
    widget.deleteLater()
