"""The list of refunded credits that goes to the accounts (C-04)."""

from backoffice.domain.credit import RefundList, RefundRow
from backoffice.french.figures import amount, day_of, euros, moment
from printing.paper import FLOOR, LEFT, RIGHT, TOP, Fact, facts, foot, wordmark
from printing.pen import BOLD, MM, PaperColumn, Pen, shortened

_TITLE = "Remboursements d’avoirs"
_SIZE = 9.0
_ROW = 15.0
_BASELINE = 4.5
"""How far a row's text stands above the row's lower edge."""
_TABLE = TOP - 50 * MM
_A_PAGE = int((_TABLE - FLOOR - 3 * _ROW) // _ROW)
_COLUMNS = (
    PaperColumn(LEFT),
    PaperColumn(LEFT + 20 * MM),
    PaperColumn(LEFT + 52 * MM),
    PaperColumn(LEFT + 92 * MM),
    PaperColumn(LEFT + 138 * MM),
    PaperColumn(RIGHT, right=True),
)
_ROOMS = (19 * MM, 31 * MM, 39 * MM, 45 * MM, 25 * MM, 20 * MM)
_HEADS = ("Date", "Référence", "Nom", "Motif", "Par", "Montant (€)")


def draw(document: RefundList) -> bytes:
    """The list as PDF."""
    pen = Pen(f"{_TITLE} {document.row.number}")
    rows = document.refunds
    pages = [rows[start : start + _A_PAGE] for start in range(0, len(rows), _A_PAGE)]
    for number, page in enumerate(pages, start=1):
        _head(pen, document)
        y = _refunds(pen, page)
        if number == len(pages):
            pen.write(LEFT, y - 9 * MM, "Total à rembourser", 11)
            pen.write_right(RIGHT, y - 9 * MM, euros(document.row.amount), 14, BOLD)
        foot(pen, (), f"Page {number}/{len(pages)}")
        pen.next_page()
    return pen.finish()


def _head(pen: Pen, document: RefundList) -> None:
    row = document.row
    wordmark(pen)
    pen.write_right(RIGHT, TOP, "Pour la comptabilité", 10)
    pen.write(LEFT, TOP - 13 * MM, _TITLE, 20, BOLD)
    about = (
        Fact("Liste n°", row.number, 45 * MM),
        Fact("Remboursements", str(row.count), 35 * MM),
        Fact("Établie le", moment(row.made_at), 50 * MM),
        Fact("Par", row.operator, 45 * MM),
    )
    facts(pen, TOP - 29 * MM, about, 12)


def _refunds(pen: Pen, page: tuple[RefundRow, ...]) -> float:
    pen.write_rows(_COLUMNS, (_HEADS,), _TABLE + _BASELINE, _ROW, 7.5)
    pen.rule(LEFT, RIGHT, _TABLE, 0.75)
    pen.write_rows(_COLUMNS, (_cells(row) for row in page), _TABLE - _ROW + _BASELINE, _ROW, _SIZE)
    y = _TABLE - len(page) * _ROW
    pen.rule(LEFT, RIGHT, y, 0.75)
    return y


def _cells(row: RefundRow) -> tuple[str, ...]:
    words = (day_of(row.recorded_at), str(row.ref), row.name, row.reason, row.operator, amount(row.amount))
    return tuple(shortened(each, room, _SIZE) for each, room in zip(words, _ROOMS, strict=True))
