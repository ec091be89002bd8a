"""A gesture that writes, made once: what tells a repeat from another gesture under the same key."""

import dataclasses
import hashlib
import json
from datetime import date

from backoffice.domain.cancel_why import CancelWhy
from backoffice.domain.mandate import MandateState
from backoffice.domain.means import Channel
from backoffice.domain.money import Money
from backoffice.domain.paper import MailSlipKind
from backoffice.domain.people import Role


@dataclasses.dataclass(frozen=True, slots=True)
class Preclosing:
    """*Clôturer*: nothing more is keyed in the batch (B-04)."""

    batch_id: int


@dataclasses.dataclass(frozen=True, slots=True)
class Closing:
    """*Clôturer définitivement*: the batch never changes again (B-06)."""

    batch_id: int


@dataclasses.dataclass(frozen=True, slots=True)
class Reversal:
    """One's own receipt of an open batch, or a line on the tape, taken back by a reversal (C-03)."""

    receipt_id: int


@dataclasses.dataclass(frozen=True, slots=True)
class ReceiptCancelling:
    """4.3: a receipt cancelled, here or first where it lives too (C-01, C-05)."""

    receipt_id: int
    why: CancelWhy


@dataclasses.dataclass(frozen=True, slots=True)
class PaymentCancelling:
    """A payment that lives in the financial system too, to be cancelled there and here (A-02)."""

    receipt_id: int
    why: CancelWhy


@dataclasses.dataclass(frozen=True, slots=True)
class AskingAgain:
    """A line whose cancellation was refused, asked about once more (A-04)."""

    line_id: int


@dataclasses.dataclass(frozen=True, slots=True)
class MessageSettling:
    """A message of the financial system that contradicts the others, settled by a person."""

    message_id: int
    accepted: bool
    comment: str


@dataclasses.dataclass(frozen=True, slots=True)
class Tape:
    """The control tape: the cheques' amounts keyed again from the paper, in order (B-05)."""

    batch_id: int
    amounts: tuple[Money, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class SlipPrinting:
    """*Imprimer*: the receipt slip of a batch (B-06)."""

    batch_id: int


@dataclasses.dataclass(frozen=True, slots=True)
class SlipReprint:
    """A slip printed once more, as a duplicate."""

    slip_id: int


@dataclasses.dataclass(frozen=True, slots=True)
class MailCancelling:
    """A piece of mail without a cheque taken back: its paper goes nowhere, its actions are lifted."""

    mail_id: int


@dataclasses.dataclass(frozen=True, slots=True)
class ActionLifting:
    """A stop on a client's file that a supervisor lifts."""

    action_id: int
    reason: str


@dataclasses.dataclass(frozen=True, slots=True)
class MandateChange:
    """A mandate that a supervisor suspends, revokes or makes active again."""

    client_id: int
    state: MandateState
    reason: str


@dataclasses.dataclass(frozen=True, slots=True)
class BankFiling:
    """The debits of a day by one way, put into files that go to the bank or to the provider."""

    channel: Channel
    day: date
    collected_on: date


@dataclasses.dataclass(frozen=True, slots=True)
class BankFileAgain:
    """Such a file made once more, as a duplicate."""

    file_id: int


@dataclasses.dataclass(frozen=True, slots=True)
class MailSlipPrinting:
    """A transmission, transfer or archive slip of the papers that wait for one (B-07).

    Attributes:
        papers_of: the id of a batch, or a day.
    """

    kind: MailSlipKind
    papers_of: int | date


@dataclasses.dataclass(frozen=True, slots=True)
class MailSlipReprint:
    """Such a slip printed once more, as a duplicate."""

    slip_id: int


@dataclasses.dataclass(frozen=True, slots=True)
class SecretChange:
    """The IBANs sealed under a new secret.

    Attributes:
        check_value: what the database knows it by.
    """

    check_value: str


@dataclasses.dataclass(frozen=True, slots=True)
class NewPerson:
    """A person to add to the office."""

    login: str
    name: str
    role: Role


@dataclasses.dataclass(frozen=True, slots=True)
class PersonChange:
    """What changes of a person."""

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
