"""*Comptes adhérents*: the balances of a group, a member's account, statements, and *Groupe*."""

from collections.abc import Sequence
from enum import Enum

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout
from typing_extensions import override

from backoffice.domain.group import Group
from backoffice.domain.ledger import Member
from backoffice.domain.people import Actor
from backoffice.french.screen_titles import MEMBER_BALANCES
from forms.accounts.account_page import AccountPage
from forms.accounts.balances_page import BalancesPage
from forms.accounts.group_page import GroupPage
from forms.accounts.page import AccountsPage
from forms.accounts.services import AccountServices, AccountTools
from forms.accounts.statement_page import StatementPage
from forms.distributions.picker import Picker
from forms.kit.keys import KeyHint
from forms.kit.labels import Words
from forms.kit.panels import Choice
from forms.kit.screen import Screen
from forms.kit.screen_tools import ScreenTools
from forms.kit.tokens import MARGIN, ROOM

_LENGTH = 18
"""Characters of a group's name in sight."""


class _Side(Enum):
    BALANCES = MEMBER_BALANCES
    GROUP = "Groupe"


class AccountsScreen(Screen):
    """The accounts of one group after the other; a page stands in the place of another, never over it."""

    def __init__(self, services: AccountServices, desk: ScreenTools, who: Actor) -> None:
        super().__init__()
        self._tools = AccountTools(services, desk, who)
        self.group: Picker[Group] = Picker("Groupe", lambda group: group.name, lambda group: group.id, _LENGTH)
        self.side: Choice[_Side] = Choice("Voir", {side: side.value for side in _Side})
        self.balances = BalancesPage(self._tools)
        self.account = AccountPage(self._tools)
        self.statement = StatementPage(self._tools)
        self.set_up = GroupPage(self._tools)
        self._stack = QStackedWidget()
        self._before: AccountsPage = self.balances
        self._connect()
        self._lay_out()

    @override
    def hints(self) -> Sequence[KeyHint]:
        page = self._page
        if page is self.balances:
            return (*page.hints(), KeyHint("F8", _Side.GROUP.value, lambda: self._turn(_Side.GROUP)))
        if page is self.set_up:
            return (*page.hints(), KeyHint("F8", _Side.BALANCES.value, lambda: self._turn(_Side.BALANCES)))
        return page.hints()

    @override
    def unsaved(self) -> str:
        return self.set_up.unsaved()

    @override
    def enter(self) -> None:
        self._page.begin()
        self._read_groups(None)

    @override
    def stop(self) -> None:
        """Draw no more statements."""
        self.statement.stop()

    @property
    def _page(self) -> AccountsPage:
        return next(page for page in self._pages() if page is self._stack.currentWidget())

    def _pages(self) -> tuple[AccountsPage, ...]:
        return self.balances, self.account, self.statement, self.set_up

    def _read_groups(self, wanted: Group | None) -> None:
        """Read the groups; `wanted` is the one to show, else the one in sight stays."""
        self._tools.desk.runner.run(
            lambda: self._tools.services.groups.all(self._tools.who),
            lambda groups: self._show_groups(groups, wanted),
            self._tools.desk.tell,
            self,
        )

    def _show_groups(self, groups: tuple[Group, ...], wanted: Group | None) -> None:
        before = self.group.value
        self.group.show_options(groups, None if wanted is None else wanted.id)
        group = self.group.value
        if group is None:
            self._turn(_Side.GROUP)
        elif self._page is self.account:
            self.account.reload()
        self.balances.show_group(group)
        if wanted is not None or group != before or group is None:
            self.set_up.show_group(group)
            if self._page is self.set_up:
                self.set_up.begin()

    def _pick(self) -> None:
        group = self.group.value
        self.balances.show_group(group)
        self.set_up.show_group(group)
        if self._page in (self.account, self.statement):
            self._show(self.balances)

    def _turn(self, side: _Side) -> None:
        self.side.set_value(side)
        self._show(self._side_page())

    def _side_page(self) -> AccountsPage:
        return self.balances if self.side.value() is _Side.BALANCES else self.set_up

    def _show(self, page: AccountsPage) -> None:
        self._stack.setCurrentWidget(page)
        page.begin()
        self.hints_changed.emit()

    def _open_account(self, member: Member) -> None:
        self.account.open(member)
        self._show(self.account)

    def _back_to_balances(self) -> None:
        self.balances.reload()
        self._turn(_Side.BALANCES)

    def _draw(self, members: Sequence[Member]) -> None:
        self._before = self._page
        self._show(self.statement)
        self.statement.draw(members)

    def _connect(self) -> None:
        self.group.picked.connect(self._pick)
        self.side.chosen.connect(lambda _: self._show_side())
        self.side.committed.connect(self._begin)
        self.balances.account_asked.connect(self._open_account)
        self.balances.statements_asked.connect(self._draw)
        self.account.statements_asked.connect(self._draw)
        self.account.left.connect(self._back_to_balances)
        self.statement.left.connect(lambda: self._show(self._before))
        self.set_up.recorded.connect(self._read_groups)
        self.set_up.added.connect(self.balances.reload)
        for page in self._pages():
            page.changed.connect(self.hints_changed)

    def _begin(self) -> None:
        self._page.begin()

    def _show_side(self) -> None:
        """Chosen by an arrow or the mouse: the focus stays where it is."""
        self._stack.setCurrentWidget(self._side_page())
        self.hints_changed.emit()

    def _lay_out(self) -> None:
        for page in self._pages():
            self._stack.addWidget(page)
        head = QHBoxLayout()
        head.setSpacing(MARGIN)
        head.addWidget(Words("Comptes adhérents", "title"))
        head.addWidget(self.group)
        head.addWidget(self.side)
        head.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(MARGIN, ROOM, MARGIN, ROOM)
        whole.setSpacing(ROOM)
        whole.addLayout(head)
        whole.addWidget(self._stack, 1)
