"""Copies of SQLite databases: one is kept before an older database is brought up to date."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from pysqlite3 import dbapi2
from sqlalchemy.exc import DBAPIError

from backoffice.storage.faults import translated

_connected, _Error = dbapi2.connect, dbapi2.Error  # type: ignore[attr-defined]  # compiled, without types
_PAGES = 256
"""How many are copied at a time."""


def copy_sqlite(file: Path, copy: Path, report: Callable[[int, int], None]) -> None:
    """Copy an SQLite database whole, what its log still holds too, while others may write in it.

    Args:
        file: the database.
        copy: where to.
        report: hears how many pages are copied, and of how many.

    Raises:
        Unavailable: `DISK_FULL`, `FOLDER_UNUSABLE`, `DATABASE_BUSY`, `DATABASE_BROKEN`.
    """
    try:
        with closing(_connected(file)) as source, closing(_connected(copy)) as target:
            source.backup(target, pages=_PAGES, progress=lambda _, left, total: report(total - left, total))
    except _Error as error:
        raise translated(DBAPIError(None, None, error)) from None
