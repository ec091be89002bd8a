"""Small files that keep coupons on a workstation, and that this program does not read."""

from dataclasses import dataclass
from enum import StrEnum, unique


@unique
class UnreadWhy(StrEnum):
    """Why a file is not read."""

    BROKEN = "broken"
    COPIED = "copied"
    NEWER = "newer"


@dataclass(frozen=True, slots=True)
class UnreadFile:
    """A file that is not read: one of a newer program stays where it is, any other is put out of the way.

    Attributes:
        name: what it is called now.
        folder: where it is.
    """

    name: str
    folder: str
    why: UnreadWhy
