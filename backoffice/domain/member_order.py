"""What a member orders for a distribution, and how they pay (M-01 to M-05)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum, unique
from typing import ClassVar

from backoffice.domain.group import Distribution, GroupMethod
from backoffice.domain.ledger import Member
from backoffice.domain.money import ZERO, Money, total


@dataclass(frozen=True, slots=True)
class NewLine:
    """A line to add to an order; the amount is above zero."""

    label: str
    amount: Money


@dataclass(frozen=True, slots=True)
class OrderLine:
    """A line of an order.

    Attributes:
        taken_off: whether it counts no more.
    """

    id: int
    label: str
    amount: Money
    recorded_at: datetime
    operator: str
    taken_off: bool


@dataclass(frozen=True, slots=True)
class MemberOrder:
    """All that a member ordered for a distribution, in the order of keying."""

    member: Member
    distribution_id: int
    lines: tuple[OrderLine, ...]

    @property
    def amount(self) -> Money:
        """The sum of the lines that stand."""
        return total(line.amount for line in self.lines if not line.taken_off)


@unique
class MemberPaymentState(StrEnum):
    """Where a payment stands."""

    WAITING = "waiting"
    CONFIRMED = "confirmed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class PaymentForm:
    """A payment that a member announces or hands over at the desk; it waits for the validation (M-05).

    Attributes:
        amount: above zero.
        cheque: the number or the CMC7 line of a cheque; empty for the other methods.
        forced: whether it is another cheque although one of the same member, number and amount is there.
    """

    word: ClassVar[str] = "member_payment"
    distribution_id: int
    member_id: int
    method: GroupMethod
    amount: Money
    cheque: str = ""
    forced: bool = False


@dataclass(frozen=True, slots=True)
class OrderForm:
    """Lines to add to a member's order, and the payment that comes with them, of the same member and distribution.

    Attributes:
        lines: one at least.
        payment: none where the member pays later, or orders on a cagnotte.
    """

    word: ClassVar[str] = "member_order"
    distribution_id: int
    member_id: int
    lines: tuple[NewLine, ...]
    payment: PaymentForm | None = None


@dataclass(frozen=True, slots=True)
class TakingOff:
    """A line taken off an order, where payment management is off (M-02)."""

    word: ClassVar[str] = "member_order.taking_off"
    line_id: int


@dataclass(frozen=True, slots=True)
class MemberPayment:
    """A payment of a member.

    Attributes:
        distribution_id: None for one by card online, which needs no distribution.
        expected: what was announced.
        received: what was confirmed; None until then.
        cheque_number: 7 digits, or empty.
        provider_id: of a payment by card online; or empty.
    """

    id: int
    member: Member
    distribution_id: int | None
    distribution_title: str
    method: GroupMethod
    expected: Money
    received: Money | None
    cheque_number: str
    provider_id: str
    state: MemberPaymentState
    recorded_at: datetime
    operator: str


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A payment that waits and will not come, or was keyed wrongly: taken back with a reason."""

    word: ClassVar[str] = "member_payment.withdrawal"
    payment_id: int
    reason: str


@dataclass(frozen=True, slots=True)
class Received:
    """What came of a payment, in the coordinator's eyes: above zero."""

    payment_id: int
    amount: Money


@dataclass(frozen=True, slots=True)
class ValidationForm:
    """*Validation de distribution*: the payments confirmed, each with the amount received.

    Attributes:
        received: those left out go on waiting, for the validation of a later distribution.
        differences_seen: whether the coordinator confirms although amounts differ from those announced.
    """

    word: ClassVar[str] = "distribution.validation"
    distribution_id: int
    received: tuple[Received, ...]
    differences_seen: bool = False


@dataclass(frozen=True, slots=True)
class ValidationUndoing:
    """A validation taken back by reversal: its payments wait again."""

    word: ClassVar[str] = "distribution.undoing"
    validation_id: int


@dataclass(frozen=True, slots=True)
class AmountDifference:
    """A payment of which another amount came than was announced."""

    payment: MemberPayment
    received: Money

    @property
    def over(self) -> Money:
        """What came beyond it; below zero where something is missing."""
        return self.received - self.payment.expected


@dataclass(frozen=True, slots=True)
class ToValidate:
    """What the validation of a distribution has before it.

    Attributes:
        orders: what was ordered, member by member.
        payments: those that wait, given for this distribution or left over from one that is validated.
    """

    distribution: Distribution
    orders: tuple[MemberOrder, ...]
    payments: tuple[MemberPayment, ...]

    @property
    def ordered(self) -> Money:
        """The sum of the orders."""
        return total(order.amount for order in self.orders)

    @property
    def expected(self) -> Money:
        """The sum of the payments that wait."""
        return total(payment.expected for payment in self.payments)

    def differences(self, received: tuple[Received, ...]) -> tuple[AmountDifference, ...]:
        """Where what is received is not what was announced, in the order of the payments."""
        amounts = {each.payment_id: each.amount for each in received}
        pairs = ((payment, amounts.get(payment.id, payment.expected)) for payment in self.payments)
        return tuple(AmountDifference(payment, amount) for payment, amount in pairs if amount != payment.expected)


@dataclass(frozen=True, slots=True)
class Validation:
    """A validation as recorded.

    Attributes:
        payments: with what was received; undone ones wait again.
        undone: whether it was taken back.
    """

    id: int
    distribution: Distribution
    payments: tuple[MemberPayment, ...]
    recorded_at: datetime
    operator: str
    undone: bool

    @property
    def received(self) -> Money:
        """The sum of what was received."""
        return total(payment.received or ZERO for payment in self.payments)
