"""What is debited again, and what is put back in service with it (P-50 to P-65)."""

from dataclasses import dataclass
from enum import StrEnum, unique


@unique
class DebitOperation(StrEnum):
    """What is done with the row of an invoice that is not paid by cheque."""

    REBILL = "rebill"
    """Refacturation."""
    REPRESENT = "represent"
    """Représentation."""


@dataclass(frozen=True, slots=True)
class Renewal:
    """*Réabonnement* of an order, by its number; `beneficiary` is the box BEN of a gift (P-64)."""

    order: str
    beneficiary: bool = False
    rule: str = ""


@unique
class DebitFact(StrEnum):
    """What can be wrong with a debit."""

    REFERENCE = "reference"
    REPEATED = "repeated"
    """Its reference was given to another debit as well."""
    AMOUNT = "amount"
    NAME = "name"
    IBAN = "iban"
    RUM = "rum"
    SIGNED_ON = "signed_on"
    SEQUENCE = "sequence"
    ALIAS = "alias"
