"""The payments that wait for a validation: which of them came, with which amount, and how one is found."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from backoffice.domain.cheque_number import parse
from backoffice.domain.errors import RuleBroken
from backoffice.domain.member_order import AmountDifference, MemberPayment, Received
from backoffice.domain.money import Money
from backoffice.domain.search_name import search_prefix
from forms.distributions.members_reading import seeker


@dataclass(frozen=True, slots=True)
class AwaitedPayment:
    """A payment that waits.

    Attributes:
        received: what came, in the coordinator's eyes; what was announced until they say otherwise.
        ticked: whether it came.
    """

    payment: MemberPayment
    received: Money
    ticked: bool = False

    @property
    def over(self) -> Money:
        """What came beyond what was announced; below zero where something is missing."""
        return self.received - self.payment.expected

    def turned(self, *, ticked: bool) -> "AwaitedPayment":
        """Ticked, or not."""
        return replace(self, ticked=ticked)

    def receiving(self, money: Money) -> "AwaitedPayment":
        """Of this amount: whoever says how much came says that it came."""
        return replace(self, received=money, ticked=True)


def as_comings(payments: Sequence[MemberPayment], before: Sequence[AwaitedPayment]) -> list[AwaitedPayment]:
    """The payments that wait, each as it was ticked so far."""
    known = {each.payment.id: each for each in before}
    return [
        replace(known[payment.id], payment=payment)
        if payment.id in known
        else AwaitedPayment(payment, payment.expected)
        for payment in payments
    ]


def received(rows: Sequence[AwaitedPayment]) -> tuple[Received, ...]:
    """What came."""
    return tuple(Received(row.payment.id, row.received) for row in rows if row.ticked)


def differences(rows: Sequence[AwaitedPayment]) -> list[AmountDifference]:
    """Of what came, what is not what was announced."""
    return [AmountDifference(row.payment, row.received) for row in rows if row.ticked and row.over]


def fitting(rows: Sequence[AwaitedPayment], text: str) -> list[AwaitedPayment]:
    """The payments meant by a cheque's number or CMC7 line, or by a member's number or name.

    A cheque's number or a member's is meant as a whole, before what only begins so.
    """
    typed, number, is_meant = text.strip(), _cheque_number(text), seeker(text)
    exact = [
        row
        for row in rows
        if (number and row.payment.cheque_number == number) or row.payment.member.number.casefold() == typed.casefold()
    ]
    return exact or [
        row for row in rows if typed and is_meant(row.payment.member.number, search_prefix(row.payment.member.name))
    ]


def _cheque_number(text: str) -> str:
    try:
        return parse(text).number
    except RuleBroken:
        return ""
