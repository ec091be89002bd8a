"""Bringing a database to the present tables, by alembic, which takes a quarter of a second to import."""

from collections.abc import Callable
from itertools import count

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from backoffice.storage.database import Database
from backoffice.storage.revisions import MIGRATIONS, known_revisions, refuse_newer, revision


def migrate(database: Database, report: Callable[[int, int], None] = lambda _done, _total: None) -> None:
    """Bring the tables up to date, all or nothing; nothing happens when they are.

    Args:
        database: whose.
        report: hears how many migrations are done, and of how many.

    Raises:
        Unavailable: `DATABASE_TOO_NEW` when a newer Liasse has been here.
    """

    def upgrade(connection: Connection) -> None:
        present = revision(connection)
        if present is not None:
            refuse_newer(present)
        total, done = sum(present is None or known > present for known in known_revisions()), count(1)
        config = _config()
        config.attributes["connection"] = connection
        config.attributes["applied"] = lambda **_: report(next(done), total)
        command.upgrade(config, "head")

    database.write(upgrade)


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config
