"""What papers print: frozen facts, complete, so that printing needs nothing else."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from backoffice.domain.batch import BatchKind
from backoffice.domain.cancel_why import CancelWhy
from backoffice.domain.client_ref import ClientRef
from backoffice.domain.credit import RefundList
from backoffice.domain.ledger import MemberAccount
from backoffice.domain.money import Money
from backoffice.domain.paper import MailSlipKind
from backoffice.domain.pile_slip import PileSlip


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
class CancelledReceipt:
    """The copy of the line of a cancelled receipt, for the receipts desk (C-01).

    Attributes:
        slip_number: the slip that the cheque went with; empty where none was printed.
        debt_back: what was due again with the cancellation.
        cancelled_at: UTC.
        why: None for one taken back while its batch was open, which nobody asks about.
    """

    batch: BatchHeading
    slip_number: str
    line: ReceiptLine
    debt_back: Money
    cancelled_at: datetime
    cancelled_by: str
    why: CancelWhy | None

    @property
    def credit_less(self) -> Money:
        """What the client's credit fell by with it."""
        return self.line.amount - self.debt_back


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


@dataclass(frozen=True, slots=True)
class MailLine:
    """A line of a transmission, transfer or archive slip. A cancelled one is printed struck through.

    Attributes:
        position: 1, 2, 3… in the order of keying.
        ref: whose it is; the number that stands on the paper where the client was not found, `CI-2024-000012`.
        amount: None for mail without a payment.
        rules: the ids of the rules that sent the paper there, `P-02 P-10`.
        annotation: the words written on the paper, `Réab Imp`.
    """

    position: int
    batch_number: str
    ref: ClientRef | str
    name: str
    amount: Money | None
    rules: str
    annotation: str
    cancelled: bool


@dataclass(frozen=True, slots=True)
class MailSlip:
    """A slip under which papers leave the desk: transmission, transfer or archive (P-05, B-06, B-07).

    Attributes:
        number: from the counter of its kind, `BT-2024-000012`.
        batch: the batch whose papers it lists; None for a day's.
        day: the day whose papers it lists.
        count: how many lines stand.
        total: the sum of their amounts.
        duplicate: this is a reprint.
        printed_at: UTC.
    """

    number: str
    kind: MailSlipKind
    batch: BatchHeading | None
    day: date
    lines: tuple[MailLine, ...]
    count: int
    total: Money
    duplicate: bool
    printed_at: datetime
    printed_by: str


@dataclass(frozen=True, slots=True)
class MemberStatement:
    """The statement of a member's account (M-01).

    Attributes:
        drawn_on: the day whose standing it shows.
    """

    account: MemberAccount
    drawn_on: date
    drawn_by: str


@dataclass(frozen=True, slots=True)
class MemberStatements:
    """Statements of accounts as one paper.

    Attributes:
        title: what the paper is called.
        statements: taken one by one, so that a whole group's need not be in memory.
    """

    title: str
    statements: Iterable[MemberStatement]


Document = ReceiptSlip | CancelledReceipt | LotSheet | MailSlip | PileSlip | RefundList | MemberStatements
"""All that becomes a paper."""
