"""The rounds with the financial system: each line told once, what is not answered asked again (A-02, A-04)."""

from collections.abc import Sequence
from datetime import timedelta

import pytest

from backoffice.domain.cancellation import (
    ErpLine,
    ErpStatus,
    FoundLine,
    RequestState,
)
from backoffice.domain.cancelling_progress import CancellationState, WaitingRequest
from backoffice.domain.errors import Broken, RuleBroken, Unavailable
from backoffice.domain.money import Money
from backoffice.services.erp.rounds import ErpRound
from backoffice.storage.database import Database
from tests.office import Clock, OfficeGestures
from tests.scripted_erp import ScriptedErp
from tests.together import THREE, Together


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def together(database: Database, clock: Clock) -> Together:
    return Together(OfficeGestures(database, clock), ScriptedErp())


def _refused(broken: Broken) -> "pytest.RaisesExc[RuleBroken]":
    return pytest.RaisesExc(RuleBroken, check=lambda error: error.code is broken)


def test_the_system_is_told_of_each_line_once_when_the_batch_is_closed(together: Together) -> None:
    row = together.payment(*THREE)
    together.round.run()

    told = list(together.erp.lines.values())
    assert [len(lines) for lines in told] == [1, 1, 1]
    assert [lines[0].amount.cents for lines in told] == list(THREE)
    first = told[0][0]
    assert (first.client, first.invoice, first.cheque_number) == ("J 121 52134466", "F1", row.cheque_number)
    assert (first.batch, first.received_on.isoformat()) == (row.batch_number, "2024-03-04")
    assert len({lines[0].reference for lines in told}) == 3


def test_lines_that_could_not_be_handed_over_are_in_the_next_round(together: Together) -> None:
    together.erp.is_down = True
    with pytest.raises(Unavailable):
        together.payment(*THREE)
    assert together.erp.lines == {}
    together.erp.is_down = False
    together.round.run()

    assert len(together.erp.lines) == 3


def test_lines_whose_workstation_ended_in_the_midst_of_it_are_handed_over_by_another(
    together: Together, clock: Clock
) -> None:
    class Doomed(ScriptedErp):
        def hand_over(self, lines: Sequence[ErpLine]) -> None:
            assert lines
            raise SystemExit

    row = together.keyed(together.desk.batch(), *THREE, chrono="1")
    together.desk.close(together.desk.batches.row(together.desk.supervisor, row.batch_id).batch, sum(THREE))
    with pytest.raises(SystemExit):
        ErpRound(together.desk.office, Doomed()).run()
    together.round.run()
    assert together.erp.lines == {}
    clock.now += timedelta(minutes=11)
    together.round.run()

    assert len(together.erp.lines) == 3


def test_what_was_closed_before_the_system_was_there_is_cancelled_without_it(database: Database) -> None:
    desk = OfficeGestures(database)
    batch, client = desk.batch(), desk.client()
    row = desk.cheque(batch, client, 20_30)
    desk.close(batch, 20_30)

    erp = Together(desk, ScriptedErp()).erp

    assert erp.lines == {}
    assert desk.cancel(row.id, desk.supervisor).debt_back == Money(20_30)
    assert desk.checking.run() == ()


def test_while_a_status_is_not_told_it_is_asked_for_seldomer_and_seldomer(together: Together, clock: Clock) -> None:
    row = together.payment(20_30)
    (line,) = together.erp.lines
    together.erp.statuses = {line: FoundLine(ErpStatus.BUSY)}
    together.begin(row.id)

    def look_after(minutes: int) -> WaitingRequest:
        clock.now += timedelta(minutes=minutes)
        together.round.run()
        (waiting,) = together.desk.payment_cancelling.waiting(together.desk.supervisor)
        return waiting

    looks = [look_after(minutes) for minutes in (0, 1, 1, 8, 1, 60, 1)]
    assert {(each.receipt_id, each.state, each.amount) for each in looks} == {(row.id, None, Money(20_30))}
    assert [each.times_sent for each in looks] == [1, 2, 3, 4, 4, 5, 5]
    together.erp.statuses = {}
    clock.now += timedelta(hours=1)
    together.round.run()
    assert together.progress(row.id).state is CancellationState.GOING


def test_without_an_answer_the_same_request_goes_out_again_after_longer_and_longer(
    together: Together, clock: Clock
) -> None:
    row, (request,) = together.asked(20_30)
    together.round.run()
    assert together.erp.asked == [request]
    clock.now += timedelta(minutes=2)
    together.round.run()
    clock.now += timedelta(minutes=2)
    together.round.run()
    assert together.erp.asked == [request, request]
    clock.now += timedelta(minutes=6)
    together.round.run()
    assert together.erp.asked == [request] * 3

    (waiting,) = together.desk.payment_cancelling.waiting(together.desk.supervisor)
    assert (waiting.receipt_id, waiting.times_sent, waiting.state) == (row.id, 3, RequestState.SENT)
    assert waiting.sent_at is not None
    assert waiting.next_at == waiting.sent_at + timedelta(minutes=30)
