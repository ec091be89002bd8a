"""Mail, actions and their papers, as screens list them: frozen, without a database behind."""

from dataclasses import dataclass
from datetime import date, datetime

from backoffice.domain.client_ref import ClientRef
from backoffice.domain.mail import FileAction
from backoffice.domain.money import Money
from backoffice.domain.paper import MailSlipKind, PaperTrace


@dataclass(frozen=True, slots=True)
class ActionRow:
    """An action on a client's file as the dossier lists it (2.6, 2.7, 2.8, 3.3, a letter closed).

    Attributes:
        action: what was done.
        lifted: a supervisor has lifted it, or the mail it came with was cancelled; `lift_reason` says why.
    """

    id: int
    action: FileAction
    recorded_at: datetime
    operator: str
    lifted: bool
    lift_reason: str


@dataclass(frozen=True, slots=True)
class MailRow:
    """A piece of mail that was dealt with.

    Attributes:
        amount: what was received or is debited with it; None for mail without a payment.
        slip_number: the slip it was printed on; empty while it waits for one.
        cancelled: it was undone, and its paper goes nowhere.
    """

    id: int
    batch_id: int
    batch_number: str
    client_id: int
    ref: ClientRef
    name: str
    trace: PaperTrace
    amount: Money | None
    recorded_at: datetime
    operator: str
    slip_number: str
    cancelled: bool


@dataclass(frozen=True, slots=True)
class SetAsideRow:
    """A piece of mail that waits for a batch SANS FACTURE (P-29).

    Attributes:
        batch_number: the batch it came in.
        days: how long it has been waiting since it arrived.
        operator: who set it aside.
    """

    mail_id: int
    client_id: int
    ref: ClientRef
    name: str
    batch_number: str
    arrival_date: date
    days: int
    operator: str


@dataclass(frozen=True, slots=True)
class OtherChequeRow:
    """A cheque of an instalment that waits at the recovery service, and is not keyed yet (P-26).

    Attributes:
        cash_on: when it is to be cashed; None where the client did not say.
        batch_number: the batch that the first cheque was keyed in.
    """

    client_id: int
    ref: ClientRef
    name: str
    number: str
    amount: Money
    cash_on: date | None
    batch_number: str
    arrival_date: date


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """The papers recorded on a day that wait for a slip of a kind."""

    day: date
    kind: MailSlipKind
    count: int


@dataclass(frozen=True, slots=True)
class MailSlipRow:
    """A printed transmission, transfer or archive slip in the list of slips.

    Attributes:
        batch_number: the batch whose papers it lists; empty for a day's.
        day: the day whose papers it lists, or on which the batch arrived.
    """

    id: int
    number: str
    kind: MailSlipKind
    batch_number: str
    day: date
    count: int
    amount: Money
    printed_at: datetime
    operator: str
