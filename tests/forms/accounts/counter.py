"""The screen in its window, over a real database, real files and real papers."""

from datetime import date
from uuid import uuid4

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from backoffice.domain.documents import Document, MemberStatements
from backoffice.domain.group import Group, GroupMethod, GroupSetup, NewDistribution, NewGroup
from backoffice.domain.ledger import Member, NewMember, Opening
from backoffice.domain.member_order import PaymentForm
from backoffice.domain.money import Money
from backoffice.domain.people import Actor
from backoffice.gateways.export_folder import write_file
from forms.accounts.screen import AccountsScreen
from forms.accounts.services import AccountServices
from printing.papers import draw
from tests.forms.screen_window import Bench, texts, why_not
from tests.office import OfficeGestures

TODAY = date(2024, 3, 4)
ALL_FOUR = (GroupMethod.CHEQUE, GroupMethod.CASH, GroupMethod.TRANSFER, GroupMethod.CARD_ON_SITE)


class Counter:
    """What is done at the screen; it is opened by `open`, once there is something to see."""

    screen: AccountsScreen

    def __init__(self, bench: Bench, qtbot: QtBot, office: OfficeGestures) -> None:
        self.bench, self.qtbot, self.office = bench, qtbot, office
        self.drawn: list[tuple[str, ...]] = []

    def open(self, who: Actor | None = None) -> None:
        """Show the screen, to a supervisor where nobody is named."""
        who = who or self.office.supervisor
        office = self.office
        services = AccountServices(
            office.groups, office.balances, office.account_files, self._draw, write_file, why_not(who), lambda: TODAY
        )
        self.screen = AccountsScreen(services, self.bench.desk, who)
        self.bench.open(self.screen, self.qtbot)
        self.settle()

    def group(self, name: str = "AMAP des Tilleuls") -> Group:
        return self.office.groups.add(self.office.supervisor, uuid4(), NewGroup(name))

    def manage(self, group: Group, *methods: GroupMethod) -> Group:
        """Switch payment management on."""
        setup = GroupSetup(group.id, managed=True, methods=methods or ALL_FOUR, negative_allowed=False)
        return self.office.groups.set_up(self.office.supervisor, uuid4(), setup)

    def member(self, group: Group, number: str, name: str, cents: int = 0) -> Member:
        """Add a member, whose account begins at so many cents."""
        member = self.office.groups.add_member(self.office.operator, uuid4(), NewMember(group.id, number, name))
        if cents:
            self.office.balances.open(self.office.operator, uuid4(), Opening(member.id, Money(cents)))
        return member

    def some(self) -> Group:
        """A group with a debt, a credit, an account at zero, and a payment that waits."""
        group = self.manage(self.group())
        self.member(group, "1", "DURAND Marie", -40_00)
        self.member(group, "2", "PETIT Jean", 12_50)
        roux = self.member(group, "3", "ROUX Anne")
        self.wait(group, roux, 15_00)
        self.member(group, "10", "BENAÏSSA Zoé", -7_15)
        return group

    def wait(self, group: Group, member: Member, cents: int) -> None:
        """Have a member's cash wait for its confirmation."""
        office = self.office
        new = NewDistribution(group.id, "Marché de mars", TODAY)
        distribution = office.member_orders.open(office.operator, uuid4(), new)
        form = PaymentForm(distribution.id, member.id, GroupMethod.CASH, Money(cents))
        office.member_payments.record(office.operator, uuid4(), form)

    def settle(self) -> None:
        """Wait until all the work given so far, and what its answers give, is done."""
        self._answered()
        self._answered()

    def names(self) -> list[str]:
        """The members shown, from top to bottom."""
        return [row[1] for row in texts(self.screen.balances.table)]

    def history(self) -> list[tuple[str, ...]]:
        """What the history shows, without its dates."""
        return [row[1:5] for row in texts(self.screen.account.table)]

    def says(self, text: str) -> bool:
        return any(text in spaced(label.text()) for label in self.bench.findChildren(QLabel) if label.isVisible())

    def said(self) -> str:
        """What the strip says."""
        return spaced(self.bench.strip.text())

    def _draw(self, document: Document) -> bytes:
        assert isinstance(document, MemberStatements)
        taken = tuple(document.statements)
        self.drawn.append(tuple(statement.account.member.name for statement in taken))
        return draw(MemberStatements(document.title, taken))

    def _answered(self) -> None:
        answered: list[None] = []
        self.bench.runner.run(lambda: None, answered.append, lambda _: None, self.screen)
        self.qtbot.waitUntil(lambda: answered == [None])


def spaced(text: str) -> str:
    """A text as it is typed in a test: with plain spaces."""
    return text.replace("\N{NO-BREAK SPACE}", " ")
