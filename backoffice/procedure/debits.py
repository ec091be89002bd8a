"""The keying of cards and IBANs: rebilling, presenting again, and putting subscriptions back in service."""

from datetime import date

from backoffice.domain.decision import ChangeMethod, Comment, Rebill, Represent, SlimpayIban, Step, StopPromotion
from backoffice.domain.mail_facts import IbanMatch, MailFacts, Option
from backoffice.domain.method import Brand, Method
from backoffice.domain.paper import Paper
from backoffice.procedure.action_values import NOT_PROSPECTED, OTHER_REASON
from backoffice.procedure.payment import is_debit
from backoffice.procedure.renewals import pays_without_going_on, renewals
from backoffice.procedure.rule import Finding, Rule, Section, rule

_COMMENTED_UNTIL = date(2023, 11, 7)
_REBILLED = "Refacturation sur un autre IBAN"
_IMPOSSIBLE = Finding(annotations=("Réab Imp",))
"""What is written where a title cannot be renewed; P-71 says where the paper goes."""


@rule(
    "P-12",
    "Option 2 cochée : voir la saisie des CB ou celle des IBAN ; avec un chèque, l'encaisser, le coupon à la "
    "numérisation.",
    Section.GENERAL,
)
def put_back_and_pay(facts: MailFacts) -> Finding | None:
    """P-12; with a cheque the wish is not thrown away with the coupon."""
    if facts.coupon.option is not Option.PUT_BACK_AND_PAY:
        return None
    if facts.cheques:
        return Finding(paper=Paper.SCAN)
    return Finding() if is_debit(facts) else None


@rule(
    "P-50",
    "Refacturation, Changement MDR : 80 CARTE BLEUE, mois et année sur 4 caractères, Affecter, puis Enregistrer.",
    Section.CARDS,
)
def rebill_on_card(facts: MailFacts) -> Finding | None:
    """P-50."""
    return Finding(_rebilled(facts, Method.CARD, "P-50")) if _pays_by_card(facts, Brand.CB) else None


@rule("P-51", "American Express : 81, jamais 82 ; le numéro devient un alias.", Section.AMEX)
def rebill_on_amex(facts: MailFacts) -> Finding | None:
    """P-51."""
    return Finding(_rebilled(facts, Method.AMEX, "P-51")) if _pays_by_card(facts, Brand.AMEX) else None


@rule(
    "P-60",
    "Même IBAN que le dossier et le fichier partenaire : représentation de chaque facture en attente, et "
    "réabonnements.",
    Section.IBANS,
)
def represent(facts: MailFacts) -> Finding | None:
    """P-60."""
    rows = tuple(Represent(invoice, "P-60") for invoice in facts.pending)
    return Finding(rows) if _is_same_iban(facts) else None


@rule("P-65", "Deux lignes de facture : représentation sur les deux.", Section.IBANS)
def represent_both(facts: MailFacts) -> Finding | None:
    """P-65."""
    several = len(facts.pending) > 1
    return Finding() if several and represent.find(facts) is not None else None


@rule(
    "P-61",
    "Autre IBAN : refacturation avec changement du mode de règlement, réabonnements et STOP PROMO ; sans commentaire "
    "depuis le 08/11/2023.",
    Section.OTHER_IBANS,
)
def rebill_on_iban(facts: MailFacts) -> Finding | None:
    """P-61; an account in 99 SlimPay stays in it (P-69)."""
    if not _pays_by_other_iban(facts):
        return None
    stop: tuple[Step, ...] = (StopPromotion(NOT_PROSPECTED, "P-61"),)
    if facts.arrival_date <= _COMMENTED_UNTIL:
        stop = (*stop, Comment(OTHER_REASON, _REBILLED, "P-61"))
    if facts.client.method_code == Method.SLIMPAY:
        return Finding(stop)
    return Finding((*_rebilled(facts, facts.client.direct_method, "P-61"), *stop))


@rule(
    "P-69",
    "Compte déjà en 99 SLIMPAY et nouvel IBAN : action 2.4, 99, la RUM s'affiche, Affecter, Enregistrer ; l'IBAN se "
    "saisit dans la fenêtre Webservice SLIMPAY.",
    Section.SLIMPAY,
)
def slimpay(facts: MailFacts) -> Finding | None:
    """P-69."""
    if not _pays_by_other_iban(facts) or facts.client.method_code != Method.SLIMPAY:
        return None
    return Finding((*_rebilled(facts, Method.SLIMPAY, "P-69"), SlimpayIban("P-69")))


@rule(
    "P-52",
    "Cocher tous les titres, le premier seulement s'il est en double, sauf ceux que le client a rayés ; coupon sans "
    "titre : tous ceux de l'écran.",
    Section.CARDS,
)
def renew(facts: MailFacts) -> Finding | None:
    """P-52, for IBANs as well (P-60, P-61)."""
    steps = renewals(facts).steps() if is_debit(facts) else ()
    return Finding(steps) if steps else None


@rule(
    "P-53",
    "Réabonnement impossible : refacturer, décocher les titres, inscrire « Réab Imp », à la numérisation.",
    Section.CARDS,
)
def no_renewal_on_card(facts: MailFacts) -> Finding | None:
    """P-53."""
    return _IMPOSSIBLE if is_debit(facts) and facts.card is not None and renewals(facts).impossible else None


@rule(
    "P-62",
    "Réabonnement impossible : représenter ou refacturer, décocher les titres, inscrire « Réab Imp », à la "
    "numérisation.",
    Section.IBANS,
)
def no_renewal_on_iban(facts: MailFacts) -> Finding | None:
    """P-62."""
    return _IMPOSSIBLE if is_debit(facts) and facts.card is None and renewals(facts).impossible else None


@rule("P-71", "Réabonnement partiel ou impossible : à la numérisation.", Section.SCANNING)
def partial_renewal(facts: MailFacts) -> Finding | None:
    """P-71."""
    return Finding(paper=Paper.SCAN) if is_debit(facts) and renewals(facts).impossible else None


@rule(
    "P-63",
    "Le client paie mais ne poursuit pas son abonnement : ne pas réabonner, inscrire « E », à la numérisation.",
    Section.IBANS,
)
def does_not_go_on(facts: MailFacts) -> Finding | None:
    """P-63; an option 1 paid by card or IBAN says the same, and so do titles that are all struck out (P-52)."""
    ends = is_debit(facts) and pays_without_going_on(facts)
    return Finding(paper=Paper.SCAN, annotations=("E",)) if ends else None


P_64 = Rule("P-64", "Commande KDO : cocher la case BEN.", Section.IBANS)


@rule("P-14", "Prélèvement demandé à une date précise : ne pas en tenir compte.", Section.GENERAL)
def asked_debit_day(facts: MailFacts) -> Finding | None:
    """P-14."""
    return Finding() if facts.coupon.debit_day is not None else None


def _pays_by_card(facts: MailFacts, brand: Brand) -> bool:
    return is_debit(facts) and facts.card is not None and facts.card.brand is brand


def _pays_by_other_iban(facts: MailFacts) -> bool:
    return is_debit(facts) and facts.iban is not None and facts.iban.match is not IbanMatch.SAME


def _is_same_iban(facts: MailFacts) -> bool:
    return is_debit(facts) and facts.iban is not None and facts.iban.match is IbanMatch.SAME


def _rebilled(facts: MailFacts, method: int | None, number: str) -> tuple[Step, ...]:
    return (*(Rebill(invoice, method, number) for invoice in facts.pending), ChangeMethod(method, number))
