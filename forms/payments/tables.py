"""The tables of the payments: those found, the lines of one, and what happened to it."""

from dataclasses import dataclass

from backoffice.domain.payments import PaymentLine, PaymentMoment, PaymentRow, PaymentState
from backoffice.french.figures import amount, moment
from backoffice.french.operation_words import OPERATIONS
from backoffice.french.payment_words import PAYMENT_STATES
from forms.kit.table import Table
from forms.kit.table_model import Align, Column
from forms.kit.tokens import Tone
from forms.payments.words import STATE_TONES, event, title

_NONE = "Aucun paiement ici.\nF3 en cherche d'autres ; les filtres, ou une autre lecture, en montrent peut-être."
_NO_LINE = "Aucune ligne : ce chèque ne règle aucune facture, il est à l'avoir du client."


@dataclass(frozen=True, slots=True)
class ShownPaymentLine:
    """A line with what became of it; `told` is its timeline as a sentence, empty where it has none."""

    line: PaymentLine
    state: PaymentState
    told: str


def payment_table() -> Table[PaymentRow]:
    """An empty table of payments."""
    columns: tuple[Column[PaymentRow], ...] = (
        Column("Saisi", lambda row: moment(row.recorded_at), value=lambda row: row.recorded_at, width=142),
        Column("Paiement", title, width=152),
        Column("Client", lambda row: str(row.ref), width=132),
        Column("Nom", lambda row: row.name, width=130, stretch=True),
        Column("Lot", lambda row: row.batch_number, width=90),
        Column("Lignes", lambda row: str(row.lines), value=lambda row: row.lines, align=Align.RIGHT, width=68),
        Column("Montant", lambda row: amount(row.amount), value=lambda row: row.amount, align=Align.RIGHT, width=90),
        Column(
            "État",
            lambda row: PAYMENT_STATES[row.state],
            width=164,
            tone=lambda row: STATE_TONES[row.state],
            chip=True,
        ),
        Column("Opérateur", lambda row: row.operator, width=98),
    )
    return Table("Paiements", columns, _NONE, key=lambda row: row.id)


def line_table() -> Table[ShownPaymentLine]:
    """An empty table of a payment's lines."""
    columns: tuple[Column[ShownPaymentLine], ...] = (
        Column("Facture", lambda row: row.line.invoice, width=130),
        Column("Opération", lambda row: OPERATIONS[row.line.operation], width=108, stretch=True),
        Column(
            "Montant",
            lambda row: amount(row.line.amount),
            value=lambda row: row.line.amount,
            align=Align.RIGHT,
            width=82,
        ),
        Column("Règle", lambda row: row.line.rule, width=62),
        Column(
            "État",
            lambda row: PAYMENT_STATES[row.state],
            width=82,
            tone=lambda row: STATE_TONES[row.state],
            chip=True,
            spoken=lambda row: row.told or PAYMENT_STATES[row.state],
        ),
        Column("Contrepassée", _reversed, width=118, align=Align.RIGHT, tone=lambda _: Tone.MUTED),
    )
    return Table("Lignes du paiement", columns, _NO_LINE, key=lambda row: row.line.id)


def history_table() -> Table[PaymentMoment]:
    """An empty table of what happened to a payment."""
    columns: tuple[Column[PaymentMoment], ...] = (
        Column("Quand", lambda row: moment(row.at), value=lambda row: row.at, width=142),
        Column("Quoi", event, width=120, stretch=True),
        Column("Qui", lambda row: row.by, width=76),
        Column("Poste", lambda row: row.workstation, width=64),
    )
    return Table("Historique", columns, "", key=lambda row: (row.event, row.at))


def _reversed(row: ShownPaymentLine) -> str:
    return "" if row.line.reversal is None else amount(row.line.reversal.amount)
