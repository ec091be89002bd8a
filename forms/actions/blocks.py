"""The dossier's *blocages*: BLOCAGE PROMO and BLOCAGE RELANCE, set by an operator, lifted by a supervisor."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from backoffice.domain.dossier import Dossier
from backoffice.domain.mail import ActionCode
from backoffice.domain.mail_rows import ActionRow
from backoffice.domain.people import Actor, Right
from backoffice.french.action_words import BLOCKS, since, title, told
from backoffice.services.clients.actions import Actions
from forms.actions.lifting import Lifting
from forms.kit.icons import Icon, draw
from forms.kit.keys import ENTER
from forms.kit.screen_tools import ScreenTools
from forms.kit.tokens import GAP, RADIUS, ROOM, SPACE, Tone, colours, scaled
from forms.kit.wording.sentences import typeset

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


class Blocks(QWidget):
    """Two buttons. One that is not set asks for its action; one that is set offers *Lever le blocage*.

    Signals:
        asked: a block is to be set; bears the code of its action, `2.7` or `2.8`.
        lifted: a block is lifted; bears the client's id, which may not be that of the client in sight.
        left: nothing is lifted: the focus goes back to the coupon.
    """

    asked = Signal(str)
    lifted = Signal(int)
    left = Signal()

    def __init__(self, actions: Actions, desk: ScreenTools, who: Actor, why_not: Callable[[Right], str]) -> None:
        """Make the line; `why_not` says why the role lacks a right, a whole sentence, empty where it has it."""
        super().__init__()
        self._why_not_lift = why_not(Right.LIFT_STOPS)
        self._dossier: Dossier | None = None
        self._buttons = {code: BlockButton(words) for code, words in BLOCKS.items()}
        self._lifting = Lifting(actions, desk, who)
        self._lifting.lifted.connect(self.lifted)
        self._lifting.left.connect(self.left)
        line = QHBoxLayout()
        line.setSpacing(SPACE)
        for code, block in self._buttons.items():
            block.clicked.connect(partial(self._press, code))
            line.addWidget(block)
        line.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(SPACE)
        whole.addLayout(line)
        whole.addWidget(self._lifting)
        self.show_dossier(None)

    def show_dossier(self, dossier: Dossier | None) -> None:
        """Show how the blocks of a client stand, or nobody's."""
        self._dossier = dossier
        for code, block in self._buttons.items():
            self._show(block, code, None if dossier is None else dossier.standing(code))
        asked = self._lifting.row
        if asked is not None and asked not in (self._standing(code) for code in self._buttons):
            self._lifting.close_question()

    def _show(self, block: BlockButton, code: ActionCode, row: ActionRow | None) -> None:
        block.show_set(standing=row is not None)
        why_not = self._why_not_lift if row is not None else ""
        block.setEnabled(self._dossier is not None and not why_not)
        said = f"{title(code)} : poser ce blocage." if row is None else _how_it_stands(row)
        block.setToolTip(typeset(" ".join(filter(None, (said, why_not)))))
        block.setAccessibleDescription(block.toolTip())

    def _press(self, code: ActionCode) -> None:
        row = self._standing(code)
        if row is None:
            self.asked.emit(code.value)
        elif self._dossier is not None:
            self._lifting.ask(self._dossier.client, row)

    def _standing(self, code: ActionCode) -> ActionRow | None:
        return None if self._dossier is None else self._dossier.standing(code)


def _how_it_stands(row: ActionRow) -> str:
    return f"{', '.join(filter(None, (f'Posé {since(row)}', told(row.action))))}."
