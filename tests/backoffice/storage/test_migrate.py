import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from backoffice.domain.errors import Fault, Unavailable
from backoffice.storage.database import Database
from backoffice.storage.migrate import migrate, require_current
from backoffice.storage.schema import metadata


def test_the_migrations_make_exactly_the_tables_of_the_schema(database: Database) -> None:
    with database.writing_engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_migrating_twice_changes_nothing(database: Database) -> None:
    migrate(database)
    require_current(database)


def test_a_database_of_a_newer_program_is_refused(database: Database) -> None:
    database.write(lambda tx: tx.execute(text("UPDATE alembic_version SET version_num = '9999'")))
    for gesture in (migrate, require_current):
        with pytest.raises(Unavailable) as refusal:
            gesture(database)
        assert refusal.value.fault is Fault.DATABASE_TOO_NEW


def test_an_empty_database_asks_for_the_migration(tmp_path: object) -> None:
    database = Database(f"sqlite:///{tmp_path}/new.db")
    with pytest.raises(Unavailable) as refusal:
        require_current(database)
    database.close()
    assert refusal.value.fault is Fault.DATABASE_NOT_READY
