"""Engines with the settings that were measured to be safe, for SQLite and PostgreSQL alike."""

import os
from collections.abc import Callable
from typing import Any

from pysqlite3 import dbapi2
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.dialects.sqlite.base import SQLiteCompiler
from sqlalchemy.engine import URL
from sqlalchemy.engine.interfaces import ExceptionContext
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.pool import ConnectionPoolEntry

from backoffice.domain.errors import Fault, Unavailable

_SAFE_SERIES = {(3, 50): 7, (3, 44): 6}
_SAFE_SINCE = (3, 51, 3)
_SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA recursive_triggers=ON",  # without it INSERT OR REPLACE walks around an append-only trigger
    "PRAGMA trusted_schema=OFF",
    "PRAGMA busy_timeout=30000",
)
_POSTGRESQL_SETTINGS = {
    "lock_timeout": 10_000,
    "statement_timeout": 30_000,
    "idle_in_transaction_session_timeout": 60_000,
    "timezone": "UTC",
}
"""Time-outs in milliseconds."""
_READ_ONLY = "25006"


def refuse_unsafe_sqlite(version: tuple[int, ...] = dbapi2.sqlite_version_info) -> None:
    """Refuse the SQLite releases whose WAL-reset bug can lose a committed write.

    Raises:
        Unavailable: `SQLITE_UNSAFE`.
    """
    repaired_at = _SAFE_SERIES.get((version[0], version[1]))
    if version < _SAFE_SINCE and (repaired_at is None or version[2] < repaired_at):
        raise Unavailable(Fault.SQLITE_UNSAFE, version=".".join(map(str, version)))


def writing_engine(url: URL) -> Engine:
    """An engine whose transactions take the write lock at once on SQLite, and are READ COMMITTED on PostgreSQL."""
    if url.get_backend_name() == "sqlite":
        engine = _sqlite_engine(url)
        event.listen(engine, "begin", _begin_immediate)
        return engine
    options = " ".join(f"-c {name}={value}" for name, value in _POSTGRESQL_SETTINGS.items())
    engine = create_engine(url, connect_args={"connect_timeout": 5, "options": options})
    event.listen(engine, "connect", _same_type_for_all_integers)
    event.listen(engine, "handle_error", _leave_read_only_server)
    return engine


def reading_engine(url: URL, writing: Engine) -> Engine:
    """An engine that cannot write on SQLite; on PostgreSQL, the same pool as the writing one."""
    if url.get_backend_name() == "sqlite":
        return _sqlite_engine(url, "PRAGMA query_only=ON")
    return writing


def _sqlite_engine(url: URL, *more_pragmas: str) -> Engine:
    refuse_unsafe_sqlite()
    engine = create_engine(url, module=dbapi2)
    engine.dialect.statement_compiler = _PlannedOnce
    event.listen(engine, "connect", _sqlite_settings(more_pragmas))
    _leave_replaced_file(engine, url.database or "")
    return engine


class _PlannedOnce(SQLiteCompiler):
    """SQLite plans a statement anew each time that the bare parameter of a LIMIT is bound; in a sum it does not."""

    def limit_clause(self, select: object, **names: object) -> str:
        clause: str = super().limit_clause(select, **names)  # type: ignore[no-untyped-call]
        return clause.replace("LIMIT ", "LIMIT 0 + ", 1)


def _leave_replaced_file(engine: Engine, file: str) -> None:
    """Let no connection outlive its file: what is committed into one that was moved or put back is lost."""

    def on_connect(_connection: object, record: ConnectionPoolEntry) -> None:
        record.info["file"] = _identity(file)

    def on_checkout(_connection: object, record: ConnectionPoolEntry, _proxy: object) -> None:
        if record.info["file"] != _identity(file):
            raise DisconnectionError

    event.listen(engine, "connect", on_connect)
    event.listen(engine, "checkout", on_checkout)


def _identity(file: str) -> tuple[int, int] | None:
    try:
        found = os.stat(file)  # noqa: PTH116 - asked at every transaction, and a Path takes twice as long
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _sqlite_settings(more_pragmas: tuple[str, ...]) -> Callable[[Any, object], None]:
    def on_connect(connection: Any, _record: object) -> None:  # noqa: ANN401 - a DBAPI connection has no type
        connection.isolation_level = None  # the driver must not begin transactions of its own
        for pragma in (*_SQLITE_PRAGMAS, *more_pragmas):
            connection.execute(pragma)

    return on_connect


def _same_type_for_all_integers(connection: Any, _record: object) -> None:  # noqa: ANN401 - as above
    from psycopg.types.numeric import Int8Dumper  # noqa: PLC0415 - a tenth of a second, for PostgreSQL alone

    # By itself psycopg types each number by its size, and the server plans a statement anew for each mixture of sizes.
    connection.adapters.register_dumper(int, Int8Dumper)


def _leave_read_only_server(context: ExceptionContext) -> None:
    # After a failover the server at the other end may be the one that only reads: the line is as good as lost.
    if getattr(context.original_exception, "sqlstate", None) == _READ_ONLY:
        context.is_disconnect = True


def _begin_immediate(connection: Connection) -> None:
    # A deferred transaction that reads, then writes, over-allocated 95 invoices in 100 with two processes.
    connection.exec_driver_sql("BEGIN IMMEDIATE")
