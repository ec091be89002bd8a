"""The tables of the financial system: what it has not answered, and what it said that is not believed."""

from backoffice.domain.cancelling_progress import QuarantinedMessage
from backoffice.french.figures import amount
from forms.erp.overdue_requests import OverdueRequest, short_moment
from forms.erp.words import ACCEPTABLE, ASIDE_ONLY, REQUEST_TONES, known, said, waits_for
from forms.kit.table import Table
from forms.kit.table_model import Align, Column
from forms.kit.tokens import Tone
from forms.kit.wording.erp_words import why_quarantined

WAITING, QUARANTINE = "Sans réponse", "Quarantaine"
"""The names of the tables."""

_ALL_ANSWERED = (
    "Tout ce qui a été demandé a sa réponse.\n"
    "Une demande vient de Paiements, Annuler le paiement ; elle reste ici jusqu'à sa réponse."
)
_NOTHING_STRANGE = (
    "Rien en quarantaine.\n"
    "Un message qui contredit ce que l'on sait, ou qui ne se lit pas, attend ici que quelqu'un tranche."
)


def waiting_table() -> Table[OverdueRequest]:
    """An empty table of requests."""
    columns: tuple[Column[OverdueRequest], ...] = (
        Column(
            "Âge", lambda row: row.age, value=lambda row: row.minutes, width=78, tone=lambda row: row.tone, chip=True
        ),
        Column("Client", lambda row: str(row.request.ref), width=128),
        Column("Nom", lambda row: row.request.name, width=110, stretch=True),
        Column("Facture", lambda row: row.request.invoice, width=90),
        Column(
            "Montant",
            lambda row: amount(row.request.amount),
            value=lambda row: row.request.amount,
            align=Align.RIGHT,
            width=80,
        ),
        Column(
            "État",
            lambda row: waits_for(row.request.state),
            width=112,
            tone=lambda row: REQUEST_TONES[row.request.state] if row.request.state else Tone.INFO,
            chip=True,
        ),
        Column(
            "Demandée",
            lambda row: short_moment(row.request.asked_at, row.today),
            value=lambda row: row.request.asked_at,
            width=90,
        ),
        Column("Par", lambda row: row.request.asked_by, width=84),
        Column(
            "Envois",
            lambda row: str(row.request.times_sent),
            value=lambda row: row.request.times_sent,
            align=Align.RIGHT,
            width=70,
        ),
        Column("Dernier envoi", _last_sent, value=lambda row: row.request.sent_at, width=106),
        Column("Prochain", _next, value=lambda row: row.request.next_at, width=92),
    )
    return Table(WAITING, columns, _ALL_ANSWERED, key=lambda row: row.request.reference)


def quarantine_table() -> Table[QuarantinedMessage]:
    """An empty table of messages."""
    columns: tuple[Column[QuarantinedMessage], ...] = (
        Column("Reçu", lambda row: short_moment(row.received_at), value=lambda row: row.received_at, width=98),
        Column("Client", lambda row: str(row.ref) if row.ref else "inconnu", width=128),
        Column("Facture", lambda row: row.invoice, width=98),
        Column("Le message dit", said, width=126, stretch=True),
        Column("Nous savons", known, width=130),
        Column(
            "À trancher",
            lambda row: ACCEPTABLE if row.acceptable else ASIDE_ONLY,
            width=94,
            tone=lambda row: Tone.WARNING if row.acceptable else Tone.MUTED,
            chip=True,
            spoken=why_quarantined,
        ),
    )
    return Table(QUARANTINE, columns, _NOTHING_STRANGE, key=lambda row: row.id)


def _last_sent(row: OverdueRequest) -> str:
    return "jamais" if row.request.sent_at is None else short_moment(row.request.sent_at, row.today)


def _next(row: OverdueRequest) -> str:
    if row.is_due or row.request.next_at is None:
        return "au plus tôt"
    return short_moment(row.request.next_at, row.today)
