"""Pieces of mail to start from, and a decision as it is read aloud."""

from dataclasses import fields
from datetime import date

from backoffice.domain.client_ref import ClientRef
from backoffice.domain.decision import Decision, Step
from backoffice.domain.mail_facts import CardFacts, ChequeFacts, ClientFacts, CouponFacts, IbanFacts, MailFacts
from backoffice.domain.money import Money
from backoffice.domain.rows import OrderRow, PendingInvoice
from backoffice.french.figures import plain

ARRIVAL = date(2024, 3, 4)
ON_FILE = "FR7630006000011234567890189"
ANOTHER = "DE89370400440532013000"
PARTNER, DIRECT = ClientRef("J", 310, "52134466"), ClientRef("J", 311, "52134466")
CLIENT = ClientFacts(PARTNER, "DURAND Marie", direct_method=20, file_iban=ON_FILE)


def invoice(number: int, cents: int, circular: str = "AP11", day: str = "2024-02-20") -> PendingInvoice:
    """An invoice `F1`; its id is its number."""
    return PendingInvoice(number, f"F{number}", circular, date.fromisoformat(day), Money(cents), Money(cents))


def order(number: int, title: str, *, renewable: bool = True, gift: bool = False) -> OrderRow:
    """An order `C1`."""
    return OrderRow(f"C{number}", title, "", renewable, gift, "")


CHEQUE = ChequeFacts(Money(20_30))
CARD = CardFacts(holder="Marie Durand")
IBAN = IbanFacts(ANOTHER, "Marie Durand")
LETTER = MailFacts(ARRIVAL, CLIENT, (invoice(1, 20_30),), (order(1, "Marie France"),))
"""Nothing came with the coupon, on which nothing is ticked; the file has an IBAN."""
WITH_CHEQUE = MailFacts(ARRIVAL, CLIENT, LETTER.invoices, LETTER.orders, cheques=(CHEQUE,))
WITH_CARD = MailFacts(ARRIVAL, CLIENT, LETTER.invoices, LETTER.orders, card=CARD)
WITH_IBAN = MailFacts(ARRIVAL, CLIENT, LETTER.invoices, LETTER.orders, iban=IBAN)
"""An IBAN that is not the file's."""
SAME_IBAN = MailFacts(ARRIVAL, CLIENT, LETTER.invoices, LETTER.orders, iban=IbanFacts(ON_FILE, "Marie Durand"))
WITH_MONEY_ORDER = MailFacts(
    date(2023, 12, 31), CLIENT, LETTER.invoices, LETTER.orders, CouponFacts(amount=Money(20_30), money_order=True)
)
"""A mandat of the last day on which they were keyed."""


def said(decision: Decision) -> list[str]:
    """The operations with what they bear: `Settle F1 20,30 P-21`."""
    return [_step(step) for step in decision.operations]


def _step(step: Step) -> str:
    values = [_value(getattr(step, field.name)) for field in fields(step)]
    return " ".join([type(step).__name__, *(value for value in values if value)])


def _value(value: PendingInvoice | OrderRow | Money | str | int) -> str:
    if isinstance(value, PendingInvoice | OrderRow):
        return value.number
    if isinstance(value, bool):
        return "BEN" if value else ""
    return plain(value) if isinstance(value, Money) else str(value)
