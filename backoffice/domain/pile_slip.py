"""The slips of the piles of *Tri*: what was sorted onto one, and who gets it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class SortedPiece:
    """A piece as *Tri* read it, `J 121 52134466 QCU2`, and the id of the rule that put it on its pile."""

    piece: str
    rule: str


@dataclass(frozen=True, slots=True)
class PilePrinting:
    """*Imprimer* on a pile of *Tri*: these pieces leave under a slip.

    Attributes:
        pile: its word on the screen, `SRC`.
    """

    word: ClassVar[str] = "pile_slip"
    pile: str
    pieces: tuple[SortedPiece, ...]


@dataclass(frozen=True, slots=True)
class PileSlipReprint:
    """Such a slip printed once more, as a duplicate."""

    word: ClassVar[str] = "pile_slip.reprint"
    slip_id: int


@dataclass(frozen=True, slots=True)
class PileSlipRow:
    """A printed slip of a pile in the list of slips."""

    id: int
    number: str
    pile: str
    day: date
    count: int
    printed_at: datetime
    operator: str


@dataclass(frozen=True, slots=True)
class PileLine:
    """A line of such a slip. `position` is 1, 2, 3… in the order of the sorting."""

    position: int
    piece: str
    rule: str


@dataclass(frozen=True, slots=True)
class PileSlip:
    """The slip with which a pile of *Tri* goes to its addressee.

    Attributes:
        number: from its counter, `TR-2024-000012`.
        pile: the pile's word on the screen, `SRC`.
        day: the one on which it was sorted.
        duplicate: this is a reprint.
        printed_at: UTC.
    """

    number: str
    pile: str
    day: date
    lines: tuple[PileLine, ...]
    duplicate: bool
    printed_at: datetime
    printed_by: str
