"""A folder with one small file for each thing that must outlive a crash, written whole and to the disk."""

import contextlib
import errno
import logging
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from backoffice.domain.errors import Fault, Unavailable

_SUFFIX, _UNREADABLE = ".json", ".illisible"
_LOG = logging.getLogger("liasse.kept_files")
T = TypeVar("T")


class KeptFiles:
    """Texts by their keys, on this workstation's disk."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, key: UUID, content: str) -> None:
        """Keep a text until `drop`, in the place of the one that was kept under its key.

        Raises:
            Unavailable: `FOLDER_UNUSABLE` or `DISK_FULL`; then it is not kept.
        """
        file = self._file(key)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with file.with_suffix(".new").open("w", encoding="utf-8") as out:
                out.write(content)
                out.flush()
                os.fsync(out.fileno())
            file.with_suffix(".new").replace(file)
            _sync_folder(self._folder)
        except OSError as error:
            fault = Fault.DISK_FULL if error.errno == errno.ENOSPC else Fault.FOLDER_UNUSABLE
            raise Unavailable(fault, folder=str(self._folder)) from None

    def drop(self, key: UUID) -> None:
        """Keep it no more."""
        self._file(key).unlink(missing_ok=True)

    def read(self, reading: Callable[[str], T]) -> Iterator[T]:
        """What `reading` makes of the texts, the oldest first. A file cut short by a crash was never kept.

        A file that nobody can read keeps no other from being read: it is put out of the way, beside the others, and the
        log says so.
        """
        for file in sorted(self._folder.glob("*" + _SUFFIX), key=_changed_at):
            try:
                yield reading(file.read_text(encoding="utf-8"))
            except FileNotFoundError:  # dropped in the meantime
                continue
            except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
                _LOG.error("%s cannot be read (%s) and is put out of the way", file, type(error).__name__)
                with contextlib.suppress(OSError):
                    file.rename(file.with_suffix(_UNREADABLE))

    def _file(self, key: UUID) -> Path:
        return self._folder / f"{key}{_SUFFIX}"


def _changed_at(file: Path) -> int:
    try:
        return file.stat().st_mtime_ns
    except OSError:  # dropped in the meantime, or a link to nowhere
        return 0


def _sync_folder(folder: Path) -> None:
    if os.name == "posix":  # Windows has no such handle, and its rename is durable on its own
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
