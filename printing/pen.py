"""The pen that all papers are drawn with: A4 pages in black, in an embedded font, by reportlab.

Lengths are points (1/72 inch) and are counted from the lower left corner of the page.
"""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from reportlab.graphics.barcode import code128
from reportlab.lib import utils
from reportlab.pdfbase import pdfmetrics, ttfonts
from reportlab.pdfgen import canvas

from resources.paths import font_file

MM = 72 / 25.4
PAGE_WIDTH = 210 * MM
PAGE_HEIGHT = 297 * MM

REGULAR = "NotoSans-Regular"
BOLD = "NotoSans-SemiBold"
HAIR = 0.25

# reportlab carries no types: what the papers call of it goes through these names.
_Canvas: Any = canvas.Canvas
_Code128: Any = code128.Code128
_Font: Any = ttfonts.TTFont
_metrics: Any = pdfmetrics
_split: Any = utils.simpleSplit


@dataclass(frozen=True, slots=True)
class PaperColumn:
    """A column of a table: where its text begins or, when it is `right`-aligned, where it ends."""

    x: float
    right: bool = False


class Pen:
    """Writes one document. The same calls give the same bytes."""

    def __init__(self, title: str) -> None:
        _register_fonts()
        self._paper = BytesIO()
        self._canvas = _Canvas(
            self._paper,
            pagesize=(PAGE_WIDTH, PAGE_HEIGHT),
            invariant=1,
            lang="fr-FR",
            initialFontName=REGULAR,  # reportlab's own choice, Helvetica, would be named and not embedded
        )
        self._canvas.setTitle(title)
        self._canvas.setSubject(title)
        self._canvas.setAuthor("Liasse")
        self._canvas.setCreator("Liasse")

    def write(self, x: float, y: float, words: str, size: float, font: str = REGULAR, spacing: float = 0) -> None:
        """Write `words` from `x` on, their letters `spacing` apart."""
        self._canvas.setFont(font, size)
        self._canvas.drawString(x, y, words, charSpace=spacing)

    def write_right(self, x: float, y: float, words: str, size: float, font: str = REGULAR) -> None:
        """Write `words` so that they end at `x`."""
        self._canvas.setFont(font, size)
        self._canvas.drawRightString(x, y, words)

    def write_centred(self, x: float, y: float, words: str, size: float, font: str = REGULAR) -> None:
        """Write `words` with their middle at `x`."""
        self._canvas.setFont(font, size)
        self._canvas.drawCentredString(x, y, words)

    def write_rows(
        self, columns: Sequence[PaperColumn], rows: Iterable[Sequence[str]], y: float, leading: float, size: float
    ) -> None:
        """Write a table without rules: the first row's baseline at `y`, each next one `leading` lower.

        All in one text object: reportlab's `Table`, even one a page, takes nearly twice as long and breaks the promise
        of speed (`tests/benchmarks/slip.py`).
        """
        self._canvas.setFont(REGULAR, size)
        text = self._canvas.beginText()
        for number, row in enumerate(rows):
            baseline = y - number * leading
            for column, words in zip(columns, row, strict=True):
                if words:
                    x = column.x - width(words, size) if column.right else column.x
                    text.setTextOrigin(x, baseline)
                    text.textLine(words)
        self._canvas.drawText(text)

    def rule(self, left: float, right: float, y: float, weight: float = HAIR) -> None:
        """Draw a level line."""
        self._canvas.setLineWidth(weight)
        self._canvas.line(left, y, right, y)

    def box(self, left: float, bottom: float, box_width: float, box_height: float, weight: float = HAIR) -> None:
        """Draw an empty rectangle."""
        self._canvas.setLineWidth(weight)
        self._canvas.rect(left, bottom, box_width, box_height)

    def barcode(self, value: str, right: float, bottom: float, bar_height: float, module: float) -> float:
        """Draw `value` in Code 128 up to `right`, its narrowest bar a `module` wide; gives the whole width.

        The quiet zones, 10 modules on either side, are the caller's to leave blank.
        """
        bars = _Code128(value, barHeight=bar_height, barWidth=module, quiet=0)
        bars_width: float = bars.width
        bars.drawOn(self._canvas, right - bars_width, bottom)
        return bars_width

    def next_page(self) -> None:
        """End this page."""
        self._canvas.showPage()

    def finish(self) -> bytes:
        """The document."""
        self._canvas.save()
        return self._paper.getvalue()


def width(words: str, size: float, font: str = REGULAR) -> float:
    """How long `words` are when written."""
    length: float = _metrics.stringWidth(words, font, size)
    return length


def shortened(words: str, room: float, size: float, font: str = REGULAR) -> str:
    """`words` on one line, cut with an ellipsis where they are longer than `room`."""
    line = unicodedata.normalize("NFC", " ".join(words.split()))
    if width(line, size, font) <= room:
        return line
    kept = bisect_right(range(len(line)), room, key=lambda length: width(line[:length] + "…", size, font)) - 1
    return line[:kept].rstrip() + "…"


def wrapped(words: str, room: float, size: float, font: str = REGULAR) -> list[str]:
    """`words` broken into lines that are no longer than `room`."""
    lines: list[str] = _split(words, font, size, room)
    return lines


def _register_fonts() -> None:
    known = _metrics.getRegisteredFontNames()
    for name in (REGULAR, BOLD):
        if name not in known:
            _metrics.registerFont(_Font(name, str(font_file(name))))
