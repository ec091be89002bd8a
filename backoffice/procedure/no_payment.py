"""Mail without a means of payment: the deceased, refusals, and coupons on which nothing is ticked."""

from backoffice.domain.decision import CloseLetter, Comment, Refusal, Represent, StopPromotion, StopReminders
from backoffice.domain.mail_facts import MailFacts, Option
from backoffice.domain.paper import Paper
from backoffice.procedure.action_values import (
    CLOSED_DECEASED,
    CLOSED_REFUSED,
    NOT_PROSPECTED,
    OTHER_REASON,
    REFUSES_TO_PAY,
)
from backoffice.procedure.payment import is_debit, is_letter, is_same_iban
from backoffice.procedure.renewals import renewals
from backoffice.procedure.rule import Finding, Rule, Section, rule


@rule(
    "P-41",
    "Client décédé, sans paiement, même sans acte : 2.7 STOP PROMO 1 - Non prospectable, 2.8 STOP RELANCE, "
    "2.6 CLT DCD (Autre motif), clôturer en XXXX.",
    Section.LETTERS,
)
def deceased(facts: MailFacts) -> Finding | None:
    """P-41."""
    return Finding(DECEASED) if is_letter(facts) and facts.coupon.deceased else None


DECEASED = (
    StopPromotion(NOT_PROSPECTED, "P-41"),
    StopReminders("P-41"),
    Comment(OTHER_REASON, "CLT DCD", "P-41"),
    CloseLetter(CLOSED_DECEASED, "P-41"),
)
"""What is done to the file of a deceased client who pays nothing (P-41)."""


@rule(
    "P-81", "Refus de paiement : action 3.3, puis 13, clôturer avec la circulaire RPSI. Rien d'autre.", Section.LETTERS
)
def refusal(facts: MailFacts) -> Finding | None:
    """P-81."""
    steps = (Refusal(REFUSES_TO_PAY, "P-81"), CloseLetter(CLOSED_REFUSED, "P-81"))
    return Finding(steps) if is_letter(facts) and facts.coupon.refusal else None


@rule(
    "P-80",
    "Rien de coché : représentation si même IBAN, refacturation si autre IBAN, et réabonnement.",
    Section.LETTERS,
)
def nothing_ticked(facts: MailFacts) -> Finding | None:
    """P-80; where there is no IBAN to present to, nothing can be keyed (P-05)."""
    if facts.iban is not None:
        return Finding() if is_debit(facts) and facts.coupon.option is Option.NONE else None
    if not _asks_nothing(facts) or not is_same_iban(facts):
        return None
    again = tuple(Represent(invoice, "P-80") for invoice in facts.pending)
    renewed = renewals(facts)
    paper, words = (Paper.SCAN, ("Réab Imp",)) if renewed.impossible else (Paper.DISCARD, ())
    return Finding((*again, *renewed.steps("P-80")), paper, words)


@rule(
    "P-05",
    "Ce qui part à la numérisation est groupé sous 4 bordereaux : chèque, carte bancaire, IBAN, sans mode de "
    "règlement.",
    Section.GENERAL,
)
def no_means_of_payment(facts: MailFacts) -> Finding | None:
    """P-05: a letter that nothing can be done for is passed on."""
    idle = is_letter(facts) and not facts.coupon.deceased and not facts.coupon.refusal
    helpless = idle and not (_asks_nothing(facts) and is_same_iban(facts))
    return Finding(paper=Paper.SCAN, stops=True) if helpless else None


def _asks_nothing(facts: MailFacts) -> bool:
    coupon = facts.coupon
    ticked = coupon.option is Option.CANCEL_AND_PAY or coupon.deceased or coupon.refusal
    return is_letter(facts) and not ticked


P_01 = Rule(
    "P-01",
    "Les clients FA (code partenaire supérieur à 310) se trient d'abord et se saisissent dans un lot à part.",
    Section.SORTING,
)
