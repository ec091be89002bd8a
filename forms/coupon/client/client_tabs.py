"""What else is known of the client, quietly: the blocks, orders, receipts, actions and the account so far."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QTabWidget, QVBoxLayout, QWidget

from backoffice.domain.batch_rows import ReceiptRow
from backoffice.domain.debit_rows import DebitRow
from backoffice.domain.dossier import Dossier
from backoffice.domain.invoices import OrderRow
from backoffice.domain.payments import PaymentState
from backoffice.domain.people import Actor
from backoffice.french.figures import euros, moment
from backoffice.french.means_words import CHANNELS
from backoffice.french.operation_words import OPERATIONS
from backoffice.french.payment_words import PAYMENT_STATES
from backoffice.french.screen_titles import ORDER_LIST
from forms.accounts.client_account import TITLE as _ACCOUNT
from forms.accounts.client_account import ClientHistory
from forms.actions.blocks import Blocks
from forms.actions.history import TITLE as _ACTIONS
from forms.actions.history import History
from forms.coupon.services import CouponServices
from forms.kit.panels import Card
from forms.kit.screen_tools import ScreenTools
from forms.kit.table import Table
from forms.kit.table_model import Align, Column
from forms.kit.tokens import ROW, SPACE, scaled

_RECEIPTS = "Encaissements"
_DEBITS = "Prélèvements"
_LEAST = 3
"""Rows in sight, the head included, where room lacks."""

_ORDER_COLUMNS: tuple[Column[OrderRow], ...] = (
    Column("Titre", lambda row: row.title, width=240),
    Column("Statut", lambda row: row.status, width=150),
    Column("KDO", lambda row: "KDO" if row.gift else "", width=70),
    Column("Bénéficiaire", lambda row: row.beneficiary, stretch=True),
)
_RECEIPT_COLUMNS: tuple[Column[ReceiptRow], ...] = (
    Column("Saisi", lambda row: moment(row.recorded_at), value=lambda row: row.recorded_at, width=160),
    Column("Lot", lambda row: row.batch_number, width=110),
    Column("N° du chèque", lambda row: row.cheque_number, width=120),
    Column("Montant", lambda row: euros(row.amount), value=lambda row: row.amount, align=Align.RIGHT, width=110),
    Column("Avoir", lambda row: euros(row.credit), value=lambda row: row.credit, align=Align.RIGHT, width=110),
    Column("Opérateur", lambda row: row.operator, stretch=True),
)


def _state(row: DebitRow) -> str:
    stands = PaymentState.SENT if row.sent else PaymentState.TO_SEND
    return PAYMENT_STATES[PaymentState.CANCELLED if row.reversed else stands].lower()


_DEBIT_COLUMNS: tuple[Column[DebitRow], ...] = (
    Column("Saisi", lambda row: moment(row.recorded_at), value=lambda row: row.recorded_at, width=160),
    Column("Facture", lambda row: row.invoice, width=120),
    Column("Opération", lambda row: OPERATIONS[row.operation], width=130),
    Column("Par", lambda row: CHANNELS[row.channel], width=80),
    Column("Montant", lambda row: euros(row.amount), value=lambda row: row.amount, align=Align.RIGHT, width=110),
    Column("État", _state, width=110),
    Column("Opérateur", lambda row: row.operator, stretch=True),
)


class ClientTabs(Card):
    """The blocks, and five lists in tabs.

    Attributes:
        blocks: BLOCAGE PROMO and BLOCAGE RELANCE.
        history: the comments and actions on the client's file.
        account: what moved their account.

    Signals:
        shown: bears the dossier in sight, or None.
    """

    shown = Signal(object)

    def __init__(self, services: CouponServices, desk: ScreenTools, who: Actor) -> None:
        super().__init__()
        self.blocks = Blocks(services.actions, desk, who, services.why_not)
        self.history = History(desk)
        self.account = ClientHistory(services.balances, services.credits, desk, who, services.why_not)
        self.orders = Table(ORDER_LIST, _ORDER_COLUMNS, "Aucune commande.", key=lambda row: row.number)
        self.receipts = Table(
            _RECEIPTS,
            _RECEIPT_COLUMNS,
            "Aucun encaissement.",
            key=lambda row: row.id,
            struck=lambda row: row.reversed,
        )
        self.debits = Table(
            _DEBITS, _DEBIT_COLUMNS, "Aucun prélèvement.", key=lambda row: row.id, struck=lambda row: row.reversed
        )
        self._tabs = QTabWidget()
        for table, title in ((self.orders, ORDER_LIST), (self.receipts, _RECEIPTS), (self.debits, _DEBITS)):
            desk.serve(table, title)
            table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
            table.setMinimumHeight(scaled(_LEAST * ROW))
            self._tabs.addTab(_page(table), title)
        self._tabs.addTab(_page(self.history), _ACTIONS)
        self._tabs.addTab(_page(self.account), _ACCOUNT)
        self.body.addWidget(self.blocks)
        self.body.addWidget(self._tabs)

    def show_dossier(self, dossier: Dossier | None) -> None:
        """Show a client's blocks, orders, receipts and actions, with how many there are."""
        orders, receipts, debits = (dossier.orders, dossier.receipts, dossier.debits) if dossier else ((), (), ())
        self.orders.show_rows(orders)
        self.receipts.show_rows(receipts)
        self._tabs.setTabText(0, f"{ORDER_LIST} ({len(orders)})")
        self._tabs.setTabText(1, f"{_RECEIPTS} ({len(receipts)})")
        self.debits.show_rows(debits)
        self._tabs.setTabText(2, f"{_DEBITS} ({len(debits)})")
        self._tabs.setTabText(3, f"{_ACTIONS} ({len(dossier.actions) if dossier else 0})")
        self.blocks.show_dossier(dossier)
        self.history.show_dossier(dossier)
        self.account.show_client(dossier.client.id if dossier else None)
        # Nothing is pending and something was received or debited: this coupon may have been keyed already.
        paid = dossier is not None and not dossier.invoices
        self._tabs.setCurrentIndex(1 if paid and receipts else 2 if paid and debits else 0)
        self.shown.emit(dossier)


def _page(table: QWidget) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, SPACE, 0, 0)
    column.addWidget(table)
    return page
