"""Credits that are refunded, and the lists in which they go to the accounts: only ever added to."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Row, bindparam, exists, insert, select

from backoffice.domain.credit import RefundForm, RefundListRow, RefundRow
from backoffice.domain.money import Money
from backoffice.storage.client_columns import REF_AND_NAME, name_of, ref_of
from backoffice.storage.database import Transaction
from backoffice.storage.schema import clients, ledger_entries, people, refund_list_lines, refund_lists, refunds
from backoffice.storage.writing import Writing

_reversal = refunds.alias("reversal")
_IS_REVERSED = exists().where(_reversal.c.reverses == refunds.c.id)
_IS_LISTED = exists().where(refund_list_lines.c.refund_id == refunds.c.id)
_KEPT = select(
    refunds.c.id,
    refunds.c.client_id,
    refunds.c.amount,
    refunds.c.reason,
    refunds.c.recorded_by,
    _IS_REVERSED.label("reversed"),
    _IS_LISTED.label("listed"),
)
_OF_ENTRY = _KEPT.join(ledger_entries, ledger_entries.c.refund_id == refunds.c.id).where(
    ledger_entries.c.id == bindparam("entry_id"), refunds.c.reverses.is_(None)
)
_ROWS = (
    select(
        refunds.c.id,
        refunds.c.amount,
        refunds.c.reason,
        refunds.c.recorded_at,
        *REF_AND_NAME,
        people.c.name.label("operator"),
    )
    .join(clients, clients.c.id == refunds.c.client_id)
    .join(people, people.c.id == refunds.c.recorded_by)
    .order_by(refunds.c.id)
)
_WAITING = _ROWS.where(refunds.c.reverses.is_(None), ~_IS_REVERSED, ~_IS_LISTED)
_ON_LIST = _ROWS.join(refund_list_lines, refund_list_lines.c.refund_id == refunds.c.id).where(
    refund_list_lines.c.list_id == bindparam("list_id")
)
_LISTS = (
    select(
        refund_lists.c.id,
        refund_lists.c.number,
        refund_lists.c["count"].label("refunds"),
        refund_lists.c.amount,
        refund_lists.c.made_at,
        people.c.name.label("operator"),
    )
    .join(people, people.c.id == refund_lists.c.made_by)
    .order_by(refund_lists.c.id.desc())
)
_LIST_BY_ID = _LISTS.where(refund_lists.c.id == bindparam("id"))
_LIST_BY_GESTURE = _LISTS.where(refund_lists.c.gesture == bindparam("gesture"))
_ADD_LIST = insert(refund_lists).returning(refund_lists.c.id)


@dataclass(frozen=True, slots=True)
class KeptRefund:
    """A refund as recorded.

    Attributes:
        listed: it went to the accounts.
    """

    id: int
    client_id: int
    amount: Money
    reason: str
    recorded_by: int
    reversed: bool
    listed: bool


def add(tx: Transaction, by: Writing, form: RefundForm) -> None:
    """Refund a part of the credit of a client, who is held by the caller."""
    _add(tx, by, form.client_id, form.amount, form.reason.strip(), None)


def reverse(tx: Transaction, by: Writing, refund: KeptRefund) -> None:
    """Take a refund back, which is the client's credit again."""
    _add(tx, by, refund.client_id, -refund.amount, refund.reason, refund.id)


def of_entry(tx: Transaction, entry_id: int) -> KeptRefund | None:
    """What an entry of the ledger tells of; None where it tells of something else, or of a reversal."""
    row = tx.execute(_OF_ENTRY, {"entry_id": entry_id}).first()
    if row is None:
        return None
    return KeptRefund(row.id, row.client_id, Money(row.amount), row.reason, row.recorded_by, row.reversed, row.listed)


def waiting(tx: Transaction) -> tuple[RefundRow, ...]:
    """The refunds that stand and are on no list yet, the oldest first."""
    return tuple(_row(row) for row in tx.execute(_WAITING))


def add_list(tx: Transaction, by: Writing, number: str, found: tuple[RefundRow, ...]) -> None:
    """Put refunds on a list."""
    values = {
        **by.values("made"),
        "number": number,
        "count": len(found),
        "amount": sum(each.amount.cents for each in found),
    }
    list_id = int(tx.execute(_ADD_LIST, values).scalar_one())
    tx.execute(insert(refund_list_lines), [{"refund_id": each.id, "list_id": list_id} for each in found])


def lists(tx: Transaction, limit: int) -> tuple[RefundListRow, ...]:
    """The newest lists, the newest first."""
    return tuple(_list(row) for row in tx.execute(_LISTS.limit(limit)))


def list_by_id(tx: Transaction, list_id: int) -> RefundListRow | None:
    """A list by id."""
    row = tx.execute(_LIST_BY_ID, {"id": list_id}).first()
    return None if row is None else _list(row)


def list_by_gesture(tx: Transaction, gesture: UUID) -> RefundListRow:
    """The list that a gesture made."""
    return _list(tx.execute(_LIST_BY_GESTURE, {"gesture": gesture}).one())


def on_list(tx: Transaction, list_id: int) -> tuple[RefundRow, ...]:
    """The refunds of a list."""
    return tuple(_row(row) for row in tx.execute(_ON_LIST, {"list_id": list_id}))


def _add(tx: Transaction, by: Writing, client_id: int, amount: Money, reason: str, reverses: int | None) -> None:
    values = {
        **by.values(),
        "client_id": client_id,
        "amount": amount.cents,
        "reason": reason,
        "reverses": reverses,
    }
    tx.execute(insert(refunds), values)


def _row(row: Row[*tuple[Any, ...]]) -> RefundRow:
    return RefundRow(
        id=row.id,
        ref=ref_of(row),
        name=name_of(row),
        amount=Money(row.amount),
        reason=row.reason,
        recorded_at=row.recorded_at,
        operator=row.operator,
    )


def _list(row: Row[*tuple[Any, ...]]) -> RefundListRow:
    return RefundListRow(row.id, row.number, row.refunds, Money(row.amount), row.made_at, row.operator)
