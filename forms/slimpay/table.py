"""The table of what SlimPay still waits for."""

from backoffice.domain.rows import SlimpayRow
from backoffice.french.figures import moment
from forms.kit.table import Table
from forms.kit.table_model import Column
from forms.slimpay.words import NEW_MANDATE, STATE_TONES, STATES

_EMPTY = (
    "SlimPay n'attend rien.\n"
    "Une demande vient de l'action 2.4, code 99 (P-69) ; elle reste ici tant que son IBAN n'est pas arrivé."
)


def order_table() -> Table[SlimpayRow]:
    """An empty table of orders."""
    columns: tuple[Column[SlimpayRow], ...] = (
        Column("Référence", lambda row: str(row.ref), width=136),
        Column("Client", lambda row: row.name, width=170, stretch=True),
        Column("RUM", lambda row: row.rum or NEW_MANDATE, width=190),
        Column("État", lambda row: STATES[row.state], width=112, tone=lambda row: STATE_TONES[row.state], chip=True),
        Column("Demandée le", lambda row: moment(row.asked_at), value=lambda row: row.asked_at, width=160),
        Column("Opérateur", lambda row: row.operator, width=100),
    )
    return Table("SlimPay", columns, _EMPTY, key=lambda row: row.id)
