"""Retries, lost connections and faults, on real engines."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import stamina
from pysqlite3 import dbapi2
from sqlalchemy import create_engine, event, text
from sqlalchemy.engine import make_url

from backoffice.domain.errors import Fault, Unavailable
from backoffice.storage import counters
from backoffice.storage.database import Database, Transaction
from backoffice.storage.faults import DatabaseRefusedError

_SECRET = "FR7630006000011234567890189"


def _count(tx: Transaction) -> int:
    return int(tx.execute(text("SELECT coalesce(sum(value), 0) FROM counters")).scalar_one())


def test_a_counter_has_no_gap_and_no_double(database: Database) -> None:
    with ThreadPoolExecutor(8) as threads:
        numbers = list(threads.map(lambda _: database.write(lambda tx: counters.next_number(tx, "slip")), range(40)))
    assert sorted(numbers) == list(range(1, 41))


def test_a_transaction_that_fails_leaves_nothing(database: Database) -> None:
    def fail(tx: Transaction) -> None:
        counters.next_number(tx, "slip")
        raise LookupError

    with pytest.raises(LookupError):
        database.write(fail)
    assert database.read(_count) == 0


def test_a_lost_connection_is_made_anew(postgresql_url: str) -> None:
    database = Database(postgresql_url)
    pids: list[int] = []

    def work(tx: Transaction) -> int:
        pids.append(int(tx.execute(text("SELECT pg_backend_pid()")).scalar_one()))
        number = counters.next_number(tx, "slip")
        if len(pids) == 1:
            other = Database(postgresql_url)
            other.write(lambda there: there.execute(text(f"SELECT pg_terminate_backend({pids[0]})")))
            other.close()
        return number

    assert database.write(work) == 1
    assert len(set(pids)) == 2
    assert database.read(_count) == 1
    database.close()


def test_a_server_that_only_reads_is_out_of_reach_until_one_writes_again(postgresql_url: str) -> None:
    """A failover: what was to be written waits, and no line outlives it to the server that only reads."""
    url = make_url(postgresql_url)
    admin = create_engine(url.set(database="postgres"), isolation_level="AUTOCOMMIT")
    database = Database(postgresql_url)
    with admin.connect() as connection:
        connection.execute(text(f"ALTER DATABASE {url.database} SET default_transaction_read_only = on"))
        with pytest.raises(Unavailable) as failure:
            database.write(lambda tx: counters.next_number(tx, "batch"))
        assert failure.value.fault is Fault.DATABASE_UNREACHABLE
        connection.execute(text(f"ALTER DATABASE {url.database} RESET default_transaction_read_only"))
    assert database.write(lambda tx: counters.next_number(tx, "batch")) == 1
    database.close()
    admin.dispose()


@pytest.mark.parametrize("statement", ["INSERT INTO counters VALUES ('a', 1), ('a', 2)", "SELECT * FROM nowhere"])
def test_an_error_never_tells_the_row(database: Database, statement: str) -> None:
    with pytest.raises((DatabaseRefusedError, Unavailable)) as refusal:
        database.write(lambda tx: tx.execute(text(statement.replace("'a'", f"'{_SECRET}'"))))
    assert _SECRET not in repr(refusal.value) + str(refusal.value)
    assert refusal.value.__cause__ is None
    assert refusal.value.__suppress_context__


def test_missing_tables_ask_for_the_migration(database: Database) -> None:
    with pytest.raises(Unavailable) as refusal:
        database.read(lambda tx: tx.execute(text("SELECT * FROM nowhere")))
    assert refusal.value.fault is Fault.DATABASE_NOT_READY


def test_a_full_disk_is_said_and_loses_nothing(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    database.write(lambda tx: counters.next_number(tx, "slip"))

    def almost_full(connection: object, _record: object) -> None:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]  # type: ignore[attr-defined]
        connection.execute(f"PRAGMA max_page_count={pages}")  # type: ignore[attr-defined]

    database.close()
    event.listen(database.writing_engine, "connect", almost_full)
    with pytest.raises(Unavailable) as refusal:
        database.write(
            lambda tx: tx.execute(
                text(
                    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9999) "
                    "INSERT INTO partners SELECT i, hex(randomblob(60)), '', NULL FROM n"
                )
            )
        )
    assert refusal.value.fault is Fault.DISK_FULL
    assert database.read(_count) == 1
    database.close()


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (lambda file: file.write_bytes(b"not a database" * 99), Fault.DATABASE_BROKEN),
        (lambda file: (file.unlink(), file.mkdir()), Fault.FOLDER_UNUSABLE),
    ],
)
def test_a_broken_file_is_said(tmp_path: Path, spoil: Callable[[Path], object], fault: Fault) -> None:
    file = tmp_path / "liasse.db"
    file.touch()
    spoil(file)
    database = Database(f"sqlite:///{file}")
    with pytest.raises(Unavailable) as refusal:
        database.read(_count)
    assert refusal.value.fault is fault
    database.close()


@pytest.mark.parametrize("code", [10, 10 | 15 << 8, 10 | 13 << 8, 15])
def test_a_disk_that_is_held_up_for_a_moment_stops_nothing(sqlite_url: str, code: int) -> None:
    """A virus scanner has the file open, or the network stumbles: the whole transaction is tried again, once."""
    database = Database(sqlite_url)
    failed = _failing(database, code, times=3)
    assert database.write(lambda tx: counters.next_number(tx, "slip")) == 1
    assert failed == [code] * 3
    assert database.read(_count) == 1
    database.close()


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        (10 | 3 << 8, Fault.DISK_UNREACHABLE),
        (10 | 32 << 8, Fault.DATABASE_BROKEN),
        (10 | 33 << 8, Fault.DATABASE_BROKEN),
        (11, Fault.DATABASE_BROKEN),
    ],
)
def test_a_disk_that_fails_is_no_damaged_database_until_it_is(sqlite_url: str, code: int, fault: Fault) -> None:
    database = Database(sqlite_url)
    failed = _failing(database, code, times=100)
    with stamina.set_testing(True, attempts=2), pytest.raises(Unavailable) as refusal:
        database.write(lambda tx: counters.next_number(tx, "slip"))
    assert refusal.value.fault is fault
    assert len(failed) == (1 if fault is Fault.DATABASE_BROKEN else 3)
    database.close()


def _failing(database: Database, code: int, times: int) -> list[int]:
    """Let the first statements that write fail with a code of SQLite's; gives those that have failed."""
    failed: list[int] = []
    refused = vars(dbapi2)["OperationalError"]("disk I/O error")
    refused.sqlite_errorcode = code

    def fail(_cursor: object, statement: str, _parameters: object, _context: object) -> None:
        if len(failed) < times and statement != "BEGIN IMMEDIATE":
            failed.append(code)
            raise refused

    event.listen(database.writing_engine, "do_execute", fail)
    return failed


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Unavailable) as refusal:
        Database(f"sqlite:///{tmp_path}/file/liasse.db")
    assert refusal.value.fault is Fault.FOLDER_UNUSABLE


def test_a_server_that_is_not_there_is_said() -> None:
    database = Database("postgresql+psycopg://nobody@127.0.0.1:1/liasse")
    with pytest.raises(Unavailable) as refusal:
        database.read(_count)
    assert refusal.value.fault is Fault.DATABASE_UNREACHABLE
    database.close()
