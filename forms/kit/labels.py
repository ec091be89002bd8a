"""Small words and shapes: headings, quiet text, glyphs and state chips."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget
from typing_extensions import override

from forms.kit.icons import Icon, draw
from forms.kit.tokens import Tone, colours, scaled

_GLYPH = 16


class Glyph(QWidget):
    """An icon among words, as large as they are, in the colour of its tone."""

    def __init__(self, name: Icon, tone: Tone = Tone.NEUTRAL, size: int = _GLYPH) -> None:
        super().__init__()
        self._name = name
        self._tone = tone
        self._size = size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def become(self, name: Icon, tone: Tone) -> None:
        """Show another icon."""
        self._name = name
        self._tone = tone
        self.update()

    @override
    def sizeHint(self) -> QSize:
        side = scaled(self._size)
        return QSize(side, side)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        del event  # so small that it is painted whole
        side = min(self.width(), self.height())
        target = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        draw(self._name, QPainter(self), target, colours().tone(self._tone))


class Words(QLabel):
    """A text with a tone. `role` picks its size in the style sheet: title, heading, text, small or large."""

    def __init__(self, text: str = "", role: str = "text", tone: Tone = Tone.NEUTRAL) -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setProperty("tone", tone.value)

    def say(self, text: str, tone: Tone = Tone.NEUTRAL) -> None:
        """Show another text in another tone."""
        self.setText(text)
        if self.property("tone") != tone.value:
            self.setProperty("tone", tone.value)
            repolish(self)


class Chip(Words):
    """A state in a word on a ground of its colour: OUVERT, CLOS."""

    def __init__(self, text: str = "", tone: Tone = Tone.NEUTRAL) -> None:
        super().__init__(text, "chip", tone)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)


def repolish(widget: QWidget) -> None:
    """Let the style sheet look at the properties of `widget` again."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
