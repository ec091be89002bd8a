"""A block as a button whose look says whether it is set: by colour, by shape and by a word."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy
from typing_extensions import override

from forms.kit.icons import Icon, draw
from forms.kit.keys import ENTER
from forms.kit.tokens import GAP, RADIUS, ROOM, SPACE, Tone, colours, scaled

_HIGH = 30
_SHAPE = 16
_WIDEST = "POSÉ"
"""The word that a set block has and another has not."""


class BlockButton(QPushButton):
    """BLOCAGE PROMO or BLOCAGE RELANCE. Painted here, since a set one must look set where it is disabled too."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self._is_set = False
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_set(standing=False)

    @property
    def is_set(self) -> bool:
        """Whether the block is set."""
        return self._is_set

    def show_set(self, *, standing: bool) -> None:
        """Look set, or not."""
        self._is_set = standing
        self.setAccessibleName(f"{self.text()}, {'posé' if standing else 'non posé'}")
        self.update()

    @override
    def sizeHint(self) -> QSize:
        words = QFontMetrics(self._font()).horizontalAdvance(f"{self.text()} {_WIDEST}")
        return QSize(words + scaled(_SHAPE) + SPACE + 2 * ROOM, scaled(_HIGH))

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self.updateGeometry()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in ENTER:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self.click()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        del event  # so small that it is painted whole
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = self._paint_ground(painter)
        side = scaled(_SHAPE)
        shape = QRectF(ROOM, (self.height() - side) / 2, side, side)
        if self._is_set:
            draw(Icon.BLOCKED, painter, shape, ink.name())
        else:
            painter.setPen(QPen(ink, 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(shape.adjusted(2, 2, -2, -2))
        painter.setPen(ink)
        painter.setFont(self._font())
        words = f"{self.text()} {_WIDEST}" if self._is_set else self.text()
        place = QRectF(self.rect()).adjusted(ROOM + side + SPACE, 0, -GAP, 0)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)

    def _paint_ground(self, painter: QPainter) -> QColor:
        """Paint border and ground; gives the colour to write in."""
        palette = colours()
        tone = Tone.ERROR if self._is_set else Tone.NEUTRAL
        ink = QColor(palette.tone(tone) if self._is_set or self.isEnabled() else palette.muted)
        border = ink if self._is_set else QColor(palette.border)
        raised = self.isEnabled() and (self.underMouse() or self.isDown())
        quiet = palette.raised if raised else palette.surface
        painter.setBrush(QColor(palette.error_soft if self._is_set else quiet))
        wide = 2 if self.hasFocus() else 1
        painter.setPen(QPen(QColor(palette.accent) if self.hasFocus() else border, wide))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(wide / 2, wide / 2, -wide / 2, -wide / 2), RADIUS, RADIUS)
        return ink

    def _font(self) -> QFont:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        return font
