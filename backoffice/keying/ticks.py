"""What the operator has ticked and typed of a piece of mail beside its cheque; everything has the quiet default."""

from dataclasses import dataclass, replace
from datetime import date

from pydantic import TypeAdapter

from backoffice.domain.mail_facts import CardFacts, ChequeFacts, CouponFacts, IbanFacts


@dataclass(frozen=True, slots=True)
class ChequeTicks:
    """What is to be said of a cheque beside its amount and its number.

    Attributes:
        other_ink: neither black nor blue (P-24).
        other_payee: it is not made out to the right payee (P-25).
        ccp: it is drawn on a postal account.
        several_coupons: it is for more than one coupon (P-28).
        several: others came with it (P-26).
        cash_on: the day before which it is not to be cashed; None where the client did not say.
        others: the other cheques of an instalment, with their numbers, in the order of the pile (P-26).
    """

    other_ink: bool = False
    other_payee: bool = False
    ccp: bool = False
    several_coupons: bool = False
    several: bool = False
    cash_on: date | None = None
    others: tuple[ChequeFacts, ...] = ()


_QUIET_COUPON = CouponFacts()


@dataclass(frozen=True, slots=True)
class Ticks:
    """The ticks.

    Attributes:
        no_payment: no means of payment came at all.
    """

    coupon: CouponFacts = _QUIET_COUPON
    cheque: ChequeTicks = ChequeTicks()
    card: CardFacts | None = None
    iban: IbanFacts | None = None
    no_payment: bool = False

    @property
    def others(self) -> tuple[ChequeFacts, ...]:
        """The other cheques of an instalment (P-26); none where none came with it, whatever was typed before."""
        return self.cheque.others if self.cheque.several and not self.no_payment else ()

    def knowing(self, *, deceased: bool, protected_adult: bool) -> "Ticks":
        """With what the client's file says already."""
        coupon = replace(
            self.coupon,
            deceased=self.coupon.deceased or deceased,
            protected_adult=self.coupon.protected_adult or protected_adult,
        )
        return replace(self, coupon=coupon)

    def as_json(self) -> str:
        """The ticks that are not the default, as JSON that is always the same for the same ticks."""
        return _TICKS.dump_json(self, exclude_defaults=True).decode()

    @classmethod
    def from_json(cls, text: str) -> "Ticks":
        """The ticks that `as_json` wrote."""
        return _TICKS.validate_json(text)


NOTHING = Ticks()
"""A plain coupon."""

_TICKS = TypeAdapter(Ticks)
