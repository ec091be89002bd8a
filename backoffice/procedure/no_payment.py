"""Mail without a means of payment: the deceased, refusals, and coupons on which nothing is ticked."""

from backoffice.domain.decision import CloseLetter, Comment, Refusal, StopPromotion, StopReminders
from backoffice.domain.mail_facts import MailFacts, Option
from backoffice.domain.paper import Paper
from backoffice.procedure.action_values import (
    CLOSED_DECEASED,
    CLOSED_REFUSED,
    DECEASED_CLIENT,
    NOT_PROSPECTED,
    OTHER_REASON,
    REFUSES_TO_PAY,
)
from backoffice.procedure.payment import is_debit, is_letter
from backoffice.procedure.rule import Finding, Section, rule

DECEASED = (
    StopPromotion(NOT_PROSPECTED, "P-41"),
    StopReminders("P-41"),
    Comment(OTHER_REASON, DECEASED_CLIENT, "P-41"),
    CloseLetter(CLOSED_DECEASED, "P-41"),
)
"""What is done to the file of a deceased client who pays nothing (P-41)."""


@rule(
    "P-41",
    "Client décédé, sans paiement, même sans acte : 2.7 STOP PROMO 1 - Non prospectable, 2.8 STOP RELANCE, "
    "2.6 CLT DCD (Autre motif), clôturer en XXXX.",
    Section.LETTERS,
)
def deceased(facts: MailFacts) -> Finding | None:
    """P-41; heirs who refuse to pay as well change nothing of it."""
    return Finding(DECEASED) if facts.coupon.deceased and not facts.cheques else None


@rule(
    "P-44",
    "Client décédé, carte ou IBAN : le compte d'un défunt n'est jamais débité ; les saisies du décès, rien de "
    "refacturé, de représenté ni de réabonné, à la numérisation.",
    Section.LETTERS,
)
def deceased_with_account(facts: MailFacts) -> Finding | None:
    """P-44; the entries are those of P-41."""
    joined = facts.card is not None or facts.iban is not None
    return Finding(paper=Paper.SCAN) if joined and facts.coupon.deceased and not facts.cheques else None


@rule(
    "P-81", "Refus de paiement : action 3.3, puis 13, clôturer avec la circulaire RPSI. Rien d'autre.", Section.LETTERS
)
def refusal(facts: MailFacts) -> Finding | None:
    """P-81."""
    steps = (Refusal(REFUSES_TO_PAY, "P-81"), CloseLetter(CLOSED_REFUSED, "P-81"))
    refuses = is_letter(facts) and facts.coupon.refusal and not facts.coupon.deceased
    return Finding(steps) if refuses else None


@rule(
    "P-80",
    "Rien de coché, un IBAN sur le coupon : représentation si même IBAN, refacturation si autre IBAN, et réabonnement. "
    "Sans chèque, carte ni IBAN en main, rien n'est débité.",
    Section.LETTERS,
)
def nothing_ticked(facts: MailFacts) -> Finding | None:
    """P-80: the rules for IBANs say how. Without one on the paper nothing is keyed, whatever the file has (P-05)."""
    unticked = is_debit(facts) and facts.card is None and facts.coupon.option is Option.NONE
    return Finding() if unticked else None


@rule(
    "P-05",
    "Ce qui part à la numérisation est groupé sous 4 bordereaux : chèque, carte bancaire, IBAN, sans mode de "
    "règlement ; sous ce dernier, le courrier sans règlement dont rien ne peut être saisi.",
    Section.GENERAL,
)
def no_means_of_payment(facts: MailFacts) -> Finding | None:
    """P-05: a letter that nothing can be done for is passed on."""
    coupon = facts.coupon
    of_its_own = coupon.deceased or coupon.refusal or coupon.protected_adult
    return Finding(paper=Paper.SCAN, stops=True) if is_letter(facts) and not of_its_own else None
