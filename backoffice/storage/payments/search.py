"""Payments of both families, cheques and debits, as one list: the newest first, a page at a time."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Column, ColumnElement, Select, and_, bindparam, exists, func, literal, or_, select

from backoffice.domain.cheque_number import NUMBER_LENGTH
from backoffice.domain.payments import (
    PaymentId,
    PaymentKind,
    PaymentMark,
    PaymentRow,
    PaymentState,
    Sought,
)
from backoffice.storage.clients import by_refs, is_named
from backoffice.storage.database import Transaction
from backoffice.storage.payments.rows import (
    IS_CHEQUE,
    IS_CHEQUE_REVERSED,
    IS_CHEQUE_UNPAID,
    IS_FIRST_DEBIT,
    IS_LINE_CANCELLED,
    rows,
)
from backoffice.storage.receipts import IS_LINE
from backoffice.storage.schema import (
    bank_file_lines,
    batches,
    clients,
    debits,
    instruction_lines,
    mail,
    receipts,
    unpaids,
)

_RANKS = {PaymentKind.CHEQUE: 1, PaymentKind.DEBIT: 0}
"""At one moment, the higher first."""

_reversal = receipts.alias("reversal")
_mirror = instruction_lines.alias("mirror")
_back = debits.alias("back")
_other = debits.alias("other")
_CLIENTS_BY_CHRONO = select(clients.c.id).where(clients.c.chrono == bindparam("chrono"))
_ClientIds = list[int] | Select[tuple[int]]
_BATCH = select(batches.c.id).where(batches.c.number == bindparam("number"))

_BEGAN = select(func.min(batches.c.opened_at)).where(batches.c.opened_by == bindparam("person_id"))
_CLOCKS_DIFFER = timedelta(days=1)
"""More than the clocks of two workstations ever do."""
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a search is kept within.

    Attributes:
        opened_by: in the batches of this operator only; None for everybody's.
        since: the first moment; None for all there are.
        before: the moment after the last one.
        after: where the page before ended.
        limit: how many payments a page has.
    """

    opened_by: int | None
    since: datetime | None
    before: datetime | None
    after: PaymentMark | None
    limit: int


def search(tx: Transaction, sought: Sought, bounds: Bounds) -> tuple[tuple[PaymentRow, ...], PaymentMark | None]:
    """A page of payments, and the mark of the next one, or None at the end. The days sought are in `bounds`."""
    client_ids, batch_ids = _clients(tx, sought), _batches(tx, sought)
    earliest = _earliest(tx, bounds)
    if client_ids == [] or batch_ids == [] or earliest is None:
        return (), None
    bounds = replace(bounds, since=earliest)
    queries = [
        _page(query, moment, payment_id, kind, bounds)
        for kind, moment, payment_id, query in (
            (PaymentKind.CHEQUE, receipts.c.recorded_at, receipts.c.id, _cheques(sought, client_ids, batch_ids)),
            (PaymentKind.DEBIT, debits.c.recorded_at, debits.c.mail_id, _debits(sought, client_ids, batch_ids)),
        )
        if query is not None and sought.kind in (None, kind)
    ]
    found = [
        PaymentMark(row.recorded_at, PaymentId(PaymentKind(row.kind), row.id))
        for query in queries
        for row in tx.execute(query)
    ]
    found.sort(key=_order, reverse=True)
    shown = found[: bounds.limit]
    return rows(tx, [mark.id for mark in shown]), shown[-1] if len(found) > bounds.limit else None


def _order(mark: PaymentMark) -> tuple[datetime, int, int]:
    return mark.recorded_at, _RANKS[mark.id.kind], mark.id.id


def _page(
    query: Select[Any], moment: Column[datetime], payment_id: Column[int], kind: PaymentKind, bounds: Bounds
) -> Select[Any]:
    page = query.add_columns(payment_id.label("id"), moment.label("recorded_at"), literal(kind.value).label("kind"))
    if bounds.opened_by is not None:
        page = page.where(_of_operator(kind, bounds.opened_by))
    if bounds.since is not None:
        page = page.where(moment >= bounds.since)
    if bounds.before is not None:
        page = page.where(moment < bounds.before)
    if bounds.after is not None:
        page = page.where(moment <= bounds.after.recorded_at, _follows(moment, payment_id, kind, bounds.after))
    return page.order_by(moment.desc(), payment_id.desc()).limit(bounds.limit + 1)


def _follows(
    moment: Column[datetime], payment_id: Column[int], kind: PaymentKind, after: PaymentMark
) -> ColumnElement[bool]:
    earlier = moment < after.recorded_at
    if kind is after.id.kind:
        return or_(earlier, payment_id < after.id.id)
    return earlier if _RANKS[kind] > _RANKS[after.id.kind] else moment <= after.recorded_at


def _of_operator(kind: PaymentKind, person_id: int) -> ColumnElement[bool]:
    own = batches.c.opened_by == person_id
    if kind is PaymentKind.CHEQUE:
        return exists().where(batches.c.id == receipts.c.batch_id, own)
    return exists().where(mail.c.id == debits.c.mail_id, batches.c.id == mail.c.batch_id, own)


