"""How far the cancellation of a payment has come in the financial system, line by line (A-02 to A-04)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum, unique

from backoffice.domain.cancellation import ErpAnswer, ErpStatus, PaymentStatus, RequestState, status_of
from backoffice.domain.client_ref import ClientRef
from backoffice.domain.money import Money


@unique
class CancellationState(StrEnum):
    """How far a cancellation has come as a whole."""

    CHECKING = "checking"
    """The lines' present status is asked for."""
    DECLINED = "declined"
    """A line can not be cancelled there: nothing was asked, and it may be tried again."""
    GOING = "going"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class LineStep:
    """A step of one line.

    Attributes:
        by: who took it; empty for the financial system and for the program.
    """

    state: RequestState
    at: datetime
    by: str = ""


@dataclass(frozen=True, slots=True)
class LineProgress:
    """One line of the payment.

    Attributes:
        state: of the newest request; None where nothing was asked yet.
        steps: of the newest request, in their order.
        reason: why it was refused.
        attempt: how many times a person asked.
        times_sent: how many times the newest request went out.
        cancelled: whether the line is cancelled, and its reversal is in the books.
    """

    line_id: int
    invoice: str
    amount: Money
    state: RequestState | None
    steps: tuple[LineStep, ...]
    reason: str
    attempt: int
    times_sent: int
    cancelled: bool


@dataclass(frozen=True, slots=True)
class Declined:
    """A line by whose present status the payment is not cancelled.

    Attributes:
        reason: what the financial system says of it, in its own words; empty where it says no more.
    """

    invoice: str
    status: ErpStatus
    reason: str


@dataclass(frozen=True, slots=True)
class CancellingProgress:
    """A cancellation.

    Attributes:
        declined: why it was declined; none otherwise.
        lines: those that live in the financial system, in the payment's order; at least one.
    """

    receipt_id: int
    state: CancellationState
    declined: tuple[Declined, ...]
    asked_at: datetime
    asked_by: str
    lines: tuple[LineProgress, ...]

    @property
    def status(self) -> PaymentStatus:
        """The payment's status (A-03)."""
        return status_of([line.cancelled for line in self.lines])


@dataclass(frozen=True, slots=True)
class WaitingRequest:
    """What the financial system was asked and has not answered, for the aged list.

    Attributes:
        reference: the request's, or the inquiry's.
        invoice: empty for an inquiry, which is about the whole payment.
        state: `TO_SEND` where it was never sent; None for an inquiry after the lines' status.
        next_at: when the same goes out again; None where it goes out at once.
    """

    reference: str
    receipt_id: int
    ref: ClientRef
    name: str
    invoice: str
    amount: Money
    state: RequestState | None
    asked_at: datetime
    asked_by: str
    times_sent: int
    sent_at: datetime | None
    next_at: datetime | None


@dataclass(frozen=True, slots=True)
class QuarantinedMessage:
    """A message that a person has to settle.

    Attributes:
        id: ours, of the inbox; `message_id` is the financial system's.
        receipt_id: of the payment that it speaks of; None where it speaks of none that we know: it can only be put
            aside.
        state: what the request's state is, which the message contradicts.
        acceptable: whether it can be accepted: it says of a line that we asked about that it is cancelled.
    """

    id: int
    message_id: str
    request: str
    line: str
    answer: ErpAnswer
    amount: Money | None
    reason: str
    received_at: datetime
    receipt_id: int | None
    ref: ClientRef | None
    name: str
    invoice: str
    line_amount: Money | None
    state: RequestState | None
    acceptable: bool
