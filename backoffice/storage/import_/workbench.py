"""A workbench for an import: files are laid out in passing tables, checked there, and moved in one go.

The reading of a long file holds no lock: only the checks and the move are one transaction with the books.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.schema import CreateTable

from backoffice.domain.import_rows import KEYS, ImportFile, ImportRow
from backoffice.storage.database import Database, Transaction
from backoffice.storage.faults import translated
from backoffice.storage.import_.staging import STAGED

_SQLITE_SETTINGS = (
    # Half of what a million random insertions cost is pages going out of a small cache and coming back.
    "PRAGMA main.cache_size=-262144",
    "PRAGMA staging.page_size=32768",  # it is written and read from end to end: fewer, larger pages
    "PRAGMA staging.synchronous=OFF",
)


@contextmanager
def workbench(database: Database) -> Iterator["Workbench"]:
    """A workbench on a connection of its own, which is closed with everything on it.

    Errors of the engine inside the `with` come out of it as they do out of `Database`.

    Raises:
        Unavailable: the database cannot work just now.
        DatabaseRefusedError: a bug.
    """
    opened = _on_sqlite if database.writing_engine.dialect.name == "sqlite" else _on_postgresql
    with _errors_told(database), opened(database) as connection:
        yield Workbench(connection)


class Workbench:
    """Where the files of one import lie until they are moved."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def load(self, file: ImportFile, rows: Iterable[ImportRow]) -> None:
        """Lay out the rows of a file. They are taken one by one and never held together."""
        fill = _fill_sqlite if self._connection.dialect.name == "sqlite" else _fill_postgresql
        fill(_driver(self._connection), file, rows)

    @contextmanager
    def transaction(self, *, keep: bool) -> Iterator[Transaction]:
        """A transaction over the workbench and the books; without `keep` it is rolled back in the end."""
        with self._connection.begin() as begun:
            yield self._connection
            if not keep:
                begun.rollback()


def _driver(connection: Connection) -> Any:  # noqa: ANN401 - a DBAPI connection has no type
    # Straight through the driver: SQLAlchemy would hold SQLite's write lock for as long as a file is read.
    return connection.connection.dbapi_connection


@contextmanager
def _on_sqlite(database: Database) -> Iterator[Connection]:
    # In a file of its own: this SQLite keeps what it calls temporary in memory, be it millions of rows.
    with (
        TemporaryDirectory(prefix="liasse-", ignore_cleanup_errors=True) as folder,
        database.writing_engine.connect() as connection,
    ):
        connection.detach()
        driver = _driver(connection)
        driver.execute("ATTACH ? AS staging", (str(Path(folder) / "staging.db"),))
        for setting in _SQLITE_SETTINGS:
            driver.execute(setting)
        for definition in _definitions(connection):
            driver.execute(definition.replace("CREATE TABLE ", "CREATE TABLE staging.", 1))
        yield connection


def _fill_sqlite(driver: Any, file: ImportFile, rows: Iterable[ImportRow]) -> None:  # noqa: ANN401 - as above
    table = STAGED[file].name
    marks = ", ".join("?" for _ in STAGED[file].columns)
    driver.execute("BEGIN")
    # Plain tuples: of a named one the driver asks for each field as of any sequence, which takes a third longer.
    driver.executemany(f"INSERT INTO {table} VALUES ({marks})", map(tuple, rows))  # noqa: S608 - names of ours
    driver.execute(f"CREATE INDEX staging.ix_{table} ON {table} ({_key(file)})")
    driver.execute("COMMIT")


@contextmanager
def _on_postgresql(database: Database) -> Iterator[Connection]:
    with database.writing_engine.connect() as connection:
        connection.detach()
        driver = _driver(connection)
        driver.execute("SET statement_timeout = 0")
        for definition in _definitions(connection):
            driver.execute(definition.replace("CREATE TABLE ", "CREATE TEMPORARY TABLE ", 1))
        driver.commit()
        yield connection


def _definitions(connection: Connection) -> list[str]:
    return [str(CreateTable(table).compile(dialect=connection.dialect)) for table in STAGED.values()]


def _fill_postgresql(driver: Any, file: ImportFile, rows: Iterable[ImportRow]) -> None:  # noqa: ANN401 - as above
    table = STAGED[file].name
    with driver.cursor() as cursor, cursor.copy(f"COPY {table} FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
    driver.execute(f"CREATE INDEX ix_{table} ON {table} ({_key(file)})")
    driver.execute(f"ANALYZE {table}")
    driver.commit()


def _key(file: ImportFile) -> str:
    return ", ".join(reversed(KEYS[file]))


@contextmanager
def _errors_told(database: Database) -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        raise translated(error) from None
    except database.writing_engine.dialect.loaded_dbapi.Error as error:
        raise translated(DBAPIError(None, None, error)) from None
