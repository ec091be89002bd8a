"""What has been sorted in this session: piece by piece, and how many on each pile."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import islice

from backoffice.procedure.sorting import Piece, Pile, Placing


@dataclass(frozen=True, slots=True)
class Counted:
    """A piece on its pile. `number` counts from 1 in the session, over all piles."""

    number: int
    piece: Piece
    placing: Placing


class SessionCounts:
    """The pieces counted, the last of which can be taken back."""

    def __init__(self) -> None:
        self._counted: list[Counted] = []
        self._counts = dict.fromkeys(Pile, 0)
        self._gone = 0

    @property
    def gone(self) -> int:
        """How many pieces have left their pile under a slip."""
        return self._gone

    def of(self, pile: Pile) -> tuple[Counted, ...]:
        """What lies on a pile, in the order of the sorting."""
        return tuple(each for each in self._counted if each.placing.pile is pile)

    def leave(self, pieces: Collection[Counted]) -> None:
        """Take off their piles pieces that leave under a slip; one that was taken back meanwhile is not there."""
        before = self.total
        self._counted = [each for each in self._counted if each not in pieces]
        self._counts = {pile: len(self.of(pile)) for pile in Pile}
        self._gone += before - self.total

    @property
    def counts(self) -> Mapping[Pile, int]:
        """How many pieces lie on each pile."""
        return self._counts

    @property
    def total(self) -> int:
        """How many pieces were counted."""
        return len(self._counted)

    def newest(self, most: int) -> tuple[Counted, ...]:
        """The last pieces counted, the newest first."""
        return tuple(islice(reversed(self._counted), most))

    def add(self, piece: Piece, placing: Placing) -> bool:
        """Count a piece; False for a client's that is read twice in a row: the reader has read it twice."""
        if piece.ref is not None and self._counted and self._counted[-1].piece == piece:
            return False
        self._counted.append(Counted(self._gone + self.total + 1, piece, placing))
        self._counts[placing.pile] += 1
        return True

    def take_back(self) -> Counted:
        """Take the last piece off its pile; there must be one."""
        last = self._counted.pop()
        self._counts[last.placing.pile] -= 1
        return last

    def clear(self) -> None:
        """Begin again at nothing."""
        self._counted.clear()
        self._counts = dict.fromkeys(Pile, 0)
        self._gone = 0
