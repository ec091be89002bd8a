"""The import folder: four CSV files in UTF-8, `;` between the cells, a header row, the columns in any order."""

import csv
import hashlib
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Generic, TypeVar

from typing_extensions import Buffer

from backoffice.domain.errors import Broken, Fault, RuleBroken, Unavailable
from backoffice.domain.import_rows import ImportFile, ImportRow
from backoffice.domain.importing import FaultList, UnreadableReason
from backoffice.domain.member_files import MemberFile
from backoffice.gateways.import_files.layouts import CsvFile, Layout, layout, member_layout
from backoffice.gateways.import_files.records import NulFoundError, RowMaker, header_faults

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


_File = TypeVar("_File", bound=CsvFile)


def open_folder(folder: Path, seal: Callable[[str], bytes]) -> tuple["CsvSource[ImportFile]", ...]:
    """The import files that are in `folder`, in the order of their import. IBANs are sealed with `seal`.

    Raises:
        Unavailable: `FOLDER_ABSENT`; `FILE_UNREADABLE` for something that has the name and is no file.
        RuleBroken: `IMPORT_FILE_MISSING` when there is none of the four.
    """
    try:
        present = {entry.name for entry in folder.iterdir()}
    except OSError:
        raise Unavailable(Fault.FOLDER_ABSENT, folder=str(folder)) from None
    sources = tuple(CsvSource(folder / file, file, layout(file, seal)) for file in ImportFile if file.value in present)
    if not sources:
        raise RuleBroken(Broken.IMPORT_FILE_MISSING, folder=str(folder))
    return sources


def open_member_file(path: Path, file: MemberFile) -> "CsvSource[MemberFile]":
    """A file of the members' accounts, which may have any name.

    Raises:
        Unavailable: `FILE_UNREADABLE`.
    """
    return CsvSource(path, file, member_layout(file))


class CsvSource(Generic[_File]):
    """One CSV file, read once from its beginning to its end: an `ImportSource`, or a `MemberSource`."""

    def __init__(self, path: Path, file: _File, layout: Layout) -> None:
        self._path = path
        self._file = file
        self._layout = layout
        self._faults = FaultList()
        self._maker: RowMaker | None = None
        with self._errors_told():
            if not path.is_file():
                raise self._unreadable(UnreadableReason.NOT_A_FILE if path.exists() else UnreadableReason.ABSENT)
            self._bytes = CountedFile(path)
            self._size = path.stat().st_size

    @property
    def file(self) -> _File:
        """Which it is."""
        return self._file

    @property
    def size(self) -> int:
        """Its bytes."""
        return self._size

    @property
    def bytes_read(self) -> int:
        """How many of them were read so far."""
        return self._bytes.count

    @property
    def rows_read(self) -> int:
        """How many rows were read so far, the wrong ones too."""
        return self._maker.count if self._maker else 0

    @property
    def header_holds(self) -> bool:
        """Whether the rows can be read at all; known once the reading has begun."""
        return self._maker is not None

    @property
    def faults(self) -> FaultList:
        """What is wrong so far."""
        return self._faults

    @property
    def sha256(self) -> str:
        """Of the bytes read so far, in hexadecimal."""
        return self._bytes.hash.hexdigest()

    def rows(self, pause: Callable[[], None] | None = None) -> Iterator[ImportRow]:
        """The rows; of a wrong one its key, where it can be read, with None elsewhere.

        Args:
            pause: called every some thousand rows; it may raise to stop the reading.

        Raises:
            Unavailable: `FILE_UNREADABLE`, with the file, the reason and where there is one the line.
        """
        self._bytes.pause = pause
        with self._errors_told(), self._bytes.as_text() as text:
            reader = csv.reader(text, delimiter=";", strict=True)
            header = [name.strip().lower() for name in next(reader, [])]
            if "\0" in "".join(header):
                raise NulFoundError(reader.line_num)
            wrong = header_faults(self._file, header)
            self._faults.add(wrong, count=len(wrong), rows=0)
            if wrong:
                return
            self._maker = RowMaker(self._file, header, self._layout, self._faults)
            line = reader.line_num
            for cells in reader:
                row = self._maker.row(line + 1, cells)
                line = reader.line_num
                if row is not None:
                    yield row

    @contextmanager
    def _errors_told(self) -> Iterator[None]:
        try:
            yield
        except UnicodeDecodeError:
            raise self._unreadable(UnreadableReason.NOT_UTF8, self._first_line_not_utf8()) from None
        except NulFoundError as found:
            raise self._unreadable(UnreadableReason.NUL, found.line) from None
        except csv.Error:
            raise self._unreadable(UnreadableReason.QUOTES) from None
        except PermissionError:
            raise self._unreadable(UnreadableReason.FORBIDDEN) from None
        except OSError:
            raise self._unreadable(UnreadableReason.DEVICE) from None

    def _unreadable(self, reason: UnreadableReason, line: int = 0) -> Unavailable:
        return Unavailable(Fault.FILE_UNREADABLE, file=self._path.name, reason=reason.value, line=line)

    def _first_line_not_utf8(self) -> int:
        with self._path.open("rb") as lines:
            for line, text in enumerate(lines, start=1):
                try:
                    text.decode()
                except UnicodeDecodeError:
                    return line
        return 0
