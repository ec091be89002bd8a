"""The keying of cheques: what is settled, what is received, and where the coupon goes."""

from backoffice.domain.decision import Receive
from backoffice.domain.mail_facts import MailFacts, Option
from backoffice.domain.method import Method
from backoffice.domain.paper import Paper
from backoffice.procedure.cheque_rows import propose
from backoffice.procedure.coupon_debt import debt_of
from backoffice.procedure.payment import first_cheque, received
from backoffice.procedure.rule import Finding, Rule, Section, rule


@rule("P-20", "La somme en toutes lettres fait foi (art. L131-10 du Code monétaire et financier).", Section.CHEQUES)
def words_bind(facts: MailFacts) -> Finding | None:
    """P-20."""
    cheque = first_cheque(facts)
    return Finding() if cheque is not None and cheque.binding != cheque.figures else None


@rule(
    "P-29",
    "Pas de facture à régulariser : le chèque se met de côté et se saisit dans un lot SANS FACTURE, où tout est "
    "l'avoir du client.",
    Section.CASES,
)
def no_invoice(facts: MailFacts) -> Finding | None:
    """P-29."""
    amount = received(facts)
    if amount is None:
        return None
    if not facts.with_invoice:
        return Finding((Receive(Method.CHEQUE, amount, "P-29"),))
    return None if facts.pending else Finding(paper=Paper.SET_ASIDE)


@rule(
    "P-19",
    "Vérifier que la dette du coupon se retrouve parmi les factures en attente, par sa circulaire et son montant ; si "
    "elle n'y est pas, mettre le coupon et le chèque de côté.",
    Section.CHEQUES,
)
def coupon_debt(facts: MailFacts) -> Finding | None:
    """P-19; where the coupon says nothing of its debt there is nothing to look for."""
    amount, coupon = received(facts), facts.coupon
    if amount is None or not facts.with_invoice or not facts.pending:
        return None
    if coupon.bears_no_debt or not (coupon.circular_code or coupon.amount):
        return None
    return Finding() if debt_of(facts.pending, coupon, amount) else Finding(paper=Paper.SET_ASIDE)


@rule(
    "P-21",
    "Chèque inférieur ou égal à la facture : régler le montant du chèque ; supérieur : régler la facture, "
    "le surplus reste en avoir au client.",
    Section.CHEQUES,
)
def settle(facts: MailFacts) -> Finding | None:
    """P-21, and P-22, P-30 to P-33 for the other rows."""
    amount = received(facts)
    if amount is None or not facts.with_invoice or not facts.pending:
        return None
    rows = propose(facts.pending, amount, facts.coupon)
    return None if rows is None else Finding((*rows, Receive(Method.CHEQUE, amount, "P-21")))


P_22 = Rule("P-22", "Le chèque ne couvre pas cette ligne : sans paiement.", Section.CHEQUES)
P_30 = Rule(
    "P-30", "Même circulaire, deux montants : le plus élevé est réglé, l'autre reste sans paiement.", Section.CASES
)
P_31 = Rule(
    "P-31",
    "Deux circulaires de même montant, coupon d'un montant inférieur : régler la plus ancienne facture, "
    "forcer la plus récente à vide.",
    Section.CASES,
)
P_32 = Rule(
    "P-32",
    "Même circulaire, deux montants : le moins élevé est réglé, l'autre est laissé à vide, en forçant le message.",
    Section.CASES,
)
P_33 = Rule(
    "P-33", "Même circulaire, même montant : une seule ligne est réglée, l'autre reste sans paiement.", Section.CASES
)


@rule(
    "P-26",
    "Plusieurs chèques : encaisser le premier, inscrire « 1 chèque encaissé », le coupon et les autres chèques au "
    "service de recouvrement.",
    Section.RECOVERY,
)
def instalments(facts: MailFacts) -> Finding | None:
    """P-26."""
    several = len(facts.cheques) > 1
    return Finding(paper=Paper.RECOVERY, annotations=("1 chèque encaissé",)) if several else None


@rule(
    "P-23",
    "Chèque avec un IBAN ou une carte : encaisser le chèque, ne saisir ni l'un ni l'autre, coupon à la numérisation.",
    Section.SCANNING,
)
def cheque_beside_debit(facts: MailFacts) -> Finding | None:
    """P-23."""
    beside = facts.card is not None or facts.iban is not None
    return Finding(paper=Paper.SCAN) if beside and facts.cheques else None


@rule(
    "P-11",
    "Option 1 cochée, avec un chèque : encaisser le règlement ; l'abonnement est déjà annulé, rien n'est remis "
    "en service.",
    Section.GENERAL,
)
def cancel_and_pay(facts: MailFacts) -> Finding | None:
    """P-11."""
    return Finding() if facts.coupon.option is Option.CANCEL_AND_PAY and facts.cheques else None


@rule("P-13", "Aucune option n'est proposée : encaisser simplement le règlement.", Section.GENERAL)
def no_option(facts: MailFacts) -> Finding | None:
    """P-13."""
    return Finding() if facts.coupon.option is Option.NONE and facts.cheques else None
