"""Why a payment is cancelled (A-01)."""

from dataclasses import dataclass
from enum import StrEnum, unique


@unique
class CancelReason(StrEnum):
    """The document's own example is the cheque that was lost in the post; the others are the procedure's."""

    KEYED_WRONG = "keyed_wrong"
    DOUBLE = "double"
    LOST = "lost"
    OTHER = "other"
    """In words."""


@dataclass(frozen=True, slots=True)
class CancelWhy:
    """A reason; `words` are there for `OTHER` alone."""

    reason: CancelReason
    words: str = ""
