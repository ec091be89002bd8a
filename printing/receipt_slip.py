"""The receipt slip (bordereau d'encaissement) that goes with the cheques of a batch (B-06)."""

from backoffice.domain.documents import ReceiptLine, ReceiptSlip
from backoffice.domain.money import Money
from backoffice.french.batch_words import invoice_mode
from backoffice.french.figures import amount, moment, short_date
from backoffice.french.paper_words import RECEIPT_SLIP
from backoffice.french.payment_words import CANCELLED
from printing.paper import LEFT, RIGHT, Fact, anchor_note, cheques, curved, printed_note
from printing.pen import MM, PaperColumn, Pen, shortened, width
from printing.slip_form import Face, SlipEnd, SlipTable, draw_slip

_TITLE = curved(RECEIPT_SLIP)

_SIZE = 9.0
_POSITION = PaperColumn(LEFT + 11 * MM, right=True)
_REFERENCE = PaperColumn(LEFT + 16 * MM)
_NAME = PaperColumn(LEFT + 48 * MM)
_CHEQUE = PaperColumn(LEFT + 118 * MM)
_MENTION = PaperColumn(LEFT + 136 * MM)
_AMOUNT = PaperColumn(RIGHT, right=True)
_NAME_ROOM = _CHEQUE.x - _NAME.x - 4 * MM


def draw(slip: ReceiptSlip) -> bytes:
    """The slip as PDF: the cheques, a total for each page, the whole in figures and words on the last."""
    pen = Pen(f"{_TITLE} {slip.number}")
    closing = SlipEnd(slip.count, slip.total, slip.total_words, "Reçu par le service encaissement")
    draw_slip(pen, _face(slip), _table(), slip.lines, closing)
    return pen.finish()


def _face(slip: ReceiptSlip) -> Face:
    batch = slip.batch
    return Face(
        title=_TITLE,
        group="",
        number=slip.number,
        code=batch.number,
        facts=(
            Fact("Lot", batch.number, 25 * MM),
            Fact("Nature", batch.kind.value, 29 * MM),
            Fact("Facture", invoice_mode(with_invoice=batch.with_invoice), 32 * MM),
            Fact("Arrivé le", short_date(batch.arrival_date), 24 * MM),
            Fact("Opérateur", batch.operator, 32 * MM),
            Fact("Imprimé le", moment(slip.printed_at), 36 * MM),
        ),
        about=f"{_TITLE} · Lot {batch.number} · {batch.kind}",
        notes=(anchor_note(slip.anchor), printed_note(slip.printed_at, slip.printed_by)),
        duplicate=slip.duplicate,
    )


def _table() -> SlipTable[ReceiptLine]:
    return SlipTable(
        size=_SIZE,
        columns=(_POSITION, _REFERENCE, _NAME, _CHEQUE, _MENTION, _AMOUNT),
        heads=("N°", "Référence", "Nom", "N° du chèque", "", "Montant (€)"),
        cells=_cells,
        worth=_worth,
        strokes=_strokes,
        words_at=_REFERENCE.x,
        count_at=_CHEQUE.x,
        amount_at=_AMOUNT.x,
        counted=cheques,
        empty="Aucun chèque",
    )


def _cells(line: ReceiptLine) -> tuple[str, ...]:
    name = shortened(line.name, _NAME_ROOM, _SIZE)
    mention = CANCELLED if line.reversed else ""
    return str(line.position), str(line.ref), name, line.cheque_number, mention, amount(line.amount)


def _worth(line: ReceiptLine) -> Money | None:
    return None if line.reversed else line.amount


def _strokes(line: ReceiptLine) -> tuple[tuple[float, float], ...]:
    return (
        (_REFERENCE.x, _CHEQUE.x + width(line.cheque_number, _SIZE)),
        (RIGHT - width(amount(line.amount), _SIZE), RIGHT),
    )
