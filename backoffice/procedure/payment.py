"""What came with the coupon: a cheque, a card or an IBAN to debit, or nothing."""

from collections.abc import Sequence
from datetime import date

from backoffice.domain.mail_facts import ChequeFacts, MailFacts
from backoffice.domain.money import Money


def first_cheque(facts: MailFacts) -> ChequeFacts | None:
    """The cheque that is cashed; None where none came."""
    return first_of(facts.cheques)


def first_of(cheques: Sequence[ChequeFacts]) -> ChequeFacts | None:
    """Of several cheques the one to be cashed first, else the first of the pile (P-26); None where there is none."""
    return min(cheques, key=lambda cheque: cheque.cash_on or date.min, default=None)


def received(facts: MailFacts) -> Money | None:
    """The money that came: the first cheque's; None where none came."""
    cheque = first_cheque(facts)
    return None if cheque is None else cheque.binding


def is_debit(facts: MailFacts) -> bool:
    """Whether a card or an IBAN on the paper in hand is to be debited (P-80).

    Beside a cheque neither is (P-23), and nothing of a deceased client's ever is (P-44).
    """
    joined = facts.card is not None or facts.iban is not None
    return joined and not facts.cheques and not facts.coupon.deceased


def is_letter(facts: MailFacts) -> bool:
    """Whether no means of payment came at all."""
    return facts.card is None and facts.iban is None and not facts.cheques
