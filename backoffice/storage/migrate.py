"""Bringing a database to the present tables, and telling whether it is there."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from backoffice.domain.errors import Fault, Unavailable
from backoffice.storage.database import Database

_FOLDER = Path(__file__).parent / "migrations"


def migrate(database: Database) -> None:
    """Bring the tables up to date; nothing happens when they are.

    Raises:
        Unavailable: `DATABASE_TOO_NEW` when a newer Liasse has been here.
    """

    def upgrade(connection: Connection) -> None:
        _refuse_newer(connection)
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")

    database.write(upgrade)


def require_current(database: Database) -> None:
    """Make sure that the tables are the ones this program was written for.

    Raises:
        Unavailable: `DATABASE_NOT_READY` when `migrate` has to run first, `DATABASE_TOO_NEW` when a newer
            Liasse has been here.
    """

    def check(connection: Connection) -> None:
        _refuse_newer(connection)
        if _revision(connection) != _scripts().get_current_head():
            raise Unavailable(Fault.DATABASE_NOT_READY)

    database.read(check)


def _refuse_newer(connection: Connection) -> None:
    revision = _revision(connection)
    known = {script.revision for script in _scripts().walk_revisions()}
    if revision is not None and revision not in known:
        raise Unavailable(Fault.DATABASE_TOO_NEW)


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    return config
