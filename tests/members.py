"""A group with members for the tests, and its gestures in a line."""

from dataclasses import dataclass, field
from itertools import count
from uuid import uuid4

from backoffice.domain.group import Distribution, Group, GroupMethod, GroupSetup, NewDistribution, NewGroup
from backoffice.domain.ledger import Member, MemberAccount, NewMember, Opening
from backoffice.domain.member_order import (
    MemberOrder,
    MemberPayment,
    NewLine,
    OrderForm,
    PaymentForm,
    Received,
    Validation,
    ValidationForm,
)
from backoffice.domain.money import Money
from tests.office import FIRST_DAY, OfficeGestures

EVERYTHING_BUT_CAGNOTTE = tuple(method for method in GroupMethod if method is not GroupMethod.CAGNOTTE)
_names = count(1)


@dataclass
class Coop:
    """A group of one desk, with payment management on unless told otherwise."""

    desk: OfficeGestures
    methods: tuple[GroupMethod, ...] = EVERYTHING_BUT_CAGNOTTE
    managed: bool = True
    negative_allowed: bool = False
    group: Group = field(init=False)

    def __post_init__(self) -> None:
        self.group = self.desk.groups.add(self.desk.supervisor, uuid4(), NewGroup(f"AMAP des Lilas {next(_names)}"))
        if self.managed:
            self.set_up(*self.methods, negative_allowed=self.negative_allowed)

    def set_up(self, *methods: GroupMethod, managed: bool = True, negative_allowed: bool = False) -> None:
        """Set the group up."""
        setup = GroupSetup(self.group.id, managed, methods, negative_allowed)
        self.group = self.desk.groups.set_up(self.desk.supervisor, uuid4(), setup)

    def member(self, number: str = "101", name: str = "MARTIN Luc") -> Member:
        """Add a member."""
        return self.desk.groups.add_member(self.desk.operator, uuid4(), NewMember(self.group.id, number, name))

    def distribution(self, title: str = "Légumes") -> Distribution:
        """Open a distribution."""
        new = NewDistribution(self.group.id, title, FIRST_DAY.date())
        return self.desk.member_orders.open(self.desk.operator, uuid4(), new)

    def order(self, distribution: Distribution, member: Member, *cents: int) -> MemberOrder:
        """Add a line for each amount to a member's order."""
        lines = tuple(NewLine(f"Panier {place}", Money(each)) for place, each in enumerate(cents, start=1))
        return self.desk.member_orders.add(self.desk.operator, uuid4(), OrderForm(distribution.id, member.id, lines))

    def pay(
        self, distribution: Distribution, member: Member, cents: int, method: GroupMethod = GroupMethod.CASH
    ) -> MemberPayment:
        """Record a payment that waits."""
        form = PaymentForm(distribution.id, member.id, method, Money(cents))
        return self.desk.member_payments.record(self.desk.operator, uuid4(), form)

    def validate(self, distribution: Distribution, *payments: MemberPayment) -> Validation:
        """Confirm payments as announced."""
        received = tuple(Received(payment.id, payment.expected) for payment in payments)
        return self.desk.validating.validate(self.desk.supervisor, uuid4(), ValidationForm(distribution.id, received))

    def open(self, member: Member, cents: int) -> MemberAccount:
        """*Reprise de solde*."""
        return self.desk.balances.open(self.desk.operator, uuid4(), Opening(member.id, Money(cents)))

    def figures(self, member: Member) -> tuple[int, int]:
        """A member's balance and what waits, in cents."""
        account = self.desk.balances.member(self.desk.operator, member.id)
        return account.balance.cents, account.waiting.cents
