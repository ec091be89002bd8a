"""Where the paper goes once the mail is keyed, and what else follows from who the client is."""

from backoffice.domain.decision import Comment, StopPromotion, StopReminders
from backoffice.domain.mail_facts import MailFacts
from backoffice.domain.paper import Paper
from backoffice.procedure.action_values import DECEASED_WHO_PAYS, NOT_PROSPECTED, OTHER_REASON
from backoffice.procedure.payment import is_debit, is_letter
from backoffice.procedure.rule import Finding, Rule, Section, rule

P_01 = Rule(
    "P-01",
    "Les clients FA (code partenaire supérieur à 310) se trient d'abord et se saisissent dans un lot à part.",
    Section.SORTING,
)


@rule(
    "P-10",
    "Coupon d'un chèque : à jeter après saisie, coupon CB ou IBAN : à conserver et à archiver ; l'un et l'autre à la "
    "numérisation avec une annotation importante du client ou la pièce d'un notaire.",
    Section.GENERAL,
)
def keep_or_throw_away(facts: MailFacts) -> Finding | None:
    """P-10; nobody reads the archive."""
    if facts.coupon.annotation or facts.coupon.notary:
        return Finding(paper=Paper.SCAN)
    return Finding(paper=Paper.ARCHIVE if is_debit(facts) else Paper.DISCARD)


@rule(
    "P-02",
    "Client FA : après la saisie, le coupon part à la numérisation, pour que les commandes soient réinstallées par le "
    "partenaire ; rien n'est réabonné ici.",
    Section.GENERAL,
)
def direct_client(facts: MailFacts) -> Finding | None:
    """P-02; an FA client's letter without a payment is no more thrown away than a coupon."""
    direct = facts.client.ref is not None and facts.client.ref.is_direct
    return Finding(paper=Paper.SCAN) if direct else None


@rule("P-70", "Le client souhaite l'abonnement d'un nouveau titre : à la numérisation.", Section.SCANNING)
def new_title(facts: MailFacts) -> Finding | None:
    """P-70."""
    return Finding(paper=Paper.SCAN) if facts.coupon.wants_new_title else None


@rule(
    "P-40",
    "Client décédé : encaisser, BLOCAGE PROMO et BLOCAGE RELANCE, commentaire DCD ; jeter le coupon, sauf engagement "
    "ou notaire.",
    Section.CASES,
)
def deceased_who_pays(facts: MailFacts) -> Finding | None:
    """P-40; P-45 and P-10 say where the coupon goes."""
    steps = (
        StopPromotion(NOT_PROSPECTED, "P-40"),
        StopReminders("P-40"),
        Comment(OTHER_REASON, DECEASED_WHO_PAYS, "P-40"),
    )
    return Finding(steps) if facts.coupon.deceased and facts.cheques else None


@rule("P-45", "Engagement : inscrire « E » sur le coupon saisi, à la numérisation.", Section.CASES)
def commitment(facts: MailFacts) -> Finding | None:
    """P-45."""
    return Finding(paper=Paper.SCAN, annotations=("E",)) if facts.coupon.commitment else None


@rule(
    "P-43",
    "Client sous tutelle ou curatelle : recouvrer, puis STOP PROMO ; sans règlement, STOP PROMO seul, à la "
    "numérisation.",
    Section.OTHER_IBANS,
)
def protected_adult(facts: MailFacts) -> Finding | None:
    """P-43; a death has entries of its own."""
    if not facts.coupon.protected_adult or (not facts.cheques and facts.coupon.deceased):
        return None
    paper = Paper.SCAN if is_letter(facts) else Paper.DISCARD
    return Finding((StopPromotion(NOT_PROSPECTED, "P-43"),), paper)
