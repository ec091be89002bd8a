"""Debits and renewals that came with the mail: only ever added to."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, bindparam, exists, func, insert, select

from backoffice.domain.debit import DebitOperation, Renewal
from backoffice.domain.debit_rows import DebitRow
from backoffice.domain.method import Channel
from backoffice.domain.money import Money
from backoffice.storage.database import Transaction
from backoffice.storage.schema import bank_file_lines, debits, invoices, mail, orders, people, renewals
from backoffice.storage.writing import Writing

_reversal = debits.alias("reversal")
_undone = renewals.alias("undone")
ON_MAIL = (
    select(func.sum(debits.c.amount))
    .where(debits.c.mail_id == mail.c.id, debits.c.reverses.is_(None))
    .correlate(mail)
    .scalar_subquery()
)
"""The cents that are debited with a piece of mail, standing or not; null where there are none."""

_IS_REVERSED = exists().where(_reversal.c.reverses == debits.c.id)
_IS_SENT = exists().where(bank_file_lines.c.debit_id == debits.c.id)
_OF_CLIENT = (
    select(
        debits.c.id,
        invoices.c.number,
        debits.c.operation,
        debits.c.channel,
        debits.c.amount,
        debits.c.recorded_at,
        people.c.name.label("operator"),
        _IS_REVERSED.label("reversed"),
        _IS_SENT.label("sent"),
    )
    .join(invoices, invoices.c.id == debits.c.invoice_id)
    .join(people, people.c.id == debits.c.recorded_by)
    .where(debits.c.client_id == bindparam("client_id"), debits.c.reverses.is_(None))
    .order_by(debits.c.id.desc())
    .limit(bindparam("limit", type_=debits.c.id.type))
)
_STANDING = (
    select(
        debits.c.id,
        debits.c.mail_id,
        debits.c.invoice_id,
        debits.c.operation,
        debits.c.channel,
        debits.c.means_id,
        debits.c.amount,
        debits.c.rule,
    )
    .where(debits.c.reverses.is_(None), ~_IS_REVERSED)
    .order_by(debits.c.id)
)
_STANDING_OF_MAIL = _STANDING.where(debits.c.mail_id == bindparam("mail_id"))
_STANDING_BY_ID = _STANDING.where(debits.c.id == bindparam("id"))
_WAS_SENT = select(exists().where(debits.c.mail_id == bindparam("mail_id"), bank_file_lines.c.debit_id == debits.c.id))
_STANDING_RENEWALS = (
    select(renewals.c.id, renewals.c.order_id, renewals.c.beneficiary, renewals.c.rule)
    .where(
        renewals.c.mail_id == bindparam("mail_id"),
        renewals.c.reverses.is_(None),
        ~exists().where(_undone.c.reverses == renewals.c.id),
    )
    .order_by(renewals.c.id)
)
_ORDERS = select(orders.c.number, orders.c.id, orders.c.renewable).where(orders.c.client_id == bindparam("client_id"))
_ADD = insert(debits)
_RENEW = insert(renewals)


@dataclass(frozen=True, slots=True)
class NewDebit:
    """A debit to add: what is left of an invoice, by a way, from the account or the card of `means_id`."""

    invoice_id: int
    operation: DebitOperation
    channel: Channel
    means_id: int
    amount: Money
    rule: str


@dataclass(frozen=True, slots=True)
class KeptDebit:
    """A debit that stands, with the mail that it came with."""

    id: int
    mail_id: int
    debit: NewDebit


def add(tx: Transaction, by: Writing, client_id: int, mail_id: int, new: Sequence[NewDebit]) -> None:
    """Add debits that came with a client's mail; there must be one."""
    about = {**by.values(), "client_id": client_id, "mail_id": mail_id, "reverses": None}
    tx.execute(_ADD, [{**about, **_values(debit, debit.amount)} for debit in new])


def reverse(tx: Transaction, by: Writing, client_id: int, standing: Sequence[KeptDebit]) -> None:
    """Take debits of a client back by their mirror; there must be one, and of those sent none but unpaid ones."""
    about = {**by.values(), "client_id": client_id}
    tx.execute(
        _ADD,
        [
            {**about, "mail_id": kept.mail_id, "reverses": kept.id, **_values(kept.debit, -kept.debit.amount)}
            for kept in standing
        ],
    )


def standing_of_mail(tx: Transaction, mail_id: int) -> tuple[KeptDebit, ...]:
    """The debits that came with a piece of mail and are not taken back."""
    return tuple(_kept(row) for row in tx.execute(_STANDING_OF_MAIL, {"mail_id": mail_id}))


def standing(tx: Transaction, debit_id: int) -> KeptDebit:
    """A debit that stands, by id; there must be one."""
    return _kept(tx.execute(_STANDING_BY_ID, {"id": debit_id}).one())


def was_sent(tx: Transaction, mail_id: int) -> bool:
    """Whether a debit that came with a piece of mail went out in a file, whatever became of it."""
    return bool(tx.execute(_WAS_SENT, {"mail_id": mail_id}).scalar_one())


def of_client(tx: Transaction, client_id: int, limit: int) -> tuple[DebitRow, ...]:
    """The newest debits of a client, the newest first; those taken back too."""
    return tuple(
        DebitRow(
            id=row.id,
            invoice=row.number,
            operation=DebitOperation(row.operation),
            channel=Channel(row.channel),
            amount=Money(row.amount),
            recorded_at=row.recorded_at,
            operator=row.operator,
            reversed=row.reversed,
            sent=row.sent,
        )
        for row in tx.execute(_OF_CLIENT, {"client_id": client_id, "limit": limit})
    )


def orders_of(tx: Transaction, client_id: int) -> dict[str, tuple[int, bool]]:
    """A client's orders by number: the id, and whether they can be put back in service."""
    return {row.number: (row.id, row.renewable) for row in tx.execute(_ORDERS, {"client_id": client_id})}


def renew(tx: Transaction, by: Writing, mail_id: int, wanted: Sequence[tuple[int, Renewal]]) -> None:
    """Put orders back in service, each with its id; there must be one."""
    tx.execute(
        _RENEW,
        [
            {
                **by.values(),
                "mail_id": mail_id,
                "order_id": order_id,
                "beneficiary": renewal.beneficiary,
                "rule": renewal.rule,
                "reverses": None,
            }
            for order_id, renewal in wanted
        ],
    )


def reverse_renewals(tx: Transaction, by: Writing, mail_id: int) -> int:
    """Take back the renewals that came with a piece of mail; gives how many stood."""
    standing = tx.execute(_STANDING_RENEWALS, {"mail_id": mail_id}).all()
    if standing:
        tx.execute(
            _RENEW,
            [
                {
                    **by.values(),
                    "mail_id": mail_id,
                    "order_id": row.order_id,
                    "beneficiary": row.beneficiary,
                    "rule": row.rule,
                    "reverses": row.id,
                }
                for row in standing
            ],
        )
    return len(standing)


def _kept(row: Row[*tuple[Any, ...]]) -> KeptDebit:
    debit = NewDebit(
        row.invoice_id, DebitOperation(row.operation), Channel(row.channel), row.means_id, Money(row.amount), row.rule
    )
    return KeptDebit(row.id, row.mail_id, debit)


def _values(debit: NewDebit, amount: Money) -> dict[str, object]:
    return {
        "invoice_id": debit.invoice_id,
        "operation": debit.operation.value,
        "channel": debit.channel.value,
        "means_id": debit.means_id,
        "amount": amount.cents,
        "rule": debit.rule,
    }
