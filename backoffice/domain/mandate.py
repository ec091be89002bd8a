"""SEPA mandates: their reference (RUM), the states they go through, and when one is void."""

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from enum import StrEnum, unique

from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.secret_scan import holds_iban

VOID_AFTER_MONTHS = 36
"""A mandate is void after so many months without a debit (SEPA Core rulebook)."""

_RUM = re.compile(r"[A-Za-z0-9/?:().,'+-]{1,35}")
_YEAR = 12


@unique
class Mandate(StrEnum):
    """Whether the client's SEPA mandate can take an IBAN (P-68)."""

    ACTIVE = "active"
    INACTIVE = "inactive"
    NONE = "none"


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


def require_rum(rum: str) -> None:
    """Refuse what cannot be the reference of a mandate.

    A RUM has 1 to 35 characters of `A–Z a–z 0–9 / - ? : ( ) . , ' +`, no space (one known system hangs on it), and no
    IBAN inside, as a RUM is kept and shown in clear; one of digits alone may well look like a card number.

    Raises:
        RuleBroken: `RUM_UNUSABLE`, without the text, which may be an IBAN.
    """
    if _RUM.fullmatch(rum) is None or holds_iban(rum):
        raise RuleBroken(Broken.RUM_UNUSABLE)


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
