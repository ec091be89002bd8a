"""The tables of the slips: those that were printed, and those that papers wait for."""

from backoffice.domain.money import ZERO
from backoffice.french.figures import amount, moment, short_date
from backoffice.french.paper_words import SLIP_NAMES, TO_PRINT, listed_name, slip_state
from forms.kit.table import Table
from forms.kit.table_model import Align, Column
from forms.kit.tokens import Tone
from forms.slips.printed import PrintedSlip
from forms.slips.waiting import Waiting

_SHOWN = 6
"""Columns."""
_NO_SLIP = "Aucun bordereau ici.\nIl s'en imprime à la clôture d'un lot, et sous À imprimer."
_NONE_WAITS = (
    "Aucune pièce n'attend de bordereau.\n"
    "Ce qui part à la numérisation, au recouvrement, au SRC, aux archives ou au REJET attend ici."
)


def printed_table() -> Table[PrintedSlip]:
    """An empty table of printed slips. When and by whom is copied and exported; there is no room to show it."""
    columns: tuple[Column[PrintedSlip], ...] = (
        Column("Bordereau", lambda row: row.number, width=124),
        Column("Nature", lambda row: listed_name(row.kind), width=120, stretch=True),
        Column("Lot, jour, pile", lambda row: row.papers_of, width=97),
        Column("Pièces", lambda row: str(row.count), value=lambda row: row.count, align=Align.RIGHT, width=66),
        Column(
            "Total",
            lambda row: "–" if row.amount is None else amount(row.amount),
            value=lambda row: row.amount or ZERO,
            align=Align.RIGHT,
            width=90,
        ),
        Column(
            "État",
            lambda row: slip_state(current=not row.outdated).upper(),
            width=90,
            tone=lambda row: Tone.WARNING if row.outdated else Tone.OK,
            chip=True,
        ),
        Column("Imprimé le", lambda row: moment(row.printed_at), value=lambda row: row.printed_at),
        Column("Opérateur", lambda row: row.operator),
    )
    table = Table("Bordereaux", columns, _NO_SLIP, key=lambda row: row.number)
    for at in range(_SHOWN, len(columns)):
        table.setColumnHidden(at, True)
    return table


def waiting_table() -> Table[Waiting]:
    """An empty table of what waits for a slip."""
    columns: tuple[Column[Waiting], ...] = (
        Column("Saisi le", lambda row: short_date(row.day), value=lambda row: row.day, width=104),
        Column("Nature", lambda row: SLIP_NAMES[row.kind], width=190, stretch=True),
        Column("Pièces", lambda row: str(row.count), value=lambda row: row.count, align=Align.RIGHT, width=72),
        Column(
            "Bordereau",
            lambda row: row.number or TO_PRINT,
            width=136,
            tone=lambda row: Tone.OK if row.number else Tone.MUTED,
        ),
    )
    return Table("À imprimer", columns, _NONE_WAITS, key=lambda row: (row.day, row.kind))
