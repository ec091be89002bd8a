"""What a sound database never holds of payments that live in a financial system too, as queries that find it."""

from sqlalchemy import and_, exists, or_, select

from backoffice.storage.schema import (
    cancellations,
    erp_lines,
    erp_messages,
    erp_requests,
    instruction_lines,
    receipts,
)

_mirror = instruction_lines.alias("mirror")
_reversal = receipts.alias("reversal")
_is_mirrored = exists().where(_mirror.c.reverses == erp_lines.c.line_id).correlate(erp_lines)
_is_confirmed = (
    exists()
    .where(erp_requests.c.line_id == erp_lines.c.line_id, erp_requests.c.state == "cancelled")
    .correlate(erp_lines)
)
_is_reversed = exists().where(_reversal.c.reverses == cancellations.c.receipt_id).correlate(cancellations)

ERP_LINES = select(erp_lines.c.line_id).where(_is_mirrored != _is_confirmed)
"""Lines that are cancelled here and not confirmed there, or the other way about."""

CANCELLATIONS = select(cancellations.c.id).where((cancellations.c.state == "done") != _is_reversed)
"""Cancellations that are done without their receipt's reversal, or not done with it."""

STRANGE_REQUESTS = (
    select(erp_requests.c.id)
    .join(cancellations, cancellations.c.id == erp_requests.c.cancellation_id)
    .join(instruction_lines, instruction_lines.c.id == erp_requests.c.line_id)
    .where(instruction_lines.c.receipt_id != cancellations.c.receipt_id)
)
"""Requests about a line of another payment than their cancellation's."""

ERP_MESSAGES = (
    select(erp_messages.c.id)
    .outerjoin(erp_requests, erp_requests.c.id == erp_messages.c.request_id)
    .where(
        or_(
            and_(erp_messages.c.reading != "quarantined", erp_messages.c.request_id.is_(None)),
            erp_messages.c.request != erp_requests.c.reference,
            and_(
                erp_messages.c.reading == "applied",
                erp_messages.c.answer == "cancelled",
                erp_requests.c.state != "cancelled",
            ),
        )
    )
)
"""Messages that were believed without a request, belong to another one, or were believed without effect."""
