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
        Unavailable: `DATABASE_NOT_READY` when there are none; as `refuse_other`.
    """

    def check(connection: Connection) -> None:
        present = revision(connection)
        if present is None:
            raise Unavailable(Fault.DATABASE_NOT_READY)
        refuse_other(present)

    database.read(check)


def refuse_newer(present: str) -> None:
    """Leave tables alone that a newer Liasse has been at.

    Raises:
        Unavailable: `DATABASE_TOO_NEW`.
    """
    if present not in known_revisions():
        raise Unavailable(Fault.DATABASE_TOO_NEW)


def refuse_other(present: str) -> None:
    """Leave tables alone that are not the ones this program was written for.

    Raises:
        Unavailable: `DATABASE_TOO_OLD` when `migrate` has to run first, `DATABASE_TOO_NEW` when a newer Liasse has
            been here.
    """
    refuse_newer(present)
    if present != newest_revision():
        raise Unavailable(Fault.DATABASE_TOO_OLD)


def newest_revision() -> str:
    """The migration after which the tables are the ones this program was written for."""
    return max(known_revisions())


def known_revisions() -> frozenset[str]:
    """The migrations' numbers, with which the names of their files begin; they follow one another."""
    return frozenset(file.name.partition("_")[0] for file in (MIGRATIONS / "versions").glob("[0-9]*.py"))


def revision(connection: Connection) -> str | None:
    """The last migration that a database has had; None where it had none."""
    if not inspect(connection).has_table(_TABLE):
        return None
    last: str | None = connection.scalar(text(f"SELECT version_num FROM {_TABLE}"))  # noqa: S608 - our own word
    return last
