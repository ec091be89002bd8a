"""The screen in its window, over a real database with a group and its members."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QWidget
from pytestqt.qtbot import QtBot

from backoffice.domain.group import Distribution, Group, GroupMethod, GroupSetup, NewDistribution, NewGroup
from backoffice.domain.ledger import Member, MemberAccount, NewMember, Opening
from backoffice.domain.member_order import (
    MemberPayment,
    NewLine,
    OrderForm,
    PaymentForm,
    Received,
    Validation,
    ValidationForm,
    Withdrawal,
)
from backoffice.domain.money import Money
from backoffice.domain.people import Actor
from backoffice.gateways.import_files.folder import open_member_file
from backoffice.services.members.account_files import AccountFiles
from backoffice.services.members.balances import Balances
from backoffice.services.members.groups import Groups
from backoffice.services.members.orders import MemberOrders
from backoffice.services.members.payments import MemberPayments
from backoffice.services.members.validating import Validating
from forms.distributions.screen import DistributionsScreen
from forms.distributions.services import DistributionServices
from forms.kit.table import Table
from tests.forms.screen_window import Bench, texts, why_not
from tests.keyboard_driver import focused, press, write
from tests.office import OfficeGestures

TODAY = date(2024, 3, 4)
BY_HAND = (GroupMethod.CHEQUE, GroupMethod.CASH, GroupMethod.TRANSFER, GroupMethod.CARD_ON_SITE)
MEMBERS = (("1", "DURAND Marie"), ("2", "PETIT Jean"), ("10", "LEFÈVRE Anne"), ("12", "MARTIN Zoé"))
MEMBER = "Adhérent, par numéro ou nom"
LABEL = "Libellé"
CHEQUE = "N° du chèque"
PAID = "Montant du paiement"
POINT = "Pointer"


class Stall:
    """What somebody does at the screen; it is opened by `open`, once there is something to see."""

    def __init__(self, bench: Bench, qtbot: QtBot, office: OfficeGestures) -> None:
        self.bench, self.qtbot, self.desk = bench, qtbot, office
        ground = office.office
        self.groups, self.balances, self.orders = Groups(ground), Balances(ground), MemberOrders(ground)
        self.payments, self.validating = MemberPayments(ground), Validating(ground)
        self.files = AccountFiles(ground, open_member_file)
        self.chief = office.supervisor
        self.group = self.add_group("Panier du Val")

    def add_group(self, name: str) -> Group:
        return self.groups.add(self.chief, uuid4(), NewGroup(name))

    def members(self) -> list[Member]:
        """Fill the group."""
        return [
            self.groups.add_member(self.chief, uuid4(), NewMember(self.group.id, number, name))
            for number, name in MEMBERS
        ]

    def manage(self, *methods: GroupMethod, negative: bool = False) -> None:
        """Switch payment management on."""
        setup = GroupSetup(self.group.id, True, methods or BY_HAND, negative)
        self.group = self.groups.set_up(self.chief, uuid4(), setup)

    def distribution(self, title: str = "Marché de mars", day: date = TODAY) -> Distribution:
        return self.orders.open(self.chief, uuid4(), NewDistribution(self.group.id, title, day))

    def pays(
        self,
        distribution: Distribution,
        member: Member,
        cents: int,
        cheque: str = "",
        method: GroupMethod | None = None,
    ) -> MemberPayment:
        chosen = method or (GroupMethod.CHEQUE if cheque else GroupMethod.CASH)
        form = PaymentForm(distribution.id, member.id, chosen, Money(cents), cheque)
        return self.payments.record(self.chief, uuid4(), form)

    def buys(self, distribution: Distribution, member: Member, cents: int, label: str = "Panier") -> None:
        form = OrderForm(distribution.id, member.id, (NewLine(label, Money(cents)),))
        self.orders.add(self.chief, uuid4(), form)

    def has(self, member: Member, cents: int) -> None:
        self.balances.open(self.chief, uuid4(), Opening(member.id, Money(cents)))

    def account(self, member: Member) -> MemberAccount:
        return self.balances.member(self.chief, member.id)

    def open(self, who: Actor | None = None) -> None:
        """Show the screen."""
        actor = who or self.chief
        services = DistributionServices(
            self.groups,
            self.balances,
            self.orders,
            self.payments,
            self.validating,
            self.files,
            why_not(actor),
            lambda: TODAY,
        )
        self.screen = DistributionsScreen(services, self.bench.desk, actor)
        self.bench.open(self.screen, self.qtbot)
        self.settle()

    def settle(self) -> None:
        """Wait until all the work given so far, and what its answers give, is done."""
        for _ in range(4):
            answered: list[None] = []
            self.bench.runner.run(lambda: None, answered.append, lambda _: None, self.screen)
            self.qtbot.waitUntil(lambda answered=answered: answered == [None])  # type: ignore[misc]

    def find(self, text: str) -> None:
        """Type a member's number or name."""
        press(Qt.Key.Key_F2)
        write(f"{text}\n")
        self.settle()

    def at(self) -> str:
        """Where the keys go."""
        return focused().accessibleName()

    def says(self, text: str) -> bool:
        return any(text in each for each in self.words())

    def words(self) -> list[str]:
        """Everything that stands on labels in sight."""
        return [label.text() for label in self.screen.findChildren(QLabel) if label.isVisible()]

    def table(self, name: str) -> Table[Any]:
        found = [each for each in self.screen.findChildren(Table) if each.accessibleName() == name]
        assert len(found) == 1, name
        return found[0]

    def rows(self, name: str) -> list[tuple[str, ...]]:
        return list(texts(self.table(name)))

    def wait(self, holds: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(holds()))

    def in_sight(self, name: str) -> bool:
        """Whether something called so can be seen."""
        return any(each.accessibleName() == name and each.isVisible() for each in self.screen.findChildren(QWidget))

    def can_choose(self, name: str) -> bool:
        """Whether the box called so can be opened."""
        return all(each.isEnabled() for each in self.screen.findChildren(QComboBox) if each.accessibleName() == name)

    def validate(self, distribution: Distribution, *payments: MemberPayment) -> Validation:
        """Validate a distribution, each payment with what was announced."""
        came = tuple(Received(each.id, each.expected) for each in payments)
        return self.validating.validate(self.chief, uuid4(), ValidationForm(distribution.id, came))

    def withdraw(self, payment: MemberPayment) -> None:
        self.payments.withdraw(self.chief, uuid4(), Withdrawal(payment.id, "rendu"))

    def add(self, new: NewMember) -> Member:
        return self.groups.add_member(self.chief, uuid4(), new)
