"""The one ledger, as it is read. Nothing is posted here: triggers do, where something is added elsewhere."""

from itertools import starmap
from typing import Any
from uuid import UUID

from sqlalchemy import Select, bindparam, case, exists, func, insert, literal, select, union

from backoffice.domain.ledger import EntryKind, LedgerRow, Member, MemberBalance, Opening
from backoffice.domain.money import ZERO, Money
from backoffice.storage.database import Transaction
from backoffice.storage.groups import BY_NUMBER
from backoffice.storage.schema import (
    allocations,
    batches,
    debits,
    distributions,
    invoices,
    ledger_entries,
    mail,
    member_order_lines,
    member_payments,
    members,
    openings,
    people,
    receipts,
    refunds,
)
from backoffice.storage.writing import Writing

_reversal = ledger_entries.alias("reversal")
_entry = (
    ledger_entries.c.id,
    ledger_entries.c.kind,
    ledger_entries.c.amount,
    ledger_entries.c.happened_at,
    ledger_entries.c.reverses,
    func.coalesce(people.c.name, "").label("operator"),
    exists().where(_reversal.c.reverses == ledger_entries.c.id).label("cancelled"),
)
_mail_batch = batches.alias("mail_batch")
_debited = invoices.alias("debited")
_settled = invoices.alias("settled")
_CLIENT = (
    select(
        *_entry,
        func.coalesce(
            invoices.c.number,
            _debited.c.number,
            receipts.c.cheque_number,
            _settled.c.number,
            refunds.c.reason,
            "",
        ).label("what"),
        func.coalesce(invoices.c.circular, batches.c.number, _mail_batch.c.number, _settled.c.circular, "").label(
            "place"
        ),
        func.coalesce(allocations.c.amount, 0).label("applied"),
        case((receipts.c.id.is_not(None), "cheque"), else_=func.coalesce(debits.c.channel, "")).label("method"),
    )
    .outerjoin(people, people.c.id == ledger_entries.c.recorded_by)
    .outerjoin(invoices, invoices.c.id == ledger_entries.c.invoice_id)
    .outerjoin(receipts, receipts.c.id == ledger_entries.c.receipt_id)
    .outerjoin(batches, batches.c.id == receipts.c.batch_id)
    .outerjoin(debits, debits.c.id == ledger_entries.c.debit_id)
    .outerjoin(_debited, _debited.c.id == debits.c.invoice_id)
    .outerjoin(mail, mail.c.id == debits.c.mail_id)
    .outerjoin(_mail_batch, _mail_batch.c.id == mail.c.batch_id)
    .outerjoin(allocations, allocations.c.id == ledger_entries.c.allocation_id)
    .outerjoin(_settled, _settled.c.id == allocations.c.invoice_id)
    .outerjoin(refunds, refunds.c.id == ledger_entries.c.refund_id)
    .where(ledger_entries.c.client_id == bindparam("client_id"))
    .order_by(ledger_entries.c.happened_at, ledger_entries.c.id)
)
_MEMBER = (
    select(
        *_entry,
        func.coalesce(
            member_order_lines.c.label, member_payments.c.provider_id, member_payments.c.cheque_number, ""
        ).label("what"),
        func.coalesce(distributions.c.title, "").label("place"),
        func.coalesce(member_payments.c.method, "").label("method"),
        literal(0).label("applied"),
    )
    .outerjoin(people, people.c.id == ledger_entries.c.recorded_by)
    .outerjoin(member_order_lines, member_order_lines.c.id == ledger_entries.c.order_line_id)
    .outerjoin(member_payments, member_payments.c.id == ledger_entries.c.payment_id)
    .outerjoin(
        distributions,
        distributions.c.id == func.coalesce(member_order_lines.c.distribution_id, member_payments.c.distribution_id),
    )
    .where(ledger_entries.c.member_id == bindparam("member_id"))
    .order_by(ledger_entries.c.id)
)
_BALANCES = select(
    members.c.id, members.c.group_id, members.c.number, members.c.name, members.c.balance, members.c.waiting
)
_OF_GROUP = _BALANCES.where(members.c.group_id == bindparam("group_id")).order_by(*BY_NUMBER)
_OF_MEMBER = _BALANCES.where(members.c.id == bindparam("id"))
_OPENINGS = (
    select(openings.c.member_id, openings.c.amount, openings.c.recorded_at, people.c.name.label("operator"))
    .join(people, people.c.id == openings.c.recorded_by)
    .join(members, members.c.id == openings.c.member_id)
    .order_by(openings.c.id)
)
_OPENINGS_OF_GROUP = _OPENINGS.where(members.c.group_id == bindparam("group_id"))
_OPENINGS_OF_MEMBER = _OPENINGS.where(members.c.id == bindparam("member_id"))


