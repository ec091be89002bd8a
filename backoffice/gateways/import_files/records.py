"""From the cells of a line to a row, or to what is wrong with them."""

import re
from operator import call, itemgetter

from backoffice.domain.import_rows import MAY_BE_ABSENT, ImportRow
from backoffice.domain.importing import FaultList, RowFault, RowFaultKind
from backoffice.gateways.import_files.cells import WrongCellError
from backoffice.gateways.import_files.layouts import CsvFile, Layout

_SPACES = re.compile(r"\s+")


def header_faults(file: CsvFile, header: list[str]) -> list[RowFault]:
    """What is wrong with a header row; with anything wrong no row can be read. Unknown columns are left aside."""
    if len(header) == 1 and re.search(r"[,\t|]", header[0]):
        return [RowFault(file, 1, "", RowFaultKind.SEPARATOR_WRONG)]
    return [
        RowFault(file, 1, column, RowFaultKind.COLUMN_TWICE if column in header else RowFaultKind.COLUMN_MISSING)
        for column in file.columns
        if header.count(column) != 1 and (column in header or column != MAY_BE_ABSENT)
    ]


class NulFoundError(Exception):
    """A NUL among the cells: the file is no text.

    Attributes:
        line: where.
    """

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


class RowMaker:
    """Makes the rows of one file.

    Attributes:
        count: rows so far, the wrong ones too, empty ones left aside.
    """

    def __init__(self, file: CsvFile, header: list[str], layout: Layout, faults: FaultList) -> None:
        self.count = 0
        self._file = file
        self._layout = layout
        self._faults = faults
        self._width = len(header)
        present = [place for place, column in enumerate(file.columns) if column in header]
        self._columns = [file.columns[place] for place in present]
        self._readers = [layout.readers[place] for place in present]
        self._pick = itemgetter(*(header.index(column) for column in self._columns))

    def row(self, line: int, cells: list[str]) -> ImportRow | None:
        """The row of `cells`, or of a wrong one its key with None elsewhere; None when there is no key to be had.

        Raises:
            NulFoundError: the file is no text.
        """
        if len(cells) == self._width and "".join(cells).isprintable():
            try:
                row = self._layout.record([line, *map(call, self._readers, self._pick(cells))])
            except WrongCellError:
                return self._doubtful_row(line, cells)
            self.count += 1
            return row
        return self._doubtful_row(line, cells)

    def _doubtful_row(self, line: int, cells: list[str]) -> ImportRow | None:
        if "\0" in "".join(cells):
            raise NulFoundError(line)
        cleaned = [_SPACES.sub(" ", cell).strip() for cell in cells]
        if not any(cleaned):
            return None
        self.count += 1
        if len(cells) != self._width:
            detail = f"{len(cells)}/{self._width}"
            self._faults.add_row([RowFault(self._file, line, "", RowFaultKind.FIELD_COUNT, detail=detail)])
            return None
        picked = self._pick(cleaned)
        values, faults = self._cell_by_cell(line, picked)
        if not faults:
            try:
                return self._layout.record([line, *values])
            except WrongCellError as wrong:
                cell = picked[self._columns.index(wrong.column)]
                faults = [wrong.at(self._file, line, wrong.column, cell)]
        self._faults.add_row(faults)
        return self._key_alone(line, values)

    def _cell_by_cell(self, line: int, cells: tuple[str, ...]) -> tuple[list[object], list[RowFault]]:
        values: list[object] = []
        faults: list[RowFault] = []
        for column, read, cell in zip(self._columns, self._readers, cells, strict=True):
            try:
                if not cell.isprintable():
                    raise WrongCellError(RowFaultKind.CHARACTER_FORBIDDEN)  # noqa: TRY301 - as the readers do
                values.append(read(cell))
            except WrongCellError as wrong:
                values.append(None)
                faults.append(wrong.at(self._file, line, column, cell))
        return values, faults

    def _key_alone(self, line: int, values: list[object]) -> ImportRow | None:
        key = values[: self._layout.key]
        if not key or None in key:
            return None
        rest = self._layout.fields - 1 - len(key)
        return (line, *key, *[None] * rest)
