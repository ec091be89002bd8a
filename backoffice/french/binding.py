"""Which amount of a cheque binds, when it is written twice."""

from dataclasses import dataclass

from backoffice.french.figures import read_amount
from backoffice.french.words import read


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


def compare(figures: str, words: str) -> AmountReading:
    """Read both amounts of a cheque; the words prevail (P-20; art. L131-10, Code monétaire et financier).

    Raises:
        RuleBroken: `AMOUNT_UNREADABLE`, `WORDS_UNREADABLE` or `AMOUNT_TOO_LARGE`.
    """
    in_figures, in_words = read_amount(figures), read(words)
    return AmountReading(
        figures_cents=in_figures.cents,
        words_cents=in_words.cents,
        binding_cents=in_words.cents,
        agree=in_figures == in_words,
    )
