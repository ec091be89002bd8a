"""What an address leads to, tried by the first start before it is kept."""

import re
import socket
from contextlib import closing, suppress

from sqlalchemy import Connection, inspect
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from backoffice.domain.errors import Fault, Unavailable
from backoffice.domain.founding import AddressedDatabase
from backoffice.storage import people
from backoffice.storage.database import Database
from backoffice.storage.faults import DatabaseRefusedError
from backoffice.storage.office_facts import known_secret
from backoffice.storage.revisions import refuse_newer, refuse_other, revision
from backoffice.storage.schema import office_facts

_SQLITE = "sqlite"
_PORT = 5432
_PATIENCE = 5
"""Seconds."""
_EVERYWHERE = "postgres"
"""The database that every server has: who may not even enter there has the wrong password."""
_OURS = re.compile(r"\d{4}")
_RIGHTS = "42501"


def look_at(address: str) -> AddressedDatabase:
    """What is at an address; nothing is written there.

    Raises:
        Unavailable: `DATABASE_HOST_UNKNOWN`, `DATABASE_REFUSED`, `DATABASE_UNREACHABLE`, `DATABASE_LOGIN_REFUSED`,
            `DATABASE_ABSENT`, `DATABASE_NOT_OURS`, `DATABASE_TOO_OLD`, `DATABASE_TOO_NEW`, `DATABASE_RIGHTS_MISSING`.
    """
    try:
        url = make_url(address)
    except (ArgumentError, ValueError):  # a port that is no number
        raise Unavailable(Fault.DATABASE_HOST_UNKNOWN) from None
    if url.host is not None:
        _knock(url.host, url.port or _PORT)
    if url.get_backend_name() != _SQLITE:
        _enter(url)
    with closing(Database(address)) as database:
        try:
            return database.read(_look)
        except DatabaseRefusedError as refusal:
            if refusal.kind == _RIGHTS:
                raise Unavailable(Fault.DATABASE_RIGHTS_MISSING) from None
            raise


def _knock(host: str, port: int) -> None:
    """Whether there is such a machine, and something that listens: libpq says both in one way."""
    try:
        socket.create_connection((host, port), timeout=_PATIENCE).close()
    except (socket.gaierror, UnicodeError):
        raise Unavailable(Fault.DATABASE_HOST_UNKNOWN) from None
    except ConnectionRefusedError:
        raise Unavailable(Fault.DATABASE_REFUSED) from None
    except (OSError, OverflowError):
        raise Unavailable(Fault.DATABASE_UNREACHABLE) from None


def _enter(url: URL) -> None:
    """Whether one is let in. Before that a server bears no code, and speaks its own language."""
    if _is_let_in(url):
        return
    raise Unavailable(
        Fault.DATABASE_ABSENT if _is_let_in(url.set(database=_EVERYWHERE)) else Fault.DATABASE_LOGIN_REFUSED
    )


def _is_let_in(url: URL) -> bool:
    with closing(Database(url.render_as_string(hide_password=False))) as database, suppress(Unavailable):
        database.read(lambda _: None)
        return True
    return False


def _look(connection: Connection) -> AddressedDatabase:
    tables = set(inspect(connection).get_table_names())
    if not tables:
        return AddressedDatabase()
    present = revision(connection)
    if present is None or office_facts.name not in tables or not _OURS.fullmatch(present):
        raise Unavailable(Fault.DATABASE_NOT_OURS)
    if connection.dialect.name == _SQLITE:
        refuse_newer(present)  # an older one is brought up to date when it opens
    else:
        refuse_other(present)
    is_peopled = any(person.active for person in people.everybody(connection))
    return AddressedDatabase(known_secret(connection) or "", is_peopled)
