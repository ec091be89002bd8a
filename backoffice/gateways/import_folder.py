"""The import folder: four CSV files in UTF-8, `;` between the cells, a header row, the columns in any order."""

import csv
import hashlib
import io
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from operator import itemgetter
from pathlib import Path

from backoffice.domain.errors import Broken, Fault, RuleBroken, Unavailable
from backoffice.domain.import_rows import KEYS, RECORDS, ImportFile, ImportRow
from backoffice.domain.importing import FaultList, RowFault, RowFaultKind, UnreadableReason
from backoffice.gateways.import_cells import WrongCellError, shown
from backoffice.gateways.import_layouts import layout

_BUFFER = 1 << 20
_SPACES = re.compile(r"\s+")


def open_folder(folder: Path, seal: Callable[[str], bytes]) -> tuple["CsvSource", ...]:
    """The import files that are in `folder`, in the order of their import. IBANs are sealed with `seal`.

    Raises:
        Unavailable: `FOLDER_UNUSABLE`; `FILE_UNREADABLE` for something that has the name and is no file.
        RuleBroken: `IMPORT_FILE_MISSING` when there is none of the four.
    """
    try:
        present = {entry.name for entry in folder.iterdir()}
    except OSError:
        raise Unavailable(Fault.FOLDER_UNUSABLE, folder=str(folder)) from None
    sources = tuple(CsvSource(folder / file, file, seal) for file in ImportFile if file.value in present)
    if not sources:
        raise RuleBroken(Broken.IMPORT_FILE_MISSING, folder=str(folder))
    return sources


class CsvSource:
    """One file of an import folder, read once from its beginning to its end.

    Attributes:
        size: its bytes.
        rows_read: rows read so far, the wrong ones too.
        header_holds: whether the rows can be read at all; known once the reading has begun.
        faults: what is wrong so far.
    """

    def __init__(self, path: Path, file: ImportFile, seal: Callable[[str], bytes]) -> None:
        self.file = file
        self.rows_read = 0
        self.header_holds = True
        self.faults = FaultList()
        self._path = path
        self._layout = layout(file, seal)
        self._bytes = _CountedBytes()
        with self._errors_told():
            if not path.is_file():
                raise self._unreadable(UnreadableReason.NOT_A_FILE if path.exists() else UnreadableReason.ABSENT)
            self.size = path.stat().st_size

    @property
    def bytes_read(self) -> int:
        """Bytes read so far."""
        return self._bytes.count

    @property
    def sha256(self) -> str:
        """Of the bytes read so far, in hexadecimal."""
        return self._bytes.hash.hexdigest()

    def rows(self) -> Iterator[ImportRow]:
        """The rows; of a wrong one its key, where it can be read, with None elsewhere.

        Raises:
            Unavailable: `FILE_UNREADABLE`, with the file, the reason and where there is one the line.
        """
        with self._errors_told(), self._bytes.opened(self._path) as text:
            reader = csv.reader(text, delimiter=";", strict=True)
            header = [_SPACES.sub(" ", name).strip().lower() for name in next(reader, [])]
            self._check_header(header)
            if not self.header_holds:
                return
            pick = itemgetter(*(header.index(column) for column in self.file.columns))
            line = reader.line_num
            for cells in reader:
                row = self._row(line + 1, cells, len(header), pick)
                line = reader.line_num
                if row is not None:
                    yield row

    def _check_header(self, header: list[str]) -> None:
        if "\0" in "".join(header):
            raise self._unreadable(UnreadableReason.NUL, 1)
        if len(header) == 1 and re.search(r"[,\t|]", header[0]):
            faults = [RowFault(self.file, 1, "", RowFaultKind.SEPARATOR_WRONG)]
        else:
            faults = [
                RowFault(self.file, 1, column, kind)
                for column in self.file.columns
                for kind in _header_faults(header.count(column))
            ]
        self.header_holds = not faults
        self.faults.add(faults, count=len(faults), rows=0)

    def _row(
        self, line: int, cells: list[str], width: int, pick: Callable[[list[str]], tuple[str, ...]]
    ) -> ImportRow | None:
        self.rows_read += 1
        if len(cells) == width and "".join(cells).isprintable():
            try:
                values = [read(cell) for read, cell in zip(self._layout.readers, pick(cells), strict=True)]
                return self._layout.record([line, *values])
            except WrongCellError:
                pass  # said below, cell by cell
        return self._doubtful_row(line, cells, width, pick)

    def _doubtful_row(
        self, line: int, cells: list[str], width: int, pick: Callable[[list[str]], tuple[str, ...]]
    ) -> ImportRow | None:
        if "\0" in "".join(cells):
            raise self._unreadable(UnreadableReason.NUL, line)
        cleaned = [_SPACES.sub(" ", cell).strip() for cell in cells]
        if not any(cleaned):
            self.rows_read -= 1
            return None
        if len(cells) != width:
            detail = f"{len(cells)}/{width}"
            self.faults.add_row([RowFault(self.file, line, "", RowFaultKind.FIELD_COUNT, detail=detail)])
            return None
        values, faults = self._cell_by_cell(line, pick(cleaned))
        if not faults:
            try:
                return self._layout.record([line, *values])
            except WrongCellError as wrong:
                cell = cleaned[-1] if not self._layout.ruled else pick(cleaned)[self.file.columns.index(self._layout.ruled)]
                faults = [wrong.at(self.file, line, self._layout.ruled, cell)]
        self.faults.add_row(faults)
        return self._key_only(line, values)

    def _cell_by_cell(self, line: int, cells: tuple[str, ...]) -> tuple[list[object], list[RowFault]]:
        values: list[object] = []
        faults: list[RowFault] = []
        for column, read, cell in zip(self.file.columns, self._layout.readers, cells, strict=True):
            try:
                if not cell.isprintable():
                    raise WrongCellError(RowFaultKind.CHARACTER_FORBIDDEN)
                values.append(read(cell))
            except WrongCellError as wrong:
                values.append(None)
                faults.append(wrong.at(self.file, line, column, cell))
        return values, faults
