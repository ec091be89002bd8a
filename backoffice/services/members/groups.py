"""Groups: how their members pay, and who these are (M-02 to M-04)."""

from uuid import UUID

from backoffice.domain.audit import Facts
from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.group import Group, GroupSetup, NewGroup, SetupPreview, effects, require_compatible
from backoffice.domain.ledger import GroupBalances, Member, NewMember
from backoffice.domain.people import Actor, Right
from backoffice.services.members.access import found_group
from backoffice.services.office.office import Office
from backoffice.services.office.typed_words import require_text
from backoffice.storage import groups, ledger, member_payments
from backoffice.storage.database import Transaction

_LONGEST_GROUP_NAME = 80
_LONGEST_NUMBER = 20
_LONGEST_NAME = 120


class Groups:
    """Groups and their members. A group begins with its payment management off."""

    def __init__(self, office: Office) -> None:
        self._office = office

    def all(self, who: Actor) -> tuple[Group, ...]:
        """All groups, by name.

        Raises:
            RuleBroken: `ROLE_MAY_NOT`.
        """
        self._office.require(who, Right.KEEP_ACCOUNTS)
        return self._office.database.read(groups.everyone)

    def add(self, who: Actor, key: UUID, new: NewGroup) -> Group:
        """Add a group.

        Raises:
            RuleBroken: `ROLE_MAY_NOT`, `GROUP_NAME_MISSING`, `GROUP_NAME_TAKEN`, as `require_text`.
        """
        self._office.require(who, Right.MANAGE_GROUPS)
        require_text(new.name, Broken.GROUP_NAME_MISSING, _LONGEST_GROUP_NAME)
        named = NewGroup(new.name.strip())

        def write(tx: Transaction) -> Group:
            if self._office.once(tx, who, key, named):
                if groups.by_name(tx, named.name) is not None:
                    raise RuleBroken(Broken.GROUP_NAME_TAKEN)
                groups.add(tx, key, named)
                self._office.note(tx, who, "group added", {"name": named.name})
            return found_group(groups.by_gesture(tx, key))

        return self._office.database.write(write)

    def preview(self, who: Actor, setup: GroupSetup) -> SetupPreview:
        """What a setup would change, to be said before it is done; nothing is written.

        Raises:
            RuleBroken: `ROLE_MAY_NOT`, `GROUP_UNKNOWN`, `CAGNOTTE_EXCLUDES`, `METHODS_MISSING`.
        """

        def read(tx: Transaction) -> SetupPreview:
            group = found_group(groups.by_id(tx, setup.group_id))
            now = GroupBalances(group.name, ledger.balances(tx, group.id))
            return SetupPreview(effects(group, setup), len(now.rows), now.debts, now.credits, now.waiting)

        self._office.require(who, Right.MANAGE_GROUPS)
        require_compatible(setup)
        return self._office.database.read(read)

    def set_up(self, who: Actor, key: UUID, setup: GroupSetup) -> Group:
        """Switch payment management on or off, and choose the methods (M-02 to M-04).

        It is switched off only when no payment waits, which would be forgotten so. Accounts stay as they are.

        Raises:
            RuleBroken: `ROLE_MAY_NOT`, `GROUP_UNKNOWN`, `CAGNOTTE_EXCLUDES`, `METHODS_MISSING`, `PAYMENTS_STILL_WAIT`.
        """
        self._office.require(who, Right.MANAGE_GROUPS)
        require_compatible(setup)

        def write(tx: Transaction) -> Group:
            if self._office.once(tx, who, key, setup):
                group = found_group(groups.held(tx, setup.group_id))
                if group.managed and not setup.managed:
                    _require_nothing_waits(tx, group)
                groups.set_up(tx, setup)
                facts: Facts = {
                    "group": group.id,
                    "managed": setup.managed,
                    "methods": " ".join(sorted(setup.methods)),
                    "negative_allowed": setup.negative_allowed,
                }
                self._office.note(tx, who, "group set up", facts)
            return found_group(groups.by_id(tx, setup.group_id))

        return self._office.database.write(write)

    def members(self, who: Actor, group_id: int) -> tuple[Member, ...]:
        """The members of a group, by number.

        Raises:
            RuleBroken: `ROLE_MAY_NOT`.
        """
        self._office.require(who, Right.KEEP_ACCOUNTS)
        return self._office.database.read(lambda tx: groups.members_of(tx, group_id))

    def add_member(self, who: Actor, key: UUID, new: NewMember) -> Member:
        """Add a member, the account at zero.

        Raises:
            RuleBroken: `ROLE_MAY_NOT`, `GROUP_UNKNOWN`, `MEMBER_NUMBER_MISSING`, `MEMBER_NAME_MISSING`,
                `MEMBER_NUMBER_TAKEN`, as `require_text`.
        """
        self._office.require(who, Right.KEEP_ACCOUNTS)
        require_text(new.number, Broken.MEMBER_NUMBER_MISSING, _LONGEST_NUMBER)
        require_text(new.name, Broken.MEMBER_NAME_MISSING, _LONGEST_NAME)
        named = NewMember(new.group_id, new.number.strip(), new.name.strip())

        def write(tx: Transaction) -> Member | None:
            if self._office.once(tx, who, key, named):
                group = found_group(groups.held(tx, named.group_id))
                known = groups.member_by_number(tx, group.id, named.number)
                if known is not None:
                    raise RuleBroken(Broken.MEMBER_NUMBER_TAKEN, number=known.number, member=known.name)
                groups.add_members(tx, key, [named])
                self._office.note(tx, who, "member added", {"group": group.id, "number": named.number})
            return groups.member_by_number(tx, named.group_id, named.number)

        member = self._office.database.write(write)
        if member is None:
            raise LookupError(key)
        return member


def _require_nothing_waits(tx: Transaction, group: Group) -> None:
    waiting = sum(payment.expected.cents for payment in member_payments.waiting_in(tx, group.id))
    if waiting:
        raise RuleBroken(Broken.PAYMENTS_STILL_WAIT, cents=waiting)
