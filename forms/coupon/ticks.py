"""What the operator has ticked of a piece of mail; everything has the quiet default."""

import dataclasses
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum, unique
from typing import Any

from backoffice.domain.mail_facts import Option
from backoffice.domain.method import Brand
from backoffice.domain.money import Money
from backoffice.domain.rows import ClientIdentity
from backoffice.french.figures import plain, read_amount


@unique
class JoinedIban(StrEnum):
    """The IBAN on the coupon, set against the client's file; its number is not looked at here."""

    SAME = "same"
    OTHER = "other"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Ticks:
    """The ticks.

    Attributes:
        no_payment: no means of payment came at all.
        circular: the code of the letter that came back, where it matters.
        amount: what the coupon asks for, where it is not the cheque's amount.
        cash_on: the day before which the cheque is not to be cashed.
        holder: who the card or the IBAN belongs to, where the coupon names somebody.
    """

    signed: bool = True
    option: Option = Option.NONE
    annotation: bool = False
    commitment: bool = False
    stop_subscription: bool = False
    wants_new_title: bool = False
    deceased: bool = False
    death_certificate: bool = False
    notary: bool = False
    protected_adult: bool = False
    refusal: bool = False
    no_payment: bool = False
    money_order: bool = False
    card: Brand | None = None
    iban: JoinedIban | None = None
    holder: str = ""
    other_ink: bool = False
    other_payee: bool = False
    ccp: bool = False
    several_cheques: bool = False
    several_coupons: bool = False
    cash_on: date | None = None
    circular: str = ""
    amount: Money | None = None
    struck_titles: tuple[str, ...] = ()

    def knowing(self, client: ClientIdentity) -> "Ticks":
        """With what the client's file says already."""
        return dataclasses.replace(
            self,
            deceased=self.deceased or client.deceased,
            protected_adult=self.protected_adult or client.protected_adult,
        )

    def striking(self, titles: tuple[str, ...]) -> "Ticks":
        """With these titles struck out."""
        return dataclasses.replace(self, struck_titles=titles)

    def as_json(self, figures: Money | None = None) -> str:
        """The ticks that are not the default, under the names of the facts, as canonical JSON.

        Args:
            figures: the amount of a cheque that is not keyed, on which the decision may rest.
        """
        kept = {FACTS[name]: _plain(getattr(self, name)) for name in self.set_names()}
        if figures is not None:
            kept[_FIGURES] = plain(figures)
        return json.dumps(kept, sort_keys=True, separators=(",", ":"), ensure_ascii=False)

    def set_names(self) -> tuple[str, ...]:
        """The names of the ticks that are not the default."""
        return tuple(each.name for each in dataclasses.fields(self) if getattr(self, each.name) != each.default)


NOTHING = Ticks()
"""A plain coupon."""

FACTS: Mapping[str, str] = {
    "signed": "coupon.signed",
    "option": "coupon.option",
    "annotation": "coupon.annotation",
    "commitment": "coupon.commitment",
    "stop_subscription": "coupon.stop_subscription",
    "wants_new_title": "coupon.wants_new_title",
    "deceased": "coupon.deceased",
    "death_certificate": "coupon.death_certificate",
    "notary": "coupon.notary",
    "protected_adult": "coupon.protected_adult",
    "refusal": "coupon.refusal",
    "no_payment": "no_payment",
    "money_order": "coupon.money_order",
    "card": "card",
    "iban": "iban",
    "holder": "holder",
    "other_ink": "cheques.other_ink",
    "other_payee": "cheques.other_payee",
    "ccp": "cheques.ccp",
    "several_cheques": "cheques.several",
    "several_coupons": "coupons_for_cheque",
    "cash_on": "cheques.cash_on",
    "circular": "coupon.circular",
    "amount": "coupon.amount",
    "struck_titles": "coupon.struck_titles",
}
"""What each tick is called among the facts of a piece of mail: in what is kept, and in contradictions."""

_FIGURES = "cheques.figures"
_READ: Mapping[str, Callable[[Any], Any]] = {
    "option": Option,
    "card": Brand,
    "iban": JoinedIban,
    "cash_on": date.fromisoformat,
    "amount": read_amount,
    "struck_titles": tuple,
}


def read_ticks(text: str) -> tuple[Ticks, Money | None]:
    """The ticks that `as_json` wrote, and the amount of the cheque where it was kept with them."""
    kept = json.loads(text)
    values: dict[str, Any] = {
        name: _READ.get(name, _as_it_is)(kept[fact]) for name, fact in FACTS.items() if fact in kept
    }
    figures = kept.get(_FIGURES)
    return Ticks(**values), None if figures is None else read_amount(figures)


def _as_it_is(value: object) -> object:
    return value


def _plain(value: object) -> object:
    if isinstance(value, Money):
        return plain(value)
    return value.isoformat() if isinstance(value, date) else value
