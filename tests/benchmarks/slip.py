"""How long slips take beside a bare reportlab canvas that draws the same strings in the same places."""

import gc
import statistics
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from time import process_time
from types import ModuleType
from typing import Any, TypeVar
from unittest.mock import patch

from reportlab.pdfgen import canvas

from backoffice.domain.documents import MailSlip
from printing import mail_slip, receipt_slip
from printing.pen import PAGE_HEIGHT, PAGE_WIDTH, REGULAR, PaperColumn, Pen
from tests.benchmarks.bench import Bench, thousands
from tests.benchmarks.rows import Row
from tests.printing.slips import a_mail_slip, a_slip, some_lines, some_mail

Slip = TypeVar("Slip")

_TIMES = 5

_Canvas: Any = canvas.Canvas


def rows(bench: Bench) -> Iterator[Row]:
    """The receipt slip and a day's transmission slip, in seconds of the processor."""
    few, many = bench.scale.lines, _TIMES * bench.scale.lines
    slips, lists = (a_slip(some_lines(few)), a_slip(some_lines(many))), (_day(few), _day(many))
    yield from _measured(bench, "bordereau", *slips, receipt_slip, receipt_slip.draw)
    yield from _measured(bench, "bordereau de transmission", *lists, mail_slip, mail_slip.draw)


def _day(lines: int) -> MailSlip:
    return a_mail_slip(some_mail(lines), batch=None)


def _measured(
    bench: Bench, name: str, slip: Slip, long_slip: Slip, module: ModuleType, draw: Callable[[Slip], bytes]
) -> Iterator[Row]:
    """The short slip is drawn as often as makes it the long one's length, so that a busy machine slows both alike."""
    few, many = bench.scale.lines, _TIMES * bench.scale.lines
    strings = strings_of(slip, module, draw)
    several, several_bare, longer = _medians(
        bench.scale.rounds,
        lambda: [draw(slip) for _ in range(_TIMES)],
        lambda: [draw_bare(strings) for _ in range(_TIMES)],
        lambda: [draw(long_slip)],
    )
    ours, bare = several / _TIMES, several_bare / _TIMES
    what = f"{name} de {thousands(few)} lignes"
    yield Row(f"{what}, contre un canevas nu", ours, bare, most=1.15)
    yield Row(f"  {thousands(many)} lignes contre {thousands(few)}", longer, ours, most=5.5)


@dataclass(frozen=True, slots=True)
class DrawnString:
    """A string, the canvas's method that draws it, and where."""

    method: str
    x: float
    y: float
    words: str
    font: str
    size: float


class _Listener(Pen):
    """A pen that notes, page by page, the strings it writes; the bare canvas is spared the lines and the barcode."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.pages: list[list[DrawnString]] = [[]]

    def write(self, x: float, y: float, words: str, size: float, font: str = REGULAR, spacing: float = 0) -> None:
        super().write(x, y, words, size, font, spacing)
        self.pages[-1].append(DrawnString("drawString", x, y, words, font, size))

    def write_right(self, x: float, y: float, words: str, size: float, font: str = REGULAR) -> None:
        super().write_right(x, y, words, size, font)
        self.pages[-1].append(DrawnString("drawRightString", x, y, words, font, size))

    def write_centred(self, x: float, y: float, words: str, size: float, font: str = REGULAR) -> None:
        super().write_centred(x, y, words, size, font)
        self.pages[-1].append(DrawnString("drawCentredString", x, y, words, font, size))

    def write_rows(
        self, columns: Sequence[PaperColumn], rows: Iterable[Sequence[str]], y: float, leading: float, size: float
    ) -> None:
        kept = list(rows)
        super().write_rows(columns, kept, y, leading, size)
        for number, row in enumerate(kept):
            for column, words in zip(columns, row, strict=True):
                if words:
                    method = "drawRightString" if column.right else "drawString"
                    self.pages[-1].append(DrawnString(method, column.x, y - number * leading, words, REGULAR, size))

    def next_page(self) -> None:
        super().next_page()
        self.pages.append([])


def strings_of(slip: Slip, module: ModuleType, draw: Callable[[Slip], bytes]) -> list[list[DrawnString]]:
    """What `draw`, of `module`, writes on each page of the slip, and where."""
    listener = _Listener("")
    with patch.object(module, "Pen", lambda _title: listener):
        draw(slip)
    return listener.pages[:-1]


def draw_bare(pages: list[list[DrawnString]]) -> bytes:
    """The same strings, drawn as plainly as reportlab can."""
    paper = BytesIO()
    bare = _Canvas(paper, pagesize=(PAGE_WIDTH, PAGE_HEIGHT), invariant=1, initialFontName=REGULAR)
    for page in pages:
        font = ("", 0.0)
        for string in page:
            if (string.font, string.size) != font:
                font = (string.font, string.size)
                bare.setFont(*font)
            getattr(bare, string.method)(string.x, string.y, string.words)
        bare.showPage()
    bare.save()
    return paper.getvalue()


def _medians(rounds: int, *works: Callable[[], list[bytes]]) -> list[float]:
    seconds: list[list[float]] = [[] for _ in works]
    for _ in range(rounds):
        for work, taken in zip(works, seconds, strict=True):
            gc.collect()
            start = process_time()
            work()
            taken.append(process_time() - start)
    return [statistics.median(taken) for taken in seconds]
