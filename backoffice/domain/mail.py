"""What is recorded of a piece of mail: what is done to the client's file, and where its paper goes."""

from dataclasses import dataclass
from enum import StrEnum, unique
from typing import ClassVar
from uuid import UUID


@unique
class ActionCode(StrEnum):
    """The actions on a client's file; the values are what operators type, but for the closing of a letter."""

    COMMENT = "2.6"
    STOP_PROMOTION = "2.7"
    STOP_REMINDERS = "2.8"
    REFUSAL = "3.3"
    CLOSE_LETTER = "C"


STOPS = frozenset({ActionCode.STOP_PROMOTION, ActionCode.STOP_REMINDERS})
"""The actions that stand until a supervisor lifts them."""


@dataclass(frozen=True, slots=True)
class FileAction:
    """An action on a client's file.

    Attributes:
        value: the type of a comment, the reason of a promotion stop, the motive of a refusal, the circular that
            closes a letter; empty for a reminder stop.
        text: the comment; empty for the others.
        rule: the id of the rule that wants it (`P-41`), or empty when the operator chose it.
    """

    code: ActionCode
    value: str = ""
    text: str = ""
    rule: str = ""


@dataclass(frozen=True, slots=True)
class ActionForm:
    """Actions typed on a client's file, without a paper that goes anywhere.

    Attributes:
        key: what makes a repeat of this form the same gesture.
        client_id: whose file it is.
    """

    word: ClassVar[str] = "action"
    key: UUID
    client_id: int
    actions: tuple[FileAction, ...]


@dataclass(frozen=True, slots=True)
class ActionLifting:
    """A stop on a client's file that a supervisor lifts."""

    word: ClassVar[str] = "action.lifting"
    action_id: int
    reason: str
