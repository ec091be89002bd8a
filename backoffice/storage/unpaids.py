"""Payments that settle invoices, and those that came back unpaid: only ever added to."""

from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, bindparam, exists, func, insert, literal, null, select

from backoffice.domain.money import Money
from backoffice.domain.unpaid import SettledPayment
from backoffice.storage.database import Transaction
from backoffice.storage.schema import (
    bank_file_lines,
    batches,
    debits,
    instruction_lines,
    invoices,
    mail,
    receipts,
    unpaids,
)
from backoffice.storage.writing import Writing

_reversing = receipts.alias("reversing")
_taking_back = debits.alias("taking_back")
_settled = (
    select(func.coalesce(func.sum(instruction_lines.c.amount), 0))
    .where(instruction_lines.c.receipt_id == receipts.c.id)
    .correlate(receipts)
    .scalar_subquery()
)
_CHEQUES = select(
    receipts.c.id.label("receipt_id"),
    null().label("debit_id"),
    batches.c.id.label("batch_id"),
    batches.c.number.label("batch_number"),
    receipts.c.cheque_number.label("number"),
    receipts.c.amount,
    receipts.c.recorded_at,
).join(batches, batches.c.id == receipts.c.batch_id)
_DEBITS = (
    select(
        null().label("receipt_id"),
        debits.c.id.label("debit_id"),
        batches.c.id.label("batch_id"),
        batches.c.number.label("batch_number"),
        invoices.c.number.label("number"),
        debits.c.amount,
        debits.c.recorded_at,
    )
    .join(mail, mail.c.id == debits.c.mail_id)
    .join(batches, batches.c.id == mail.c.batch_id)
    .join(invoices, invoices.c.id == debits.c.invoice_id)
)
_OF_CLIENT = (
    _CHEQUES.add_columns(_settled.label("settled")).where(
        receipts.c.client_id == bindparam("client_id"),
        receipts.c.reverses.is_(None),
        ~exists().where(_reversing.c.reverses == receipts.c.id),
        _settled > literal(0),
    ),
    _DEBITS.add_columns(debits.c.amount.label("settled")).where(
        debits.c.client_id == bindparam("client_id"),
        debits.c.reverses.is_(None),
        ~exists().where(_taking_back.c.reverses == debits.c.id),
        exists().where(bank_file_lines.c.debit_id == debits.c.id),
    ),
)
_BY_GESTURE = (
    _CHEQUES.add_columns(unpaids.c.debt_back.label("settled"))
    .join(unpaids, unpaids.c.receipt_id == receipts.c.id)
    .where(unpaids.c.gesture == bindparam("gesture")),
    _DEBITS.add_columns(unpaids.c.debt_back.label("settled"))
    .join(unpaids, unpaids.c.debit_id == debits.c.id)
    .where(unpaids.c.gesture == bindparam("gesture")),
)


def add(tx: Transaction, by: Writing, client_id: int, payment: SettledPayment) -> None:
    """Add that a payment of a client came back; its lines, or its debit, are mirrored after."""
    values = {
        **by.values(),
        "client_id": client_id,
        "receipt_id": payment.receipt_id,
        "debit_id": payment.debit_id,
        "debt_back": payment.settled.cents,
    }
    tx.execute(insert(unpaids), values)


def settled_by(tx: Transaction, client_id: int) -> tuple[SettledPayment, ...]:
    """The payments of a client that settle invoices and can come back unpaid, the newest first.

    A debit that is in no file yet is not among them: nothing was asked for.
    """
    found = [payment for query in _OF_CLIENT for payment in _payments(tx, query, client_id=client_id)]
    return tuple(sorted(found, key=lambda payment: payment.recorded_at, reverse=True))


def by_gesture(tx: Transaction, gesture: UUID) -> SettledPayment:
    """The payment that a gesture told to have come back; `settled` is what it settled until then."""
    found = [payment for query in _BY_GESTURE for payment in _payments(tx, query, gesture=gesture)]
    if not found:
        raise LookupError(gesture)
    return found[0]


def _payments(tx: Transaction, query: Select[Any], **values: object) -> list[SettledPayment]:
    return [_payment(row) for row in tx.execute(query, values)]


def _payment(row: Row[*tuple[Any, ...]]) -> SettledPayment:
    return SettledPayment(
        receipt_id=row.receipt_id,
        debit_id=row.debit_id,
        batch_id=row.batch_id,
        batch_number=row.batch_number,
        number=row.number,
        amount=Money(row.amount),
        settled=Money(int(row.settled)),
        recorded_at=row.recorded_at,
    )
