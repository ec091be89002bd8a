"""The lot sheet (feuille de lot) that wraps the cheques of a batch (B-06)."""

from backoffice.domain.documents import LotSheet
from backoffice.french.batch_words import invoice_mode
from backoffice.french.figures import euros, moment, short_date
from backoffice.french.paper_words import LOT_SHEET, RECEIPT_SLIP
from printing.paper import (
    LEFT,
    RIGHT,
    TOP,
    Fact,
    anchor_note,
    barcode,
    cheques,
    curved,
    facts,
    foot,
    label,
    printed_note,
    wordmark,
)
from printing.pen import BOLD, MM, PAGE_HEIGHT, Pen, width, wrapped

_WIDTH = RIGHT - LEFT


def draw(sheet: LotSheet) -> bytes:
    """The sheet as PDF. It is folded round the cheques: the upper half alone says which lot it is."""
    pen = Pen(f"{LOT_SHEET} {sheet.batch.number}")
    wordmark(pen)
    pen.write_right(RIGHT, TOP, LOT_SHEET, 13)
    _which_lot(pen, sheet)
    _fold(pen)
    _what_is_in_it(pen, sheet)
    foot(pen, (anchor_note(sheet.anchor), printed_note(sheet.printed_at, sheet.printed_by)), "Page 1/1")
    pen.next_page()
    return pen.finish()


def _which_lot(pen: Pen, sheet: LotSheet) -> None:
    batch = sheet.batch
    size = min(100.0, 100.0 * _WIDTH / width(batch.number, 100, BOLD))
    pen.write(LEFT, TOP - 42 * MM, batch.number, size, BOLD)
    pen.rule(LEFT, RIGHT, TOP - 54 * MM)
    pen.write(LEFT, TOP - 71 * MM, batch.kind.value, 34, BOLD)
    pen.write(LEFT, TOP - 82 * MM, invoice_mode(with_invoice=batch.with_invoice), 16)
    barcode(pen, batch.number, RIGHT, TOP - 61 * MM, 20 * MM, 1.44)
    pen.rule(LEFT, RIGHT, TOP - 93 * MM)
    row = (
        Fact("Arrivé le", short_date(batch.arrival_date), 32 * MM),
        Fact("Ouvert le", moment(batch.opened_at), 49 * MM),
        Fact("Opérateur", batch.operator, 50 * MM),
        Fact(curved(RECEIPT_SLIP), sheet.slip_number, 44 * MM),
    )
    facts(pen, TOP - 104 * MM, row, 12)


def _fold(pen: Pen) -> None:
    for left in (6 * MM, 198 * MM):
        pen.rule(left, left + 6 * MM, PAGE_HEIGHT / 2)


def _what_is_in_it(pen: Pen, sheet: LotSheet) -> None:
    y = PAGE_HEIGHT / 2 - 30 * MM
    pen.write(LEFT, y, cheques(sheet.count), 26, BOLD)
    pen.write_right(RIGHT, y, euros(sheet.total), 26, BOLD)
    pen.rule(LEFT, RIGHT, y - 7 * MM)
    label(pen, LEFT, y - 13 * MM, "Soit")
    for row, words in enumerate(wrapped(sheet.total_words, _WIDTH, 13, BOLD)):
        pen.write(LEFT, y - 19 * MM - row * 18, words, 13, BOLD)
