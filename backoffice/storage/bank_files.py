"""Debits that wait for the bank or the provider, and the files in which they went: only ever added to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, bindparam, exists, insert, select

from backoffice.domain.debit_rows import BankFileRow
from backoffice.domain.mandate import MandateState
from backoffice.domain.method import Channel
from backoffice.domain.money import Money
from backoffice.storage.client_columns import name_of
from backoffice.storage.database import Transaction
from backoffice.storage.schema import bank_file_lines, bank_files, clients, debits, means, people, slimpay_orders
from backoffice.storage.slimpay_orders import UNSETTLED
from backoffice.storage.writing import Writing

_reversal = debits.alias("reversal")
_earlier = debits.alias("earlier")
_its_means = means.alias("its_means")
_waits_for_slimpay = (debits.c.channel == Channel.SLIMPAY.value) & (
    (clients.c.mandate != MandateState.ACTIVE.value)
    | exists().where(slimpay_orders.c.client_id == debits.c.client_id, slimpay_orders.c.state.in_(UNSETTLED))
)
_is_first = ~(
    exists()
    .where(
        bank_file_lines.c.debit_id == _earlier.c.id,
        _earlier.c.means_id == _its_means.c.id,
        _earlier.c.client_id == debits.c.client_id,
        _earlier.c.id != debits.c.id,
        _its_means.c.rum == means.c.rum,
    )
    .correlate(debits, means)
)
_WAITS = (
    debits.c.reverses.is_(None)
    & ~exists().where(_reversal.c.reverses == debits.c.id)
    & ~exists().where(bank_file_lines.c.debit_id == debits.c.id)
)
_DEBITS = (
    select(
        debits.c.id,
        debits.c.channel,
        debits.c.amount,
        debits.c.recorded_at,
        clients.c.title,
        clients.c.last_name,
        clients.c.first_name,
        means.c.sealed_iban,
        means.c.rum,
        means.c.signed_on,
        means.c.alias,
        means.c.card_brand,
        means.c.card_last4,
        means.c.card_expiry,
        clients.c.rum.label("present_rum"),
        (_is_first & (means.c.origin != "file")).label("is_first"),
    )
    .join(means, means.c.id == debits.c.means_id)
    .join(clients, clients.c.id == debits.c.client_id)
)
_MOMENTS = (
    select(debits.c.recorded_at, debits.c.channel, debits.c.amount, _waits_for_slimpay.label("held"))
    .join(clients, clients.c.id == debits.c.client_id)
    .where(_WAITS)
)
_WAITING = _DEBITS.where(
    _WAITS,
    ~_waits_for_slimpay,
    debits.c.channel == bindparam("channel"),
    debits.c.recorded_at >= bindparam("since"),
    debits.c.recorded_at < bindparam("before"),
).order_by(debits.c.id)
_IN_FILE = (
    _DEBITS.join(bank_file_lines, bank_file_lines.c.debit_id == debits.c.id)
    .where(bank_file_lines.c.file_id == bindparam("file_id"))
    .order_by(bank_file_lines.c.position)
)
_FILES = (
    select(
        bank_files.c.id,
        bank_files.c.number,
        bank_files.c.channel,
        bank_files.c.day,
        bank_files.c.collected_on,
        bank_files.c.sequence,
        bank_files.c["count"].label("debits"),
        bank_files.c.amount,
        bank_files.c.made_at,
        people.c.name.label("operator"),
    )
    .join(people, people.c.id == bank_files.c.made_by)
    .order_by(bank_files.c.id.desc())
)
_BY_ID = _FILES.where(bank_files.c.id == bindparam("id"))
_BY_GESTURE = _FILES.where(bank_files.c.gesture == bindparam("gesture"))
_ADD = insert(bank_files).returning(bank_files.c.id)
_ADD_LINES = insert(bank_file_lines)


@dataclass(frozen=True, slots=True)
class KeptDebitFacts:
    """A debit with all that a file says of it.

    Attributes:
        rum: of the mandate on which it was recorded; SlimPay's may have been given later, and is the present one.
        is_first: its mandate was signed here, and no debit on it has gone out before.
    """

    id: int
    channel: Channel
    amount: Money
    name: str
    sealed_iban: bytes | None
    rum: str
    signed_on: date | None
    alias: str
    card_brand: str
    card_last4: str
    card_expiry: str
    is_first: bool


@dataclass(frozen=True, slots=True)
class NewBankFile:
    """A file to add."""

    number: str
    channel: Channel
    day: date
    collected_on: date
    sequence: str
    count: int
    amount: Money


def moments_waiting(tx: Transaction) -> list[tuple[datetime, Channel, Money, bool]]:
    """When each debit that is in no file was recorded, by which way, for how much, and whether it waits for SlimPay."""
    return [(row.recorded_at, Channel(row.channel), Money(row.amount), bool(row.held)) for row in tx.execute(_MOMENTS)]


def waiting(tx: Transaction, channel: Channel, since: datetime, before: datetime) -> tuple[KeptDebitFacts, ...]:
    """The debits of a stretch of time that can go out by one way, in the order of keying."""
    values = {"channel": channel.value, "since": since, "before": before}
    return tuple(_facts(row) for row in tx.execute(_WAITING, values))


def in_file(tx: Transaction, file_id: int) -> tuple[KeptDebitFacts, ...]:
    """The debits of a file, in order; `is_first` says nothing of them any more, as the file has its sequence."""
    return tuple(_facts(row) for row in tx.execute(_IN_FILE, {"file_id": file_id}))


def add(tx: Transaction, by: Writing, new: NewBankFile, debit_ids: Sequence[int]) -> int:
    """Add a file with its debits, in order; gives its id."""
    values = {
        **by.values("made"),
        "number": new.number,
        "channel": new.channel.value,
        "day": new.day,
        "collected_on": new.collected_on,
        "sequence": new.sequence,
        "count": new.count,
        "amount": new.amount.cents,
    }
    file_id = int(tx.execute(_ADD, values).scalar_one())
    tx.execute(
        _ADD_LINES,
        [
            {"file_id": file_id, "position": position, "debit_id": debit_id}
            for position, debit_id in enumerate(debit_ids, start=1)
        ],
    )
    return file_id


def by_id(tx: Transaction, file_id: int) -> BankFileRow | None:
    """A file by id."""
    row = tx.execute(_BY_ID, {"id": file_id}).first()
    return None if row is None else _file(row)


def by_gesture(tx: Transaction, gesture: UUID) -> tuple[BankFileRow, ...]:
    """The files that a gesture made."""
    return _files(tx, _BY_GESTURE, {"gesture": gesture})


def newest(tx: Transaction, limit: int) -> tuple[BankFileRow, ...]:
    """The newest files, the newest first."""
    return _files(tx, _FILES.limit(limit), {})


def _files(tx: Transaction, query: Select[Any], values: dict[str, Any]) -> tuple[BankFileRow, ...]:
    return tuple(_file(row) for row in tx.execute(query, values))


def _file(row: Row[*tuple[Any, ...]]) -> BankFileRow:
    return BankFileRow(
        id=row.id,
        number=row.number,
        channel=Channel(row.channel),
        day=row.day,
        collected_on=row.collected_on,
        sequence=row.sequence,
        count=row.debits,
        amount=Money(row.amount),
        made_at=row.made_at,
        operator=row.operator,
    )


def _facts(row: Row[*tuple[Any, ...]]) -> KeptDebitFacts:
    channel = Channel(row.channel)
    return KeptDebitFacts(
        id=row.id,
        channel=channel,
        amount=Money(row.amount),
        name=name_of(row),
        sealed_iban=row.sealed_iban,
        rum=row.present_rum if channel is Channel.SLIMPAY else row.rum,
        signed_on=row.signed_on,
        alias=row.alias,
        card_brand=row.card_brand,
        card_last4=row.card_last4,
        card_expiry=row.card_expiry,
        is_first=row.is_first,
    )
