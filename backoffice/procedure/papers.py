"""Where the paper goes once the mail is keyed, and what else follows from who the client is."""

from backoffice.domain.decision import Comment, StopPromotion, StopReminders
from backoffice.domain.mail_facts import MailFacts
from backoffice.domain.paper import Paper
from backoffice.procedure.action_values import NOT_PROSPECTED, OTHER_REASON
from backoffice.procedure.payment import is_debit, is_letter
from backoffice.procedure.rule import Finding, Rule, Section, rule

P_01 = Rule(
    "P-01",
    "Les clients FA (code partenaire supérieur à 310) se trient d'abord et se saisissent dans un lot à part.",
    Section.SORTING,
)


@rule(
    "P-10",
    "Coupon d'un chèque : à jeter après saisie, sauf annotation importante du client (à la numérisation). Coupon CB "
    "ou IBAN : à conserver et à archiver.",
    Section.GENERAL,
)
def keep_or_throw_away(facts: MailFacts) -> Finding | None:
    """P-10."""
    if is_debit(facts) and not is_letter(facts):
        return Finding(paper=Paper.ARCHIVE)
    return Finding(paper=Paper.SCAN if facts.coupon.annotation else Paper.DISCARD)


@rule(
    "P-02",
    "Client FA : après la saisie, le coupon part à la numérisation, pour que les commandes soient réinstallées.",
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
    "(inscrire « E ») ou notaire, à la numérisation.",
    Section.CASES,
)
def deceased_who_pays(facts: MailFacts) -> Finding | None:
    """P-40."""
    coupon = facts.coupon
    if is_letter(facts) or not coupon.deceased:
        return None
    steps = (StopPromotion(NOT_PROSPECTED, "P-40"), StopReminders("P-40"), Comment(OTHER_REASON, "DCD", "P-40"))
    paper = Paper.SCAN if coupon.commitment or coupon.notary else Paper.DISCARD
    return Finding(steps, paper, ("E",) if coupon.commitment else ())


@rule("P-43", "Client sous tutelle ou curatelle : recouvrer, puis STOP PROMO.", Section.OTHER_IBANS)
def protected_adult(facts: MailFacts) -> Finding | None:
    """P-43."""
    coupon = facts.coupon
    recovers = not is_letter(facts) or not (coupon.deceased or coupon.refusal)
    steps = (StopPromotion(NOT_PROSPECTED, "P-43"),)
    return Finding(steps) if coupon.protected_adult and recovers else None
