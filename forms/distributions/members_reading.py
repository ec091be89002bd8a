"""Members and the sheet of one, read away from the window's thread, and found by what is typed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from backoffice.domain.group import Group
from backoffice.domain.ledger import Member, MemberAccount
from backoffice.domain.member_order import MemberOrder, MemberPayment
from backoffice.domain.money import ZERO, Money
from backoffice.domain.people import Actor
from backoffice.domain.search_name import search_prefix
from forms.distributions.services import DistributionServices


@dataclass(frozen=True, slots=True)
class MemberLine:
    """A member in the list of a distribution.

    Attributes:
        folded: the name as it is searched.
        ordered: for this distribution.
        balance: what is confirmed, on the whole account.
        waiting: what waits for a confirmation.
    """

    member: Member
    folded: str
    ordered: Money
    balance: Money
    waiting: Money


@dataclass(frozen=True, slots=True)
class MemberSheet:
    """All that a distribution's screen shows of one member."""

    account: MemberAccount
    order: MemberOrder
    payments: tuple[MemberPayment, ...]

    @property
    def member(self) -> Member:
        """Whose file it is."""
        return self.account.member

    @property
    def line(self) -> MemberLine:
        """The member in the list, as they stand now."""
        account, member = self.account, self.member
        return MemberLine(member, search_prefix(member.name), self.order.amount, account.balance, account.waiting)


def read_members(
    services: DistributionServices, who: Actor, group: Group, distribution_id: int
) -> tuple[MemberLine, ...]:
    """The members of a group by number, with what each ordered for a distribution."""
    ordered = {order.member.id: order.amount for order in services.orders.of_distribution(who, distribution_id)}
    return tuple(
        MemberLine(
            row.member,
            search_prefix(row.member.name),
            ordered.get(row.member.id, ZERO),
            row.balance,
            row.waiting,
        )
        for row in services.balances.of_group(who, group.id).rows
    )


def read_file(services: DistributionServices, who: Actor, distribution_id: int, member_id: int) -> MemberSheet:
    """A member's account, order and payments."""
    return MemberSheet(
        services.balances.member(who, member_id),
        services.orders.of_member(who, distribution_id, member_id),
        services.payments.of_member(who, member_id),
    )


def seeker(text: str) -> Callable[[str, str], bool]:
    """Tells of a number and a folded name whether they are meant.

    That is where the number begins as typed, or each word typed begins a word of the name.
    """
    typed = text.strip().casefold()
    parts = [f" {part}" for part in search_prefix(typed).split()]

    def is_meant(number: str, folded: str) -> bool:
        if typed and number.casefold().startswith(typed):
            return True
        words = f" {folded}"
        return bool(parts or not typed) and all(part in words for part in parts)

    return is_meant


def found(lines: Sequence[MemberLine], text: str) -> tuple[list[MemberLine], MemberLine | None]:
    """The members for what is typed, and the one that Enter takes: the number itself before what begins so."""
    is_meant, number = seeker(text), text.strip().casefold()
    fitting = [line for line in lines if is_meant(line.member.number, line.folded)]
    exact = [line for line in fitting if line.member.number.casefold() == number]
    return fitting, next(iter(exact or fitting), None)
