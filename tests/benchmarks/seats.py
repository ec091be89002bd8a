"""Operators side by side in one process, each keying cheques on a connection of their own."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from threading import Barrier
from time import perf_counter

import psycopg
from sqlalchemy.engine import make_url

from backoffice.domain.money import Money
from backoffice.domain.people import RIGHTS, Actor
from backoffice.keying.recorded_form import ChequeForm
from backoffice.services.keying.cheques import Cheques, WordsPolicy
from backoffice.services.office.office import Office
from backoffice.storage.database import Database
from tests.benchmarks import bare
from tests.benchmarks.timing import Work
from tests.office import AUDIT_KEY

BEFORE = 12
"""Cheques keyed before the clocks start.

psycopg prepares a statement the sixth time it meets it, and the server settles on a plan the sixth time after that.
"""

_PATIENCE = 120
"""Seconds that the first operator waits for the last one to sit down."""


@dataclass(frozen=True, slots=True)
class Seat:
    """An operator with what they key in one round; their batch's chain has `events` events already."""

    who: Actor
    forms: Sequence[ChequeForm]
    events: int


@dataclass(frozen=True, slots=True)
class Keyed:
    """When a cheque was sent, and when it was answered."""

    sent: float
    answered: float


Side = Callable[[str, Seat], AbstractContextManager[list[Work]]]
"""What keys the cheques of a seat, one by one, in the database of an address."""


@contextmanager
def program(url: str, seat: Seat) -> Iterator[list[Work]]:
    """The program's side."""
    with closing(Database(url)) as database:
        office = Office(database, AUDIT_KEY, lambda: datetime.now(UTC), RIGHTS)
        cheques = Cheques(office, WordsPolicy(Money(150_00), lambda: False))
        yield [partial(cheques.record, seat.who, form) for form in seat.forms]


@contextmanager
def driver(url: str, seat: Seat) -> Iterator[list[Work]]:
    """The bare side."""
    address = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(address, autocommit=True) as connection:
        keying, now = bare.Keying(connection, bare.POSTGRESQL), datetime.now(UTC).replace(tzinfo=None)
        ready = [
            bare.cheque_rows(bare.POSTGRESQL, seat.who, form, position, now)
            for position, form in enumerate(seat.forms, start=seat.events + 1)
        ]
        yield [partial(keying.record, rows) for rows in ready]


def key(url: str, side: Side, everybody: Barrier, seats: Sequence[Seat]) -> list[list[Keyed]]:
    """Let the operators of this process key their cheques, from the moment that `everybody` is ready."""
    with ThreadPoolExecutor(len(seats)) as threads:
        return list(threads.map(partial(_keyed, url, side, everybody), seats))


def _keyed(url: str, side: Side, everybody: Barrier, seat: Seat) -> list[Keyed]:
    with side(url, seat) as works:
        for work in works[:BEFORE]:
            work()
        everybody.wait(_PATIENCE)
        return [_timed(work) for work in works[BEFORE:]]


def _timed(work: Work) -> Keyed:
    sent = perf_counter()
    work()
    return Keyed(sent, perf_counter())
