"""A file that is counted and hashed as it is read."""

import hashlib
import io
from collections.abc import Callable
from pathlib import Path

from typing_extensions import Buffer

_BUFFER = 1 << 18


class CountedFile(io.RawIOBase):
    """The bytes of a file.

    Attributes:
        count: how many were read.
        hash: the SHA-256 of those.
        pause: called after each quarter of a megabyte; it may raise to stop the reading.
    """

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.count = 0
        self.hash = hashlib.sha256()
        self.pause: Callable[[], None] | None = None
        self._file = io.FileIO(path)

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Buffer) -> int:
        """Read into `buffer`, and count."""
        view = memoryview(buffer)
        read = self._file.readinto(view) or 0
        self.hash.update(view[:read])
        self.count += read
        if self.pause is not None:
            self.pause()
        return read

    def close(self) -> None:
        """Close the file."""
        self._file.close()
        super().close()

    def as_text(self) -> io.TextIOWrapper:
        """Its lines, from UTF-8 with or without a byte order mark, their ends as they are; closes it when closed."""
        return io.TextIOWrapper(io.BufferedReader(self, _BUFFER), encoding="utf-8-sig", newline="")
