"""A folder with one small file for each thing that must outlive a crash, written whole and to the disk."""

import contextlib
import errno
import logging
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar
from uuid import UUID

from backoffice.domain.errors import Fault, Unavailable

_SUFFIX, _NEW, _UNREADABLE = ".json", ".new", ".illisible"
_ABANDONED = 3600 * 10**9
"""Nanoseconds after which a file not written to its end is nobody's; until then another program may be at it."""
_LOG = logging.getLogger("liasse.kept_files")
T = TypeVar("T")


class KeptFiles:
    """Texts by their keys, on this workstation's disk."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._dropped: set[Path] = set()  # those that would not go, a virus scanner having them open

    def put(self, key: UUID, content: str) -> None:
        """Keep a text until `drop`, in the place of the one that was kept under its key.

        Raises:
            Unavailable: `FOLDER_UNUSABLE` or `DISK_FULL`; then it is not kept.
        """
        file = self._file(key)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with file.with_suffix(_NEW).open("w", encoding="utf-8") as out:
                out.write(content)
                out.flush()
                os.fsync(out.fileno())
            file.with_suffix(_NEW).replace(file)
            self._dropped.discard(file)
            _sync_folder(self._folder)
        except OSError as error:
            fault = Fault.DISK_FULL if error.errno == errno.ENOSPC else Fault.FOLDER_UNUSABLE
            raise Unavailable(fault, folder=str(self._folder)) from None

    def drop(self, key: UUID) -> None:
        """Keep it no more. A file that will not go is not read any more, and `read` tries again to be rid of it."""
        self._drop(self._file(key))

    def read(self, reading: Callable[[str], T]) -> Iterator[T]:
        """What `reading` makes of the texts, the oldest first. A file cut short by a crash was never kept.

        A file that nobody can read keeps no other from being read: it is put out of the way, beside the others, and the
        log says so.

        Raises:
            Unavailable: `FOLDER_UNREADABLE`.
        """
        for file in self._files():
            try:
                yield reading(file.read_text(encoding="utf-8"))
            except FileNotFoundError:  # dropped in the meantime
                continue
            except PermissionError:  # something has it open: it is read another time
                _LOG.warning("%s cannot be opened yet", file)
            except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
                _LOG.error("%s cannot be read (%s) and is put out of the way", file, type(error).__name__)
                with contextlib.suppress(OSError):
                    file.rename(file.with_suffix(_UNREADABLE))

    def _files(self) -> list[Path]:
        try:
            inside = list(self._folder.iterdir())
        except FileNotFoundError:  # nothing was ever kept
            return []
        except OSError:
            raise Unavailable(Fault.FOLDER_UNREADABLE, folder=str(self._folder)) from None
        for file in inside:
            if file in self._dropped or (file.suffix == _NEW and _changed_at(file) < time.time_ns() - _ABANDONED):
                self._drop(file)
        kept = (file for file in inside if file.suffix == _SUFFIX and file not in self._dropped)
        return sorted(kept, key=_changed_at)

    def _drop(self, file: Path) -> None:
        try:
            file.unlink(missing_ok=True)
            self._dropped.discard(file)
        except OSError as error:  # what it was kept for is done, and is no failure
            _LOG.warning("%s cannot be removed (%s) yet", file, type(error).__name__)
            self._dropped.add(file)

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
