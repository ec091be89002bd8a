"""The door to the database: a function of a transaction goes in, its result comes out."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import stamina
from sqlalchemy import Connection, Engine
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

from backoffice.domain.errors import Fault, Unavailable
from backoffice.storage.engine import reading_engine, writing_engine
from backoffice.storage.faults import is_passing, translated
from backoffice.storage.network_disk import refuse_network_disk

Transaction = Connection
"""What the functions of the storage take; services pass it on and never look inside."""

T = TypeVar("T")


class Database:
    """One database, on SQLite or PostgreSQL.

    Work is retried whole when the engine asks for it or the connection is lost, which is safe because every
    gesture carries its key. Errors come out as `Unavailable`, or as `DatabaseRefusedError` for bugs; never with
    the engine's text, which may carry a row.
    """

    def __init__(self, url: str) -> None:
        self._url = make_url(url)
        if self._url.get_backend_name() == "sqlite":
            _prepare_folder(self._url.database)
        self._writing = writing_engine(self._url)
        self._reading = reading_engine(self._url, self._writing)

    @property
    def writing_engine(self) -> Engine:
        """For the migrations and the bulk import, which speak to the engine itself."""
        return self._writing

    def read(self, work: Callable[[Transaction], T]) -> T:
        """The result of `work` on a connection that is not expected to write."""
        return _patiently(lambda: _connected(self._reading, work))

    def write(self, work: Callable[[Transaction], T]) -> T:
        """The result of `work` in one transaction: committed as a whole, or not at all.

        `work` may run several times: it must touch nothing but the transaction.
        """
        return _patiently(lambda: _begun(self._writing, work))

    def close(self) -> None:
        """Give the connections back."""
        self._reading.dispose()
        self._writing.dispose()


def _connected(engine: Engine, work: Callable[[Transaction], T]) -> T:
    with engine.connect() as connection:
        return work(connection)


def _begun(engine: Engine, work: Callable[[Transaction], T]) -> T:
    with engine.begin() as connection:
        return work(connection)


def _patiently(attempt: Callable[[], T]) -> T:
    try:
        return attempt()
    except DBAPIError as first:
        if not is_passing(first):
            raise translated(first) from None
    try:
        for again in stamina.retry_context(on=is_passing, attempts=8, timeout=20, wait_initial=0.02, wait_max=1.0):
            with again:
                return attempt()
        raise AssertionError("retry_context either returns or raises")
    except DBAPIError as last:
        raise translated(last) from None


def _prepare_folder(file: str | None) -> None:
    if not file or file == ":memory:":
        return
    refuse_network_disk(Path(file))
    try:
        Path(file).parent.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise Unavailable(Fault.FOLDER_UNUSABLE, folder=str(Path(file).parent)) from None
