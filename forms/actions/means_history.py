"""What a client paid with so far: each change of the method or of the mandate, the newest first."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from backoffice.domain.means import MeansRow, Origin
from backoffice.domain.people import Actor
from backoffice.french.action_words import METHOD_CHANGE
from backoffice.french.figures import moment
from backoffice.french.means_words import MANDATE_STATES, method_words
from backoffice.services.clients.methods import Methods
from forms.kit.labels import Words
from forms.kit.screen_tools import ScreenTools
from forms.kit.table import Table
from forms.kit.table_model import Column
from forms.kit.tokens import GAP, ROW, scaled

TITLE = "Historique du MDR et du mandat"
_ORIGINS = {
    Origin.FILE: "Fichier partenaire",
    Origin.CHANGE: METHOD_CHANGE,
    Origin.MANDATE: "Mandat",
    Origin.UNDO: "Annulation",
}
_ROWS = 5
"""In sight, the head included."""


class MeansHistory(QWidget):
    """The history of one client after another."""

    def __init__(self, methods: Methods, desk: ScreenTools, who: Actor) -> None:
        super().__init__()
        self._methods = methods
        self._desk = desk
        self._who = who
        self._client_id = 0
        self._table = Table(TITLE, _COLUMNS, "Aucun changement.", key=lambda row: row.id)
        self._table.setFixedHeight(scaled(_ROWS * ROW))
        desk.serve(self._table, TITLE)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(Words(TITLE, "label"))
        column.addWidget(self._table)

    @property
    def rows(self) -> tuple[MeansRow, ...]:
        """What is shown."""
        return tuple(self._table.rows)

    def begin(self, client_id: int) -> None:
        """Read the history of a client."""
        self._client_id = client_id
        self._table.show_rows(())
        self._desk.runner.run(
            lambda: self._methods.history(self._who, client_id),
            lambda rows: self._show(client_id, rows),
            self._desk.tell,
            self,
        )

    def _show(self, client_id: int, rows: tuple[MeansRow, ...]) -> None:
        if client_id == self._client_id:
            self._table.show_rows(rows)


def _pays_with(row: MeansRow) -> str:
    means = row.means
    shown = f"{means.card_brand} •••• {means.card_last4}" if means.card_last4 else ""
    return " · ".join(filter(None, (method_words(means.method_code), shown, means.iban)))


_COLUMNS: tuple[Column[MeansRow], ...] = (
    Column("Date", lambda row: moment(row.recorded_at), value=lambda row: row.recorded_at, width=130),
    Column("Origine", lambda row: _ORIGINS[row.origin], width=130),
    Column("MDR", _pays_with, width=190, stretch=True),
    Column("RUM", lambda row: row.means.rum, width=120),
    Column("Mandat", lambda row: MANDATE_STATES[row.means.mandate], width=80),
    Column("Motif", lambda row: row.reason, width=100),
    Column("Opérateur", lambda row: row.operator, width=90),
)
