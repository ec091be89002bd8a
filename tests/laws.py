"""Taking the database's laws away, as someone with its own password would."""

from sqlalchemy import text

from backoffice.storage.database import Database
from backoffice.storage.schema import metadata


def lift_laws(database: Database) -> None:
    """Take the triggers away."""
    for statement in _statements(database):
        database.write(lambda tx, statement=statement: tx.execute(text(statement)))  # type: ignore[misc]


def _statements(database: Database) -> list[str]:
    if database.writing_engine.dialect.name == "sqlite":
        triggers = text("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        return [f"DROP TRIGGER {name}" for name in database.read(lambda tx: tx.scalars(triggers).all())]
    return [f"ALTER TABLE {table} DISABLE TRIGGER USER" for table in metadata.tables]
