"""A number that must leave no trace: held in cells that are wiped, and never a text."""

from collections.abc import Iterator
from types import TracebackType
from typing import NoReturn, Self

CAPACITY = 19
"""The most digits that a card number can have (ISO/IEC 7812)."""

_SIGNS = b"0123456789"


class SecretDigits:
    """Up to 19 digits that can be read one at a time, moved, and wiped; wiped too when dropped or left by `with`.

    It has no text, cannot be copied or pickled, and two of them are never equal. The cells are made once and never
    grow, as growing would leave the old ones behind; whoever works on the digits takes them one by one, and makes no
    text or bytes of them all.

    What Python cannot promise: that the operating system has not written the cells to its swap file, to a hibernation
    file or to a dump while the number was there. What was held before it came here (a clipboard, a pasted text) is
    not wiped by this either.
    """

    __slots__ = ("_cells", "_count")

    def __init__(self) -> None:
        self._cells = bytearray(CAPACITY)
        self._count = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.wipe()

    def __del__(self) -> None:
        self.wipe()

    def __repr__(self) -> str:
        return "SecretDigits()"

    def __reduce_ex__(self, _protocol: object) -> NoReturn:
        raise TypeError("a secret is neither copied nor pickled")

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[int]:
        return (self._cells[place] - _SIGNS[0] for place in range(self._count))

    def signs(self) -> Iterator[bytes]:
        """The digits as they are written in ASCII, one at a time."""
        return (_SIGNS[digit : digit + 1] for digit in self)

    def insert(self, place: int, digit: int) -> None:
        """Put a digit in before the one at `place`, or behind the last.

        Raises:
            ValueError: there is no such place, no such digit, or no room; nothing has changed.
        """
        if self._count == CAPACITY or not 0 <= place <= self._count or not 0 <= digit < len(_SIGNS):
            raise ValueError("no room, no such place or no such digit")
        for cell in range(self._count, place, -1):
            self._cells[cell] = self._cells[cell - 1]
        self._cells[place] = _SIGNS[digit]
        self._count += 1

    def remove(self, place: int) -> None:
        """Take out the digit at `place`.

        Raises:
            ValueError: there is none.
        """
        if not 0 <= place < self._count:
            raise ValueError("no such place")
        self._count -= 1
        for cell in range(place, self._count):
            self._cells[cell] = self._cells[cell + 1]
        self._cells[self._count] = 0

    def pour_into(self, other: Self) -> None:
        """Move the digits into `other`, over what it held; this one is empty and wiped afterwards."""
        other.wipe()
        for place, digit in enumerate(self):
            other.insert(place, digit)
        self.wipe()

    def wipe(self) -> None:
        """Overwrite the cells; the number is empty and can be filled again."""
        for cell in range(CAPACITY):
            self._cells[cell] = 0
        self._count = 0
