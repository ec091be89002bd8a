"""*Dossier client* without a coupon: the invoices that are pending, and all else that is known."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from backoffice.domain.dossier import Dossier
from backoffice.domain.invoices import PendingInvoice
from backoffice.domain.people import Actor
from backoffice.french.figures import euros, short_date
from forms.coupon.client.client_tabs import ClientTabs
from forms.coupon.services import CouponServices
from forms.kit.panels import Card
from forms.kit.screen_tools import ScreenTools
from forms.kit.table import Table
from forms.kit.table_model import Align, Column
from forms.kit.tokens import ROOM, ROW, scaled

INVOICES = "Factures en attente"
_LEAST = 4
"""Rows in sight, the head included, where room lacks."""

_COLUMNS: tuple[Column[PendingInvoice], ...] = (
    Column("Facture", lambda row: row.number, width=160, stretch=True),
    Column("Circ.", lambda row: row.circular, width=90),
    Column("Date", lambda row: short_date(row.issued_on), value=lambda row: row.issued_on, width=110),
    Column("Montant", lambda row: euros(row.amount), value=lambda row: row.amount, align=Align.RIGHT, width=120),
    Column("Reste", lambda row: euros(row.pending), value=lambda row: row.pending, align=Align.RIGHT, width=120),
)


class FilePage(QWidget):
    """One client's file.

    Attributes:
        invoices: what is left to pay.
        around: the blocks, orders, receipts, debits, comments and the account.
    """

    def __init__(self, services: CouponServices, desk: ScreenTools, who: Actor) -> None:
        super().__init__()
        self.invoices = Table(INVOICES, _COLUMNS, "Aucune facture en attente.", key=lambda row: row.id)
        self.invoices.setMinimumHeight(scaled(_LEAST * ROW))
        desk.serve(self.invoices, INVOICES)
        self.around = ClientTabs(services, desk, who)
        card = Card(INVOICES)
        card.body.addWidget(self.invoices)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(ROOM)
        whole.addWidget(card, 1)
        whole.addWidget(self.around, 2)

    def show_dossier(self, dossier: Dossier | None) -> None:
        """Show a client's file, or nobody's."""
        self.invoices.show_rows(dossier.invoices if dossier else ())
        self.around.show_dossier(dossier)

    def take_focus(self) -> None:
        """Wait where the arrows go through the invoices, and an action code is heard."""
        self.invoices.setFocus(Qt.FocusReason.OtherFocusReason)
