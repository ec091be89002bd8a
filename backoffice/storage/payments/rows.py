"""Payments as lists show them, by id, and what tells a payment and a line from their reversals."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Row, Select, bindparam, exists, select

from backoffice.domain.method import Channel
from backoffice.domain.money import Money
from backoffice.domain.payments import PaymentId, PaymentKind, PaymentRow, cheque_state, debit_state
from backoffice.storage.client_columns import REF_AND_NAME, name_of, ref_of
from backoffice.storage.database import Transaction
from backoffice.storage.receipts import IS_LINE
from backoffice.storage.schema import (
    bank_file_lines,
    batches,
    clients,
    debits,
    instruction_lines,
    mail,
    people,
    receipts,
    unpaids,
)

_reversal = receipts.alias("reversal")
_mirror = instruction_lines.alias("mirror")
_back = debits.alias("back")
_earlier = debits.alias("earlier")

IS_CHEQUE = receipts.c.amount + 0 > 0
"""A reversal is below zero. Of a plain column SQLite would take an index, and sort all that it leads to."""
IS_LINE_CANCELLED = exists().where(_mirror.c.reverses == instruction_lines.c.id)
IS_CHEQUE_REVERSED = exists().where(_reversal.c.reverses == receipts.c.id)
IS_CHEQUE_UNPAID = exists().where(unpaids.c.receipt_id == receipts.c.id)
_DEBIT_CANCELLED = exists().where(_back.c.reverses == debits.c.id)
_DEBIT_UNPAID = exists().where(unpaids.c.debit_id == debits.c.id)
_DEBIT_SENT = exists().where(bank_file_lines.c.debit_id == debits.c.id)
IS_FIRST_DEBIT = ~exists().where(
    _earlier.c.mail_id == debits.c.mail_id, _earlier.c.reverses.is_(None), _earlier.c.id < debits.c.id
)
_WHO = (
    batches.c.number.label("batch_number"),
    *REF_AND_NAME,
    people.c.name.label("operator"),
)
_CHEQUES = (
    select(
        receipts.c.id,
        receipts.c.recorded_at,
        receipts.c.batch_id,
        receipts.c.client_id,
        receipts.c.cheque_number,
        receipts.c.amount,
        IS_CHEQUE_REVERSED.label("reversed"),
        IS_CHEQUE_UNPAID.label("unpaid"),
        *_WHO,
    )
    .join(batches, batches.c.id == receipts.c.batch_id)
    .join(clients, clients.c.id == receipts.c.client_id)
    .join(people, people.c.id == receipts.c.recorded_by)
    .where(receipts.c.id.in_(bindparam("ids", expanding=True)), IS_CHEQUE)
)
_CHEQUE_LINES = select(instruction_lines.c.receipt_id.label("payment_id"), IS_LINE_CANCELLED.label("cancelled")).where(
    instruction_lines.c.receipt_id.in_(bindparam("ids", expanding=True)), IS_LINE
)
_DEBITS = (
    select(
        debits.c.mail_id.label("id"),
        debits.c.recorded_at,
        mail.c.batch_id,
        debits.c.client_id,
        debits.c.channel,
        *_WHO,
    )
    .join(mail, mail.c.id == debits.c.mail_id)
    .join(batches, batches.c.id == mail.c.batch_id)
    .join(clients, clients.c.id == debits.c.client_id)
    .join(people, people.c.id == debits.c.recorded_by)
    .where(debits.c.mail_id.in_(bindparam("ids", expanding=True)), debits.c.reverses.is_(None), IS_FIRST_DEBIT)
)
_DEBIT_LINES = select(
    debits.c.mail_id.label("payment_id"),
    debits.c.amount,
    _DEBIT_CANCELLED.label("cancelled"),
    _DEBIT_UNPAID.label("unpaid"),
    _DEBIT_SENT.label("sent"),
).where(debits.c.mail_id.in_(bindparam("ids", expanding=True)), debits.c.reverses.is_(None))


def rows(tx: Transaction, ids: Sequence[PaymentId]) -> tuple[PaymentRow, ...]:
    """These payments, in this order; an id of none is left out."""
    cheques = [each.id for each in ids if each.kind is PaymentKind.CHEQUE]
    mails = [each.id for each in ids if each.kind is PaymentKind.DEBIT]
    found = {row.id: row for row in (*_cheque_rows(tx, cheques), *_debit_rows(tx, mails))}
    return tuple(found[each] for each in ids if each in found)


def _cheque_rows(tx: Transaction, ids: list[int]) -> Iterable[PaymentRow]:
    lines = _grouped(tx, _CHEQUE_LINES, ids)
    for row in tx.execute(_CHEQUES, {"ids": ids}) if ids else ():
        cancelled = [line.cancelled for line in lines.get(row.id, ())]
        yield PaymentRow(
            id=PaymentId(PaymentKind.CHEQUE, row.id),
            number=row.cheque_number,
            channel=None,
            amount=Money(row.amount),
            lines=len(cancelled),
            state=cheque_state(cancelled, reversed_=row.reversed, unpaid=row.unpaid),
            **_facts(row),
        )


def _debit_rows(tx: Transaction, ids: list[int]) -> Iterable[PaymentRow]:
    lines = _grouped(tx, _DEBIT_LINES, ids)
    for row in tx.execute(_DEBITS, {"ids": ids}) if ids else ():
        own = lines[row.id]
        yield PaymentRow(
            id=PaymentId(PaymentKind.DEBIT, row.id),
            number="",
            channel=Channel(row.channel),
            amount=Money(sum(line.amount for line in own)),
            lines=len(own),
            state=debit_state(
                [line.cancelled for line in own],
                unpaid=any(line.unpaid for line in own),
                sent=all(line.sent for line in own),
            ),
            **_facts(row),
        )


def _facts(row: Row[*tuple[Any, ...]]) -> dict[str, Any]:
    return {
        "recorded_at": row.recorded_at,
        "batch_id": row.batch_id,
        "batch_number": row.batch_number,
        "client_id": row.client_id,
        "ref": ref_of(row),
        "name": name_of(row),
        "operator": row.operator,
    }


def _grouped(tx: Transaction, query: Select[Any], ids: list[int]) -> dict[int, list[Row[*tuple[Any, ...]]]]:
    grouped: dict[int, list[Row[*tuple[Any, ...]]]] = {}
    for row in tx.execute(query, {"ids": ids}) if ids else ():
        grouped.setdefault(row.payment_id, []).append(row)
    return grouped
