"""Cancelling a payment that also lives in a financial system (ERP): it is cancelled when that system says so.

The source is the third of the documents: A-02 to A-04. What is here is pure: words, and what follows from a message.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum, unique
from typing import ClassVar

from backoffice.domain.cancel_why import CancelWhy
from backoffice.domain.money import Money

LONGEST_REFERENCE = 35
"""ISO 20022's limit for references; ours are 32 hexadecimal digits."""


@unique
class PaymentStatus(StrEnum):
    """The status of a payment, derived from those of its lines (A-01, A-03)."""

    PROCESSED = "processed"
    PARTLY_CANCELLED = "partly_cancelled"
    CANCELLED = "cancelled"


@unique
class ErpStatus(StrEnum):
    """What the financial system says of a line at present."""

    PROCESSED = "processed"
    BUSY = "busy"
    """It works on the line just now: ask again later."""
    CLOSED = "closed"
    """It does not let go of the line any more: reconciled, or its period closed."""
    CANCELLED = "cancelled"
    UNKNOWN = "unknown"


@unique
class ErpAnswer(StrEnum):
    """What the financial system says to a request."""

    PENDING = "pending"
    CANCELLED = "cancelled"
    REFUSED = "refused"
    UNREADABLE = "unreadable"
    """It says nothing that may be believed: it answers no request, and its reason is an `Unreadable`."""


@unique
class Unreadable(StrEnum):
    """Why what came is not taken for a message of the financial system."""

    UNSIGNED = "unsigned"
    SIGNATURE_WRONG = "signature_wrong"
    """Signed by nobody known, or changed since."""
    TOO_LARGE = "too_large"
    NOT_XML = "not_xml"
    HOSTILE_XML = "hostile_xml"
    """With declarations of its own (DTD, entities)."""
    NOT_ISO = "not_iso"
    """Of no kind or version that is read here."""
    ODD = "odd"
    """Without what it has to say, or in contradiction with itself."""


@unique
class RequestState(StrEnum):
    """How far the request to cancel one line has come."""

    TO_SEND = "to_send"
    SENT = "sent"
    PENDING = "pending"
    REFUSED = "refused"
    CANCELLED = "cancelled"

    @property
    def waits(self) -> bool:
        """Whether an answer is still to come."""
        return self not in (RequestState.REFUSED, RequestState.CANCELLED)


@unique
class MessageReading(StrEnum):
    """What is done with a message."""

    APPLIED = "applied"
    REPEATED = "repeated"
    """Late, or said before in another message: it is kept, and changes nothing."""
    QUARANTINED = "quarantined"
    """It contradicts what is known, or speaks of nothing that is: a person settles it."""


@dataclass(frozen=True, slots=True)
class ErpLine:
    """An instruction line as the financial system is told of it.

    Attributes:
        reference: ours, at most 35 signs, unique.
        amount: above zero.
        client: the client's reference, `J 121 52134466`.
        received_on: the arrival date of its batch.
    """

    reference: str
    amount: Money
    client: str
    name: str
    invoice: str
    cheque_number: str
    batch: str
    received_on: date


@dataclass(frozen=True, slots=True)
class FoundLine:
    """What the financial system says of a line, and why where it says more."""

    status: ErpStatus
    reason: str = ""


@dataclass(frozen=True, slots=True)
class CancelRequest:
    """A request to cancel one line.

    Attributes:
        reference: its own, made and kept before it is sent, and the same each time that it is sent again.
        line: the line's reference.
        asked_at: when a person asked.
    """

    reference: str
    line: str
    amount: Money
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class StatusMessage:
    """A message from the financial system.

    Attributes:
        id: unique; a message that comes twice bears the same one. At most 100 signs. What is unreadable bears the name
            of its file there.
        request: the reference of the request that it answers; empty where it is unreadable.
        line: the line's reference; empty where it is unreadable.
        amount: what it says was cancelled; None where it does not say.
        reason: why it refuses, or why it cannot be read. At most 300 signs.
    """

    id: str
    request: str
    line: str
    answer: ErpAnswer
    amount: Money | None = None
    reason: str = ""


_NEXT = {ErpAnswer.PENDING: RequestState.PENDING, ErpAnswer.CANCELLED: RequestState.CANCELLED}
_PAUSES = (timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=12))


def read(state: RequestState, answer: ErpAnswer) -> tuple[MessageReading, RequestState]:
    """What a message makes of a request: how it is read, and the request's state after it. A state only rises.

    What is final and contradicted, or cannot be read, stays as it is, until a person settles it.
    """
    if answer is ErpAnswer.UNREADABLE:
        return MessageReading.QUARANTINED, state
    if state.waits:
        after = _NEXT.get(answer, RequestState.REFUSED)
        return (MessageReading.REPEATED if after is state else MessageReading.APPLIED), after
    if answer is ErpAnswer.PENDING or _NEXT.get(answer, RequestState.REFUSED) is state:
        return MessageReading.REPEATED, state
    return MessageReading.QUARANTINED, state


@dataclass(frozen=True, slots=True)
class Known:
    """What we know of the request that a message answers.

    Attributes:
        line: the reference of the line that it is about.
    """

    line: str
    amount: Money
    state: RequestState


def judge(known: Known | None, message: StatusMessage) -> tuple[MessageReading, RequestState | None]:
    """What a message makes of the request that it names: how it is read, and the request's state after it.

    `known` is None where it names none of ours. What speaks of another line or amount than was asked is not believed.
    """
    if known is None:
        return MessageReading.QUARANTINED, None
    if message.line != known.line or message.amount not in (None, known.amount):
        return MessageReading.QUARANTINED, known.state
    return read(known.state, message.answer)


def decided(found: Mapping[str, FoundLine], references: Collection[str]) -> bool | None:
    """Whether a payment can be cancelled by the present status of its lines; None while that is not known (A-02)."""
    statuses = [found[reference].status if reference in found else ErpStatus.BUSY for reference in references]
    if any(status in (ErpStatus.CLOSED, ErpStatus.UNKNOWN) for status in statuses):
        return False
    return None if ErpStatus.BUSY in statuses else True


def status_of(cancelled: Collection[bool]) -> PaymentStatus:
    """A payment's status, from whether each of its lines is cancelled; there is at least one."""
    if all(cancelled):
        return PaymentStatus.CANCELLED
    return PaymentStatus.PARTLY_CANCELLED if any(cancelled) else PaymentStatus.PROCESSED


def next_look(asked_at: datetime, looked_at: datetime) -> datetime:
    """When the lines' status is asked for again where it is not known yet: the longer it takes, the seldomer."""
    return looked_at + min((looked_at - asked_at) / 4, _PAUSES[-1])


def pause(times_sent: int) -> timedelta:
    """How long an answer is waited for before the same request is sent again: longer each time (A-04)."""
    return _PAUSES[min(times_sent, len(_PAUSES)) - 1] if times_sent else timedelta()


@dataclass(frozen=True, slots=True)
class PaymentToCancel:
    """A payment that lives in the financial system too, to be cancelled there and here (A-02)."""

    word: ClassVar[str] = "payment.cancelling"
    receipt_id: int
    why: CancelWhy


@dataclass(frozen=True, slots=True)
class AskingAgain:
    """A line whose cancellation was refused, asked about once more (A-04)."""

    word: ClassVar[str] = "payment.asking_again"
    line_id: int


@dataclass(frozen=True, slots=True)
class MessageSettling:
    """A message of the financial system that contradicts the others, settled by a person."""

    word: ClassVar[str] = "erp_message.settling"
    message_id: int
    accepted: bool
    comment: str
