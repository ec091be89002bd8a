"""The settings of the engines, read back from real connections."""

import pytest
from sqlalchemy import bindparam, event, select, text

from backoffice.domain.errors import Fault, Unavailable
from backoffice.storage.database import Database
from backoffice.storage.engine import refuse_unsafe_sqlite
from backoffice.storage.schema import people


@pytest.mark.parametrize("version", [(3, 51, 3), (3, 52, 0), (3, 53, 4), (3, 50, 7), (3, 44, 6), (4, 0, 0)])
def test_repaired_releases_of_sqlite_are_taken(version: tuple[int, ...]) -> None:
    refuse_unsafe_sqlite(version)


@pytest.mark.parametrize("version", [(3, 51, 2), (3, 50, 6), (3, 49, 9), (3, 44, 5), (3, 40, 1)])
def test_a_release_that_can_lose_a_commit_is_refused(version: tuple[int, ...]) -> None:
    with pytest.raises(Unavailable) as refusal:
        refuse_unsafe_sqlite(version)
    assert refusal.value.fault is Fault.SQLITE_UNSAFE
    assert refusal.value.facts["version"] == ".".join(map(str, version))


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("recursive_triggers", 1),
        ("trusted_schema", 0),
        ("busy_timeout", 30_000),
    ],
)
def test_sqlite_is_set_to_lose_nothing(sqlite_url: str, pragma: str, value: object) -> None:
    database = Database(sqlite_url)
    asked = text(f"PRAGMA {pragma}")
    assert database.read(lambda tx: tx.execute(asked).scalar_one()) == value
    assert database.write(lambda tx: tx.execute(asked).scalar_one()) == value
    database.close()


def test_a_query_with_a_limit_is_planned_once_on_sqlite(sqlite_url: str) -> None:
    """SQLite asks its authorizer whenever it plans; a bare LIMIT of the driver's own is planned each time."""
    database = Database(sqlite_url)
    ours = select(people.c.id).order_by(people.c.id).limit(bindparam("limit"))
    planned: list[int] = []

    def told(action: int, *_about: object) -> int:
        planned.append(action)
        return 0  # it may

    with database.writing_engine.connect() as tx:
        driver = tx.connection.dbapi_connection
        assert driver is not None
        driver.set_authorizer(told)
        for limited, planned_again in (
            (lambda limit: tx.execute(ours, {"limit": limit}), False),
            (lambda limit: tx.execute(select(people.c.id).limit(limit)), False),
            (lambda limit: driver.execute("SELECT id FROM people LIMIT ?", (limit,)), True),
        ):
            limited(1)
            assert planned
            planned.clear()
            limited(2)
            assert bool(planned) is planned_again
        driver.set_authorizer(None)
    database.close()


def test_reading_cannot_write_on_sqlite(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    with pytest.raises(Unavailable) as refusal:
        database.read(lambda tx: tx.execute(text("DELETE FROM counters")))
    assert refusal.value.fault is Fault.FOLDER_UNUSABLE  # what SQLite says of a file it may not write
    database.close()


def test_a_writer_takes_the_lock_at_once_on_sqlite(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    other = Database(sqlite_url)

    ran: list[bool] = []
    with pytest.raises(Unavailable) as refusal, database.writing_engine.begin():
        _impatient(other).write(lambda _: ran.append(True))
    assert ran == []
    assert refusal.value.fault is Fault.DATABASE_BUSY
    for each in (database, other):
        each.close()


def _impatient(database: Database) -> Database:
    def no_patience(connection: object, _record: object) -> None:
        connection.execute("PRAGMA busy_timeout=0")  # type: ignore[attr-defined]

    event.listen(database.writing_engine, "connect", no_patience)
    return database
