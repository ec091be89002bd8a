"""The receipt slip (bordereau d'encaissement) that goes with the cheques of a batch (B-06)."""

from backoffice.domain.documents import ReceiptLine, ReceiptSlip
from backoffice.domain.money import Money
from backoffice.french.figures import amount, euros, moment, short_date
from printing.paper import (
    FLOOR,
    LEFT,
    RIGHT,
    TOP,
    Fact,
    barcode,
    cheques,
    duplicate_mark,
    facts,
    foot,
    invoice_words,
    label,
    wordmark,
)
from printing.pen import BOLD, MM, REGULAR, Column, Pen, shortened, width, wrapped
from printing.slip_pages import Room, paginate

_TITLE = "Bordereau d’encaissement"

_ROW = 15.0
_SIZE = 9.0
_BASELINE = 4.5
"""How far a row's text stands above the row's lower edge."""
_POSITION = Column(LEFT + 11 * MM, right=True)
_REFERENCE = Column(LEFT + 16 * MM)
_NAME = Column(LEFT + 48 * MM)
_CHEQUE = Column(LEFT + 118 * MM)
_MENTION = Column(LEFT + 136 * MM)
_AMOUNT = Column(RIGHT, right=True)
_COLUMNS = (_POSITION, _REFERENCE, _NAME, _CHEQUE, _MENTION, _AMOUNT)
_HEADS = (("N°", "Référence", "Nom", "N° de chèque", "", "Montant (€)"),)
_NAME_ROOM = _CHEQUE.x - _NAME.x - 4 * MM
_EVERY = 5
"""A hair line under every fifth row helps to count."""

