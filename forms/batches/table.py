"""The table of batches, and the sums of the lines that it shows."""

from collections.abc import Sequence

from backoffice.domain.batch import BatchState
from backoffice.domain.batch_rows import BatchRow
from backoffice.domain.money import total
from backoffice.french.batch_words import BATCH_STATES, invoice_mode
from backoffice.french.counted import counted
from backoffice.french.figures import amount, euros, short_date
from forms.kit.table import Table
from forms.kit.table_model import Align, Column
from forms.kit.tokens import Tone

STATE_TONES = {BatchState.OPEN: Tone.OK, BatchState.PRECLOSED: Tone.WARNING, BatchState.CLOSED: Tone.MUTED}
"""The colour that goes with the word of a state."""

_EMPTY = "Aucun lot ici.\nN ouvre un lot ; les filtres au-dessus en montrent d'autres."


def batch_table() -> Table[BatchRow]:
    """An empty table of batches."""
    columns: tuple[Column[BatchRow], ...] = (
        Column("Lot", lambda row: row.batch.number, width=100),
        Column(
            "État",
            lambda row: BATCH_STATES[row.batch.state],
            width=100,
            tone=lambda row: STATE_TONES[row.batch.state],
            chip=True,
        ),
        Column("Clients", lambda row: row.batch.kind.value, width=116),
        Column("Facture", lambda row: invoice_mode(with_invoice=row.batch.with_invoice), width=128),
        Column(
            "Arrivé le",
            lambda row: short_date(row.batch.arrival_date),
            value=lambda row: row.batch.arrival_date,
            width=104,
        ),
        Column("Opérateur", lambda row: row.batch.operator, width=120, stretch=True),
        Column("Chèques", lambda row: str(row.cheques), value=lambda row: row.cheques, align=Align.RIGHT, width=92),
        Column("Total", lambda row: amount(row.amount), value=lambda row: row.amount, align=Align.RIGHT, width=110),
    )
    return Table("Lots", columns, _EMPTY, key=lambda row: row.batch.id)


def totals(rows: Sequence[BatchRow]) -> str:
    """`12 lots · 337 chèques · 12 204,55 €`."""
    cheques = sum(row.cheques for row in rows)
    money = total(row.amount for row in rows)
    return " · ".join((counted(len(rows), "lot"), counted(cheques, "chèque"), euros(money)))