def of_client(tx: Transaction, client_id: int) -> tuple[LedgerRow, ...]:
    """The entries of a client in the order of their days."""
    return _rows(tx, _CLIENT, client_id=client_id)


def of_member(tx: Transaction, member_id: int) -> tuple[LedgerRow, ...]:
    """The entries of a member in the order in which they were posted."""
    return _rows(tx, _MEMBER, member_id=member_id)


def balances(tx: Transaction, group_id: int) -> tuple[MemberBalance, ...]:
    """The two figures of each member of a group, by number: the kept sums."""
    return tuple(starmap(_balance, tx.execute(_OF_GROUP, {"group_id": group_id})))


def balance(tx: Transaction, member_id: int) -> MemberBalance | None:
    """The two figures of a member."""
    row = tx.execute(_OF_MEMBER, {"id": member_id}).first()
    return None if row is None else _balance(*row)


def openings_of_group(tx: Transaction, group_id: int) -> dict[int, Money]:
    """The opening that stands of each member of a group who has one, by the member's id."""
    rows = tx.execute(_OPENINGS_OF_GROUP, {"group_id": group_id})
    newest = {row.member_id: Money(row.amount) for row in rows}
    return {member_id: amount for member_id, amount in newest.items() if amount}


def opening_of(tx: Transaction, member_id: int) -> tuple[Money, str, str] | None:
    """The opening that stands of a member: amount, who recorded it, and the ISO moment; None where there is none."""
    row = tx.execute(_OPENINGS_OF_MEMBER, {"member_id": member_id}).all()[-1:]
    if not row or not row[0].amount:
        return None
    return Money(row[0].amount), row[0].operator, row[0].recorded_at.isoformat()


def open_accounts(tx: Transaction, by: Writing, wanted: list[Opening]) -> None:
    """Add openings; one that stands of a member before is cancelled by the new one."""
    if wanted:
        tx.execute(
            insert(openings),
            [
                {**by.values(), "member_id": each.member_id, "amount": each.amount.cents, "reason": each.reason}
                for each in wanted
            ],
        )


def brought_by(tx: Transaction, gesture: UUID) -> tuple[int, int, int]:
    """How many members a gesture added, how many openings, and how many members it touched at all."""
    added = select(members.c.id).where(members.c.gesture == gesture)
    opened = select(openings.c.member_id).where(openings.c.gesture == gesture)
    counted = (select(func.count()).select_from(each.subquery()) for each in (added, opened, union(added, opened)))
    new, begun, touched = (int(tx.execute(query).scalar_one()) for query in counted)
    return new, begun, touched


def _balance(id_: int, group_id: int, number: str, name: str, balance: int, waiting: int) -> MemberBalance:
    # For most members nothing waits, and a group has thousands.
    return MemberBalance(Member(id_, group_id, number, name), Money(balance), Money(waiting) if waiting else ZERO)


def _rows(tx: Transaction, query: Select[Any], **values: int) -> tuple[LedgerRow, ...]:
    found, running = [], ZERO
    for row in tx.execute(query, values):
        amount = Money(row.amount)
        running += amount
        found.append(
            LedgerRow(
                id=row.id,
                kind=EntryKind(row.kind),
                what=row.what,
                where=row.place,
                method=row.method,
                amount=amount,
                running=running,
                happened_at=row.happened_at,
                operator=row.operator,
                reverses=row.reverses,
                cancelled=row.cancelled,
                applied=Money(row.applied),
            )
        )
    return tuple(found)
