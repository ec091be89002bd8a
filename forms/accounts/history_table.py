"""The history of an account: what moved it, and the balance after each entry."""

from collections.abc import Mapping

from backoffice.domain.ledger import EntryKind, LedgerRow
from backoffice.french.account_words import ENTRY_KINDS, PAID_WITH
from backoffice.french.figures import amount, day_of, euros, moment, signed
from backoffice.french.means_words import CHANNELS
from forms.accounts.figures import standing
from forms.kit.table import Table
from forms.kit.table_model import Align, Column
from forms.kit.tokens import Tone

_WAYS: Mapping[str, str] = {
    **{method.value: words for method, words in PAID_WITH.items()},
    **{channel.value: words for channel, words in CHANNELS.items()},
}
"""How an entry was paid."""


def history_table(name: str, empty: str) -> Table[LedgerRow]:
    """An empty table of entries."""
    columns: tuple[Column[LedgerRow], ...] = (
        Column("Date", when, value=lambda row: row.happened_at, width=144),
        Column("Opération", operation, width=270, stretch=True),
        Column(
            "Montant",
            lambda row: signed(row.amount),
            value=lambda row: row.amount,
            align=Align.RIGHT,
            width=100,
            tone=lambda row: Tone.MUTED if row.cancelled else standing(row.amount),
        ),
        Column(
            "Solde", lambda row: amount(row.running), value=lambda row: row.running.cents, align=Align.RIGHT, width=96
        ),
        Column("Opérateur", lambda row: row.operator, width=100),
    )
    return Table(name, columns, empty, key=lambda row: row.id, struck=lambda row: row.cancelled)


def when(row: LedgerRow) -> str:
    """The moment; of an invoice the day, for it has no more."""
    return day_of(row.happened_at) if row.kind is EntryKind.INVOICE else moment(row.happened_at)


def operation(row: LedgerRow) -> str:
    """`Paiement · Chèque · 5508018 · Marché de printemps`; `Imputation d'un avoir · 20,30 € · F1 · AP11`."""
    applied = euros(row.applied) if row.applied else ""
    way = _WAYS.get(row.method, row.method)
    return " · ".join(filter(None, (ENTRY_KINDS[row.kind], way, applied, row.what, row.where)))
