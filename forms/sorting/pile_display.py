"""The pile, so large that it is read from a metre: a word and a shape on a ground of its colour."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from backoffice.procedure.sorting import Piece, Pile
from forms.kit.icons import TONE_ICONS, draw
from forms.kit.tokens import LARGE, MARGIN, RADIUS, SPACE, Tone, colours, scaled
from forms.kit.wording.sentences import typeset
from forms.sorting.shapes import LOOKS, draw_shape

_WIDE, _HIGH = 240, 220
"""The least room, in pixels at 100 %."""
_SHAPE, _WORD = 0.34, 0.42
"""How much of the height the shape and the word have; the piece has the rest."""
_PROBE = 100
"""The size at which a word is measured, in points."""
_FILLING = 0.94
"""A little less than what would just fit: hinting makes letters wider."""
_EDGE = 6
_IN_PLACE = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap


class PileDisplay(QWidget):
    """Shows the pile of the last piece, or what there is to say in its place."""

    def __init__(self) -> None:
        super().__init__()
        self._pile: Pile | None = None
        self._word = ""
        self._text = ""
        self._tone = Tone.MUTED
        self._solid = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_pile(self, pile: Pile, piece: Piece, *, again: bool) -> None:
        """Show where `piece` goes; `again` where it was read twice, so that the answer is not a new one."""
        look = LOOKS[pile]
        self._pile, self._word, self._tone, self._solid = pile, pile.value, look.tone, not again
        self._text = typeset(f"{piece} : déjà lu à l'instant, compté une fois") if again else str(piece)
        self._tell(f"{pile.value}, {look.spoken}, {self._text}")

    def show_refused(self, word: str, typed: str = "") -> None:
        """Show in a word why what was read has no pile, and what it was where it is not in the field any more."""
        self._pile, self._word, self._tone, self._solid = None, word, Tone.ERROR, False
        self._text = typeset(f"{typed} : rien n'est compté") if typed else "rien n'est compté"
        self._tell(f"{self._word}, {self._text}")

    def say(self, text: str) -> None:
        """Show a sentence and no pile."""
        self._pile, self._word, self._tone, self._solid = None, "", Tone.MUTED, False
        self._text = text
        self._tell(text)

    def text(self) -> str:
        """What is shown: the word, and what stands under it."""
        return f"{self._word} {self._text}".strip()

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(scaled(_WIDE), scaled(_HIGH))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        del event  # it is one picture
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = self._paint_ground(painter)
        room = QRectF(self.rect()).adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        if self._word:
            self._paint_word(painter, room, ink)
            room.setTop(room.top() + room.height() * (_SHAPE + _WORD))
        painter.setPen(ink)
        painter.setFont(self._font(self.font().pointSizeF() * LARGE, QFont.Weight.DemiBold))
        painter.drawText(room, _IN_PLACE, self._text)

    def _paint_ground(self, painter: QPainter) -> QColor:
        """Paint what is behind everything; gives the colour to write in."""
        palette = colours()
        colour = QColor(palette.tone(self._tone))
        edge = _EDGE if self._word else 1
        painter.setPen(QPen(colour if self._word else QColor(palette.hair), edge))
        painter.setBrush(colour if self._solid else QColor(palette.tone_ground(self._tone)))
        half = edge / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(half, half, -half, -half), 2 * RADIUS, 2 * RADIUS)
        return QColor(palette.surface) if self._solid else colour

    def _paint_word(self, painter: QPainter, room: QRectF, ink: QColor) -> None:
        side = room.height() * _SHAPE - SPACE
        shape = QRectF(room.center().x() - side / 2, room.top(), side, side)
        if self._pile is None:
            draw(TONE_ICONS[self._tone], painter, shape, ink.name())
        else:
            draw_shape(painter, self._pile, shape, ink)
        place = QRectF(room.left(), room.top() + room.height() * _SHAPE, room.width(), room.height() * _WORD)
        painter.setPen(ink)
        painter.setFont(self._largest(self._word, place))
        painter.drawText(place, _IN_PLACE, self._word)

    def _largest(self, word: str, place: QRectF) -> QFont:
        """The largest font in which `word` fits into `place`."""
        font = self._font(_PROBE, QFont.Weight.Bold)
        room = QFontMetricsF(font).boundingRect(word)
        font.setPointSizeF(_PROBE * min(place.width() / room.width(), place.height() / room.height()) * _FILLING)
        return font

    def _font(self, points: float, weight: QFont.Weight) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(points)
        font.setWeight(weight)
        return font

    def _tell(self, spoken: str) -> None:
        self.setAccessibleName(spoken)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, spoken))
        self.update()
