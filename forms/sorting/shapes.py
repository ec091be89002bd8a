"""The colour and the shape of each pile: never the word alone, never the colour alone."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from backoffice.procedure.sorting import Pile
from forms.kit.tokens import Tone, colours, scaled

_SMALL = 18


@dataclass(frozen=True, slots=True)
class Look:
    """How a pile looks.

    Attributes:
        tone: its colour.
        corners: those of its shape, in a square of 1; none for a disc.
        spoken: the shape in words.
    """

    tone: Tone
    corners: tuple[tuple[float, float], ...]
    spoken: str


LOOKS = {
    Pile.DIRECT: Look(Tone.INFO, ((0.5, 0.06), (1.0, 0.94), (0.0, 0.94)), "triangle bleu"),
    Pile.PARTNER: Look(Tone.OK, (), "disque vert"),
    Pile.SRC: Look(Tone.WARNING, ((0.5, 0.0), (1.0, 0.5), (0.5, 1.0), (0.0, 0.5)), "losange orangé"),
}


def draw_shape(painter: QPainter, pile: Pile, square: QRectF, colour: QColor) -> None:
    """Fill the shape of `pile` within `square`."""
    path = QPainterPath()
    corners = LOOKS[pile].corners
    if corners:
        points = [QPointF(square.x() + x * square.width(), square.y() + y * square.height()) for x, y in corners]
        path.addPolygon(QPolygonF(points))
        path.closeSubpath()
    else:
        path.addEllipse(square)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPath(path)


class Shape(QWidget):
    """The shape of a pile, as large as a word."""

    def __init__(self, pile: Pile) -> None:
        super().__init__()
        self._pile = pile
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(scaled(_SMALL), scaled(_SMALL))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        del event  # so small that it is painted whole
        colour = QColor(colours().tone(LOOKS[self._pile].tone))
        draw_shape(QPainter(self), self._pile, QRectF(self.rect()).adjusted(1, 1, -1, -1), colour)
