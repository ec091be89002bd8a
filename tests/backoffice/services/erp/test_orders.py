"""In whatever order messages come, and however many workers take them: nothing is lost, doubled or stuck (A-04)."""

import random
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from itertools import count

import pytest
from sqlalchemy import text

from backoffice.domain.cancellation import CancelRequest, ErpAnswer, StatusMessage
from backoffice.services.erp.line_cancelling import take_message
from backoffice.services.erp.rounds import ErpRound
from backoffice.storage.database import Database
from tests.office import FIRST_DAY, OfficeGestures
from tests.scripted_erp import ScriptedErp, message_to
from tests.together import THREE, Together

_SAID = (ErpAnswer.PENDING, ErpAnswer.CANCELLED, ErpAnswer.CANCELLED)
"""Of each line, in whatever order: it is worked on, and it is cancelled, which is said twice in the same message."""

_A_FEW, _WHOLE = 40, 2_520
_PAYMENTS_A_FEW, _PAYMENTS_WHOLE = 40, 1_000
_STATES = text(
    "SELECT (SELECT count(*) FROM cancellations WHERE state = 'done'), "
    "(SELECT count(*) FROM cancellations WHERE state <> 'done'), "
    "(SELECT count(*) FROM erp_requests WHERE state = 'cancelled'), "
    "(SELECT count(*) FROM instruction_lines WHERE reverses IS NOT NULL), "
    "(SELECT count(*) FROM receipts WHERE reverses IS NOT NULL), "
    "(SELECT count(*) FROM erp_messages WHERE reading = 'quarantined')"
)


def _orders(wanted: int) -> Iterator[tuple[int, ...]]:
    """Orders of three messages for each of three lines, each a number from 0 to 8, no two of them alike.

    Lines that are told apart by nothing but their place count once: the first message is of the first line, and the
    first that is not is of the second. All 45 360 are gone through in the pure core.
    """
    said = [(line, answer) for line in range(3) for answer in (0, 1, 1)]
    seen: set[tuple[tuple[int, int], ...]] = set()
    chance = random.Random(20_240_304)  # noqa: S311 - the same ones each time
    while len(seen) < wanted:
        order = tuple(chance.sample(said, len(said)))
        firsts = list(dict.fromkeys(line for line, _ in order))
        if firsts == [0, 1, 2] and order not in seen:
            seen.add(order)
            yield tuple(3 * line + answer for line, answer in order)


def _prove_orders(database: Database, wanted: int) -> None:
    together = Together(OfficeGestures(database), ScriptedErp())
    chronos = count(1)
    batch = together.desk.batch()
    rows = [together.keyed(batch, *THREE, chrono=str(next(chronos))) for _ in range(wanted)]
    together.desk.close(batch, *(sum(THREE) for _ in rows))
    together.round.run()
    for row in rows:
        together.begin(row.id)
    together.round.run()
    asked = iter(together.erp.asked)
    office = together.desk.office
    for order in _orders(wanted):
        requests = [next(asked) for _ in THREE]
        messages = [message_to(request, answer) for request in requests for answer in _SAID]
        for place in order:
            database.write(partial(take_message, office, message=messages[place]))

    assert _states(database) == (wanted, 0, 3 * wanted, 3 * wanted, wanted, 0)
    assert together.desk.checking.run() == ()


def test_the_order_of_messages_makes_no_difference(database: Database) -> None:
    _prove_orders(database, _A_FEW)


@pytest.mark.whole
def test_the_order_of_messages_makes_no_difference_in_many_orders(database: Database) -> None:
    _prove_orders(database, _WHOLE)


def _prove_workers(database: Database, payments: int) -> None:
    """Four workers, each with its own connection, take every message of every payment, two lines each, shuffled."""
    together = Together(OfficeGestures(database), ScriptedErp())
    batch, chronos = together.desk.batch(), count(1)
    rows = [together.keyed(batch, 10_00, 7_15, chrono=str(next(chronos))) for _ in range(payments)]
    together.desk.close(batch, *(17_15 for _ in rows))
    together.round.run()
    for row in rows:
        together.begin(row.id)
    together.round.run()
    messages = _said_of(together.erp.asked)

    def work(seed: int) -> None:
        mine = list(messages)
        # Close to each other, as two last lines confirmed at once are; and yet in an order of each worker's own.
        chance = random.Random(seed)  # noqa: S311 - the same ones each time
        places = sorted(range(len(mine)), key=lambda place: place + chance.uniform(0, 12))
        for place in places:
            database.write(partial(take_message, together.desk.office, message=mine[place]))

    with ThreadPoolExecutor(4) as workers:
        list(workers.map(work, range(4)))

    assert _states(database) == (payments, 0, 2 * payments, 2 * payments, payments, 0)
    assert together.desk.checking.run() == ()


def test_four_workers_leave_nothing_stuck_and_reverse_nothing_twice(database: Database) -> None:
    _prove_workers(database, _PAYMENTS_A_FEW)


@pytest.mark.whole
def test_four_workers_leave_nothing_stuck_among_a_thousand_payments(database: Database) -> None:
    _prove_workers(database, _PAYMENTS_WHOLE)


def test_rounds_on_four_workstations_at_once_send_each_request_once(database: Database) -> None:
    together = Together(
        OfficeGestures(database, lambda: FIRST_DAY), ScriptedErp()
    )  # a clock that goes on would repeat them
    batch = together.desk.batch()
    rows = [together.keyed(batch, 10_00, 7_15, chrono=str(number)) for number in range(1, 9)]
    together.desk.close(batch, *(17_15 for _ in rows))

    def rounds(_: int) -> None:
        for _ in range(3):
            ErpRound(together.desk.office, together.erp).run()

    with ThreadPoolExecutor(4) as workers:
        list(workers.map(rounds, range(4)))
        for row in rows:
            together.begin(row.id)
        list(workers.map(rounds, range(4)))

    assert len({request.reference for request in together.erp.asked}) == len(together.erp.asked) == 16
    assert [len(lines) for lines in together.erp.lines.values()] == [1] * 16
    for message in _said_of(together.erp.asked):
        together.erp.said[message.id] = message
    with ThreadPoolExecutor(4) as workers:
        list(workers.map(rounds, range(4)))
    assert _states(database) == (8, 0, 16, 16, 8, 0)
    assert together.desk.checking.run() == ()


def _said_of(asked: Sequence[CancelRequest]) -> list[StatusMessage]:
    return [message_to(request, answer) for request in asked for answer in _SAID]


def _states(database: Database) -> tuple[int, ...]:
    return tuple(database.read(lambda tx: tx.execute(_STATES).one()))
