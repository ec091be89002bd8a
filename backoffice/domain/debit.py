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
