"""Files that go out, whole or not at all; an export is CSV in UTF-8 with a byte order mark, safe in a spreadsheet."""

import csv
import errno
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

from backoffice.domain.errors import Fault, Unavailable
from backoffice.domain.money import Money
from backoffice.domain.spreadsheet_cells import guarded
from backoffice.french.figures import plain, short_date
from backoffice.french.office_time import at_office
from backoffice.gateways.whole_file import whole_file


def write_file(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Write a file, whole or not at all: until its last row is on the disk it bears another name.

    Texts that a spreadsheet would take for a formula are guarded. Amounts, dates and flags are written in French.

    Raises:
        Unavailable: `FOLDER_UNUSABLE`, `DISK_FULL`.
    """
    with _going_out(path) as unfinished, unfinished.open("w", encoding="utf-8-sig", newline="") as text:
        writer = csv.writer(text, delimiter=";")
        writer.writerow(header)
        writer.writerows(map(_cells, rows))


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file that is made already, whole or not at all.

    Raises:
        Unavailable: `FOLDER_UNUSABLE`, `DISK_FULL`.
    """
    with _going_out(path) as unfinished:
        unfinished.write_bytes(content)


@contextmanager
def _going_out(path: Path) -> Iterator[Path]:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with whole_file(path) as unfinished:
            yield unfinished
    except OSError as error:
        if error.errno == errno.ENOSPC:
            raise Unavailable(Fault.DISK_FULL) from None
        raise Unavailable(Fault.FOLDER_UNUSABLE, folder=str(path.parent)) from None


def _cells(row: Sequence[object]) -> list[object]:
    return [_WRITTEN[type(value)](value) if type(value) in _WRITTEN else value for value in row]


def _moment(at: datetime) -> str:
    return f"{at_office(at):%d/%m/%Y %H:%M:%S}"


def _flag(value: object) -> str:
    return "oui" if value else "non"


_WRITTEN: dict[type, Callable[[Any], str]] = {
    str: guarded,
    Money: plain,
    date: short_date,
    datetime: _moment,
    bool: _flag,
}
