"""Pieces of mail to start from, and a decision as it is read aloud."""

from dataclasses import fields, replace
from datetime import date

from backoffice.domain.client_ref import ClientRef
from backoffice.domain.decision import Decision, Step
from backoffice.domain.invoices import OrderRow, PendingInvoice
from backoffice.domain.mail_facts import (
    CardFacts,
    ChequeFacts,
    ClientFacts,
    CouponFacts,
    IbanFacts,
    IbanMatch,
    MailFacts,
)
from backoffice.domain.money import Money
from backoffice.french.figures import plain

ARRIVAL = date(2024, 3, 4)
PARTNER, DIRECT = ClientRef("J", 310, "52134466"), ClientRef("J", 311, "52134466")
CLIENT = ClientFacts(PARTNER, "DURAND Marie", direct_method=45)


def invoice(number: int, cents: int, circular: str = "AP11", day: str = "2024-02-20") -> PendingInvoice:
    """An invoice `F1`; its id is its number."""
    return PendingInvoice(number, f"F{number}", circular, date.fromisoformat(day), Money(cents), Money(cents))


def order(number: int, title: str, *, renewable: bool = True, gift: bool = False, beneficiary: str = "") -> OrderRow:
    """An order `C1`."""
    return OrderRow(f"C{number}", title, "", renewable, gift, beneficiary)


CHEQUE = ChequeFacts(Money(20_30))
CARD = CardFacts(holder="Marie Durand")
IBAN = IbanFacts(IbanMatch.OTHER, "Marie Durand")
SAME = replace(IBAN, match=IbanMatch.SAME)
REFUSED = replace(IBAN, match=IbanMatch.REFUSED)
LETTER = MailFacts(ARRIVAL, CLIENT, (invoice(1, 20_30),), (order(1, "Marie France"),))
"""Nothing came with the coupon, on which nothing is ticked."""
WITH_CHEQUE = MailFacts(ARRIVAL, CLIENT, LETTER.invoices, LETTER.orders, cheques=(CHEQUE,))
WITH_CARD = MailFacts(ARRIVAL, CLIENT, LETTER.invoices, LETTER.orders, card=CARD)
WITH_IBAN = MailFacts(ARRIVAL, CLIENT, LETTER.invoices, LETTER.orders, iban=IBAN)
"""An IBAN that is not the file's."""
SAME_IBAN = MailFacts(ARRIVAL, CLIENT, LETTER.invoices, LETTER.orders, iban=SAME)
WITH_MONEY_ORDER = MailFacts(ARRIVAL, CLIENT, LETTER.invoices, LETTER.orders, CouponFacts(money_order=True))
"""A mandat."""


def said(decision: Decision) -> list[str]:
    """The operations with what they bear: `Settle F1 20,30 P-21`."""
    return [stated(step) for step in decision.operations]


def stated(step: Step) -> str:
    """An operation with what it bears."""
    values = [_value(getattr(step, field.name)) for field in fields(step)]
    return " ".join([type(step).__name__, *(value for value in values if value)])


def _value(value: PendingInvoice | OrderRow | Money | str | int | None) -> str:
    if value is None:
        return ""
    if isinstance(value, PendingInvoice | OrderRow):
        return value.number
    if isinstance(value, bool):
        return "BEN" if value else ""
    return plain(value) if isinstance(value, Money) else str(value)
