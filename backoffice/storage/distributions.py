"""Distributions, and what is ordered for them."""

from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, bindparam, exists, func, insert, select

from backoffice.domain.group import Distribution, NewDistribution
from backoffice.domain.ledger import Member
from backoffice.domain.member_order import MemberOrder, NewLine, OrderLine
from backoffice.domain.money import Money
from backoffice.storage.database import Transaction
from backoffice.storage.groups import BY_NUMBER
from backoffice.storage.member_payments import WAITING
from backoffice.storage.schema import distributions, member_order_lines, member_payments, members, people, validations
from backoffice.storage.writing import Writing

_undoing = validations.alias("undoing")
_standing = (
    select(validations.c.id)
    .where(validations.c.reverses.is_(None), ~exists().where(_undoing.c.reverses == validations.c.id))
    .where(validations.c.distribution_id == distributions.c.id)
    .correlate(distributions)
    .scalar_subquery()
)
_of_this = distributions.alias("of_this")
_undoing_last = validations.alias("undoing_last")
_validated_last = validations.alias("validated_last")
_last_standing = (
    select(func.max(_validated_last.c.id))
    .join(_of_this, _of_this.c.id == _validated_last.c.distribution_id)
    .where(
        _of_this.c.group_id == distributions.c.group_id,
        _validated_last.c.reverses.is_(None),
        ~exists().where(_undoing_last.c.reverses == _validated_last.c.id),
    )
    .correlate(distributions)
    .scalar_subquery()
)
_DISTRIBUTIONS = select(
    distributions.c.id,
    distributions.c.group_id,
    distributions.c.title,
    distributions.c.held_on,
    _standing.label("validation_id"),
    _last_standing.label("last_standing"),
)
_BY_ID = _DISTRIBUTIONS.where(distributions.c.id == bindparam("id"))
_BY_GESTURE = _DISTRIBUTIONS.where(distributions.c.gesture == bindparam("gesture"))
_OF_GROUP = _DISTRIBUTIONS.where(distributions.c.group_id == bindparam("group_id")).order_by(
    distributions.c.held_on.desc(), distributions.c.id.desc()
)
_WAITING_BY_DISTRIBUTION = (
    select(member_payments.c.distribution_id, func.count())
    .join(members, members.c.id == member_payments.c.member_id)
    .where(members.c.group_id == bindparam("group_id"), members.c.waiting > 0, WAITING)
    .group_by(member_payments.c.distribution_id)
)
"""Nobody's payments are looked at but theirs who have something that waits."""

_taking_off = member_order_lines.alias("taking_off")
_LINES = (
    select(
        members.c.id.label("member_id"),
        members.c.group_id,
        members.c.number,
        members.c.name,
        member_order_lines.c.id,
        member_order_lines.c.distribution_id,
        member_order_lines.c.label,
        member_order_lines.c.amount,
        member_order_lines.c.recorded_at,
        people.c.name.label("operator"),
        exists().where(_taking_off.c.reverses == member_order_lines.c.id).label("taken_off"),
    )
    .join(members, members.c.id == member_order_lines.c.member_id)
    .join(people, people.c.id == member_order_lines.c.recorded_by)
    .where(member_order_lines.c.reverses.is_(None))
    .order_by(*BY_NUMBER, member_order_lines.c.id)
)
_LINES_OF_DISTRIBUTION = _LINES.where(member_order_lines.c.distribution_id == bindparam("distribution_id"))
_LINES_OF_MEMBER = _LINES_OF_DISTRIBUTION.where(member_order_lines.c.member_id == bindparam("member_id"))
_LINE = _LINES.where(member_order_lines.c.id == bindparam("id"))


def add(tx: Transaction, by: Writing, new: NewDistribution) -> None:
    """Open a distribution."""
    values = {**by.values("opened"), "group_id": new.group_id, "title": new.title, "held_on": new.held_on}
    tx.execute(insert(distributions), values)


def by_id(tx: Transaction, distribution_id: int) -> Distribution | None:
    """A distribution by id."""
    return next(iter(_distributions(tx, _BY_ID, id=distribution_id)), None)


def by_gesture(tx: Transaction, gesture: UUID) -> Distribution | None:
    """The distribution that a gesture opened."""
    return next(iter(_distributions(tx, _BY_GESTURE, gesture=gesture)), None)


def of_group(tx: Transaction, group_id: int) -> tuple[Distribution, ...]:
    """The distributions of a group, the newest first."""
    return _distributions(tx, _OF_GROUP, group_id=group_id)


def add_lines(tx: Transaction, by: Writing, distribution_id: int, member_id: int, lines: tuple[NewLine, ...]) -> None:
    """Add lines to a member's order."""
    place = {**by.values(), "distribution_id": distribution_id, "member_id": member_id}
    tx.execute(
        insert(member_order_lines), [{**place, "label": line.label, "amount": line.amount.cents} for line in lines]
    )


def take_off(tx: Transaction, by: Writing, order: MemberOrder) -> None:
    """Add the mirror of a line, the only one of `order`."""
    (line,) = order.lines
    values = {**by.values(), "distribution_id": order.distribution_id, "member_id": order.member.id}
    mirror = {"label": line.label, "amount": -line.amount.cents, "reverses": line.id}
    tx.execute(insert(member_order_lines), values | mirror)


def orders_of(tx: Transaction, distribution_id: int) -> tuple[MemberOrder, ...]:
    """What was ordered for a distribution, by the members' numbers."""
    return _orders(tx, _LINES_OF_DISTRIBUTION, distribution_id=distribution_id)


def order_of(tx: Transaction, distribution_id: int, member: Member) -> MemberOrder:
    """What a member ordered for a distribution; without lines where it is nothing."""
    found = _orders(tx, _LINES_OF_MEMBER, distribution_id=distribution_id, member_id=member.id)
    return found[0] if found else MemberOrder(member, distribution_id, ())


def order_with_line(tx: Transaction, line_id: int) -> MemberOrder | None:
    """The order of a line, with nothing but this line."""
    return next(iter(_orders(tx, _LINE, id=line_id)), None)


def _distributions(tx: Transaction, query: Select[Any], **values: object) -> tuple[Distribution, ...]:
    rows = tx.execute(query, values).all()
    if not rows:
        return ()
    counted = tx.execute(_WAITING_BY_DISTRIBUTION, {"group_id": rows[0].group_id})
    waiting: dict[int, int] = {row[0]: row[1] for row in counted}
    return tuple(
        Distribution(
            row.id,
            row.group_id,
            row.title,
            row.held_on,
            row.validation_id,
            can_undo=row.validation_id is not None and row.validation_id == row.last_standing,
            waiting=waiting.get(row.id, 0),
        )
        for row in rows
    )


def _orders(tx: Transaction, query: Select[Any], **values: int) -> tuple[MemberOrder, ...]:
    lines: dict[tuple[Member, int], list[OrderLine]] = {}
    for row in tx.execute(query, values):
        member = Member(row.member_id, row.group_id, row.number, row.name)
        lines.setdefault((member, row.distribution_id), []).append(_line(row))
    return tuple(MemberOrder(member, place, tuple(found)) for (member, place), found in lines.items())


def _line(row: Row[*tuple[Any, ...]]) -> OrderLine:
    return OrderLine(row.id, row.label, Money(row.amount), row.recorded_at, row.operator, row.taken_off)
