"""Icons in the colours in force: drawn when they are painted, so that they follow the scheme and any resolution."""

from enum import StrEnum, unique

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from typing_extensions import override

from forms.kit.tokens import Tone, colours
from resources.paths import icon_file


@unique
class Icon(StrEnum):
    """What an icon stands for, and the drawing that says it."""

    BATCHES = "layers"
    SORTING = "split"
    PAYMENTS = "banknote"
    SLIPS = "file-text"
    ACCOUNTS = "scale"
    DISTRIBUTIONS = "shopping-basket"
    IMPORT = "folder-input"
    PEOPLE = "users"
    TRAINING = "graduation-cap"
    SEARCH = "search"
    CLOSE = "x"
    PRINT = "printer"
    SAVE = "save"
    EXPORT = "file-down"
    UNDO = "undo-2"
    WARNING = "triangle-alert"
    ERROR = "octagon-alert"
    OK = "circle-check"
    INFO = "info"
    CHECK = "check"
    BLOCKED = "ban"
    MAIL = "mail"
    TAPE = "calculator"
    SCAN = "scan-barcode"
    USER = "user"
    LOCK = "lock"
    LEAVE = "log-out"
    DOWN = "chevron-down"
    UP = "chevron-up"
    LEFT = "chevron-left"
    RIGHT = "chevron-right"
    ZOOM_IN = "zoom-in"
    ZOOM_OUT = "zoom-out"
    WIDTH = "move-horizontal"
    REFRESH = "refresh-cw"
    PLUS = "plus"
    MANDATE = "pen-line"
    FINANCE = "landmark"


TONE_ICONS = {
    Tone.INFO: Icon.INFO,
    Tone.OK: Icon.OK,
    Tone.WARNING: Icon.WARNING,
    Tone.ERROR: Icon.ERROR,
}
"""The shape that goes with a tone's colour."""


def icon(name: Icon, tone: Tone = Tone.NEUTRAL, checked: Tone | None = None) -> QIcon:
    """The icon `name` in the colour of `tone`, in that of `checked` on a checked button, muted where disabled."""
    return QIcon(_Engine(name, tone, checked or tone))


def on_accent(name: Icon) -> QIcon:
    """The icon `name` for a button whose ground is the accent."""
    return QIcon(_Engine(name, None, None))


def draw(name: Icon, painter: QPainter, target: QRectF, colour: str) -> None:
    """Paint the icon `name` in `colour`, filling `target`."""
    drawing = icon_file(name).read_bytes().replace(b"currentColor", colour.encode())
    QSvgRenderer(QByteArray(drawing)).render(painter, target)


class _Engine(QIconEngine):
    """Paints one icon in the colour that its tone has at that moment."""

    def __init__(self, name: Icon, tone: Tone | None, checked: Tone | None) -> None:
        super().__init__()
        self._name = name
        self._tone = tone
        self._checked = checked

    @override
    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._tone, self._checked)

    @override
    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        draw(self._name, painter, QRectF(rect), self._colour(mode, state))

    @override
    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    @override
    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        picture = QPixmap((QSizeF(size) * scale).toSize())
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        self.paint(painter, picture.rect(), mode, state)
        painter.end()
        picture.setDevicePixelRatio(scale)
        return picture

    def _colour(self, mode: QIcon.Mode, state: QIcon.State) -> str:
        palette = colours()
        if mode == QIcon.Mode.Disabled:
            return palette.border
        tone = self._checked if state == QIcon.State.On else self._tone
        return palette.on_accent if tone is None else palette.tone(tone)
