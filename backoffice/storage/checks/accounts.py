"""What sound accounts never hold, as queries that find it: both sides of the ledger, and the sums kept beside it."""

from sqlalchemy import ColumnElement, Select, Table, and_, exists, func, literal, or_, select, union_all

from backoffice.storage.member_payments import WAITING
from backoffice.storage.schema import (
    allocations,
    debits,
    instruction_lines,
    invoices,
    ledger_entries,
    member_order_lines,
    member_payments,
    members,
    openings,
    receipts,
    refunds,
    validation_lines,
)

_entry = ledger_entries.c
_original = ledger_entries.alias("original")
_cancelling = ledger_entries.alias("cancelling")

_both_sides = union_all(
    select(_entry.client_id, _entry.amount).where(_entry.client_id.is_not(None)),
    select(invoices.c.client_id, invoices.c.pending),
    select(receipts.c.client_id, -receipts.c.amount),
    select(receipts.c.client_id, instruction_lines.c.amount).join_from(
        instruction_lines, receipts, receipts.c.id == instruction_lines.c.receipt_id
    ),
    select(allocations.c.client_id, allocations.c.amount),
    select(refunds.c.client_id, refunds.c.amount),
).subquery()
CLIENT_ACCOUNTS = (
    select(_both_sides.c.client_id).group_by(_both_sides.c.client_id).having(func.sum(_both_sides.c.amount) != 0)
)
"""Clients whose ledger is not their credit less what is left to pay.

The credit is what their receipts hold beyond what they settle, less what of it was applied or refunded.
"""

_kept_sums = union_all(
    select(members.c.id, members.c.balance, members.c.waiting),
    select(_entry.member_id, -_entry.amount, literal(0)).where(_entry.member_id.is_not(None)),
    select(member_payments.c.member_id, literal(0), -member_payments.c.amount).where(WAITING),
).subquery()
MEMBER_SUMS = (
    select(_kept_sums.c.id)
    .group_by(_kept_sums.c.id)
    .having(or_(func.sum(_kept_sums.c.balance) != 0, func.sum(_kept_sums.c.waiting) != 0))
)
"""Members whose kept sums are not the sums of their entries, and of their payments that wait."""

_sources = [
    _entry.invoice_id,
    _entry.receipt_id,
    _entry.debit_id,
    _entry.opening_id,
    _entry.order_line_id,
    _entry.payment_id,
    _entry.allocation_id,
    _entry.refund_id,
]
STRANGE_ENTRIES = select(_entry.id).outerjoin(_original, _original.c.id == _entry.reverses)
STRANGE_ENTRIES = STRANGE_ENTRIES.where(
    or_(
        func.coalesce(*_sources).is_(None),
        and_(
            _entry.reverses.is_not(None),
            or_(
                _original.c.reverses.is_not(None),
                _original.c.amount != -_entry.amount,
                _original.c.client_id.is_distinct_from(_entry.client_id),
                _original.c.member_id.is_distinct_from(_entry.member_id),
            ),
        ),
    )
)
"""Entries that nothing made, and cancellations that are not the mirror of their entry."""

TWO_OPENINGS = (
    select(_entry.member_id)
    .where(_entry.kind == "opening", ~exists().where(_cancelling.c.reverses == _entry.id))
    .group_by(_entry.member_id)
    .having(func.count() > 1)
)
"""Members of whom more than one *reprise de solde* stands."""


def _unposted(
    source: Table, pointer: ColumnElement[int], account: ColumnElement[int | None], amount: ColumnElement[int]
) -> Select[tuple[int]]:
    owner = source.c.client_id if account is _entry.client_id else source.c.member_id
    differs = or_(_entry.id.is_(None), _entry.amount != amount, account.is_distinct_from(owner))
    if "reverses" in source.c:
        differs = or_(differs, source.c.reverses.is_(None) != _entry.reverses.is_(None))
    return select(source.c.id).outerjoin(ledger_entries, pointer == source.c.id).where(differs)


UNPOSTED_INVOICES = _unposted(invoices, _entry.invoice_id, _entry.client_id, -invoices.c.opening).where(
    invoices.c.opening != 0
)
UNPOSTED_RECEIPTS = _unposted(receipts, _entry.receipt_id, _entry.client_id, receipts.c.amount.expression)
UNPOSTED_DEBITS = _unposted(debits, _entry.debit_id, _entry.client_id, debits.c.amount.expression)
UNPOSTED_ORDERS = _unposted(member_order_lines, _entry.order_line_id, _entry.member_id, -member_order_lines.c.amount)
UNPOSTED_ALLOCATIONS = _unposted(allocations, _entry.allocation_id, _entry.client_id, literal(0))
UNPOSTED_REFUNDS = _unposted(refunds, _entry.refund_id, _entry.client_id, -refunds.c.amount)
"""What is in the books, and not or otherwise in the ledger; so are the two below."""

UNPOSTED_OPENINGS = (
    select(openings.c.id)
    .outerjoin(ledger_entries, and_(_entry.opening_id == openings.c.id, _entry.kind == "opening"))
    .where(
        openings.c.amount != 0,
        or_(_entry.id.is_(None), _entry.amount != openings.c.amount, _entry.member_id != openings.c.member_id),
    )
)
_paid = union_all(
    select(
        member_payments.c.id, member_payments.c.amount, validation_lines.c.validation_id, member_payments.c.member_id
    )
    .outerjoin(validation_lines, validation_lines.c.payment_id == member_payments.c.id)
    .where(member_payments.c.provider_id.is_not(None)),
    select(
        member_payments.c.id, validation_lines.c.amount, validation_lines.c.validation_id, member_payments.c.member_id
    ).join_from(validation_lines, member_payments, validation_lines.c.payment_id == member_payments.c.id),
).subquery()
UNPOSTED_PAYMENTS = (
    select(_paid.c.id)
    .outerjoin(
        ledger_entries,
        and_(_entry.payment_id == _paid.c.id, _entry.validation_id.is_not_distinct_from(_paid.c.validation_id)),
    )
    .where(or_(_entry.id.is_(None), _entry.amount != _paid.c.amount, _entry.member_id != _paid.c.member_id))
)
