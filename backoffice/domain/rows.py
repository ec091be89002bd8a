"""What screens list: frozen, ready to show, without a database behind."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from backoffice.domain.batch import Batch
from backoffice.domain.client_ref import ClientRef
from backoffice.domain.debit import DebitOperation
from backoffice.domain.mail import ActionCode, FileAction
from backoffice.domain.means import UNKNOWN_MEANS, Channel, ShownMeans
from backoffice.domain.money import Money
from backoffice.domain.paper import MailSlipKind, PaperTrace
from backoffice.domain.slimpay import AskState

_DIGITS = re.compile(r"0*(\d+)")


@dataclass(frozen=True, slots=True)
class BatchRow:
    """A batch with the sums of its receipts that stand (reversed ones and their reversals cancel out).

    Attributes:
        mail: how many pieces of mail without a cheque stand.
    """

    batch: Batch
    cheques: int
    amount: Money
    mail: int


@dataclass(frozen=True, slots=True)
class ClientRow:
    """A client in a list of names."""

    id: int
    ref: ClientRef
    name: str
    postcode: str
    city: str
    blocked: bool
    deceased: bool
    protected_adult: bool


@dataclass(frozen=True, slots=True)
class ClientIdentity:
    """A client as the head of the dossier shows it.

    Attributes:
        name: title, surname and first name.
        direct_method: the code of the partner's direct debit (P-61); None where the partner has given none.
    """

    id: int
    ref: ClientRef
    name: str
    address: str
    postcode: str
    city: str
    partner: str
    blocked: bool
    deceased: bool
    protected_adult: bool
    direct_method: int | None = None


@dataclass(frozen=True, slots=True)
class PendingInvoice:
    """An invoice with something left to pay."""

    id: int
    number: str
    circular: str
    issued_on: date
    amount: Money
    pending: Money


@dataclass(frozen=True, slots=True)
class OrderRow:
    """A subscription order (commande); a gift order (KDO) names its beneficiary."""

    number: str
    title: str
    status: str
    renewable: bool
    gift: bool
    beneficiary: str


def as_listed(orders: Iterable[OrderRow]) -> tuple[OrderRow, ...]:
    """Orders as the screen lists them (*Liste des commandes*): by number, 9 before 10."""
    return tuple(sorted(orders, key=lambda order: _parts(order.number)))


def oldest_first(invoices: Iterable[PendingInvoice]) -> tuple[PendingInvoice, ...]:
    """Invoices by their age; of one day by number, 9 before 10."""
    return tuple(sorted(invoices, key=lambda invoice: (invoice.issued_on, _parts(invoice.number), invoice.id)))


def _parts(number: str) -> list[tuple[int, str]]:
    parts = _DIGITS.split(number)  # what is between digits, digits, and so on
    return [(len(part) if place % 2 else 0, part) for place, part in enumerate(parts)]


@dataclass(frozen=True, slots=True)
class ReceiptRow:
    """A cheque keyed in, or the reversal of one (`amount` negative, `reverses` set).

    Attributes:
        amount: the cheque's value; what its words say, where they were taken (P-20).
        figures: the amount in figures, of a reversal that of the cheque.
        words: the amount in words as typed from the cheque; None where they were compared.
        credit: what the receipt holds beyond the invoices settled: the client's credit.
        reversed: another line cancels this one.
        reverses: the id of the receipt that this line cancels.
    """

    id: int
    batch_id: int
    batch_number: str
    ref: ClientRef
    name: str
    cheque_number: str
    amount: Money
    figures: Money
    words: str | None
    credit: Money
    recorded_at: datetime
    operator: str
    reversed: bool
    reverses: int | None

    @property
    def words_taken(self) -> bool:
        """Whether it is worth what its words say, and its figures say something else (P-20)."""
        return self.reverses is None and self.amount != self.figures


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
class DebitRow:
    """An invoice that was billed or presented again, as the dossier lists it.

    Attributes:
        reversed: the mail it came with was cancelled, or it came back unpaid.
        sent: it is in a file that went to the bank or to the provider.
    """

    id: int
    invoice: str
    operation: DebitOperation
    channel: Channel
    amount: Money
    recorded_at: datetime
    operator: str
    reversed: bool
    sent: bool


@dataclass(frozen=True, slots=True)
class SlimpayRow:
    """What was asked of SlimPay for a client.

    Attributes:
        rum: of the mandate that takes another IBAN; empty where a new one is signed.
    """

    id: int
    client_id: int
    ref: ClientRef
    name: str
    rum: str
    state: AskState
    asked_at: datetime
    operator: str


@dataclass(frozen=True, slots=True)
class BankFileRow:
    """A file of debits that went to the bank, to the card provider or to SlimPay.

    Attributes:
        day: of the debits in it.
        sequence: `FRST` or `RCUR` in the bank's files; empty elsewhere.
    """

    id: int
    number: str
    channel: Channel
    day: date
    collected_on: date
    sequence: str
    count: int
    amount: Money
    made_at: datetime
    operator: str


@dataclass(frozen=True, slots=True)
class WaitingDebits:
    """The debits of a day that are in no file yet.

    Attributes:
        held: how many of them wait for SlimPay, and go into no file before.
    """

    day: date
    channel: Channel
    count: int
    amount: Money
    held: int


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


@dataclass(frozen=True, slots=True)
class Dossier:
    """A client's whole file.

    Attributes:
        credit: what receipts hold beyond the invoices settled, applied or refunded since.
        iban_refused: the partner file does not take the IBAN that is on file (P-67).
    """

    client: ClientIdentity
    invoices: tuple[PendingInvoice, ...]
    orders: tuple[OrderRow, ...]
    receipts: tuple[ReceiptRow, ...]
    credit: Money
    actions: tuple[ActionRow, ...] = ()
    means: ShownMeans = UNKNOWN_MEANS
    debits: tuple[DebitRow, ...] = ()
    iban_refused: bool = False

    def standing(self, code: ActionCode) -> ActionRow | None:
        """The newest action of this code that is not lifted: whether promotions or reminders are stopped."""
        return next((row for row in self.actions if row.action.code is code and not row.lifted), None)


@dataclass(frozen=True, slots=True)
class ClientPage:
    """One page of a search by name. `after` asks for the next page; None on the last one."""

    clients: tuple[ClientRow, ...]
    after: "PageMark | None"


@dataclass(frozen=True, slots=True)
class PageMark:
    """Where a page of names ends."""

    search_name: str
    client_id: int


@dataclass(frozen=True, slots=True)
class TapeLine:
    """A line of the control: a keyed cheque, an amount of the tape, or both when they agree.

    Attributes:
        receipt: the keyed cheque, None for an amount that only the tape has.
        tape: the amount of the tape, None for a cheque that the tape lacks.
    """

    receipt: ReceiptRow | None
    tape: Money | None

    @property
    def agrees(self) -> bool:
        """Whether both sides have this amount."""
        return self.receipt is not None and self.tape is not None and self.receipt.amount == self.tape

    @property
    def is_in_figures(self) -> bool:
        """Whether the tape has the figures of a cheque whose words were taken (P-20): the books are right, not it."""
        return self.receipt is not None and self.receipt.words_taken and self.receipt.figures == self.tape


@dataclass(frozen=True, slots=True)
class TapeControl:
    """The control of a batch against the tape (B-05)."""

    lines: tuple[TapeLine, ...]
    keyed_count: int
    keyed_total: Money
    tape_count: int
    tape_total: Money

    @property
    def agrees(self) -> bool:
        """Whether the batch and the tape agree line by line."""
        return all(line.agrees for line in self.lines)


@dataclass(frozen=True, slots=True)
class SlipRow:
    """A printed slip in the list of slips."""

    id: int
    number: str
    batch_id: int
    batch_number: str
    cheques: int
    amount: Money
    printed_at: datetime
    operator: str
    current: bool
