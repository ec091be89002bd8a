"""A coupon that came with a cheque, as it is keyed: rows of invoices, and the cheque."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum, unique
from typing import ClassVar
from uuid import UUID

from backoffice.domain.mail import FileAction
from backoffice.domain.money import ZERO, Money, total
from backoffice.domain.paper import THROWN_AWAY, PaperTrace


@unique
class Operation(StrEnum):
    """What is done with an invoice row; `BLANK` is the row left *vide*."""

    SETTLE = "settle"
    NO_PAYMENT = "no_payment"
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class RowOperation:
    """An operation on one pending invoice.

    Attributes:
        invoice_id: the invoice.
        operation: what is done with it.
        amount: what is settled; zero unless the operation is `SETTLE`.
        rule: the id of the rule that proposed it (`P-30`), or empty when the operator chose it.
    """

    invoice_id: int
    operation: Operation
    amount: Money
    rule: str


@dataclass(frozen=True, slots=True)
class ChequeForm:
    """Everything that *Enregistrer* sends, under a key that is made when the form is shown.

    Attributes:
        key: what makes a repeat of this form the same gesture.
        batch_id: the batch it is keyed in.
        client_id: whose coupon it is.
        figures: the cheque's amount in figures, as keyed.
        words: the amount in words as the operator typed it from the cheque, or None when the words that the
            program wrote were compared with the cheque and found the same.
        number: the cheque's 7 digits.
        rows: one operation for each pending invoice shown; empty in a SANS FACTURE batch.
        forced: the operator has overridden the message about rows left *vide*.
        accepted_duplicate: the operator has overridden the warning about a cheque that looks keyed already.
        trace: where the coupon goes.
        actions: what is done to the client's file along with it (P-40, P-43).
    """

    word: ClassVar[str] = "cheque"
    key: UUID
    batch_id: int
    client_id: int
    figures: Money
    words: str | None
    number: str
    rows: tuple[RowOperation, ...]
    forced: bool = False
    accepted_duplicate: bool = False
    trace: PaperTrace = THROWN_AWAY
    actions: tuple[FileAction, ...] = ()

    @property
    def settled(self) -> Money:
        """What the rows settle together."""
        return total(row.amount for row in self.rows)


@dataclass(frozen=True, slots=True)
class ChequeCorrection:
    """A keyed cheque put right while its batch is not closed: the receipt is reversed and keyed anew.

    Attributes:
        key: what makes a repeat the same gesture.
        receipt_id: the receipt to put right.
        figures: the amount it should have had.
        words: the amount in words as typed from the cheque, or None when they were compared, as in `ChequeForm`.
        number: the number it should have had.
    """

    word: ClassVar[str] = "cheque.correction"
    key: UUID
    receipt_id: int
    figures: Money
    words: str | None
    number: str


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
