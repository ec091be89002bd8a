"""What papers print: frozen facts, complete, so that printing needs nothing else."""

from dataclasses import dataclass
from datetime import date, datetime

from backoffice.domain.batch import BatchKind
from backoffice.domain.client_ref import ClientRef
from backoffice.domain.money import Money


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """A line of the receipt slip. A reversed line is printed struck through and counts for nothing.

    Attributes:
        position: 1, 2, 3… in the order of keying.
    """

    position: int
    ref: ClientRef
    name: str
    cheque_number: str
    amount: Money
    reversed: bool


@dataclass(frozen=True, slots=True)
class BatchHeading:
    """What stands at the head of every paper of a batch. Times are UTC."""

    number: str
    kind: BatchKind
    with_invoice: bool
    arrival_date: date
    operator: str
    opened_at: datetime


@dataclass(frozen=True, slots=True)
class ReceiptSlip:
    """The receipt slip (bordereau d'encaissement) that goes with the cheques (B-06).

    Attributes:
        number: from the slips' counter, `BE-2024-000123`.
        count: how many lines stand.
        total: their sum.
        total_words: the same in words.
        anchor: the last link of the batch's audit chain, in hexadecimal.
        duplicate: this is a reprint.
        printed_at: UTC.
    """

    number: str
    batch: BatchHeading
    lines: tuple[ReceiptLine, ...]
    count: int
    total: Money
    total_words: str
    anchor: str
    duplicate: bool
    printed_at: datetime
    printed_by: str


@dataclass(frozen=True, slots=True)
class LotSheet:
    """The lot sheet (feuille de lot) that wraps the cheques of a batch (B-06)."""

    batch: BatchHeading
    slip_number: str
    count: int
    total: Money
    total_words: str
    anchor: str
    printed_at: datetime
    printed_by: str
