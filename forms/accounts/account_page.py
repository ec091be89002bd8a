"""A member's account: the history with its running balance, two figures, and *Reprise de solde*."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout
from typing_extensions import override

from backoffice.domain.ledger import EntryKind, Member, MemberAccount
from backoffice.french.account_words import ENTRY_KINDS
from backoffice.french.counted import counted
from backoffice.french.screen_titles import MEMBER_BALANCES
from forms.accounts.figures import Figure, standing
from forms.accounts.history_table import history_table
from forms.accounts.opening_card import BalanceOpening
from forms.accounts.page import AccountsPage
from forms.accounts.services import AccountTools
from forms.kit.buttons import button
from forms.kit.keys import KeyHint
from forms.kit.labels import Words
from forms.kit.panels import Card
from forms.kit.tokens import ROOM, Tone, scaled

_EMPTY = "Aucune opération.\nUne commande débite ce compte, un paiement le crédite ; F6 y reprend un solde."
_SIDE = 310


class AccountPage(AccountsPage):
    """One account after the other.

    Signals:
        statements_asked: the statement is wanted; bears the members.
    """

    statements_asked = Signal(object)

    def __init__(self, tools: AccountTools) -> None:
        super().__init__(tools)
        self._member: Member | None = None
        self._name = Words(role="heading")
        self._number = Words(tone=Tone.MUTED)
        self.table = history_table("Historique", _EMPTY)
        self.balance = Figure("Solde", large=True)
        self.waiting = Figure("En attente", large=True)
        self._waits = Words(role="small", tone=Tone.MUTED)
        self._waits.setWordWrap(True)
        self.opening = BalanceOpening(tools)
        self.opening.recorded.connect(self._show_recorded)
        self.opening.stale.connect(self.reload)
        self.opening.changed.connect(self.changed)
        tools.desk.serve(self.table, "Historique du compte")
        self._lay_out()

    @override
    def begin(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def hints(self) -> Sequence[KeyHint]:
        return (
            KeyHint("F6", ENTRY_KINDS[EntryKind.OPENING], self.opening.take_focus, self.opening.why_not()),
            KeyHint("F4", "Relevé", self._ask_statement),
            KeyHint("F5", "Actualiser", self.reload),
            KeyHint("Esc", MEMBER_BALANCES, self.left.emit),
        )

    def open(self, member: Member) -> None:
        """Show the account of a member."""
        self._member = member
        self._name.setText(member.name)
        self._number.setText(f"n° {member.number}")
        self.table.show_rows(())
        self._show_figures(None)
        self.opening.show_account(None)
        self.reload()

    def reload(self) -> None:
        """Read it again."""
        member = self._member
        if member is not None:
            self._tools.desk.runner.run(
                lambda: self._tools.services.balances.member(self._tools.who, member.id),
                self._show,
                self._tools.desk.tell,
                self,
            )

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _show(self, account: MemberAccount) -> None:
        if self._member is None or account.member.id != self._member.id:
            return
        self.table.show_rows(account.entries)
        if account.entries:
            self.table.select(account.entries[-1])  # the newest stands lowest
        self._show_figures(account)
        self.opening.show_account(account)

    def _show_recorded(self, account: MemberAccount) -> None:
        self._show(account)
        if self.isVisible():
            self.begin()

    def _show_figures(self, account: MemberAccount | None) -> None:
        if account is None:
            self.balance.show_words("…", Tone.MUTED)
            self.waiting.show_words("…", Tone.MUTED)
            self._waits.setText("")
            return
        self.balance.show_amount(account.balance, standing(account.balance))
        self.waiting.show_amount(account.waiting, Tone.WARNING if account.waiting else Tone.MUTED)
        entries = counted(len(account.entries), "opération")
        self._waits.setText(f"{entries} · ce qui attend une confirmation n'est pas dans le solde")

    def _ask_statement(self) -> None:
        if self._member is not None:
            self.statements_asked.emit((self._member,))

    def _lay_out(self) -> None:
        figures = Card()
        line = QHBoxLayout()
        line.setSpacing(ROOM)
        line.addWidget(self.balance, 1)
        line.addWidget(self.waiting, 1)
        figures.body.addLayout(line)
        figures.body.addWidget(self._waits)
        side = QVBoxLayout()
        side.setSpacing(ROOM)
        for card in (figures, self.opening):
            card.setFixedWidth(scaled(_SIDE))
            side.addWidget(card)
        side.addStretch(1)
        columns = QHBoxLayout()
        columns.setSpacing(ROOM)
        columns.addWidget(self.table, 1)
        columns.addLayout(side)
        head = QHBoxLayout()
        head.setSpacing(ROOM)
        head.addWidget(self._name)
        head.addWidget(self._number, 1)
        head.addWidget(button("Revenir aux soldes  Échap", self.left.emit))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(ROOM)
        whole.addLayout(head)
        whole.addLayout(columns, 1)
