"""*Solde des adhérents*: all balances of a group, found by number or name, filtered, summed and exported."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout
from typing_extensions import override

from backoffice.domain.group import Group
from backoffice.domain.ledger import BalanceFilter, GroupBalances, Member
from backoffice.domain.search_name import search_prefix
from backoffice.french.account_words import BALANCE_FILTERS
from backoffice.french.counted import counted
from backoffice.french.screen_titles import MEMBER_BALANCES
from forms.accounts.balance_table import FILTER_KEYS, BalanceTable
from forms.accounts.figures import Figure, side_by_side, standing
from forms.accounts.page import AccountsPage
from forms.accounts.services import AccountTools
from forms.distributions.members_reading import seeker
from forms.kit.fields import WordsField
from forms.kit.keys import KeyHint
from forms.kit.panels import Card, Choice
from forms.kit.tokens import MARGIN, ROOM, scaled

_NOBODY = "Aucun adhérent n'est affiché."
_SEARCH = 260


class BalancesPage(AccountsPage):
    """The balances.

    Signals:
        account_asked: Enter on a member; bears the member.
        statements_asked: the statements of these members are wanted; bears them.
    """

    account_asked = Signal(object)
    statements_asked = Signal(object)

    def __init__(self, tools: AccountTools) -> None:
        super().__init__(tools)
        self._group: Group | None = None
        self._balances = GroupBalances("", ())
        self._folded: dict[int, str] = {}
        words = {kind: f"{BALANCE_FILTERS[kind]}  {FILTER_KEYS[kind]}" for kind in BalanceFilter}
        self.filter: Choice[BalanceFilter] = Choice("Afficher", words)
        self.search = WordsField("Chercher, par numéro ou nom")
        self.table = BalanceTable()
        self.count = Figure("Adhérents")
        self.balance, self.debts = Figure("Solde du groupe"), Figure(BALANCE_FILTERS[BalanceFilter.DEBTS])
        self.credits, self.waiting = Figure(BALANCE_FILTERS[BalanceFilter.CREDITS]), Figure("En attente")
        self._connect()
        self._lay_out()
        self._show_found()

    @override
    def begin(self) -> None:
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def hints(self) -> Sequence[KeyHint]:
        nobody = "" if self.table.rows else _NOBODY
        return (
            KeyHint("F3", "Chercher", self.search.take_focus),
            KeyHint("F4", "Relevé", self._ask_statement, nobody),
            KeyHint("F7", "Relevés affichés", self._ask_statements, nobody),
            KeyHint("F5", "Actualiser", self.reload),
            KeyHint("Ctrl+E", "Classeur…", self.table.export_asked.emit, nobody),
            KeyHint("F9", "CSV…", self._export_csv, nobody),
        )

    def show_group(self, group: Group | None) -> None:
        """Show the balances of a group as they are now."""
        if group is None or self._group is None or group.id != self._group.id:
            self._show(GroupBalances("", ()))
            self.search.clear()
        self._group = group
        self.reload()

    def reload(self) -> None:
        """Read them again."""
        group = self._group
        if group is not None:
            self._tools.desk.runner.run(
                lambda: self._tools.services.balances.of_group(self._tools.who, group.id),
                lambda balances: self._take(group, balances),
                self._tools.desk.tell,
                self,
            )

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.search.text():
            self.search.clear()
            self._show_found()
            self.begin()
        elif event.key() == Qt.Key.Key_Down and self.search.edit.hasFocus():
            self.begin()
        else:
            super().keyPressEvent(event)

    def _take(self, group: Group, balances: GroupBalances) -> None:
        if group is self._group:
            self._show(balances)

    def _show(self, balances: GroupBalances) -> None:
        self._balances = balances
        self._folded = {}
        self._show_found()

    def _show_found(self) -> None:
        found = self._balances.only(self.filter.value())
        text = self.search.text().strip()
        if text:
            is_meant = seeker(text)
            meant = tuple(row for row in found.rows if is_meant(row.member.number, self._folded_name(row.member)))
            found = GroupBalances(found.group_name, meant)
        self.table.show_rows(found.rows)
        exact = [row for row in found.rows if row.member.number.casefold() == text.casefold()]
        if exact:
            self.table.select(exact[0])  # Enter takes 1 and not 10
        self._sum_up(found)
        self.changed.emit()

    def _folded_name(self, member: Member) -> str:
        if member.id not in self._folded:  # not before somebody searches: a large group is to be in sight at once
            self._folded[member.id] = search_prefix(member.name)
        return self._folded[member.id]

    def _sum_up(self, found: GroupBalances) -> None:
        whole = len(self._balances.rows)
        words = f"{len(found.rows):,}".replace(",", "\u202f")
        self.count.show_words(words if len(found.rows) == whole else f"{words} sur {whole:,}".replace(",", "\u202f"))
        self.balance.show_amount(found.balance, standing(found.balance))
        self.debts.show_amount(found.debts, standing(found.debts))
        self.credits.show_amount(found.credits, standing(found.credits))
        self.waiting.show_amount(found.waiting)

    def _seek(self, sign: str) -> None:
        """Typed in the table: it goes on in the field."""
        self.search.take_focus()
        self.search.set_value(sign)
        self.search.edit.setCursorPosition(len(sign))
        self._show_found()

    def _pick(self, wanted: BalanceFilter) -> None:
        self.filter.set_value(wanted)
        self.begin()

    def _open_current(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self.account_asked.emit(row.member)
        elif self.search.text():
            self.search.show_error(f"Aucun adhérent affiché ne correspond à « {self.search.text().strip()} ».")
            self.search.take_focus()

    def _ask_statement(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self.statements_asked.emit((row.member,))

    def _ask_statements(self) -> None:
        members: tuple[Member, ...] = tuple(row.member for row in self.table.rows)
        self.statements_asked.emit(members)

    def _export_csv(self) -> None:
        path = self._tools.desk.questions.save_path(f"{MEMBER_BALANCES}.csv", "CSV (*.csv)")
        if path is None:
            return
        rows = tuple(self.table.rows)
        head = [column.title for column in self.table.columns]
        cells = [(row.member.number, row.member.name, row.balance, row.waiting) for row in rows]
        self._tools.desk.runner.run(
            lambda: self._tools.services.write_csv(path, head, cells),
            lambda _: self._tools.desk.strip.ok(f"{counted(len(rows), 'ligne')} dans {path.name}."),
            self._tools.desk.tell,
            self,
        )

    def _connect(self) -> None:
        self.filter.chosen.connect(self._show_found)
        self.filter.committed.connect(self.begin)
        self.search.edited.connect(self._show_found)
        self.search.committed.connect(self._open_current)
        self.table.chosen.connect(lambda row: self.account_asked.emit(row.member))
        self.table.sought.connect(self._seek)
        self.table.filter_asked.connect(self._pick)
        self._tools.desk.serve(self.table, MEMBER_BALANCES)

    def _lay_out(self) -> None:
        self.search.setFixedWidth(scaled(_SEARCH))
        asked = QHBoxLayout()
        asked.setSpacing(MARGIN)
        asked.addWidget(self.filter, 0, Qt.AlignmentFlag.AlignTop)
        asked.addWidget(self.search, 0, Qt.AlignmentFlag.AlignTop)
        asked.addStretch(1)
        sums = Card()
        sums.body.addLayout(side_by_side(self.count, self.balance, self.debts, self.credits, self.waiting))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(ROOM)
        whole.addLayout(asked)
        whole.addWidget(sums)
        whole.addWidget(self.table, 1)
