"""A gesture that writes, made once: what tells a repeat from another gesture under the same key."""

import dataclasses
import hashlib
import json
from datetime import date
from typing import ClassVar, Protocol
from uuid import UUID

from backoffice.domain.cancel_why import CancelWhy
from backoffice.domain.mandate import MandateState
from backoffice.domain.method import Channel
from backoffice.domain.money import Money
from backoffice.domain.paper import MailSlipKind
from backoffice.domain.people import Role


class Gesture(Protocol):
    """What a writing gesture asks for: a dataclass, made once under its key.

    Attributes:
        word: what the database and the outbox call its kind. It is written once and for all, whatever becomes of the
            class, and no two kinds share it.
    """

    word: ClassVar[str]


@dataclasses.dataclass(frozen=True, slots=True)
class Preclosing:
    """*Clôturer*: nothing more is keyed in the batch (B-04)."""

    word: ClassVar[str] = "batch.preclosing"
    batch_id: int


@dataclasses.dataclass(frozen=True, slots=True)
class AsideGivenUp:
    """A coupon that is aside, in a batch that is closed by now, is not wanted any more."""

    word: ClassVar[str] = "aside.given_up"
    aside: UUID
    why: str


@dataclasses.dataclass(frozen=True, slots=True)
class Closing:
    """*Clôturer définitivement*: the batch never changes again (B-06)."""

    word: ClassVar[str] = "batch.closing"
    batch_id: int


@dataclasses.dataclass(frozen=True, slots=True)
class Reversal:
    """One's own receipt of an open batch, or a line on the tape, taken back by a reversal (C-03)."""

    word: ClassVar[str] = "receipt.reversal"
    receipt_id: int


@dataclasses.dataclass(frozen=True, slots=True)
class ReceiptCancelling:
    """4.3: a receipt cancelled, here or first where it lives too (C-01, C-05)."""

    word: ClassVar[str] = "receipt.cancelling"
    receipt_id: int
    why: CancelWhy


@dataclasses.dataclass(frozen=True, slots=True)
class PaymentToCancel:
    """A payment that lives in the financial system too, to be cancelled there and here (A-02)."""

    word: ClassVar[str] = "payment.cancelling"
    receipt_id: int
    why: CancelWhy


@dataclasses.dataclass(frozen=True, slots=True)
class AskingAgain:
    """A line whose cancellation was refused, asked about once more (A-04)."""

    word: ClassVar[str] = "payment.asking_again"
    line_id: int


@dataclasses.dataclass(frozen=True, slots=True)
class MessageSettling:
    """A message of the financial system that contradicts the others, settled by a person."""

    word: ClassVar[str] = "erp_message.settling"
    message_id: int
    accepted: bool
    comment: str


@dataclasses.dataclass(frozen=True, slots=True)
class Tape:
    """The control tape: the cheques' amounts keyed again from the paper, in order (B-05)."""

    word: ClassVar[str] = "tape"
    batch_id: int
    amounts: tuple[Money, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class SlipPrinting:
    """*Imprimer*: the receipt slip of a batch (B-06)."""

    word: ClassVar[str] = "receipt_slip"
    batch_id: int


@dataclasses.dataclass(frozen=True, slots=True)
class SlipReprint:
    """A slip printed once more, as a duplicate."""

    word: ClassVar[str] = "receipt_slip.reprint"
    slip_id: int


@dataclasses.dataclass(frozen=True, slots=True)
class MailCancelling:
    """A piece of mail without a cheque taken back: its paper goes nowhere, its actions are lifted."""

    word: ClassVar[str] = "mail.cancelling"
    mail_id: int


@dataclasses.dataclass(frozen=True, slots=True)
class ActionLifting:
    """A stop on a client's file that a supervisor lifts."""

    word: ClassVar[str] = "action.lifting"
    action_id: int
    reason: str


@dataclasses.dataclass(frozen=True, slots=True)
class MandateChange:
    """A mandate that a supervisor suspends, revokes or makes active again."""

    word: ClassVar[str] = "mandate"
    client_id: int
    state: MandateState
    reason: str


@dataclasses.dataclass(frozen=True, slots=True)
class BankFiling:
    """The debits of a day by one way, put into files that go to the bank or to the provider."""

    word: ClassVar[str] = "bank_file"
    channel: Channel
    day: date
    collected_on: date


@dataclasses.dataclass(frozen=True, slots=True)
class BankFileAgain:
    """Such a file made once more, as a duplicate."""

    word: ClassVar[str] = "bank_file.reprint"
    file_id: int


@dataclasses.dataclass(frozen=True, slots=True)
class MailSlipPrinting:
    """A transmission, transfer or archive slip of the papers that wait for one (B-07).

    Attributes:
        papers_of: the id of a batch, or a day.
    """

    word: ClassVar[str] = "mail_slip"
    kind: MailSlipKind
    papers_of: int | date


@dataclasses.dataclass(frozen=True, slots=True)
class MailSlipReprint:
    """Such a slip printed once more, as a duplicate."""

    word: ClassVar[str] = "mail_slip.reprint"
    slip_id: int


@dataclasses.dataclass(frozen=True, slots=True)
class SecretChange:
    """The IBANs sealed under a new secret.

    Attributes:
        check_value: what the database knows it by.
    """

    word: ClassVar[str] = "secret"
    check_value: str


@dataclasses.dataclass(frozen=True, slots=True)
class NewPerson:
    """A person to add to the office."""

    word: ClassVar[str] = "person.entry"
    login: str
    name: str
    role: Role


@dataclasses.dataclass(frozen=True, slots=True)
class PersonChange:
    """What changes of a person."""

    word: ClassVar[str] = "person.change"
    person_id: int
    name: str
    role: Role
    active: bool


def fingerprint(form: object) -> str:
    """A hash of a form's canonical content, 64 hexadecimal digits. `form` is a dataclass or a plain value."""
    canonical = json.dumps(form, sort_keys=True, separators=(",", ":"), default=_content)
    return hashlib.sha256(canonical.encode()).hexdigest()


def _content(value: object) -> object:
    # Not `asdict`, which copies all that is in it: this is done for every cheque.
    if dataclasses.is_dataclass(value):
        return {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
    return str(value)
