"""SEPA mandates: their reference (RUM), the states they go through, and when one is void."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum, unique
from typing import ClassVar

from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.method import Mandate

VOID_AFTER_MONTHS = 36
"""A mandate is void after so many months without a debit (SEPA Core rulebook)."""

_YEAR = 12


@unique
class MandateState(StrEnum):
    """Where a mandate is in its life; three of the values are those of `Mandate`, as the import writes them."""

    NONE = "none"
    WAITING = "waiting"
    """Its signature is asked for, and not there yet."""
    ACTIVE = "active"
    INACTIVE = "inactive"
    """Suspended."""
    REVOKED = "revoked"
    REJECTED = "rejected"
    EXPIRED = "expired"


_FINAL: frozenset[MandateState] = frozenset()

TRANSITIONS: Mapping[MandateState, frozenset[MandateState]] = {
    MandateState.NONE: frozenset({MandateState.WAITING, MandateState.ACTIVE}),
    MandateState.WAITING: frozenset(
        {MandateState.ACTIVE, MandateState.REJECTED, MandateState.EXPIRED, MandateState.NONE}
    ),
    MandateState.ACTIVE: frozenset(
        {MandateState.ACTIVE, MandateState.INACTIVE, MandateState.REVOKED, MandateState.EXPIRED}
    ),
    MandateState.INACTIVE: frozenset({MandateState.ACTIVE, MandateState.REVOKED, MandateState.EXPIRED}),
    MandateState.REVOKED: _FINAL,
    MandateState.REJECTED: _FINAL,
    MandateState.EXPIRED: _FINAL,
}
"""Where each state may go, under one and the same RUM.

From active to active is an amendment (another IBAN); from waiting to none, a signature that was given up. What is
final stays so: the client comes back by a new mandate, which has a RUM of its own.
"""


def require_transition(old: MandateState, new: MandateState) -> None:
    """Refuse a change of state that is not in `TRANSITIONS`.

    Raises:
        RuleBroken: `MANDATE_TRANSITION`.
    """
    if new not in TRANSITIONS[old]:
        raise RuleBroken(Broken.MANDATE_TRANSITION, old_state=old.value, new_state=new.value)


def is_void(last_used_on: date, on: date) -> bool:
    """Whether, on the day `on`, 36 months have gone by since the last debit (or since the signature, before any).

    The day of the same number is the last on which it holds, or that month's last day where it has no such day.
    """
    year, month = divmod(last_used_on.year * _YEAR + last_used_on.month - 1 + VOID_AFTER_MONTHS, _YEAR)
    day = min(last_used_on.day, monthrange(year, month + 1)[1])
    return (on.year, on.month, on.day) > (year, month + 1, day)


def standing(state: MandateState, last_used_on: date | None, on: date) -> Mandate:
    """What P-68 looks at: whether the mandate can take an IBAN on the day `on`.

    Reading: one that was there and cannot be debited, for whatever reason (not signed yet, suspended, revoked, void…),
    is inactive. Without a date of last use none is judged void.
    """
    if state is MandateState.NONE:
        return Mandate.NONE
    void = last_used_on is not None and is_void(last_used_on, on)
    return Mandate.ACTIVE if state is MandateState.ACTIVE and not void else Mandate.INACTIVE


@dataclass(frozen=True, slots=True)
class MandateChange:
    """A mandate that a supervisor suspends, revokes or makes active again."""

    word: ClassVar[str] = "mandate"
    client_id: int
    state: MandateState
    reason: str
