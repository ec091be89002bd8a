"""A group whose members have an account: how they may pay, and what changes with that (M-02 to M-04)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum, unique
from typing import ClassVar

from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.money import Money


@unique
class GroupMethod(StrEnum):
    """The six ways of paying that a group can offer, in the order in which the source lists them (M-03)."""

    CHEQUE = "cheque"
    CASH = "cash"
    TRANSFER = "transfer"
    CARD_ON_SITE = "card_on_site"
    CAGNOTTE = "cagnotte"
    CARD_ONLINE = "card_online"


CONFIRMED_BY_HAND = (GroupMethod.CHEQUE, GroupMethod.CASH, GroupMethod.TRANSFER, GroupMethod.CARD_ON_SITE)
"""What waits for a coordinator at the *validation de distribution* (M-05)."""


@dataclass(frozen=True, slots=True)
class Group:
    """A group.

    Attributes:
        managed: whether payment management is on.
        methods: what is offered to the members, in the order of `GroupMethod`.
        negative_allowed: *autoriser les cagnottes négatives*.
    """

    id: int
    name: str
    managed: bool
    methods: tuple[GroupMethod, ...]
    negative_allowed: bool

    @property
    def has_cagnotte(self) -> bool:
        """Whether members order on their credit: the account is credited first, and an order comes with no payment."""
        return self.managed and GroupMethod.CAGNOTTE in self.methods

    @property
    def recordable(self) -> tuple[GroupMethod, ...]:
        """What a payment can be recorded with at the desk; nothing while payment management is off.

        Where members have a cagnotte, all four credit it: *en faisant un chèque mensuellement par exemple*.
        """
        if not self.managed:
            return ()
        return tuple(method for method in CONFIRMED_BY_HAND if self.has_cagnotte or method in self.methods)


@dataclass(frozen=True, slots=True)
class NewGroup:
    """A group to add, its payment management off."""

    word: ClassVar[str] = "group.entry"
    name: str


@dataclass(frozen=True, slots=True)
class GroupSetup:
    """What the *Groupe* screen sets."""

    word: ClassVar[str] = "group.setup"
    group_id: int
    managed: bool
    methods: tuple[GroupMethod, ...]
    negative_allowed: bool


@unique
class SetupEffect(StrEnum):
    """What a setup changes for the members; said before it is done."""

    ORDERS_ONLY_GROW = "orders_only_grow"
    ORDERS_SHRINK_AGAIN = "orders_shrink_again"
    PAYMENTS_BEGIN = "payments_begin"
    PAYMENTS_STOP = "payments_stop"
    CREDIT_FIRST = "credit_first"
    CREDIT_NO_MORE = "credit_no_more"
    DEBT_ALLOWED = "debt_allowed"
    DEBT_REFUSED = "debt_refused"


@dataclass(frozen=True, slots=True)
class SetupPreview:
    """What a setup would do, and where the accounts stand.

    Attributes:
        effects: none when nothing changes but the list of methods.
        members: how many there are.
        debts: the sum of the balances below zero, as they are: not above zero.
        credits: the sum of those above zero.
        waiting: what waits for a confirmation.
    """

    effects: tuple[SetupEffect, ...]
    members: int
    debts: Money
    credits: Money
    waiting: Money


@dataclass(frozen=True, slots=True)
class Distribution:
    """A distribution of a group: members order for it, and pay for it.

    Attributes:
        validation_id: the validation that stands; None before.
        can_undo: whether it stands and no later one does (M-05).
        waiting: how many payments given for it wait.
    """

    id: int
    group_id: int
    title: str
    held_on: date
    validation_id: int | None
    can_undo: bool
    waiting: int

    @property
    def validated(self) -> bool:
        """Whether it takes neither orders nor payments any more."""
        return self.validation_id is not None


@dataclass(frozen=True, slots=True)
class NewDistribution:
    """A distribution to open."""

    word: ClassVar[str] = "distribution.opening"
    group_id: int
    title: str
    held_on: date


def require_compatible(setup: GroupSetup) -> None:
    """Refuse methods that do not go together.

    Raises:
        RuleBroken: `CAGNOTTE_EXCLUDES` (M-04), `METHODS_MISSING` where payment management would offer none.
    """
    if GroupMethod.CAGNOTTE in setup.methods and len(setup.methods) > 1:
        raise RuleBroken(Broken.CAGNOTTE_EXCLUDES)
    if setup.managed and not setup.methods:
        raise RuleBroken(Broken.METHODS_MISSING)


def effects(group: Group, setup: GroupSetup) -> tuple[SetupEffect, ...]:
    """What a setup changes for the members of a group."""
    after = Group(group.id, group.name, setup.managed, setup.methods, setup.negative_allowed)
    pairs = (
        (group.managed, after.managed, SetupEffect.PAYMENTS_BEGIN, SetupEffect.PAYMENTS_STOP),
        (group.managed, after.managed, SetupEffect.ORDERS_ONLY_GROW, SetupEffect.ORDERS_SHRINK_AGAIN),
        (group.has_cagnotte, after.has_cagnotte, SetupEffect.CREDIT_FIRST, SetupEffect.CREDIT_NO_MORE),
    )
    found = [begins if now else ends for before, now, begins, ends in pairs if before != now]
    if after.has_cagnotte and (group.negative_allowed, group.has_cagnotte) != (after.negative_allowed, True):
        found.append(SetupEffect.DEBT_ALLOWED if after.negative_allowed else SetupEffect.DEBT_REFUSED)
    return tuple(found)
