"""What the database was asked, and by which way SQLite would answer."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event

from backoffice.storage.database import Database


@contextmanager
def asked_of_the_database() -> Iterator[list[tuple[str, Any]]]:
    """Every statement meanwhile, with its values."""
    asked: list[tuple[str, Any]] = []

    def keep(*told: Any) -> None:  # noqa: ANN401 - the event's own
        asked.append((told[2], told[3]))

    event.listen(Engine, "before_cursor_execute", keep)
    try:
        yield asked
    finally:
        event.remove(Engine, "before_cursor_execute", keep)


def plan(database: Database, statement: str, values: Any) -> list[str]:  # noqa: ANN401 - a driver's parameters
    """The steps of a query; none for what is no query."""
    if not statement.lstrip().startswith("SELECT"):
        return []
    return database.read(lambda tx: [row[3] for row in tx.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)])
