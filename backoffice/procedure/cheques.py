"""The keying of cheques: what is settled, what is received, and where the coupon goes."""

from collections.abc import Iterable, Sequence

from backoffice.domain.decision import Blank, NoPayment, Receive, Settle
from backoffice.domain.invoices import PendingInvoice, oldest_first
from backoffice.domain.mail_facts import CouponFacts, MailFacts, Option
from backoffice.domain.method import Method
from backoffice.domain.money import Money, total
from backoffice.domain.paper import Paper
from backoffice.procedure.coupon_debt import Debt, Rows, are_raised_alike, debt_of
from backoffice.procedure.payment import first_cheque, received
from backoffice.procedure.rule import Finding, Rule, Section, rule

Row = Settle | NoPayment | Blank


def propose(invoices: Sequence[PendingInvoice], cheque: Money, coupon: CouponFacts) -> tuple[Row, ...] | None:
    """What the procedure wants of each pending invoice, in the order given; None where the coupon's debt is not there.

    What is settled never exceeds what is pending, nor the cheque.
    """
    pending = oldest_first(invoices)
    debt = debt_of(pending, coupon, cheque)
    if debt is None:
        return None
    by_invoice = {row.invoice.id: row for row in _rows(pending, debt, cheque, coupon)}
    return tuple(by_invoice[invoice.id] for invoice in invoices)


def _rows(pending: Rows, debt: Debt, cheque: Money, coupon: CouponFacts) -> list[Row]:
    raised = _raised_since(pending, debt.rows[0], cheque, coupon) if len(debt.rows) == 1 else ()
    others = [
        Blank(invoice, "P-31") if invoice in raised else _other(invoice, debt, cheque, coupon)
        for invoice in pending
        if invoice not in debt.rows
    ]
    return [*(Settle(row, min(cheque, row.pending), _reason(row, others)) for row in debt.rows), *others]


def _reason(settled: PendingInvoice, others: Iterable[NoPayment | Blank]) -> str:
    """The rule of a settled row: that of the rows beside it, whose circulars P-31 alone lets differ."""
    beside = {row.rule for row in others if row.rule == "P-31" or row.invoice.circular == settled.circular}
    return next((rule for rule in _TELLING if rule in beside), "P-21")


_TELLING = ("P-31", "P-32", "P-30", "P-33")
"""The rules of a row beside the settled one: the first of them that holds is the reason of the settled one too."""


def _other(invoice: PendingInvoice, debt: Debt, cheque: Money, coupon: CouponFacts) -> NoPayment | Blank:
    """What becomes of a row that is not settled: its amount beside that of the settled row of its circular tells."""
    settled = max((row.pending for row in debt.rows if row.circular == invoice.circular), default=None)
    if settled is None:
        return NoPayment(invoice, "P-22")
    if invoice.pending == settled:
        return NoPayment(invoice, "P-33")
    if invoice.pending < settled:
        return NoPayment(invoice, "P-30")
    is_paid = (debt.is_told and coupon.amount is not None) or total(row.pending for row in debt.rows) == cheque
    return Blank(invoice, "P-32") if is_paid else NoPayment(invoice, "P-22")


def _raised_since(pending: Rows, settled: PendingInvoice, cheque: Money, coupon: CouponFacts) -> Rows:
    """The rows of P-31: the coupon bears less than what two circulars ask for since, and its debt is the oldest.

    Of the raised debt the screen shows the row as it was raised, or both as it was and as it was raised.
    """
    asked = cheque if coupon.amount is None or coupon.bears_no_debt else coupon.amount
    shown = pending[pending.index(settled) :]
    for amount in {row.pending for row in shown}:
        alike = [row for row in shown if row.pending == amount]
        if asked < amount and are_raised_alike(alike) and settled.circular in {row.circular for row in alike}:
            return alike
    return ()


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
