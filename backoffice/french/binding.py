"""Which amount of a cheque binds, when it is written twice."""

from dataclasses import dataclass

from backoffice.domain.mail_facts import ChequeAmount
from backoffice.domain.money import Money
from backoffice.french.amount_in_words import read
from backoffice.french.figures import read_amount


@dataclass(frozen=True, slots=True)
class AmountReading:
    """The two amounts of a cheque, in cents.

    Attributes:
        figures_cents: the amount in figures.
        words_cents: the amount in words.
        binding_cents: the amount of the cheque (P-20).
        agree: whether figures and words say the same.
    """

    figures_cents: int
    words_cents: int
    binding_cents: int
    agree: bool


def cheque_amount(figures: Money, typed_words: str) -> ChequeAmount:
    """The amount of a cheque whose words were typed from it.

    Raises:
        RuleBroken: `WORDS_UNREADABLE`.
    """
    return ChequeAmount.of(figures, read(typed_words))


def compare(figures: str, words: str) -> AmountReading:
    """Read both amounts of a cheque; the words prevail (P-20; art. L131-10, Code monétaire et financier).

    Raises:
        RuleBroken: `AMOUNT_UNREADABLE`, `WORDS_UNREADABLE` or `AMOUNT_TOO_LARGE`.
    """
    amount = cheque_amount(read_amount(figures), words)
    return AmountReading(
        figures_cents=amount.figures.cents,
        words_cents=amount.binding.cents,
        binding_cents=amount.binding.cents,
        agree=amount.words is None,
    )
