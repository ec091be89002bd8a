"""What a sound keeping of clients' credits never holds, as queries that find it (C-04)."""

from sqlalchemy import func, or_, select, union_all

from backoffice.storage.schema import (
    allocations,
    instruction_lines,
    invoices,
    receipts,
    refund_list_lines,
    refund_lists,
    refunds,
)

_moves = union_all(
    select(receipts.c.client_id, receipts.c.amount),
    select(receipts.c.client_id, -instruction_lines.c.amount).join_from(
        instruction_lines, receipts, receipts.c.id == instruction_lines.c.receipt_id
    ),
    select(allocations.c.client_id, -allocations.c.amount),
    select(refunds.c.client_id, -refunds.c.amount),
).subquery()
OVERDRAWN = select(_moves.c.client_id).group_by(_moves.c.client_id).having(func.sum(_moves.c.amount) < 0)
"""Clients of whose credit more is applied or refunded than their receipts hold beyond what they settle."""

_reversed = allocations.alias("reversed")
ALLOCATIONS = (
    select(allocations.c.id)
    .join(invoices, invoices.c.id == allocations.c.invoice_id)
    .outerjoin(_reversed, _reversed.c.id == allocations.c.reverses)
    .where(
        or_(
            invoices.c.client_id != allocations.c.client_id,
            _reversed.c.reverses.is_not(None),
            _reversed.c.amount != -allocations.c.amount,
            _reversed.c.invoice_id != allocations.c.invoice_id,
            _reversed.c.client_id != allocations.c.client_id,
        )
    )
)
"""Credits applied to another client's invoice, and reversals that are not the mirror of theirs."""

_refund = refunds.alias("refund")
REFUNDS = (
    select(refunds.c.id)
    .join(_refund, _refund.c.id == refunds.c.reverses)
    .outerjoin(refund_list_lines, refund_list_lines.c.refund_id == _refund.c.id)
    .where(
        or_(
            _refund.c.reverses.is_not(None),
            _refund.c.amount != -refunds.c.amount,
            _refund.c.client_id != refunds.c.client_id,
            refund_list_lines.c.refund_id.is_not(None),
        )
    )
)
"""Reversals that are not the mirror of their refund, or of one that went to the accounts."""

REFUND_LISTS = (
    select(refund_lists.c.id)
    .outerjoin(refund_list_lines, refund_list_lines.c.list_id == refund_lists.c.id)
    .outerjoin(refunds, refunds.c.id == refund_list_lines.c.refund_id)
    .group_by(refund_lists.c.id, refund_lists.c["count"], refund_lists.c.amount)
    .having(
        or_(
            refund_lists.c["count"] != func.count(refunds.c.id),
            refund_lists.c.amount != func.coalesce(func.sum(refunds.c.amount), 0),
        )
    )
)
"""Lists whose number or total is not that of their refunds."""
