"""What the papers of a batch have in common: their margins, head pieces and foot."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from backoffice.french.counted import counted
from backoffice.french.figures import moment
from printing.pen import BOLD, MM, PAGE_HEIGHT, Pen, shortened, width

LEFT = 20 * MM
RIGHT = 195 * MM
TOP = PAGE_HEIGHT - 17 * MM
FLOOR = 23 * MM
"""Below it is the foot."""

_LABEL = 6.5
_NOTE = 6.5
_ANCHOR_GROUP = 8


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of the head, such as *Opérateur*: `A. Morel`, and how much room it has."""

    label: str
    words: str
    room: float


def wordmark(pen: Pen) -> None:
    """The program's name, discreet, at the head of the page."""
    pen.write(LEFT, TOP, "LIASSE", 7.5, BOLD, spacing=1.6)


def duplicate_mark(pen: Pen, right: float, y: float) -> None:
    """DUPLICATA in a frame: by word and line, since papers are photocopied."""
    size, margin, spacing = 12.0, 7.0, 1.5
    words = "DUPLICATA"
    length = width(words, size, BOLD) + spacing * (len(words) - 1)
    pen.write(right - margin - length, y, words, size, BOLD, spacing)
    pen.box(right - length - 2 * margin, y - 5, length + 2 * margin, size + 6.5, 1)


def barcode(pen: Pen, number: str, right: float, top: float, height: float, module: float) -> None:
    """The batch's number in bars that end at `right`, and beneath them as people read it."""
    bars = pen.barcode(number, right, top - height, height, module)
    size = 9 * module
    pen.write_centred(right - bars / 2, top - height - 1.15 * size, number, size)


def facts(pen: Pen, y: float, row: Sequence[Fact], size: float) -> None:
    """A row of facts, each under its label; `y` is the baseline of the facts."""
    x = LEFT
    for fact in row:
        label(pen, x, y + 1.45 * size, fact.label)
        pen.write(x, y, shortened(fact.words, fact.room - 3 * MM, size, BOLD), size, BOLD)
        x += fact.room


def label(pen: Pen, x: float, y: float, words: str) -> None:
    """The small word that says what stands beneath it."""
    pen.write(x, y, words, _LABEL)


def curved(words: str) -> str:
    """Words of the trade as papers set them: with the curved apostrophe."""
    return words.replace("'", "’")


def cheques(count: int) -> str:
    """`37 chèques`, as a French reader writes it."""
    return _on_one_line(counted(count, "chèque"))


def pieces(count: int) -> str:
    """`37 pièces`: papers of any nature."""
    return _on_one_line(counted(count, "pièce"))


def anchor_note(anchor: str) -> str:
    """The audit anchor, whole and in groups of 8."""
    groups = (anchor[start : start + _ANCHOR_GROUP] for start in range(0, len(anchor), _ANCHOR_GROUP))
    return f"Ancre d’audit  {' '.join(groups)}"


def printed_note(printed_at: datetime, printed_by: str) -> str:
    """Who printed when."""
    return shortened(f"Imprimé le {moment(printed_at)} par {printed_by}", RIGHT - LEFT - 30 * MM, _NOTE)


def foot(pen: Pen, notes: Sequence[str], page: str) -> None:
    """The notes of every page, a line each; `page` is `Page 1/3`."""
    pen.rule(LEFT, RIGHT, FLOOR - 4 * MM)
    for row, note in enumerate(notes):
        pen.write(LEFT, FLOOR - (8 + 3.5 * row) * MM, note, _NOTE)
    pen.write_right(RIGHT, FLOOR - 8 * MM, page, 8.5, BOLD)


def _on_one_line(words: str) -> str:
    return words.replace(" ", "\N{NO-BREAK SPACE}")
