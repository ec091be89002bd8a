"""What came with the coupon: money received, a card or an IBAN to debit, or nothing."""

from datetime import date

from backoffice.domain.mail_facts import ChequeFacts, MailFacts
from backoffice.domain.money import Money


def first_cheque(facts: MailFacts) -> ChequeFacts | None:
    """The cheque that is cashed: of several, the one to be cashed first (P-26)."""
    return min(facts.cheques, key=_order, default=None)


def received(facts: MailFacts) -> Money | None:
    """The money that came: the first cheque's, or the money order's; None where none came."""
    cheque = first_cheque(facts)
    if cheque is not None:
        return cheque.binding
    return facts.coupon.amount if facts.coupon.money_order else None


def is_debit(facts: MailFacts) -> bool:
    """Whether a card or an IBAN is to be debited; beside money neither is (P-23)."""
    return received(facts) is None and (facts.card is not None or facts.iban is not None)


def is_letter(facts: MailFacts) -> bool:
    """Whether no means of payment came at all."""
    return received(facts) is None and facts.card is None and facts.iban is None


def is_same_iban(facts: MailFacts) -> bool:
    """Whether the IBAN is the one of the client's file; so is none at all, where the file has one (P-80)."""
    return bool(facts.client.file_iban) and (facts.iban is None or facts.iban.iban == facts.client.file_iban)


def _order(cheque: ChequeFacts) -> tuple[date, Money, Money, str, bool, bool]:
    cash_on = cheque.cash_on or date.min
    return cash_on, cheque.binding, cheque.figures, cheque.ink, not cheque.payee_ok, cheque.ccp
