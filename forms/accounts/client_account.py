"""The account of a client of the recovery side, beside what else is known of them: the same ledger (M-01)."""

from collections.abc import Callable

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from backoffice.domain.ledger import ClientAccount
from backoffice.domain.people import Actor, Right
from backoffice.french.figures import euros
from backoffice.services.members.balances import Balances
from backoffice.services.undoing.credits import Credits
from forms.accounts.credit_desk import CreditDesk
from forms.accounts.figures import standing
from forms.accounts.history_table import history_table
from forms.kit.labels import Words
from forms.kit.screen_tools import ScreenTools
from forms.kit.tokens import ROW, SPACE, Tone, scaled

TITLE = "Compte"
_LEAST = 3
"""Rows in sight, the head included, where room lacks."""


class ClientHistory(QWidget):
    """What moved a client's account; it is read when somebody looks at it, and not before.

    Attributes:
        credit: what can be done with the client's credit.
    """

    def __init__(
        self, balances: Balances, credits_: Credits, desk: ScreenTools, who: Actor, why_not: Callable[[Right], str]
    ) -> None:
        super().__init__()
        self._balances = balances
        self._desk = desk
        self._who = who
        self._client_id: int | None = None
        self._is_read = True
        self.table = history_table(TITLE, "Aucune opération.")
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.table.setMinimumHeight(scaled(_LEAST * ROW))
        self._told = Words()
        self.credit = CreditDesk(credits_, desk, who, why_not)
        self.table.current.connect(lambda: self.credit.show_entry(self.table.current_row()))
        self.setFocusProxy(self.table)
        desk.serve(self.table, TITLE)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addWidget(self.table, 1)
        column.addWidget(self._told)
        column.addWidget(self.credit)

    def show_client(self, client_id: int | None) -> None:
        """Show another client's account, or the same one's as it is now, or none."""
        self._client_id = client_id
        self._is_read = client_id is None
        self.credit.show_account(client_id, None)
        self.table.show_rows(())
        self._told.say("")
        self._read_if_seen()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._read_if_seen()

    def _read_if_seen(self) -> None:
        client_id = self._client_id
        if client_id is None or self._is_read or not self.isVisible():
            return
        self._is_read = True
        self._desk.runner.run(
            lambda: self._balances.client(self._who, client_id),
            lambda account: self._show(client_id, account),
            self._desk.tell,
            self,
        )

    def _show(self, client_id: int, account: ClientAccount) -> None:
        if client_id != self._client_id:
            return
        self.credit.show_account(client_id, account)
        self.table.show_rows(account.entries)
        if account.entries:
            self.table.select(account.entries[-1])
        told = (
            f"Solde {euros(account.balance)}",
            f"avoir {euros(account.credit)}",
            f"reste dû {euros(account.due)}",
        )
        tone = standing(account.balance)
        self._told.say(" · ".join(told), Tone.NEUTRAL if tone is Tone.MUTED else tone)
