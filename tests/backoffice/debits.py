"""Fictional debits, and their creditor."""

from datetime import date

from backoffice.domain.collection import CardDebit, Creditor, DirectDebit, SequenceType, SlimpayDebit
from backoffice.domain.money import Money

IBAN = "FR7630006000011234567890189"
CREDITOR = Creditor("Éditions du Parc", "FR7616348000011523645985206", "AGRIFRPP", "FR72ZZZ123456")
COLLECTED_ON = date(2026, 12, 1)


def direct_debit(reference: str = "P-1", cents: int = 20_30, name: str = "DURAND Marie") -> DirectDebit:
    return DirectDebit(reference, Money(cents), name, IBAN, f"RUM-{reference}", date(2025, 3, 4), SequenceType.RCUR)


def card_debit(reference: str = "P-1", cents: int = 20_30, name: str = "DURAND Marie") -> CardDebit:
    return CardDebit(reference, Money(cents), name, "AL-secret-name", "CB", "0154", "05/2027")


def slimpay_debit(reference: str = "P-1", cents: int = 20_30, name: str = "DURAND Marie") -> SlimpayDebit:
    return SlimpayDebit(reference, Money(cents), name, "SLMP000123")
