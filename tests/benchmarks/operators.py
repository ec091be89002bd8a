"""Fifty operators at once on PostgreSQL, beside as many threads of bare psycopg that insert the same rows.

The server flushes every commit to the disk, and both sides are laid out alike: as many processes as the machine has
processors, in each an equal share of the operators, each with a connection, a batch and clients of their own. They
key as fast as they can, and what counts is the time in which all of them are at it.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from itertools import chain
from multiprocessing import get_context
from statistics import median
from threading import Barrier

from sqlalchemy import text

from backoffice.domain.people import Actor, Role
from backoffice.keying.recorded_form import ChequeForm
from backoffice.storage.database import Database
from tests.benchmarks.bench import Bench, Scale, fill, new_desk
from tests.benchmarks.forms import some_forms
from tests.benchmarks.rows import Row, Unit
from tests.benchmarks.seats import BEFORE, Keyed, Seat, Side, driver, key, program
from tests.benchmarks.timing import percentile
from tests.office import OfficeGestures
from tests.postgresql import PostgresqlServer

_LOOKS = 1_000
_OTHERS = text(
    "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
)
_Work = Callable[[Barrier, Sequence[Seat]], list[list[Keyed]]]


def rows(bench: Bench) -> Iterator[Row]:
    """Cheques per second, and the time that one in a hundred goes over."""
    server = PostgresqlServer(durable=True)
    try:
        url = server.create_database("bench")
        desk = new_desk(url)
        fill(desk, bench.files(bench.scale.clients[0]))
        ours, beside = _rounds(bench.scale, desk, url)
        desk.database.close()
    finally:
        server.stop()
    what = f"{bench.scale.operators} opérateurs sur PostgreSQL"
    yield Row(f"{what}, chèques par seconde", _rate(ours), _rate(beside), Unit.PER_SECOND, least=0.5)
    slowest, slowest_beside = _p99(ours), _p99(beside)
    yield Row(f"{what}, p99 d'un chèque", slowest, slowest_beside, most=2)
    yield Row("  et tout court", slowest, slowest_beside, ceiling=0.25)


def _rounds(scale: Scale, desk: OfficeGestures, url: str) -> list[list[list[Keyed]]]:
    """What each side keyed in each round, ours first, while everybody was at it."""
    people = [desk.person(f"o{number}", f"O. {number}", Role.OPERATOR) for number in range(scale.operators)]
    count, rounds = BEFORE + scale.cheques_each, 1 + scale.rounds
    batches = [desk.batch(who=who) for who in people * 2]
    forms = some_forms(desk.database, *((batch, count * rounds) for batch in batches))
    sides: tuple[tuple[Side, list[list[ChequeForm]]], ...] = (
        (program, forms[: len(people)]),
        (driver, forms[len(people) :]),
    )
    taken: list[list[list[Keyed]]] = [[] for _ in sides]
    with _office(len(people)) as keyed:
        for start in range(0, count * rounds, count):
            for (side, shares), kept in zip(sides, taken, strict=True):
                _tidy(desk.database)
                kept.append(keyed(partial(key, url, side), _seats(people, shares, start, count)))
    return [kept[1:] for kept in taken]  # in the first round the server has plans for empty tables


def _seats(people: Sequence[Actor], shares: Sequence[Sequence[ChequeForm]], start: int, count: int) -> list[Seat]:
    # The opening of the batch is the first event of its chain, and each cheque is one.
    return [Seat(who, share[start : start + count], start + 1) for who, share in zip(people, shares, strict=True)]


@contextmanager
def _office(operators: int) -> Iterator[Callable[[_Work, Sequence[Seat]], list[Keyed]]]:
    """What lets so many operators, shared out among processes, key at once."""
    spawn, processes = get_context("spawn"), min(os.cpu_count() or 1, operators)
    with spawn.Manager() as manager, ProcessPoolExecutor(processes, spawn) as pool:
        everybody: Barrier = manager.Barrier(operators)

        def keyed(work: _Work, seats: Sequence[Seat]) -> list[Keyed]:
            shares = [seats[number::processes] for number in range(processes)]
            return _while_all_key(list(chain.from_iterable(pool.map(partial(work, everybody), shares))))

        yield keyed


def _while_all_key(operators: Sequence[Sequence[Keyed]]) -> list[Keyed]:
    """The cheques keyed between the first one of the last operator and the last one of the first."""
    all_in = max(keyed[0].sent for keyed in operators)
    first_out = min(keyed[-1].answered for keyed in operators)
    return [cheque for keyed in operators for cheque in keyed if cheque.sent >= all_in and cheque.answered <= first_out]


def _rate(rounds: Sequence[Sequence[Keyed]]) -> float:
    return median(
        len(cheques) / (max(cheque.answered for cheque in cheques) - min(cheque.sent for cheque in cheques))
        for cheques in rounds
    )


def _p99(rounds: Sequence[Sequence[Keyed]]) -> float:
    return percentile([cheque.answered - cheque.sent for cheques in rounds for cheque in cheques], 99)


def _tidy(database: Database) -> None:
    """Do what the server would do by itself in the midst of the measures, once those of before have left."""
    with database.writing_engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for _ in range(_LOOKS):
            if not connection.scalar(_OTHERS):
                break
            connection.execute(text("SELECT pg_sleep(0.01)"))
        for statement in ("VACUUM ANALYZE", "CHECKPOINT"):
            connection.execute(text(statement))
