"""Finds and locks the groups, members and distributions that a gesture on accounts works on."""

from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.group import Distribution, Group
from backoffice.domain.ledger import Member
from backoffice.storage import distributions, groups
from backoffice.storage.database import Transaction


def found_group(group: Group | None) -> Group:
    """A group that was looked for.

    Raises:
        RuleBroken: `GROUP_UNKNOWN`.
    """
    if group is None:
        raise RuleBroken(Broken.GROUP_UNKNOWN)
    return group


def found_member(member: Member | None) -> Member:
    """A member who was looked for.

    Raises:
        RuleBroken: `MEMBER_UNKNOWN`.
    """
    if member is None:
        raise RuleBroken(Broken.MEMBER_UNKNOWN)
    return member


def found_distribution(distribution: Distribution | None) -> Distribution:
    """A distribution that was looked for.

    Raises:
        RuleBroken: `DISTRIBUTION_UNKNOWN`.
    """
    if distribution is None:
        raise RuleBroken(Broken.DISTRIBUTION_UNKNOWN)
    return distribution


def held_account(tx: Transaction, distribution_id: int, member_id: int) -> tuple[Group, Member]:
    """The group of a distribution that still takes something, and a member of it, held until the end.

    Raises:
        RuleBroken: `DISTRIBUTION_UNKNOWN`, `DISTRIBUTION_VALIDATED`, `MEMBER_UNKNOWN`, `MEMBER_OF_ANOTHER`.
    """
    group = groups.of_distribution(tx, distribution_id)
    distribution = found_distribution(distributions.by_id(tx, distribution_id))
    if distribution.validated:
        raise RuleBroken(Broken.DISTRIBUTION_VALIDATED)
    member = found_member(groups.member_held(tx, member_id))
    if group is None or member.group_id != group.id:
        raise RuleBroken(Broken.MEMBER_OF_ANOTHER)
    return group, member