def _earliest(tx: Transaction, bounds: Bounds) -> datetime | None:
    """The moment before which there is nothing to be found; None where there is nothing at all.

    Whoever began here late is not looked for among all that was recorded before.
    """
    since = bounds.since or _LONG_AGO
    if bounds.opened_by is None:
        return since
    began: datetime | None = tx.scalar(_BEGAN, {"person_id": bounds.opened_by})
    return None if began is None else max(since, began - _CLOCKS_DIFFER)


def _clients(tx: Transaction, sought: Sought) -> _ClientIds | None:
    """The clients sought; None for all. Those of a name can be many: they are a part of the question itself."""
    if sought.refs:
        return [client.id for client in by_refs(tx, sought.refs)]
    if sought.name:
        return select(clients.c.id).where(*is_named(sought.name, sought.postcode, sought.name))
    return list(tx.scalars(_CLIENTS_BY_CHRONO, {"chrono": sought.chrono})) if sought.chrono else None


def _batches(tx: Transaction, sought: Sought) -> list[int] | None:
    return list(tx.scalars(_BATCH, {"number": sought.batch})) if sought.batch else None


def _cheques(sought: Sought, client_ids: _ClientIds | None, batch_ids: list[int] | None) -> Select[Any] | None:
    query = select().where(IS_CHEQUE)
    if client_ids is not None:
        query = query.where(receipts.c.client_id.in_(client_ids))
    if batch_ids is not None:
        query = query.where(receipts.c.batch_id.in_(batch_ids))
    if sought.cheque:
        first, last = sought.cheque.ljust(NUMBER_LENGTH, "0"), sought.cheque.ljust(NUMBER_LENGTH, "9")
        query = query.where(receipts.c.cheque_number.between(first, last))
    if sought.amount is not None:
        query = query.where(receipts.c.amount == sought.amount.cents)
    if sought.state is None:
        return query
    states = _cheque_states()
    return query.where(states[sought.state]) if sought.state in states else None


def _cheque_states() -> dict[PaymentState, ColumnElement[bool]]:
    """As `cheque_state`; what is rare is found from what made it so."""
    of_receipt = instruction_lines.c.receipt_id == receipts.c.id
    own = exists().where(of_receipt, IS_LINE)
    standing = exists().where(of_receipt, IS_LINE, ~IS_LINE_CANCELLED)
    cancelled = exists().where(of_receipt, IS_LINE, IS_LINE_CANCELLED)
    stands = and_(~IS_CHEQUE_REVERSED, ~IS_CHEQUE_UNPAID)
    taken_back = select(_reversal.c.reverses).where(_reversal.c.reverses.is_not(None))
    line_by_line = (
        select(instruction_lines.c.receipt_id)
        .join(_mirror, _mirror.c.reverses == instruction_lines.c.id)
        .where(_mirror.c.reverses.is_not(None), _mirror.c.receipt_id == instruction_lines.c.receipt_id)
    )
    return {
        PaymentState.PROCESSED: and_(stands, ~cancelled),
        PaymentState.PARTLY_CANCELLED: and_(receipts.c.id.in_(line_by_line), stands, standing),
        PaymentState.CANCELLED: or_(
            receipts.c.id.in_(taken_back), and_(receipts.c.id.in_(line_by_line), stands, own, ~standing)
        ),
        PaymentState.UNPAID: and_(
            receipts.c.id.in_(select(unpaids.c.receipt_id).where(unpaids.c.receipt_id.is_not(None))),
            ~IS_CHEQUE_REVERSED,
        ),
    }


def _debits(sought: Sought, client_ids: _ClientIds | None, batch_ids: list[int] | None) -> Select[Any] | None:
    if sought.cheque:
        return None
    query = select().where(debits.c.reverses.is_(None), IS_FIRST_DEBIT)
    if client_ids is not None:
        query = query.where(debits.c.client_id.in_(client_ids))
    if batch_ids is not None:
        query = query.where(debits.c.mail_id.in_(select(mail.c.id).where(mail.c.batch_id.in_(batch_ids))))
    if sought.amount is not None:
        of_amount = select(_other.c.mail_id).where(_other.c.amount == sought.amount.cents)
        query = query.where(debits.c.mail_id.in_(of_amount))
    if sought.state is None:
        return query
    states = _debit_states()
    return query.where(states[sought.state]) if sought.state in states else None


def _debit_states() -> dict[PaymentState, ColumnElement[bool]]:
    """As `debit_state`; what is rare is found from what made it so."""
    own = (_other.c.mail_id == debits.c.mail_id, _other.c.reverses.is_(None))
    taken_back = exists().where(_back.c.reverses == _other.c.id)
    standing, cancelled = exists().where(*own, ~taken_back), exists().where(*own, taken_back)
    unsent = exists().where(*own, ~exists().where(bank_file_lines.c.debit_id == _other.c.id))
    unpaid = debits.c.mail_id.in_(select(_other.c.mail_id).join(unpaids, unpaids.c.debit_id == _other.c.id))
    any_back = debits.c.mail_id.in_(select(_back.c.mail_id).where(_back.c.reverses.is_not(None)))
    return {
        PaymentState.TO_SEND: and_(~unpaid, ~cancelled, unsent),
        PaymentState.SENT: and_(~unpaid, ~cancelled, ~unsent),
        PaymentState.PARTLY_CANCELLED: and_(any_back, ~unpaid, standing),
        PaymentState.CANCELLED: and_(any_back, ~unpaid, ~standing),
        PaymentState.UNPAID: unpaid,
    }
