"""The slip with which a pile of *Tri* goes to its addressee (P-01, P-03, P-04)."""

from backoffice.domain.money import ZERO, Money
from backoffice.domain.pile_slip import PileLine, PileSlip
from backoffice.french.figures import moment, short_date
from printing.paper import LEFT, Fact, pieces, printed_note
from printing.pen import MM, PaperColumn, Pen
from printing.slip_form import Face, SlipEnd, SlipTable, draw_slip

_TITLE = "Bordereau de tri"
_ADDRESSEES = {
    "FA": "Lot FA à part, puis numérisation et traitement DEKUPLE",
    "PARTENARIAT": "Lot PARTENARIAT",
    "SRC": "SRC, par navette interne, enveloppe inter-service",
}
"""By the pile's word on the screen."""
_RECEIVED_BY = {
    "FA": "Reçu pour le lot FA",
    "PARTENARIAT": "Reçu pour le lot PARTENARIAT",
    "SRC": "Reçu par le SRC",
}
_SIZE = 9.0
_POSITION = PaperColumn(LEFT + 11 * MM, right=True)
_PIECE = PaperColumn(LEFT + 16 * MM)
_RULE = PaperColumn(LEFT + 110 * MM)


def draw(slip: PileSlip) -> bytes:
    """The slip as PDF: the pieces as they were read, a count for each page, the whole on the last."""
    pen = Pen(f"{_TITLE} {slip.number}")
    closing = SlipEnd(len(slip.lines), None, "", _RECEIVED_BY[slip.pile])
    draw_slip(pen, _face(slip), _TABLE, slip.lines, closing)
    return pen.finish()


def _face(slip: PileSlip) -> Face:
    return Face(
        title=f"{_TITLE} · pile {slip.pile}",
        group=_ADDRESSEES[slip.pile],
        number=slip.number,
        code=slip.number,
        facts=(
            Fact("Journée du", short_date(slip.day), 32 * MM),
            Fact("Opérateur", slip.printed_by, 50 * MM),
            Fact("Imprimé le", moment(slip.printed_at), 36 * MM),
        ),
        about=f"{_TITLE} · pile {slip.pile} · {short_date(slip.day)}",
        notes=(printed_note(slip.printed_at, slip.printed_by),),
        duplicate=slip.duplicate,
    )


def _cells(line: PileLine) -> tuple[str, ...]:
    return str(line.position), line.piece, line.rule


def _worth(line: PileLine) -> Money:
    del line  # a piece that is sorted bears no amount
    return ZERO


_TABLE = SlipTable(
    size=_SIZE,
    columns=(_POSITION, _PIECE, _RULE),
    heads=("N°", "Pièce", "Règle"),
    cells=_cells,
    worth=_worth,
    strokes=lambda _: (),
    words_at=_PIECE.x,
    count_at=_RULE.x,
    amount_at=None,
    counted=pieces,
    empty="Aucune pièce",
)
