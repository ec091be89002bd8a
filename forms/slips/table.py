"""The table of printed slips."""

from backoffice.domain.rows import SlipRow
from backoffice.french.figures import amount, moment
from forms.kit.table import Table
from forms.kit.table_model import Align, Column
from forms.kit.tokens import Tone

_EMPTY = "Aucun bordereau de ce numéro.\nUn bordereau s'imprime à la clôture d'un lot."


def slip_table() -> Table[SlipRow]:
    """An empty table of slips."""
    columns: tuple[Column[SlipRow], ...] = (
        Column("Bordereau", lambda row: row.number, width=136),
        Column("Lot", lambda row: row.batch_number, width=100),
        Column(
            "État",
            lambda row: "à jour" if row.current else "dépassé",
            width=82,
            tone=lambda row: Tone.OK if row.current else Tone.WARNING,
            chip=True,
        ),
        Column("Chèques", lambda row: str(row.cheques), value=lambda row: row.cheques, align=Align.RIGHT, width=92),
        Column("Total", lambda row: amount(row.amount), value=lambda row: row.amount, align=Align.RIGHT, width=104),
        Column("Imprimé le", lambda row: moment(row.printed_at), value=lambda row: row.printed_at, width=156),
        Column("Opérateur", lambda row: row.operator, width=80, stretch=True),
    )
    return Table("Bordereaux", columns, _EMPTY, key=lambda row: row.id)
