"""The slip with which a pile of *Tri* goes to its addressee (P-01, P-03, P-04)."""

from collections.abc import Mapping

from backoffice.domain.batch import BatchKind
from backoffice.domain.money import ZERO, Money
from backoffice.domain.paper import MailSlipKind
from backoffice.domain.pile_slip import PileLine, PileSlip
from backoffice.french.figures import moment, short_date
from backoffice.french.paper_words import BY_SHUTTLE, RECEIVED_BY, SHORT_NAMES, SORTING_SLIP
from printing.paper import LEFT, Fact, pieces, printed_note
from printing.pen import MM, PaperColumn, Pen
from printing.slip_form import Face, SlipEnd, SlipTable, draw_slip

_SRC = SHORT_NAMES[MailSlipKind.SRC]
_ADDRESSEES: Mapping[str, str] = {
    BatchKind.DIRECT: f"Lot {BatchKind.DIRECT} à part, puis numérisation et traitement DEKUPLE",
    BatchKind.PARTNER: f"Lot {BatchKind.PARTNER}",
    _SRC: f"{_SRC}, {BY_SHUTTLE}",
}
"""By the pile's word on the screen."""
_RECEIVED_BY: Mapping[str, str] = {
    BatchKind.DIRECT: f"Reçu pour le lot {BatchKind.DIRECT}",
    BatchKind.PARTNER: f"Reçu pour le lot {BatchKind.PARTNER}",
    _SRC: RECEIVED_BY[MailSlipKind.SRC],
}
_SIZE = 9.0
_POSITION = PaperColumn(LEFT + 11 * MM, right=True)
_PIECE = PaperColumn(LEFT + 16 * MM)
_RULE = PaperColumn(LEFT + 110 * MM)


def draw(slip: PileSlip) -> bytes:
    """The slip as PDF: the pieces as they were read, a count for each page, the whole on the last."""
    pen = Pen(f"{SORTING_SLIP} {slip.number}")
    closing = SlipEnd(len(slip.lines), None, "", _RECEIVED_BY[slip.pile])
    draw_slip(pen, _face(slip), _TABLE, slip.lines, closing)
    return pen.finish()


def _face(slip: PileSlip) -> Face:
    return Face(
        title=f"{SORTING_SLIP} · pile {slip.pile}",
        group=_ADDRESSEES[slip.pile],
        number=slip.number,
        code=slip.number,
        facts=(
            Fact("Journée du", short_date(slip.day), 32 * MM),
            Fact("Opérateur", slip.printed_by, 50 * MM),
            Fact("Imprimé le", moment(slip.printed_at), 36 * MM),
        ),
        about=f"{SORTING_SLIP} · pile {slip.pile} · {short_date(slip.day)}",
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
