"""Facts that cannot all be true: they are pointed out, never resolved in silence."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum, unique

from backoffice.domain.mail_facts import MailFacts
from backoffice.procedure.payment import is_debit
from backoffice.procedure.stops import (
    account_blocked,
    money_order,
    not_signed,
    nothing_to_recover,
    tablet_not_received,
)


@unique
class Clash(StrEnum):
    """What contradicts what. The sentences are in `forms/kit/wording/facts_words.py`."""

    TWO_METHODS = "two_methods"
    REFUSAL_PAYS = "refusal_pays"
    DEBIT_WITHOUT_INVOICE = "debit_without_invoice"
    CERTIFICATE_WITHOUT_DEATH = "certificate_without_death"


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A contradiction and the paths of the facts that make it, `coupon.deceased`."""

    code: Clash
    paths: tuple[str, ...]


def contradictions(facts: MailFacts) -> tuple[Contradiction, ...]:
    """All that contradicts itself in a piece of mail; nothing where it can be decided.

    What is sorted out before any file is opened (P-03, P-04) is looked at no further.
    """
    sorted_out = (sorting.find(facts) for sorting in (tablet_not_received, money_order))
    if any(finding is not None and finding.stops for finding in sorted_out):
        return ()
    return tuple(_found(facts))


def _found(facts: MailFacts) -> Iterator[Contradiction]:
    joined = "card" if facts.card is not None else "iban"
    if is_debit(facts) and facts.card is not None and facts.iban is not None and not _is_stopped(facts):
        yield Contradiction(Clash.TWO_METHODS, ("card", "iban"))
    if facts.coupon.refusal and facts.cheques:
        yield Contradiction(Clash.REFUSAL_PAYS, ("coupon.refusal", "cheques"))
    if facts.coupon.refusal and is_debit(facts):
        yield Contradiction(Clash.REFUSAL_PAYS, ("coupon.refusal", joined))
    if is_debit(facts) and not facts.with_invoice:
        yield Contradiction(Clash.DEBIT_WITHOUT_INVOICE, (joined, "batch.with_invoice"))
    if facts.coupon.death_certificate and not facts.coupon.deceased:
        yield Contradiction(Clash.CERTIFICATE_WITHOUT_DEATH, ("coupon.death_certificate", "coupon.deceased"))


def _is_stopped(facts: MailFacts) -> bool:
    """Whether nothing is keyed whichever of two means of payment is meant."""
    return any(rule.find(facts) is not None for rule in (account_blocked, not_signed, nothing_to_recover))
