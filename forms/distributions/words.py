"""How members, their payments and distributions are named."""

from collections.abc import Mapping, Sequence

from backoffice.domain.group import Distribution
from backoffice.domain.ledger import Member
from backoffice.domain.member_order import AmountDifference, MemberPayment, MemberPaymentState
from backoffice.domain.money import Money, total
from backoffice.french.account_words import PAID_WITH
from backoffice.french.counted import counted
from backoffice.french.figures import euros, short_date, signed
from forms.kit.tokens import Tone

STATE_TONES: Mapping[MemberPaymentState, Tone] = {
    MemberPaymentState.WAITING: Tone.WARNING,
    MemberPaymentState.CONFIRMED: Tone.OK,
    MemberPaymentState.WITHDRAWN: Tone.MUTED,
}
"""The colour that goes with the word of a state."""

_TOLD = 6
"""How many differences are told one by one."""


def member_name(member: Member) -> str:
    """`12 · DURAND Marie`."""
    return f"{member.number} · {member.name}"


def distribution_name(distribution: Distribution) -> str:
    """`04/03/2024 · Marché de printemps`, and whether it is validated."""
    name = f"{short_date(distribution.held_on)} · {distribution.title}"
    return f"{name} · validée" if distribution.validated else name


def balance_words(balance: Money, waiting: Money) -> str:
    """`Solde −12,00 € · 22,45 € en attente`: two figures, of which the first alone counts."""
    return f"Solde {euros(balance)}" + (f" · {euros(waiting)} en attente" if waiting else "")


def balance_tone(balance: Money) -> Tone:
    """A debt is pointed out; a credit is not."""
    return Tone.ERROR if balance.cents < 0 else Tone.NEUTRAL


def payment_name(payment: MemberPayment) -> str:
    """`Chèque 5508018 de 22,45 €`."""
    return f"{' '.join(filter(None, (PAID_WITH[payment.method], payment.cheque_number)))} de {euros(payment.expected)}"


def difference(money: Money) -> str:
    """`+1,00`, `−1,00`, and nothing where nothing differs."""
    return signed(money) if money else ""


def sum_of(amounts: Sequence[Money], noun: str) -> str:
    """`3 paiements · 67,35 €`."""
    return f"{counted(len(amounts), noun)} · {euros(total(amounts))}"


def differences_told(differences: Sequence[AmountDifference]) -> str:
    """Each difference in a line of its own, as far as there is room."""
    lines = [
        f"{member_name(each.payment.member)} : annoncé {euros(each.payment.expected)}, reçu {euros(each.received)} "
        f"({signed(each.over)})"
        for each in differences[:_TOLD]
    ]
    more = len(differences) - _TOLD
    return "\n".join([*lines, f"et {counted(more, 'autre')}"] if more > 0 else lines)
