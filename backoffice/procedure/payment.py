"""What came with the coupon: money received, a card or an IBAN to debit, or nothing."""

from datetime import date

from backoffice.domain.mail_facts import ChequeFacts, MailFacts, Option
from backoffice.domain.money import Money


def first_cheque(facts: MailFacts) -> ChequeFacts | None:
    """The cheque that is cashed: of several, the one to be cashed first (P-26)."""
    return min(facts.cheques, key=_order, default=None)


def brings_money(facts: MailFacts) -> bool:
    """Whether money came: a cheque, or a money order whose amount is known."""
    return bool(facts.cheques) or (facts.coupon.money_order and facts.coupon.amount is not None)


def received(facts: MailFacts) -> Money | None:
    """The money that came: the first cheque's, or the money order's; None where none came."""
    cheque = first_cheque(facts)
    if cheque is not None:
        return cheque.binding
    return facts.coupon.amount if facts.coupon.money_order else None


def is_debit(facts: MailFacts) -> bool:
    """Whether a card or an IBAN is to be debited: the coupon's, or the file's IBAN where nothing is ticked (P-80).

    Beside money neither is (P-23).
    """
    if facts.card is None and facts.iban is None:
        return _is_presented_again(facts)
    return not brings_money(facts)


def is_letter(facts: MailFacts) -> bool:
    """Whether no means of payment came at all."""
    return facts.card is None and facts.iban is None and not brings_money(facts)


def is_same_iban(facts: MailFacts) -> bool:
    """Whether the IBAN to be debited is the one of the client's file; so is none at all, where the file has one."""
    return bool(facts.client.file_iban) and (facts.iban is None or facts.iban.iban == facts.client.file_iban)


def _is_presented_again(facts: MailFacts) -> bool:
    coupon = facts.coupon
    ticked = coupon.option is Option.CANCEL_AND_PAY or coupon.deceased or coupon.refusal
    return bool(facts.client.file_iban) and not ticked and is_letter(facts)


def _order(cheque: ChequeFacts) -> tuple[date, Money, Money, str, bool, bool]:
    cash_on = cheque.cash_on or date.min
    return cash_on, cheque.binding, cheque.figures, cheque.ink, not cheque.payee_ok, cheque.ccp
