"""Bringing a database to the present tables, by alembic, which takes a quarter of a second to import."""

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from backoffice.storage.database import Database
from backoffice.storage.revisions import MIGRATIONS, refuse_newer


def migrate(database: Database) -> None:
    """Bring the tables up to date; nothing happens when they are.

    Raises:
        Unavailable: `DATABASE_TOO_NEW` when a newer Liasse has been here.
    """

    def upgrade(connection: Connection) -> None:
        refuse_newer(connection)
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")

    database.write(upgrade)


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config
