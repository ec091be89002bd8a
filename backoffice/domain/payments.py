"""Payments as they are searched and shown: cheques that were received, and debits that came with a piece of mail.

Every *Enregistrer* makes one payment with an instruction line for each invoice row.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum, unique

from backoffice.domain.cancel_why import CancelWhy
from backoffice.domain.cancellation import PaymentStatus, status_of
from backoffice.domain.cheque import Operation
from backoffice.domain.client_ref import ClientRef
from backoffice.domain.debit import DebitOperation
from backoffice.domain.errors import RuleBroken
from backoffice.domain.method import Channel
from backoffice.domain.money import Money, total
from backoffice.domain.paper import MailSlipKind


@unique
class PaymentKind(StrEnum):
    """The two families of payments."""

    CHEQUE = "cheque"
    DEBIT = "debit"


@unique
class PaymentState(StrEnum):
    """What became of a payment, as lists show it. A debit is to be sent, or sent, where a cheque is processed."""

    PROCESSED = "processed"
    TO_SEND = "to_send"
    SENT = "sent"
    PARTLY_CANCELLED = "partly_cancelled"
    CANCELLED = "cancelled"
    UNPAID = "unpaid"


_STATES = {
    PaymentStatus.PROCESSED: PaymentState.PROCESSED,
    PaymentStatus.PARTLY_CANCELLED: PaymentState.PARTLY_CANCELLED,
    PaymentStatus.CANCELLED: PaymentState.CANCELLED,
}


def cheque_state(lines: Collection[bool], *, reversed_: bool, unpaid: bool) -> PaymentState:
    """What became of a cheque, from whether each of its lines is cancelled (A-01, A-03).

    One that came back unpaid has its lines mirrored too, and still stands (C-02); one without lines can stand.
    """
    if reversed_:
        return PaymentState.CANCELLED
    if unpaid:
        return PaymentState.UNPAID
    return _STATES[status_of(lines)] if lines else PaymentState.PROCESSED


def debit_state(lines: Collection[bool], *, unpaid: bool, sent: bool) -> PaymentState:
    """What became of the debits of a piece of mail: one of them unpaid, all taken back, or all `sent`."""
    if unpaid:
        return PaymentState.UNPAID
    state = _STATES[status_of(lines)]
    if state is not PaymentState.PROCESSED:
        return state
    return PaymentState.SENT if sent else PaymentState.TO_SEND


@dataclass(frozen=True, slots=True)
class PaymentId:
    """A payment: the id of a receipt, or of the mail that debits came with."""

    kind: PaymentKind
    id: int


@dataclass(frozen=True, slots=True)
class Sought:
    """Which payments are looked for; what is empty lets all through.

    Attributes:
        refs: the client's, in all its readings.
        name: how the client's search name begins.
        postcode: how theirs begins, beside the name.
        chrono: of the client's reference, where its letter and partner are not known.
        cheque: how the cheque's number begins; debits have none.
        amount: of the cheque, or of one of the debits.
        batch: its number, `2024-0317`.
        since: the first day on which it was recorded, in the office's time.
        until: the last one.
    """

    refs: tuple[ClientRef, ...] = ()
    name: str = ""
    postcode: str = ""
    chrono: str = ""
    cheque: str = ""
    amount: Money | None = None
    batch: str = ""
    since: date | None = None
    until: date | None = None
    kind: PaymentKind | None = None
    state: PaymentState | None = None


@dataclass(frozen=True, slots=True)
class PaymentRow:
    """A payment in a list.

    Attributes:
        number: the cheque's; empty for debits.
        channel: by which way it is debited; None for a cheque.
        amount: of the cheque, or of the debits together.
        lines: how many instruction lines it has.
    """

    id: PaymentId
    recorded_at: datetime
    batch_id: int
    batch_number: str
    client_id: int
    ref: ClientRef
    name: str
    number: str
    channel: Channel | None
    amount: Money
    lines: int
    state: PaymentState
    operator: str


@dataclass(frozen=True, slots=True)
class PaymentMark:
    """Where a page of payments ends: the newest first, and at one moment cheques before debits."""

    recorded_at: datetime
    id: PaymentId


@dataclass(frozen=True, slots=True)
class PaymentPage:
    """One page of a search. `after` asks for the next page; None on the last one."""

    payments: tuple[PaymentRow, ...]
    after: PaymentMark | None


@dataclass(frozen=True, slots=True)
class LineReversal:
    """The line that cancels another; its `amount` is that of the other below zero."""

    id: int
    amount: Money
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class PaymentLine:
    """An instruction line, which is one invoice of a cheque, or one debit.

    Attributes:
        rule: the id of the rule that decided it; empty where a person did.
        sent_in: the number of the file that a debit went out in; empty where there is none.
        reversal: None while the line stands.
    """

    id: int
    invoice: str
    operation: Operation | DebitOperation
    amount: Money
    rule: str
    sent_in: str
    reversal: LineReversal | None


@unique
class PaymentEvent(StrEnum):
    """What happened to a payment."""

    RECORDED = "recorded"
    CORRECTS = "corrects"
    """It was recorded in the place of another."""
    ON_SLIP = "on_slip"
    IN_FILE = "in_file"
    UNPAID = "unpaid"
    CORRECTED = "corrected"
    """Another was recorded in its place."""
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class PaymentMoment:
    """A step of a payment's history.

    Attributes:
        number: of the slip, of the file, or of the other cheque.
        amount: of the other cheque, or what is due again; None where neither is told.
        why: a cheque was cancelled; None where nobody said.
    """

    event: PaymentEvent
    at: datetime
    by: str
    workstation: str
    number: str = ""
    amount: Money | None = None
    why: CancelWhy | None = None


@dataclass(frozen=True, slots=True)
class PaymentSlip:
    """The slip on which a payment stands; a receipt slip has no `kind`."""

    id: int
    number: str
    kind: MailSlipKind | None


@dataclass(frozen=True, slots=True)
class Payment:
    """A payment with all there is to see of it.

    Attributes:
        history: the oldest step first.
        slip: the newest on which it stands; None while there is none.
        in_financial_system: it lives there too, and is cancelled when that system says so (A-02).
        applied_back: what of the client's credit was applied to invoices, and cannot stay there without it.
        refusal: why it cannot be cancelled by whom it is shown to; None where it can.
    """

    row: PaymentRow
    lines: tuple[PaymentLine, ...]
    history: tuple[PaymentMoment, ...]
    slip: PaymentSlip | None
    in_financial_system: bool
    applied_back: Money
    refusal: RuleBroken | None = field(compare=False)

    @property
    def debt_back(self) -> Money:
        """What is due again where it is cancelled now: what its lines still settle, and what its credit does."""
        return total(line.amount for line in self.lines if line.reversal is None) + self.applied_back

    @property
    def credit_less(self) -> Money:
        """What the client's credit falls by where it is cancelled now."""
        return self.row.amount - self.debt_back
