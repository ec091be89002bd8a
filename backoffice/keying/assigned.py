"""*Affecter*: what a form asks for of a new means of payment, and what it was given; never a number."""

from dataclasses import dataclass

from backoffice.domain.card import AliasedCard
from backoffice.domain.means import MethodChange, SealedIban
from backoffice.domain.method import Channel, channel_of


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be typed of a new means of payment.

    Attributes:
        client_id: whose it is; None while the client's file is on its way.
        codes: the methods that can be chosen; none where the method stays (P-60).
        wanted: the one that is chosen unless the operator, or the card's brand, says otherwise.
        known: what needs no typing, as a hint: the masked IBAN of the file; empty where it must be typed.
    """

    client_id: int | None
    codes: tuple[int, ...]
    wanted: int
    known: str = ""


@dataclass(frozen=True, slots=True)
class Assigned:
    """What a form was given so far.

    Attributes:
        code: the method that the operator chose; None where it is the one that was wanted.
    """

    code: int | None = None
    card: AliasedCard | None = None
    iban: SealedIban | None = None

    def change(self, code: int, rule: str = "") -> MethodChange:
        """The change to the method `code`, with what goes with it."""
        channel = channel_of(code)
        return MethodChange(
            code,
            card=self.card if channel is Channel.CARD else None,
            iban=self.iban if channel is Channel.IBAN else None,
            rule=rule,
        )

    def lacks(self, code: int) -> bool:
        """Whether the method `code` needs a card or an IBAN that is not there; SlimPay asks for its own (P-69)."""
        channel = channel_of(code)
        return (channel is Channel.CARD and self.card is None) or (channel is Channel.IBAN and self.iban is None)


NOTHING_ASSIGNED = Assigned()
