"""Whether a database has the tables that this program was written for, told without alembic when the office opens."""

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from backoffice.domain.errors import Fault, Unavailable
from backoffice.storage.database import Database

MIGRATIONS = Path(__file__).parent / "migrations"
_TABLE = "alembic_version"


def require_current(database: Database) -> None:
    """Make sure that the tables are the ones this program was written for.

    Raises:
        Unavailable: `DATABASE_NOT_READY` when `migrate` has to run first, `DATABASE_TOO_NEW` when a newer
            Liasse has been here.
    """

    def check(connection: Connection) -> None:
        refuse_newer(connection)
        if _revision(connection) != max(known_revisions()):
            raise Unavailable(Fault.DATABASE_NOT_READY)

    database.read(check)


def refuse_newer(connection: Connection) -> None:
    """Leave a database alone that a newer Liasse has been at.

    Raises:
        Unavailable: `DATABASE_TOO_NEW`.
    """
    revision = _revision(connection)
    if revision is not None and revision not in known_revisions():
        raise Unavailable(Fault.DATABASE_TOO_NEW)


def known_revisions() -> frozenset[str]:
    """The migrations' numbers, with which the names of their files begin; they follow one another."""
    return frozenset(file.name.partition("_")[0] for file in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table(_TABLE):
        return None
    revision: str | None = connection.scalar(text(f"SELECT version_num FROM {_TABLE}"))  # noqa: S608 - our own word
    return revision
