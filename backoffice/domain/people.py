"""Who works here, and what each role may do."""

from dataclasses import dataclass
from enum import StrEnum, unique
from typing import ClassVar


@unique
class Role(StrEnum):
    """The four roles of the office."""

    OPERATOR = "operator"
    SUPERVISOR = "supervisor"
    TRAINER = "trainer"
    ADMINISTRATOR = "administrator"


@unique
class Right(StrEnum):
    """What a gesture asks of a role; the rest of the check (one's own batch or another's) is the service's."""

    KEY = "key"
    SEE_ALL_BATCHES = "see_all_batches"
    WORK_ON_ANY_BATCH = "work_on_any_batch"
    MANAGE_PEOPLE = "manage_people"
    IMPORT = "import"
    LIFT_STOPS = "lift_stops"
    CHANGE_MANDATES = "change_mandates"
    SEND_TO_BANK = "send_to_bank"
    SETTLE_WITH_ERP = "settle_with_erp"
    REFUND = "refund"
    KEEP_ACCOUNTS = "keep_accounts"
    VALIDATE_DISTRIBUTIONS = "validate_distributions"
    MANAGE_GROUPS = "manage_groups"
    CHANGE_SECRET = "change_secret"  # noqa: S105 - the name of a right


RIGHTS: dict[Role, frozenset[Right]] = {
    Role.OPERATOR: frozenset({Right.KEY, Right.KEEP_ACCOUNTS}),
    Role.SUPERVISOR: frozenset(
        {
            Right.KEY,
            Right.SEE_ALL_BATCHES,
            Right.WORK_ON_ANY_BATCH,
            Right.IMPORT,
            Right.LIFT_STOPS,
            Right.CHANGE_MANDATES,
            Right.SEND_TO_BANK,
            Right.SETTLE_WITH_ERP,
            Right.REFUND,
            Right.KEEP_ACCOUNTS,
            Right.VALIDATE_DISTRIBUTIONS,
            Right.MANAGE_GROUPS,
        }
    ),
    Role.TRAINER: frozenset(),
    Role.ADMINISTRATOR: frozenset({Right.SEE_ALL_BATCHES, Right.MANAGE_PEOPLE, Right.IMPORT, Right.CHANGE_SECRET}),
}
"""A trainer works in demo mode, where the services are built with the demo rights instead."""

DEMO_RIGHTS = {**RIGHTS, Role.TRAINER: RIGHTS[Role.SUPERVISOR]}
"""In demo mode, and only there, a trainer does what a supervisor does."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who makes a gesture, and on which workstation."""

    person_id: int
    name: str
    role: Role
    workstation: str


@dataclass(frozen=True, slots=True)
class Person:
    """A member of the office as lists show it; the password's hash never leaves the storage and its service."""

    id: int
    login: str
    name: str
    role: Role
    active: bool

    @property
    def initials(self) -> str:
        """The first letters of the name's words: `A. Morel` gives `AM`."""
        return "".join(word[0] for word in self.name.replace(".", " ").split())[:3].upper()


@dataclass(frozen=True, slots=True)
class NewPerson:
    """A person to add to the office."""

    word: ClassVar[str] = "person.entry"
    login: str
    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class PersonChange:
    """What changes of a person."""

    word: ClassVar[str] = "person.change"
    person_id: int
    name: str
    role: Role
    active: bool
