"""A folder with one small file for each thing that must outlive a crash, written whole and to the disk."""

import errno
import logging
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar
from uuid import UUID, uuid4

from backoffice.domain.errors import Fault, Unavailable
from backoffice.domain.unread_files import UnreadFile, UnreadWhy
from backoffice.gateways.whole_file import UNFINISHED, once_let_go, whole_file

_SUFFIX, _UNREADABLE = ".json", ".illisible"
_ABANDONED = 3600 * 10**9
"""Nanoseconds after which a file not written to its end is nobody's; until then another program may be at it."""
_LOG = logging.getLogger("liasse.kept_files")
T = TypeVar("T")


class NewerProgramError(Exception):
    """A newer program wrote this text: it is for that one to read."""


class _CopiedError(Exception):
    """A file is not called after the key that is in it: a copy, made by hand or by what keeps two folders alike."""


class KeptFiles:
    """Texts by their keys, on this workstation's disk."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._dropped: set[Path] = set()  # those that would not go, a virus scanner having them open
        self._unread: list[UnreadFile] = []
        self._told: set[Path] = set()

    def put(self, key: UUID, content: str) -> None:
        """Keep a text until `drop`, in the place of the one that was kept under its key.

        Raises:
            Unavailable: `FOLDER_UNUSABLE` or `DISK_FULL`; then it is not kept.
        """
        file = self._file(key)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with whole_file(file) as new:
                new.write_text(content, encoding="utf-8")
        except OSError as error:
            fault = Fault.DISK_FULL if error.errno == errno.ENOSPC else Fault.FOLDER_UNUSABLE
            raise Unavailable(fault, folder=str(self._folder)) from None
        self._dropped.discard(file)

    def drop(self, key: UUID) -> None:
        """Keep it no more. A file that will not go is not read any more, and `read` tries again to be rid of it."""
        self._drop(self._file(key))

    def read(self, reading: Callable[[str], tuple[UUID, T]]) -> Iterator[T]:
        """What `reading` makes of the texts, the oldest first. A file cut short by a crash was never kept.

        A file that nobody can read, or that is not called after its own key, keeps no other from being read: it is put
        out of the way, beside the others. One of a newer program stays as it is. `unread` tells of them.

        Args:
            reading: gives the key that is in a text, and what the text says; raises `NewerProgramError`.

        Raises:
            Unavailable: `FOLDER_UNREADABLE`.
        """
        for file in self._files():
            try:
                read = self._read(file, reading)
            except FileNotFoundError:  # dropped in the meantime
                continue
            except PermissionError:  # something has it open: it is read another time
                _LOG.warning("%s cannot be opened yet", file)
            except NewerProgramError:
                self._note(file, UnreadWhy.NEWER)
            except _CopiedError:
                self._put_away(file, UnreadWhy.COPIED)
            except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
                _LOG.error("%s cannot be read (%s)", file, type(error).__name__)
                self._put_away(file, UnreadWhy.BROKEN)
            else:
                yield read

    def _read(self, file: Path, reading: Callable[[str], tuple[UUID, T]]) -> T:
        key, read = reading(file.read_text(encoding="utf-8"))
        if file != self._file(key):
            raise _CopiedError
        return read

    def is_empty(self) -> bool:
        """Whether there is no file at all to `read`.

        Raises:
            Unavailable: `FOLDER_UNREADABLE`.
        """
        return not self._files()

    def unread(self) -> tuple[UnreadFile, ...]:
        """The files that `read` has not read; each is told once in the life of the program."""
        found, self._unread = self._unread, []
        return tuple(found)

    def _put_away(self, file: Path, why: UnreadWhy) -> None:
        away = file.with_suffix(_UNREADABLE)
        if away.exists():  # of an earlier time
            away = file.with_suffix(f".{uuid4().hex}{_UNREADABLE}")
        try:
            file.rename(away)
        except OSError:
            away = file
        self._note(away, why)

    def _note(self, file: Path, why: UnreadWhy) -> None:
        if file not in self._told:
            self._told.add(file)
            self._unread.append(UnreadFile(file.name, str(self._folder), why))
            _LOG.error("%s is not read (%s)", file, why)

    def _files(self) -> list[Path]:
        try:
            inside = list(self._folder.iterdir())
        except FileNotFoundError:  # nothing was ever kept
            return []
        except OSError:
            raise Unavailable(Fault.FOLDER_UNREADABLE, folder=str(self._folder)) from None
        for file in inside:
            if file in self._dropped or (file.suffix == UNFINISHED and _changed_at(file) < time.time_ns() - _ABANDONED):
                self._drop(file)
        kept = (file for file in inside if file.suffix == _SUFFIX and file not in self._dropped)
        return sorted(kept, key=_changed_at)

    def _drop(self, file: Path) -> None:
        try:
            if file in self._dropped:  # it was waited for
                file.unlink(missing_ok=True)
            else:
                once_let_go(lambda: file.unlink(missing_ok=True))
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
