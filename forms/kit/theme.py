"""Dresses the application: Fusion, a palette, one style sheet, and text that can be enlarged."""

from enum import StrEnum, unique

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor, QFont, QKeySequence, QPalette, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from forms.kit.sheet import sheet
from forms.kit.tokens import DARK, LIGHT, Palette
from forms.kit.typeface import system_face

NORMAL = 100
SMALLEST = 90
LARGEST = 160
_STEP = 10
_STYLE = "fusion"


@unique
class Scheme(StrEnum):
    """Light, dark, or as the system has it."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


def apply(app: QApplication, scheme: Scheme, scale: int, window: QWidget | None = None) -> None:
    """Dress `app` once, with text at `scale` percent of the system's size (kept within 90 to 160).

    The style sheet goes to `window`. Where there is none it goes to the application, and every widget is dressed anew
    each time that it gets a parent: a screen then takes four times as long.
    """
    percent = min(max(scale, SMALLEST), LARGEST)
    palette, font = _palette(app, scheme), _font(percent)
    wanted = sheet(palette, percent / NORMAL, font.pointSizeF())
    dressed = window or app
    if dressed.styleSheet() == wanted:  # it says the colours and the size of the text, too
        return
    _paint(app, palette, font)
    dressed.setStyleSheet(wanted)


def _palette(app: QApplication, scheme: Scheme) -> Palette:
    if scheme is Scheme.SYSTEM:  # asked for it alone: that loads all of Qt's enumerations, and the window is waited for
        return DARK if app.styleHints().colorScheme().name == "Dark" else LIGHT
    return DARK if scheme is Scheme.DARK else LIGHT


def _paint(app: QApplication, palette: Palette, font: QFont) -> None:
    if app.style().name() != _STYLE:
        app.setStyle(_STYLE)
    app.setPalette(_qt_palette(palette))
    app.setFont(font)


class Theme(QObject):
    """Keeps the application dressed: follows the system's scheme and the operator's text size.

    Signals:
        changing: the scheme or the text size is about to change; what is dressed then is waited for.
        changed: it has changed; both are then in `scheme` and `scale`.
    """

    changing = Signal()
    changed = Signal()

    def __init__(self, app: QApplication, scheme: Scheme = Scheme.SYSTEM, scale: int = NORMAL) -> None:
        super().__init__(app)
        self._app = app
        self._window: QWidget | None = None
        self.scheme = scheme
        self.scale = scale
        app.styleHints().colorSchemeChanged.connect(self._dress)
        self._dress()

    def use(self, scheme: Scheme) -> None:
        """Go over to `scheme`."""
        self.scheme = scheme
        self._dress()

    def resize_text(self, percent: int) -> None:
        """Write at `percent` of the system's size, kept within 90 to 160."""
        self.scale = min(max(percent, SMALLEST), LARGEST)
        self._dress()

    def dress(self, window: QWidget) -> None:
        """Give `window`, and everything in it, the style sheet from now on."""
        self._window = window
        self._dress()

    def serve(self, window: QWidget) -> None:
        """Dress it, and give it the keys Ctrl + and Ctrl − (text larger, smaller) and Ctrl 0 (as the system has it)."""
        self.dress(window)
        for key in (QKeySequence.StandardKey.ZoomIn, "Ctrl+="):
            QShortcut(QKeySequence(key), window).activated.connect(self._larger)
        QShortcut(QKeySequence(QKeySequence.StandardKey.ZoomOut), window).activated.connect(self._smaller)
        for key in ("Ctrl+0", "Ctrl+à"):  # the same on the row above the letters of a French keyboard
            QShortcut(QKeySequence(key), window).activated.connect(self._normal)

    def _larger(self) -> None:
        self.resize_text(self.scale + _STEP)

    def _smaller(self) -> None:
        self.resize_text(self.scale - _STEP)

    def _normal(self) -> None:
        self.resize_text(NORMAL)

    def _dress(self) -> None:
        if self._window is None:
            _paint(self._app, _palette(self._app, self.scheme), _font(self.scale))
        else:
            self.changing.emit()
            apply(self._app, self.scheme, self.scale, self._window)
        self.changed.emit()


def _font(percent: int) -> QFont:
    font = system_face()
    font.setPointSizeF(font.pointSizeF() * percent / NORMAL)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def _qt_palette(colours: Palette) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    chosen = {
        role.Window: colours.ground,
        role.WindowText: colours.text,
        role.Base: colours.surface,
        role.AlternateBase: colours.ground,
        role.Text: colours.text,
        role.Button: colours.raised,
        role.ButtonText: colours.text,
        role.Dark: colours.raised,  # around the pages of a preview
        role.BrightText: colours.error,
        role.ToolTipBase: colours.surface,
        role.ToolTipText: colours.text,
        role.PlaceholderText: colours.muted,
        role.Highlight: colours.accent,
        role.HighlightedText: colours.on_accent,
        role.Accent: colours.accent,
        role.Link: colours.accent,
        role.LinkVisited: colours.accent,
    }
    for where, colour in chosen.items():
        palette.setColor(where, QColor(colour))
    for where in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, where, QColor(colours.border))
    return palette
