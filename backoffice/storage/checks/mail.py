"""What a sound database never holds of mail, actions and their slips, as queries that find it."""

from sqlalchemy import BigInteger, cast, exists, func, or_, select

from backoffice.storage.mail import CAME_WITH, IS_CANCELLED
from backoffice.storage.schema import (
    action_lifts,
    file_actions,
    mail,
    mail_slip_lines,
    mail_slips,
    office_facts,
    pile_slip_lines,
    pile_slips,
    receipts,
    unknown_mail,
)

_reversal = mail.alias("reversal")
_original = mail.alias("original")
_settling = mail.alias("settling")
_undone = mail.alias("undone")
_source = receipts.alias("source")
_mail_of_source = mail.alias("mail_of_source")
_reversing = receipts.alias("reversing")
_LAST_WITHOUT = (
    select(cast(office_facts.c.value, BigInteger))
    .where(office_facts.c.name == "last receipt without mail")
    .scalar_subquery()
)
_puts_right_an_older_one = (
    select(_source.c.id)
    .where(
        _source.c.id == func.coalesce(receipts.c.reverses, receipts.c.corrects),
        ~exists().where(_mail_of_source.c.receipt_id == _source.c.id),
    )
    .exists()
)

RECEIPTS_WITHOUT_MAIL = select(receipts.c.id).where(
    receipts.c.id > _LAST_WITHOUT,
    ~exists().where(mail.c.receipt_id == receipts.c.id),
    ~_puts_right_an_older_one,
)
"""Receipts whose mail was not kept, though it should have been; those that put an older one right have none."""

STANDING_MAIL = (
    select(mail.c.id)
    .join(_reversing, _reversing.c.reverses == mail.c.receipt_id)
    .where(mail.c.reverses.is_(None), ~IS_CANCELLED)
)
"""Mail that stands though its receipt is reversed."""

MAIL_REVERSALS = (
    select(mail.c.id)
    .join(_original, _original.c.id == mail.c.reverses)
    .outerjoin(receipts, receipts.c.id == mail.c.receipt_id)
    .where(
        or_(
            mail.c.client_id.is_distinct_from(_original.c.client_id),
            mail.c.batch_id != _original.c.batch_id,
            receipts.c.reverses.is_distinct_from(_original.c.receipt_id),
        )
    )
)
"""Reversals of mail that are not the mirror of it."""

_takes_up_a_strange_one = (
    select(_original.c.id)
    .where(
        _original.c.id == mail.c.settles,
        or_(_original.c.paper != "set_aside", _original.c.client_id != mail.c.client_id),
    )
    .exists()
)
_taken_up = (
    select(func.count())
    .select_from(_settling)
    .where(_settling.c.settles == mail.c.id, ~exists().where(_undone.c.reverses == _settling.c.id))
    .scalar_subquery()
)
_is_read = exists().where(unknown_mail.c.mail_id == mail.c.id)
STRANGE_MAIL = (
    select(mail.c.id)
    .outerjoin(receipts, receipts.c.id == mail.c.receipt_id)
    .where(
        or_(
            receipts.c.client_id != mail.c.client_id,
            receipts.c.batch_id != mail.c.batch_id,
            mail.c.client_id.is_(None) & mail.c.reverses.is_(None) & ~_is_read,
            _takes_up_a_strange_one,
            (mail.c.paper == "set_aside") & (_taken_up > 1),
        )
    )
)
"""Mail of another client or batch than its receipt, of nobody though nothing says what could be read of it, or that
takes up what was not set aside for this client."""

STRANGE_ACTIONS = (
    select(file_actions.c.id)
    .join(mail, mail.c.id == file_actions.c.mail_id)
    .where(
        or_(
            file_actions.c.client_id != mail.c.client_id,
            IS_CANCELLED & ~exists().where(action_lifts.c.action_id == file_actions.c.id),
        )
    )
)
"""Actions on another client's file than their mail's, or that stand though their mail is cancelled."""

_on_slip = (
    select(func.count()).where(mail_slip_lines.c.slip_id == mail_slips.c.id).correlate(mail_slips).scalar_subquery()
)
_came_with = (
    select(func.coalesce(func.sum(CAME_WITH), 0))
    .join_from(mail_slip_lines, mail, mail.c.id == mail_slip_lines.c.mail_id)
    .outerjoin(receipts, receipts.c.id == mail.c.receipt_id)
    .where(mail_slip_lines.c.slip_id == mail_slips.c.id)
    .correlate(mail_slips)
    .scalar_subquery()
)
_holds_a_strange_one = (
    select(mail_slip_lines.c.mail_id)
    .join(mail, mail.c.id == mail_slip_lines.c.mail_id)
    .where(
        mail_slip_lines.c.slip_id == mail_slips.c.id,
        or_(mail.c.slip.is_distinct_from(mail_slips.c.kind), mail.c.batch_id != mail_slips.c.batch_id),
    )
    .correlate(mail_slips)
    .exists()
)
MAIL_SLIPS = select(mail_slips.c.id).where(
    or_(mail_slips.c["count"] != _on_slip, mail_slips.c.amount != _came_with, _holds_a_strange_one)
)
"""Slips whose count or amount is not that of their papers, or that hold a paper of another kind or batch."""

_on_pile_slip = (
    select(func.count()).where(pile_slip_lines.c.slip_id == pile_slips.c.id).correlate(pile_slips).scalar_subquery()
)
PILE_SLIPS = select(pile_slips.c.id).where(pile_slips.c["count"] != _on_pile_slip)
"""Slips of piles whose count is not that of their pieces."""
