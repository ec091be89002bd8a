"""Debits and what goes out with them, as screens list them: frozen, without a database behind."""

from dataclasses import dataclass
from datetime import date, datetime

from backoffice.domain.client_ref import ClientRef
from backoffice.domain.debit import DebitOperation
from backoffice.domain.method import Channel
from backoffice.domain.money import Money
from backoffice.domain.slimpay import AskState


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
