"""The form that all slips have: heads, a table with totals for each page, what closes it, its foot."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from backoffice.domain.money import Money
from backoffice.french.counted import counted
from backoffice.french.figures import amount, euros
from printing.paper import FLOOR, LEFT, RIGHT, TOP, Fact, barcode, duplicate_mark, facts, foot, label, wordmark
from printing.pen import BOLD, MM, REGULAR, PaperColumn, Pen, width, wrapped
from printing.slip_pages import Room, SlipPage, paginate

ROW = 15.0
_BASELINE = 4.5
"""How far a row's text stands above the row's lower edge."""
_EVERY = 5
"""A hair line under every fifth row helps to count."""
_FIRST_TABLE = TOP - 54 * MM
_LATER_TABLE = TOP - 20 * MM
_PAGE_TOTALS = 2 * ROW
_SIGNATURES = 32 * MM


class NumberedLine(Protocol):
    """A line that knows its place."""

    @property
    def position(self) -> int:
        """1, 2, 3… in the order of the slip."""


Line = TypeVar("Line", bound=NumberedLine)


@dataclass(frozen=True, slots=True)
class Face:
    """What stands around the lines.

    Attributes:
        title: the slip's name in the document's words.
        group: which of several of that name; empty where there is one.
        number: the slip's.
        code: what its barcode reads.
        facts: of the first page.
        about: what a later page says after the number.
        notes: the foot's lines.
        duplicate: this is a reprint.
    """

    title: str
    group: str
    number: str
    code: str
    facts: tuple[Fact, ...]
    about: str
    notes: tuple[str, ...]
    duplicate: bool


@dataclass(frozen=True, slots=True)
class SlipTable(Generic[Line]):
    """How the lines are written.

    Attributes:
        size: of the letters.
        columns: the first is the position's.
        heads: their names.
        cells: what a line writes into them.
        worth: what a line comes to; None for one that is cancelled.
        strokes: from where to where the words of a cancelled line are struck through.
        words_at: where the words of a page's totals begin.
        count_at: where their count begins.
        amount_at: where their amount ends; None where the lines bear none.
        counted: `37 chèques`.
        empty: what stands in place of lines.
    """

    size: float
    columns: tuple[PaperColumn, ...]
    heads: tuple[str, ...]
    cells: Callable[[Line], tuple[str, ...]]
    worth: Callable[[Line], Money | None]
    strokes: Callable[[Line], Sequence[tuple[float, float]]]
    words_at: float
    count_at: float
    amount_at: float | None
    counted: Callable[[int], str]
    empty: str


@dataclass(frozen=True, slots=True)
class SlipEnd:
    """What stands below the last line: how many lines stand, what they come to, who gave them and who took them.

    Attributes:
        total: None where the lines bear no amounts.
        in_words: the total in words, where the slip says it.
    """

    count: int
    total: Money | None
    in_words: str
    received_by: str


def room(*, in_words: bool) -> Room:
    """How many lines the pages have room for. A later page gives up one line to *Report*."""
    closing = (78 if in_words else 60) * MM
    return Room(
        first=int((_FIRST_TABLE - FLOOR - _PAGE_TOTALS) // ROW),
        later=int((_LATER_TABLE - FLOOR - _PAGE_TOTALS) // ROW) - 1,
        first_closing=int((_FIRST_TABLE - FLOOR - ROW - closing) // ROW),
        later_closing=int((_LATER_TABLE - FLOOR - ROW - closing) // ROW) - 1,
    )


def draw_slip(pen: Pen, face: Face, table: SlipTable[Line], lines: tuple[Line, ...], closing: SlipEnd) -> None:
    """Draw a slip: its lines, a total for each page, the whole on the last."""
    pages = paginate(lines, room(in_words=bool(closing.in_words)), table.worth)
    for number, page in enumerate(pages, start=1):
        wordmark(pen)
        y = _begin_first(pen, face, table) if number == 1 else _begin_later(pen, face, table, page)
        y = _lines(pen, y, table, page.lines)
        pen.rule(LEFT, RIGHT, y, 0.75)
        y = _totals(pen, y, table, "Total de la page", (page.count, page.total), BOLD)
        if number == len(pages):
            _close(pen, y, table.counted(closing.count), len(lines) - closing.count, closing)
        else:
            _totals(pen, y, table, "À reporter", (page.carried_count, page.carried))
        foot(pen, face.notes, f"Page {number}/{len(pages)}")
        pen.next_page()


def _begin_first(pen: Pen, face: Face, table: SlipTable[Line]) -> float:
    barcode(pen, face.code, RIGHT, TOP + 6, 13 * MM, 0.96)
    if face.group:
        pen.write(LEFT, TOP - 7 * MM, face.title, 13)
        pen.write(LEFT, TOP - 13 * MM, face.group, 11, BOLD)
    else:
        pen.write(LEFT, TOP - 13 * MM, face.title, 13)
    pen.write(LEFT, TOP - 25 * MM, face.number, 30, BOLD)
    if face.duplicate:
        duplicate_mark(pen, RIGHT, TOP - 25 * MM)
    pen.rule(LEFT, RIGHT, TOP - 31 * MM)
    facts(pen, TOP - 40 * MM, face.facts, 9.5)
    pen.rule(LEFT, RIGHT, TOP - 43.5 * MM)
    return _heads(pen, _FIRST_TABLE, table)


def _begin_later(pen: Pen, face: Face, table: SlipTable[Line], page: SlipPage[Line]) -> float:
    y = TOP - 8 * MM
    pen.write(LEFT, y, face.number, 13, BOLD)
    pen.write(LEFT + width(face.number, 13, BOLD) + 4 * MM, y, face.about, 9)
    if face.duplicate:
        duplicate_mark(pen, RIGHT, y)
    y = _heads(pen, _LATER_TABLE, table)
    return _totals(pen, y, table, "Report", (page.brought_count, page.brought))


def _heads(pen: Pen, y: float, table: SlipTable[Line]) -> float:
    pen.write_rows(table.columns, (table.heads,), y + _BASELINE, ROW, 7.5)
    pen.rule(LEFT, RIGHT, y, 0.75)
    return y


def _lines(pen: Pen, y: float, table: SlipTable[Line], lines: tuple[Line, ...]) -> float:
    if not lines:
        pen.write(table.words_at, y - ROW + _BASELINE, table.empty, table.size)
        return y - ROW
    pen.write_rows(table.columns, map(table.cells, lines), y - ROW + _BASELINE, ROW, table.size)
    for row, line in enumerate(lines, start=1):
        if table.worth(line) is None:
            middle = y - row * ROW + _BASELINE + 0.34 * table.size
            for left, right in table.strokes(line):
                pen.rule(left, right, middle, 0.75)
        if line.position % _EVERY == 0 and row < len(lines):
            pen.rule(LEFT, RIGHT, y - row * ROW)
    return y - len(lines) * ROW


def _totals(
    pen: Pen, y: float, table: SlipTable[Line], words: str, sums: tuple[int, Money], font: str = REGULAR
) -> float:
    baseline = y - ROW + _BASELINE
    count, money = sums
    pen.write(table.words_at, baseline, words, table.size, font)
    pen.write(table.count_at, baseline, table.counted(count), table.size, font)
    if table.amount_at is not None:
        pen.write_right(table.amount_at, baseline, amount(money), table.size, font)
    return y - ROW


def _close(pen: Pen, y: float, number: str, crossed: int, closing: SlipEnd) -> None:
    y -= 14 * MM
    pen.write(LEFT, y, f"Total du bordereau : {number}", 11)
    if closing.total is not None:
        pen.write_right(RIGHT, y, euros(closing.total), 20, BOLD)
    if crossed:
        note = counted(crossed, "ligne annulée, non comptée", "lignes annulées, non comptées")
        label(pen, LEFT, y - 4.5 * MM, note)
    if closing.in_words:
        label(pen, LEFT, y - 11 * MM, "Arrêté le présent bordereau à la somme de")
        for row, words in enumerate(wrapped(closing.in_words, RIGHT - LEFT, 10.5, BOLD)):
            pen.write(LEFT, y - 16 * MM - row * 14, words, 10.5, BOLD)
    box_width = 84 * MM
    for left, words in ((LEFT, "Remis par"), (RIGHT - box_width, closing.received_by)):
        pen.box(left, FLOOR, box_width, _SIGNATURES)
        pen.write(left + 3 * MM, FLOOR + 27 * MM, words, 8.5, BOLD)
        label(pen, left + 3 * MM, FLOOR + 23 * MM, "Nom, date et signature")
