"""Measures and colours: the one place where they are chosen."""

from dataclasses import dataclass
from enum import StrEnum, unique

from PySide6.QtGui import QFontDatabase, QGuiApplication, QPalette

GAP = 4
"""Between things that belong together, in pixels; so are all measures here."""
SPACE = 8
"""Between neighbours."""
ROOM = 12
"""Inside a card or a panel."""
MARGIN = 20
"""Around a page."""
RADIUS = 4
ROW = 28
"""The height of a table's row at 100 %."""
LARGE = 1.6
"""How much larger the amount being keyed is."""

_DARK_BELOW = 128


@unique
class Tone(StrEnum):
    """What a colour says; it never says it alone: a word or a shape says it too."""

    NEUTRAL = "neutral"
    MUTED = "muted"
    INFO = "info"
    OK = "ok"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of one scheme, as `#rrggbb`.

    Attributes:
        ground: behind everything.
        surface: cards, tables and fields.
        raised: heads of tables, buttons.
        hair: hair lines.
        border: around fields; 3:1 on the surface.
        text: 7:1 on every ground.
        muted: 4.5:1 on every ground, as are the accent and the tones.
        accent: the one blue.
        on_accent: text on the accent.
        soft: the accent's ground, for the current row.
    """

    ground: str
    surface: str
    raised: str
    hair: str
    border: str
    text: str
    muted: str
    accent: str
    accent_pressed: str
    on_accent: str
    soft: str
    ok: str
    ok_soft: str
    warning: str
    warning_soft: str
    error: str
    error_soft: str

    def tone(self, tone: Tone) -> str:
        """The colour of text and icons of this tone."""
        return {
            Tone.NEUTRAL: self.text,
            Tone.MUTED: self.muted,
            Tone.INFO: self.accent,
            Tone.OK: self.ok,
            Tone.WARNING: self.warning,
            Tone.ERROR: self.error,
        }[tone]

    def tone_ground(self, tone: Tone) -> str:
        """The quiet ground that goes with it."""
        return {
            Tone.NEUTRAL: self.raised,
            Tone.MUTED: self.raised,
            Tone.INFO: self.soft,
            Tone.OK: self.ok_soft,
            Tone.WARNING: self.warning_soft,
            Tone.ERROR: self.error_soft,
        }[tone]


LIGHT = Palette(
    ground="#f4f5f7",
    surface="#ffffff",
    raised="#eceef2",
    hair="#e1e4e9",
    border="#868f9c",
    text="#18202b",
    muted="#525c6a",
    accent="#1a56c4",
    accent_pressed="#14449c",
    on_accent="#ffffff",
    soft="#dde8fb",
    ok="#17663a",
    ok_soft="#dcf1e4",
    warning="#7d4a00",
    warning_soft="#fcedd0",
    error="#ab1f19",
    error_soft="#fbe2e0",
)

DARK = Palette(
    ground="#15181d",
    surface="#1c2027",
    raised="#272c35",
    hair="#2d333d",
    border="#727c8b",
    text="#e8ebf0",
    muted="#a7b0bd",
    accent="#82adff",
    accent_pressed="#a6c5ff",
    on_accent="#0a1426",
    soft="#223557",
    ok="#74cf9b",
    ok_soft="#173526",
    warning="#edb85c",
    warning_soft="#3b2c10",
    error="#ff8f87",
    error_soft="#451d1b",
)


def colours() -> Palette:
    """The colours in force: those that the application was dressed in last."""
    ground = QGuiApplication.palette().color(QPalette.ColorRole.Window)
    return DARK if ground.lightness() < _DARK_BELOW else LIGHT


def text_scale() -> float:
    """How much larger than the system's own the text is: 1.0 is 100 %."""
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    return QGuiApplication.font().pointSizeF() / system.pointSizeF()


def scaled(pixels: int) -> int:
    """A measure that grows with the text."""
    return round(pixels * text_scale())
