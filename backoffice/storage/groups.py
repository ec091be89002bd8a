"""Groups, and their members."""

from typing import Any
from uuid import UUID

from sqlalchemy import Row, Select, bindparam, func, insert, select, update

from backoffice.domain.group import Group, GroupMethod, GroupSetup, NewGroup
from backoffice.domain.ledger import Member, NewMember
from backoffice.storage.database import Transaction
from backoffice.storage.schema import distributions, member_groups, members

BY_NUMBER = (func.length(members.c.number), members.c.number)
"""The order in which people count: 2 comes before 10."""

_GROUPS = select(
    member_groups.c.id,
    member_groups.c.name,
    member_groups.c.managed,
    member_groups.c.methods,
    member_groups.c.negative_allowed,
)
_BY_ID = _GROUPS.where(member_groups.c.id == bindparam("id"))
_SHARED = _BY_ID.with_for_update(read=True)
_HELD = _BY_ID.with_for_update()
_BY_GESTURE = _GROUPS.where(member_groups.c.gesture == bindparam("gesture"))
_BY_NAME = _GROUPS.where(member_groups.c.name == bindparam("name"))
_OF_DISTRIBUTION = (
    _GROUPS.join(distributions, distributions.c.group_id == member_groups.c.id)
    .where(distributions.c.id == bindparam("id"))
    .with_for_update(read=True, of=member_groups)
)
_MEMBERS = select(members.c.id, members.c.group_id, members.c.number, members.c.name)
_OF_GROUP = _MEMBERS.where(members.c.group_id == bindparam("group_id")).order_by(*BY_NUMBER)
_MEMBER = _MEMBERS.where(members.c.id == bindparam("id"))
_MEMBER_HELD = _MEMBER.with_for_update()
_MEMBER_BY_NUMBER = _MEMBERS.where(members.c.group_id == bindparam("group_id"), members.c.number == bindparam("number"))


def everyone(tx: Transaction) -> tuple[Group, ...]:
    """All groups, by name."""
    return tuple(_group(row) for row in tx.execute(_GROUPS.order_by(member_groups.c.name)))


def by_id(tx: Transaction, group_id: int) -> Group | None:
    """A group by id."""
    return _first(tx, _BY_ID, id=group_id)


def by_gesture(tx: Transaction, gesture: UUID) -> Group | None:
    """The group that a gesture added."""
    return _first(tx, _BY_GESTURE, gesture=gesture)


def by_name(tx: Transaction, name: str) -> Group | None:
    """A group by name."""
    return _first(tx, _BY_NAME, name=name)


def held(tx: Transaction, group_id: int) -> Group | None:
    """A group, held until the end of the transaction: it is neither set up nor validated, ordered nor paid in else."""
    return _first(tx, _HELD, id=group_id)


def shared(tx: Transaction, group_id: int) -> Group | None:
    """A group that stays as it is until the end of the transaction; others may order and pay in it."""
    return _first(tx, _SHARED, id=group_id)


def of_distribution(tx: Transaction, distribution_id: int) -> Group | None:
    """The group of a distribution, as `shared`."""
    return _first(tx, _OF_DISTRIBUTION, id=distribution_id)


def add(tx: Transaction, gesture: UUID, new: NewGroup) -> None:
    """Add a group, its payment management off."""
    values = {"gesture": gesture, "name": new.name, "managed": False, "methods": "", "negative_allowed": False}
    tx.execute(insert(member_groups), values)


def set_up(tx: Transaction, setup: GroupSetup) -> None:
    """Change what may change of a group."""
    changed = update(member_groups).where(member_groups.c.id == setup.group_id)
    methods = " ".join(method.value for method in GroupMethod if method in setup.methods)
    tx.execute(changed.values(managed=setup.managed, methods=methods, negative_allowed=setup.negative_allowed))


def members_of(tx: Transaction, group_id: int) -> tuple[Member, ...]:
    """The members of a group, by number."""
    return tuple(Member(*row) for row in tx.execute(_OF_GROUP, {"group_id": group_id}))


def member(tx: Transaction, member_id: int) -> Member | None:
    """A member by id."""
    row = tx.execute(_MEMBER, {"id": member_id}).first()
    return None if row is None else Member(*row)


def member_held(tx: Transaction, member_id: int) -> Member | None:
    """A member by id, held until the end of the transaction, so that one thing at a time moves their account."""
    row = tx.execute(_MEMBER_HELD, {"id": member_id}).first()
    return None if row is None else Member(*row)


def member_by_number(tx: Transaction, group_id: int, number: str) -> Member | None:
    """A member of a group by number."""
    row = tx.execute(_MEMBER_BY_NUMBER, {"group_id": group_id, "number": number}).first()
    return None if row is None else Member(*row)


def add_members(tx: Transaction, gesture: UUID, new: list[NewMember]) -> None:
    """Add members, their accounts at zero."""
    if new:
        tx.execute(
            insert(members),
            [{"gesture": gesture, "group_id": each.group_id, "number": each.number, "name": each.name} for each in new],
        )


def rename(tx: Transaction, member_id: int, name: str) -> None:
    """Give a member another name."""
    tx.execute(update(members).where(members.c.id == member_id).values(name=name))


def _first(tx: Transaction, query: Select[Any], **values: object) -> Group | None:
    row = tx.execute(query, values).first()
    return None if row is None else _group(row)


def _group(row: Row[*tuple[Any, ...]]) -> Group:
    methods = tuple(GroupMethod(name) for name in row.methods.split())
    return Group(row.id, row.name, row.managed, methods, row.negative_allowed)
