"""Databases as earlier versions left them."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import text

import backoffice.storage.migrate
from backoffice.storage.database import Transaction


def migrate_to(tx: Transaction, revision: str) -> None:
    """Migrate as far as `revision`."""
    config = Config()
    config.set_main_option("script_location", str(Path(backoffice.storage.migrate.__file__).parent / "migrations"))
    config.attributes["connection"] = tx
    command.upgrade(config, revision)


def say_version(tx: Transaction, revision: str) -> None:
    """Let the database say that it is as `revision` left it."""
    tx.execute(text("UPDATE alembic_version SET version_num = :revision"), {"revision": revision})
