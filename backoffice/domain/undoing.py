"""What takes something back that was keyed: it is asked for as a gesture, and never erases."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from backoffice.domain.cancel_why import CancelWhy


@dataclass(frozen=True, slots=True)
class AsideGivenUp:
    """A coupon that is aside, in a batch that is closed by now, is not wanted any more."""

    word: ClassVar[str] = "aside.given_up"
    aside: UUID
    why: str


@dataclass(frozen=True, slots=True)
class Reversal:
    """One's own receipt of an open batch, or a line on the tape, taken back by a reversal (C-03)."""

    word: ClassVar[str] = "receipt.reversal"
    receipt_id: int


@dataclass(frozen=True, slots=True)
class ReceiptCancelling:
    """4.3: a receipt cancelled, here or first where it lives too (C-01, C-05)."""

    word: ClassVar[str] = "receipt.cancelling"
    receipt_id: int
    why: CancelWhy


@dataclass(frozen=True, slots=True)
class MailCancelling:
    """A piece of mail without a cheque taken back: its paper goes nowhere, its actions are lifted."""

    word: ClassVar[str] = "mail.cancelling"
    mail_id: int
