"""Facts that cannot all be true: they are pointed out, never resolved in silence."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum, unique

from backoffice.domain.mail_facts import MailFacts
from backoffice.procedure.payment import is_letter
from backoffice.procedure.stops import money_order


@unique
class Clash(StrEnum):
    """What contradicts what. The sentences are in `forms/kit/facts_wording.py`."""

    TWO_METHODS = "two_methods"
    DECEASED_REFUSES = "deceased_refuses"
    REFUSAL_PAYS = "refusal_pays"
    MONEY_ORDER_WITHOUT_AMOUNT = "money_order_without_amount"


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A contradiction and the paths of the facts that make it, `coupon.deceased`."""

    code: Clash
    paths: tuple[str, ...]


def contradictions(facts: MailFacts) -> tuple[Contradiction, ...]:
    """All that contradicts itself in a piece of mail; nothing where it can be decided."""
    return tuple(_found(facts))


def _found(facts: MailFacts) -> Iterator[Contradiction]:
    coupon = facts.coupon
    if facts.card is not None and facts.iban is not None:
        yield Contradiction(Clash.TWO_METHODS, ("card", "iban"))
    if facts.cheques and coupon.money_order:
        yield Contradiction(Clash.TWO_METHODS, ("cheques", "coupon.money_order"))
    if coupon.deceased and coupon.refusal:
        yield Contradiction(Clash.DECEASED_REFUSES, ("coupon.deceased", "coupon.refusal"))
    if coupon.refusal and not is_letter(facts):
        yield Contradiction(Clash.REFUSAL_PAYS, ("coupon.refusal", _payment(facts)))
    if coupon.money_order and coupon.amount is None and not money_order.holds(facts.arrival_date):
        yield Contradiction(Clash.MONEY_ORDER_WITHOUT_AMOUNT, ("coupon.amount", "coupon.money_order"))


def _payment(facts: MailFacts) -> str:
    if facts.cheques:
        return "cheques"
    if facts.coupon.money_order:
        return "coupon.money_order"
    return "card" if facts.card is not None else "iban"
