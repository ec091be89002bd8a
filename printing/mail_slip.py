"""The slips under which papers leave the desk: transmission, transfer, archive, REJET (P-05, B-06, B-07)."""

from dataclasses import dataclass
from functools import cache, partial

from backoffice.domain.documents import MailLine, MailSlip
from backoffice.domain.money import ZERO, Money
from backoffice.french.batch_words import invoice_mode
from backoffice.french.figures import amount, moment, short_date
from backoffice.french.paper_words import RECEIVED_BY, SLIP_ABOUT, SLIP_NAMES, SLIP_TITLES, TRANSMISSION_SLIP
from backoffice.french.payment_words import CANCELLED
from printing.paper import LEFT, RIGHT, Fact, curved, pieces, printed_note
from printing.pen import BOLD, HAIR, MM, PaperColumn, Pen, shortened, width
from printing.slip_form import Face, SlipEnd, SlipTable, draw_slip

_SIZE = 8.0
_POSITION = PaperColumn(LEFT + 9 * MM, right=True)
_AFTER_POSITION = LEFT + 12 * MM
_BATCH_WIDTH = 19 * MM
_REFERENCE_WIDTH = 27 * MM
_GAP = 3 * MM
_LEAST_MONEY, _LEAST_RULES, _LEAST_ANNOTATION = 17 * MM, 9 * MM, 15 * MM
"""Their heads fit."""
_MOST_RULES, _MOST_ANNOTATION = 0.25, 0.3
"""The share that rules and annotations may have of the width beside the amounts; the name has what is left."""


def draw(*slips: MailSlip) -> bytes:
    """The slips as PDF, one after the other, the pages of each numbered from 1."""
    pen = Pen(" · ".join(f"{_title(slip)} {slip.number}" for slip in slips))
    for slip in slips:
        closing = SlipEnd(slip.count, slip.total, "", RECEIVED_BY[slip.kind])
        draw_slip(pen, _face(slip), _table(slip), slip.lines, closing)
    return pen.finish()


def _title(slip: MailSlip) -> str:
    return curved(SLIP_TITLES[slip.kind])


def _face(slip: MailSlip) -> Face:
    which = SLIP_NAMES[slip.kind] if SLIP_TITLES[slip.kind] == TRANSMISSION_SLIP else _title(slip)
    whose = f"Journée du {short_date(slip.day)}" if slip.batch is None else f"Lot {slip.batch.number}"
    return Face(
        title=_title(slip),
        group=SLIP_ABOUT[slip.kind],
        number=slip.number,
        code=slip.number,
        facts=(*_whose(slip), Fact("Imprimé le", moment(slip.printed_at), 36 * MM)),
        about=f"{which} · {whose}",
        notes=(printed_note(slip.printed_at, slip.printed_by),),
        duplicate=slip.duplicate,
    )


def _whose(slip: MailSlip) -> tuple[Fact, ...]:
    batch = slip.batch
    if batch is None:
        return (Fact("Journée du", short_date(slip.day), 32 * MM), Fact("Opérateur", slip.printed_by, 50 * MM))
    return (
        Fact("Lot", batch.number, 25 * MM),
        Fact("Nature", batch.kind.value, 29 * MM),
        Fact("Facture", invoice_mode(with_invoice=batch.with_invoice), 32 * MM),
        Fact("Arrivé le", short_date(batch.arrival_date), 24 * MM),
        Fact("Opérateur", batch.operator, 32 * MM),
    )


@dataclass(frozen=True, slots=True)
class _Layout:
    """The columns of one slip, as wide as it needs them; a day's slip names the batch of each line.

    Attributes:
        name_room: how long a name may be.
    """

    batch: PaperColumn | None
    reference: PaperColumn
    name: PaperColumn
    money: PaperColumn
    rules: PaperColumn
    annotation: PaperColumn
    name_room: float

    def named(self) -> tuple[tuple[PaperColumn, str], ...]:
        """The columns with their heads, from left to right."""
        return (
            (_POSITION, "N°"),
            *(() if self.batch is None else ((self.batch, "Lot"),)),
            (self.reference, "Référence"),
            (self.name, "Nom"),
            (self.money, "Montant (€)"),
            (self.rules, "Règle"),
            (self.annotation, "Annotation"),
        )


def _layout(slip: MailSlip) -> _Layout:
    batch = PaperColumn(_AFTER_POSITION) if slip.batch is None else None
    reference = PaperColumn(_AFTER_POSITION + (_BATCH_WIDTH if batch else 0))
    name = PaperColumn(reference.x + _REFERENCE_WIDTH)
    largest = max(slip.total, *(line.amount or ZERO for line in slip.lines), ZERO)
    money_width = max(_LEAST_MONEY, width(amount(largest), _SIZE, BOLD))
    beside = RIGHT - name.x - money_width - 3 * _GAP
    annotation_width = _between(_LEAST_ANNOTATION, {line.annotation for line in slip.lines}, _MOST_ANNOTATION * beside)
    rules_width = _between(_LEAST_RULES, {line.rules for line in slip.lines}, _MOST_RULES * beside)
    annotation = PaperColumn(RIGHT - annotation_width)
    rules = PaperColumn(annotation.x - _GAP - rules_width)
    money = PaperColumn(rules.x - _GAP, right=True)
    return _Layout(batch, reference, name, money, rules, annotation, beside - rules_width - annotation_width)


def _table(slip: MailSlip) -> SlipTable[MailLine]:
    layout = _layout(slip)
    rules = cache(partial(_whole_words, room=layout.annotation.x - layout.rules.x - _GAP))
    annotation = cache(partial(shortened, room=RIGHT - layout.annotation.x, size=_SIZE))

    def cells(line: MailLine) -> tuple[str, ...]:
        return (
            str(line.position),
            *(() if layout.batch is None else (line.batch_number,)),
            str(line.ref),
            shortened(line.name, layout.name_room, _SIZE),
            "" if line.amount is None else amount(line.amount),
            rules(line.rules),
            CANCELLED if line.cancelled else annotation(line.annotation),
        )

    columns, heads = zip(*layout.named(), strict=True)
    return SlipTable(
        size=_SIZE,
        columns=columns,
        heads=heads,
        cells=cells,
        worth=_worth,
        strokes=lambda line: ((_AFTER_POSITION, layout.rules.x + width(rules(line.rules), _SIZE)),),
        words_at=_AFTER_POSITION,
        count_at=layout.name.x,
        amount_at=layout.money.x,
        counted=pieces,
        empty="Aucune pièce",
    )


def _worth(line: MailLine) -> Money | None:
    return None if line.cancelled else line.amount or ZERO


def _between(least: float, texts: set[str], most: float) -> float:
    """Room for the longest of `texts`, within these bounds."""
    longest = max((width(words, _SIZE) for words in texts), default=0.0)
    return min(max(least, longest + HAIR), most)  # a hair more, that no rounding cuts the longest


def _whole_words(words: str, room: float) -> str:
    """As many words as there is room for; an ellipsis stands for the others."""
    kept = words.split()
    line = " ".join(kept)
    while kept and width(line, _SIZE) > room:
        kept.pop()
        line = " ".join((*kept, "…"))
    return line
