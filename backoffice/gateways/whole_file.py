"""Files written whole or not at all: exports, files for the bank, messages to another system, what is kept here."""

import contextlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

UNFINISHED = ".new"
"""How the name of a file ends that is not written to its end, or never will be."""


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Where to write what is to be called `path`: it takes that name once it is on the disk, and is gone if it fails.

    Until then its name is its own: another program may write the same file just now.

    Raises:
        OSError: as the disk refuses it.
    """
    unfinished = path.with_name(f"{path.stem}.{uuid4().hex}{UNFINISHED}")
    try:
        yield unfinished
        with unfinished.open("rb+") as written:
            os.fsync(written.fileno())
        unfinished.replace(path)
    finally:
        with contextlib.suppress(OSError):
            unfinished.unlink(missing_ok=True)
