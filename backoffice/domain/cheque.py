"""A coupon that came with a cheque, as it is keyed: rows of invoices, and the cheque."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum, unique
from typing import ClassVar
from uuid import UUID

from backoffice.domain.debit import DebitOperation
from backoffice.domain.money import ZERO, Money


@unique
class Operation(StrEnum):
    """What is done with an invoice row; `BLANK` is the row left *vide*."""

    SETTLE = "settle"
    NO_PAYMENT = "no_payment"
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class RowOperation:
    """What is done with the row of one pending invoice: decided, shown, sent and kept as this.

    Attributes:
        invoice_id: the invoice.
        operation: what is done with it.
        amount: what is settled, or debited: then all that is left to pay; zero where nothing is.
        rule: the id of the rule that proposed it (`P-30`), or empty when the operator chose it.
    """

    invoice_id: int
    operation: Operation | DebitOperation
    amount: Money
    rule: str


@dataclass(frozen=True, slots=True)
class ChequeCorrection:
    """A keyed cheque put right while its batch is not closed: the receipt is reversed and keyed anew.

    Attributes:
        key: what makes a repeat the same gesture.
        receipt_id: the receipt to put right.
        figures: the amount it should have had.
        words: the amount in words as typed from the cheque, or None when they were compared.
        number: the number it should have had.
        accepted_duplicate: the operator has overridden the warning about a cheque that looks keyed already.
    """

    word: ClassVar[str] = "cheque.correction"
    key: UUID
    receipt_id: int
    figures: Money
    words: str | None
    number: str
    accepted_duplicate: bool = False


def refilled(rows: tuple[RowOperation, ...], pending: Mapping[int, Money], cheque: Money) -> tuple[RowOperation, ...]:
    """The same operations for a cheque of another amount: the settled rows are filled in their order.

    A row that nothing is left for gets *sans paiement* (P-22). `pending` gives what each invoice has left to pay.
    """
    left = cheque
    filled = []
    for row in rows:
        part = min(left, pending.get(row.invoice_id, ZERO)) if row.operation is Operation.SETTLE else ZERO
        left -= part
        if row.operation is Operation.SETTLE and not part:
            filled.append(RowOperation(row.invoice_id, Operation.NO_PAYMENT, ZERO, "P-22"))
        else:
            filled.append(RowOperation(row.invoice_id, row.operation, part, row.rule))
    return tuple(filled)
