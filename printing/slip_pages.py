"""How the lines of a slip are shared out over pages, and what each page adds up to."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from backoffice.domain.money import ZERO, Money, total

Line = TypeVar("Line")

_BESIDE_CLOSING = 3
"""So many lines at least stand on the page that closes the slip, that no signature stands alone."""


@dataclass(frozen=True, slots=True)
class Room:
    """How many lines a page has room for: the first, a later one, and either when it also closes the slip."""

    first: int
    later: int
    first_closing: int
    later_closing: int


@dataclass(frozen=True, slots=True)
class SlipPage(Generic[Line]):
    """A page of a slip. Cancelled lines are shown and count for nothing.

    Attributes:
        lines: what the page lists.
        count: how many of them stand.
        total: what these come to.
        brought_count: how many stood on the pages before.
        brought: what those came to.
    """

    lines: tuple[Line, ...]
    count: int
    total: Money
    brought_count: int
    brought: Money

    @property
    def carried_count(self) -> int:
        """How many lines stand up to the end of this page."""
        return self.brought_count + self.count

    @property
    def carried(self) -> Money:
        """What they come to."""
        return self.brought + self.total


def paginate(lines: tuple[Line, ...], room: Room, worth: Callable[[Line], Money | None]) -> list[SlipPage[Line]]:
    """The pages of a slip of these lines; one, without a line, when there are none.

    Args:
        lines: in their order.
        room: what the pages have room for.
        worth: what a line comes to; None for one that is cancelled.
    """
    pages: list[SlipPage[Line]] = []
    count, amount = 0, ZERO
    for listed in _shares(lines, room):
        standing = [money for line in listed if (money := worth(line)) is not None]
        page = SlipPage(listed, len(standing), total(standing), count, amount)
        pages.append(page)
        count, amount = page.carried_count, page.carried
    return pages


def _shares(lines: tuple[Line, ...], room: Room) -> Iterator[tuple[Line, ...]]:
    start, most, most_closing = 0, room.first, room.first_closing
    while len(lines) - start > most_closing:
        end = min(start + most, len(lines) - _BESIDE_CLOSING)
        yield lines[start:end]
        start, most, most_closing = end, room.later, room.later_closing
    yield lines[start:]
