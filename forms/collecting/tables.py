"""The tables of the debits: what is to be sent, and the files that were made."""

from backoffice.domain.debit_rows import BankFileRow
from backoffice.french.figures import amount, moment, short_date
from backoffice.french.means_words import FILE_WAYS
from forms.collecting.sending import Sending
from forms.collecting.words import state
from forms.kit.table import Table
from forms.kit.table_model import Align, Column
from forms.kit.tokens import Tone

_NOTHING = (
    "Rien à envoyer.\n"
    "Les refacturations et les représentations attendent ici, par jour, dès qu'elles sont enregistrées."
)
_NO_FILE = "Aucun fichier n'est encore parti."


def to_send_table() -> Table[Sending]:
    """An empty table of what is to be sent."""
    columns: tuple[Column[Sending], ...] = (
        Column("Jour", lambda row: short_date(row.day), value=lambda row: row.day, width=104),
        Column("Vers", lambda row: FILE_WAYS[row.channel], width=96),
        Column("Prélèvements", lambda row: str(row.count), value=lambda row: row.count, align=Align.RIGHT, width=126),
        Column("Montant", lambda row: amount(row.amount), value=lambda row: row.amount, align=Align.RIGHT, width=112),
        Column("État", state, width=250, stretch=True, tone=_tone),
    )
    return Table("À envoyer", columns, _NOTHING, key=lambda row: (row.day, row.channel, row.files))


def file_table() -> Table[BankFileRow]:
    """An empty table of files."""
    columns: tuple[Column[BankFileRow], ...] = (
        Column("Fichier", lambda row: row.number, width=128),
        Column("Vers", lambda row: FILE_WAYS[row.channel], width=80),
        Column("Jour", lambda row: short_date(row.day), value=lambda row: row.day, width=96),
        Column("Prélevé le", lambda row: short_date(row.collected_on), value=lambda row: row.collected_on, width=96),
        Column("Séquence", lambda row: row.sequence, width=96),
        Column("Prélèvements", lambda row: str(row.count), value=lambda row: row.count, align=Align.RIGHT, width=126),
        Column("Montant", lambda row: amount(row.amount), value=lambda row: row.amount, align=Align.RIGHT, width=112),
        Column("Fait le", lambda row: moment(row.made_at), value=lambda row: row.made_at, width=156),
        Column("Par", lambda row: row.operator, width=90, stretch=True),
    )
    return Table("Envoyés", columns, _NO_FILE, key=lambda row: row.id)


def _tone(line: Sending) -> Tone:
    if line.files:
        return Tone.WARNING
    return Tone.NEUTRAL if line.ready else Tone.MUTED