_FIRST_TABLE = TOP - 54 * MM
_LATER_TABLE = TOP - 20 * MM
_PAGE_TOTALS = 2 * _ROW
_CLOSING = 78 * MM
ROOM = Room(
    first=int((_FIRST_TABLE - FLOOR - _PAGE_TOTALS) // _ROW),
    later=int((_LATER_TABLE - FLOOR - _PAGE_TOTALS) // _ROW) - 1,
    first_closing=int((_FIRST_TABLE - FLOOR - _ROW - _CLOSING) // _ROW),
    later_closing=int((_LATER_TABLE - FLOOR - _ROW - _CLOSING) // _ROW) - 1,
)
"""A later page gives up one line to *Report*."""


def draw(slip: ReceiptSlip) -> bytes:
    """The slip as PDF: the cheques, a total for each page, the whole in figures and words on the last."""
    pen = Pen(f"{_TITLE} {slip.number}")
    pages = paginate(slip.lines, ROOM)
    for number, page in enumerate(pages, start=1):
        wordmark(pen)
        if number == 1:
            _first_head(pen, slip)
            y = _column_heads(pen, _FIRST_TABLE)
        else:
            _later_head(pen, slip)
            y = _column_heads(pen, _LATER_TABLE)
            y = _total_row(pen, y, "Report", page.brought_count, page.brought)
        y = _lines(pen, y, page.lines)
        pen.rule(LEFT, RIGHT, y, 0.75)
        y = _total_row(pen, y, "Total de la page", page.count, page.total, BOLD)
        if number == len(pages):
            _closing(pen, y, slip)
        else:
            _total_row(pen, y, "À reporter", page.carried_count, page.carried)
        foot(pen, slip.anchor, slip.printed_at, slip.printed_by, f"Page {number}/{len(pages)}")
        pen.next_page()
    return pen.finish()


def _first_head(pen: Pen, slip: ReceiptSlip) -> None:
    batch = slip.batch
    barcode(pen, batch.number, RIGHT, TOP + 6, 13 * MM, 0.96)
    pen.write(LEFT, TOP - 13 * MM, _TITLE, 13)
    pen.write(LEFT, TOP - 25 * MM, slip.number, 30, BOLD)
    if slip.duplicate:
        duplicate_mark(pen, RIGHT, TOP - 25 * MM)
    pen.rule(LEFT, RIGHT, TOP - 31 * MM)
    row = (
        Fact("Lot", batch.number, 25 * MM),
        Fact("Nature", batch.kind.value, 29 * MM),
        Fact("Facture", invoice_words(batch), 32 * MM),
        Fact("Arrivé le", short_date(batch.arrival_date), 24 * MM),
        Fact("Opérateur", batch.operator, 32 * MM),
        Fact("Imprimé le", moment(slip.printed_at), 36 * MM),
    )
    facts(pen, TOP - 40 * MM, row, 9.5)
    pen.rule(LEFT, RIGHT, TOP - 43.5 * MM)


def _later_head(pen: Pen, slip: ReceiptSlip) -> None:
    y = TOP - 8 * MM
    pen.write(LEFT, y, slip.number, 13, BOLD)
    after = LEFT + width(slip.number, 13, BOLD) + 4 * MM
    pen.write(after, y, f"{_TITLE} · Lot {slip.batch.number} · {slip.batch.kind}", 9)
    if slip.duplicate:
        duplicate_mark(pen, RIGHT, y)


def _column_heads(pen: Pen, y: float) -> float:
    pen.write_rows(_COLUMNS, _HEADS, y + _BASELINE, _ROW, 7.5)
    pen.rule(LEFT, RIGHT, y, 0.75)
    return y


def _lines(pen: Pen, y: float, lines: tuple[ReceiptLine, ...]) -> float:
    if not lines:
        pen.write(_REFERENCE.x, y - _ROW + _BASELINE, "Aucun chèque", _SIZE)
        return y - _ROW
    pen.write_rows(_COLUMNS, map(_cells, lines), y - _ROW + _BASELINE, _ROW, _SIZE)
    for row, line in enumerate(lines, start=1):
        if line.reversed:
            _strike(pen, y - row * _ROW + _BASELINE, line)
        if line.position % _EVERY == 0 and row < len(lines):
            pen.rule(LEFT, RIGHT, y - row * _ROW)
    return y - len(lines) * _ROW


def _cells(line: ReceiptLine) -> tuple[str, ...]:
    name = shortened(line.name, _NAME_ROOM, _SIZE)
    mention = "annulé" if line.reversed else ""
    return str(line.position), str(line.ref), name, line.cheque_number, mention, amount(line.amount)


def _strike(pen: Pen, baseline: float, line: ReceiptLine) -> None:
    middle = baseline + 0.34 * _SIZE
    pen.rule(_REFERENCE.x, _CHEQUE.x + width(line.cheque_number, _SIZE), middle, 0.75)
    pen.rule(RIGHT - width(amount(line.amount), _SIZE), RIGHT, middle, 0.75)


def _total_row(pen: Pen, y: float, words: str, count: int, money: Money, font: str = REGULAR) -> float:
    baseline = y - _ROW + _BASELINE
    pen.write(_REFERENCE.x, baseline, words, _SIZE, font)
    pen.write(_CHEQUE.x, baseline, cheques(count), _SIZE, font)
    pen.write_right(RIGHT, baseline, amount(money), _SIZE, font)
    return y - _ROW


def _closing(pen: Pen, y: float, slip: ReceiptSlip) -> None:
    y -= 14 * MM
    pen.write(LEFT, y, f"Total du bordereau : {cheques(slip.count)}", 11)
    pen.write_right(RIGHT, y, euros(slip.total), 20, BOLD)
    crossed = len(slip.lines) - slip.count
    if crossed:
        note = f"{crossed} ligne annulée, non comptée" if crossed == 1 else f"{crossed} lignes annulées, non comptées"
        label(pen, LEFT, y - 4.5 * MM, note)
    label(pen, LEFT, y - 11 * MM, "Arrêté le présent bordereau à la somme de")
    for row, words in enumerate(wrapped(slip.total_words, RIGHT - LEFT, 10.5, BOLD)):
        pen.write(LEFT, y - 16 * MM - row * 14, words, 10.5, BOLD)
    box_width = 84 * MM
    for left, words in ((LEFT, "Remis par"), (RIGHT - box_width, "Reçu par le service encaissement")):
        pen.box(left, FLOOR, box_width, 32 * MM)
        pen.write(left + 3 * MM, FLOOR + 27 * MM, words, 8.5, BOLD)
        label(pen, left + 3 * MM, FLOOR + 23 * MM, "Nom, date et signature")
