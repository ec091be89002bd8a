"""When nothing is keyed at all: the paper goes to those who can do something about it."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date

from backoffice.domain.invoices import PendingInvoice
from backoffice.domain.mail_facts import IbanMatch, Ink, MailFacts, circular_code
from backoffice.domain.method import Mandate
from backoffice.domain.money import Money
from backoffice.domain.paper import Paper
from backoffice.procedure.holders import Holder, holder_of
from backoffice.procedure.payment import first_cheque, is_debit, is_letter
from backoffice.procedure.rule import Finding, Section, rule

TABLETS = frozenset({"QCU2", "QCOI", "QCDH"})
"""The circulars about tablets that were not received (P-03)."""

_CCP_LIMIT = Money(50_00)


def about_tablets(invoices: Iterable[PendingInvoice]) -> list[PendingInvoice]:
    """Those of the invoices that are about tablets (P-03)."""
    return [invoice for invoice in invoices if circular_code(invoice.circular) in TABLETS]


@rule("P-03", "Circulaire QCU2, QCOI ou QCDH (tablette non reçue) : au SRC, sans saisie.", Section.LETTERS)
def tablet_not_received(facts: MailFacts) -> Finding | None:
    """P-03; with a cheque too, the whole goes to the SRC."""
    return Finding(paper=Paper.SRC, stops=True) if facts.coupon.circular_code in TABLETS else None


@rule(
    "P-04",
    "Mandat : ne plus le saisir, l'envoyer au SRC ; un chèque joint se saisit, le coupon et le mandat vont au SRC.",
    Section.MONEY_ORDERS,
)
def money_order(facts: MailFacts) -> Finding | None:
    """P-04; the cheque beside it is keyed."""
    return Finding(paper=Paper.SRC, stops=not facts.cheques) if facts.coupon.money_order else None


@rule(
    "P-66",
    "Compte bloqué, carte ou IBAN : ne rien saisir, inscrire un grand B sur le coupon, REJET.",
    Section.OTHER_IBANS,
)
def account_blocked(facts: MailFacts) -> Finding | None:
    """P-66; a cheque, a refusal or a death is keyed as anybody's."""
    blocked = is_debit(facts) and facts.client.blocked
    return Finding(paper=Paper.REJECT, annotations=("B",), stops=True) if blocked else None


@rule("P-42", "Client décédé, coordonnées d'un notaire : ne rien faire, transmettre le courrier.", Section.LETTERS)
def notary_of_deceased(facts: MailFacts) -> Finding | None:
    """P-42; a card or an IBAN of a deceased client is no payment (P-44)."""
    named = facts.coupon.deceased and facts.coupon.notary and not facts.cheques
    return Finding(paper=Paper.SCAN, stops=True) if named else None


@rule(
    "P-16",
    "Le titulaire de la carte ou de l'IBAN ne porte pas le nom du client : ne rien saisir, à la numérisation ; un "
    "doute se tranche par l'opérateur.",
    Section.GENERAL,
)
def another_holder(facts: MailFacts) -> Finding | None:
    """P-16; a doubt that nobody has settled is no client's name."""
    paid = (facts.card or facts.iban) if is_debit(facts) else None
    another = paid is not None and holder_of(paid, facts.client.name) is not Holder.CLIENT
    return Finding(paper=Paper.SCAN, stops=True) if another else None


@rule(
    "P-67",
    "IBAN refusé par le fichier partenaire : ne rien saisir, inscrire « IBAN inv FP », à la numérisation.",
    Section.OTHER_IBANS,
)
def iban_refused_by_partner(facts: MailFacts) -> Finding | None:
    """P-67."""
    refused = is_debit(facts) and facts.iban is not None and facts.iban.match is IbanMatch.REFUSED
    return Finding(paper=Paper.SCAN, annotations=("IBAN inv FP",), stops=True) if refused else None


@rule("P-68", "Mandat inactif : l'IBAN ne peut pas être affecté, à la numérisation.", Section.SCANNING)
def mandate_inactive(facts: MailFacts) -> Finding | None:
    """P-68."""
    inactive = is_debit(facts) and facts.iban is not None and facts.client.mandate is Mandate.INACTIVE
    return Finding(paper=Paper.SCAN, stops=True) if inactive else None


@rule(
    "P-15",
    "Coupon CB ou IBAN sans signature, arrivé avant le 01/06/2023 : au SRC, sans saisie.",
    Section.GENERAL,
    until=date(2023, 5, 31),
)
def not_signed(facts: MailFacts) -> Finding | None:
    """P-15."""
    unsigned = is_debit(facts) and not facts.coupon.signed
    return Finding(paper=Paper.SRC, stops=True) if unsigned else None


@rule("P-24", "Chèque d'une autre encre que noire ou bleue : ne pas saisir, à la numérisation.", Section.SCANNING)
def other_ink(facts: MailFacts) -> Finding | None:
    """P-24."""
    cheque = first_cheque(facts)
    return Finding(paper=Paper.SCAN, stops=True) if cheque is not None and cheque.ink is Ink.OTHER else None


@rule("P-28", "Un chèque pour deux coupons : ne pas saisir, au service de recouvrement.", Section.RECOVERY)
def cheque_for_several_coupons(facts: MailFacts) -> Finding | None:
    """P-28."""
    several = bool(facts.cheques) and facts.coupons_for_cheque > 1
    return Finding(paper=Paper.RECOVERY, stops=True) if several else None


@rule("P-27", "Encaissement demandé à plus d'un mois : ne pas saisir, au service de recouvrement.", Section.RECOVERY)
def cashed_too_late(facts: MailFacts) -> Finding | None:
    """P-27: later than the same day of the next month, or its last day."""
    cheque = first_cheque(facts)
    late = cheque is not None and cheque.cash_on is not None and cheque.cash_on > _a_month_after(facts.arrival_date)
    return Finding(paper=Paper.RECOVERY, stops=True) if late else None


@rule(
    "P-25",
    "Chèque qui n'est pas à l'ordre de {payee} : sur CCP et de plus de 50 €, ne pas saisir, à la numérisation ; "
    "sinon, l'encaisser.",
    Section.SCANNING,
)
def wrong_payee(facts: MailFacts) -> Finding | None:
    """P-25."""
    cheque = first_cheque(facts)
    if cheque is None or cheque.payee_ok:
        return None
    refused = cheque.ccp and cheque.binding > _CCP_LIMIT
    return Finding(paper=Paper.SCAN, stops=True) if refused else Finding()


@rule("P-54", "Client sans recouvrement à traiter : ne rien saisir, à la numérisation.", Section.CARDS)
def nothing_to_recover(facts: MailFacts) -> Finding | None:
    """P-54; what asks for something of its own (a death, a refusal, a guardianship) needs no debt."""
    coupon = facts.coupon
    of_its_own = coupon.deceased or (is_letter(facts) and (coupon.refusal or coupon.protected_adult))
    idle = not facts.cheques and not facts.pending and not of_its_own
    return Finding(paper=Paper.SCAN, stops=True) if idle else None


def _a_month_after(day: date) -> date:
    year, month = divmod(12 * day.year + day.month, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
