"""The copy of the line of a cancelled receipt, for the receipts desk (C-01)."""

from backoffice.domain.documents import CancelledReceipt
from backoffice.french.batch_words import invoice_mode
from backoffice.french.figures import euros, moment, short_date
from backoffice.french.paper_words import CANCELLED_RECEIPT, RECEIPT_SLIP
from backoffice.french.payment_words import cancel_why
from printing.paper import LEFT, RIGHT, TOP, Fact, barcode, curved, facts, foot, label, wordmark
from printing.pen import BOLD, MM, Pen, shortened, width

_TITLE = curved(CANCELLED_RECEIPT)
_DESK = "Copie de la ligne pour le service encaissement"
_NO_SLIP = "non imprimé"
_SIZE = 11.0
_REFERENCE, _NAME, _CHEQUE = LEFT + 14 * MM, LEFT + 50 * MM, LEFT + 118 * MM
_NAME_ROOM = _CHEQUE - _NAME - 4 * MM


def draw(copy: CancelledReceipt) -> bytes:
    """The copy as PDF: where the line stands, and the line struck through."""
    pen = Pen(f"{_TITLE} {copy.batch.number} {copy.line.position}")
    wordmark(pen)
    pen.write_right(RIGHT, TOP, _DESK, 10)
    pen.write(LEFT, TOP - 13 * MM, _TITLE, 20, BOLD)
    _where_it_stands(pen, copy)
    _line(pen, copy)
    _what_became_of_it(pen, copy)
    foot(pen, (), "Page 1/1")
    pen.next_page()
    return pen.finish()


def _where_it_stands(pen: Pen, copy: CancelledReceipt) -> None:
    batch = copy.batch
    first = (
        Fact("Lot", batch.number, 42 * MM),
        Fact(curved(RECEIPT_SLIP), copy.slip_number or _NO_SLIP, 60 * MM),
    )
    second = (
        Fact("Nature", batch.kind.value, 42 * MM),
        Fact("Facture", invoice_mode(with_invoice=batch.with_invoice), 44 * MM),
        Fact("Arrivé le", short_date(batch.arrival_date), 34 * MM),
        Fact("Opérateur", batch.operator, 55 * MM),
    )
    facts(pen, TOP - 27 * MM, first, 13)
    facts(pen, TOP - 40 * MM, second, 11)
    barcode(pen, batch.number, RIGHT, TOP - 16 * MM, 11 * MM, 0.9)


def _line(pen: Pen, copy: CancelledReceipt) -> None:
    line, y = copy.line, TOP - 60 * MM
    worth = euros(line.amount)
    pen.rule(LEFT, RIGHT, y + 12 * MM)
    for x, words in ((LEFT, "N°"), (_REFERENCE, "Référence"), (_NAME, "Nom"), (_CHEQUE, "N° du chèque")):
        label(pen, x, y + 7 * MM, words)
    label(pen, RIGHT - width(worth, _SIZE), y + 7 * MM, "Montant")
    name = shortened(line.name, _NAME_ROOM, _SIZE)
    for x, words in (
        (LEFT, str(line.position)),
        (_REFERENCE, str(line.ref)),
        (_NAME, name),
        (_CHEQUE, line.cheque_number),
    ):
        pen.write(x, y, words, _SIZE)
    pen.write_right(RIGHT, y, worth, _SIZE)
    for left, right in ((_REFERENCE, _CHEQUE + width(line.cheque_number, _SIZE)), (RIGHT - width(worth, _SIZE), RIGHT)):
        pen.rule(left, right, y + 0.3 * _SIZE, 0.8)
    pen.rule(LEFT, RIGHT, y - 5 * MM)


def _what_became_of_it(pen: Pen, copy: CancelledReceipt) -> None:
    row = (
        Fact("Annulé le", moment(copy.cancelled_at), 50 * MM),
        Fact("Par", copy.cancelled_by, 75 * MM),
        Fact("De nouveau dû", euros(copy.debt_back), 25 * MM),
        Fact("Avoir en moins", euros(copy.credit_less), 25 * MM),
    )
    facts(pen, TOP - 78 * MM, row, 11)
    if copy.why is not None:
        label(pen, LEFT, TOP - 87 * MM, "Motif")
        pen.write(LEFT, TOP - 92 * MM, shortened(cancel_why(copy.why), RIGHT - LEFT, _SIZE), _SIZE)
