from dataclasses import replace
from datetime import timedelta
from threading import Thread

import pytest

from backoffice.domain.cancellation import CancelRequest, ErpAnswer, ErpLine, ErpStatus
from backoffice.domain.demo_faults import DemoFaults
from backoffice.domain.money import Money
from backoffice.gateways.demo_erp import DemoErp
from tests.erp_bench import StandingClock, a_line, a_request


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock()


@pytest.fixture
def erp(clock: StandingClock) -> DemoErp:
    return DemoErp(clock)


def asked(erp: DemoErp) -> tuple[ErpLine, CancelRequest]:
    line = a_line()
    request = a_request(line)
    erp.hand_over([line])
    erp.ask(request)
    return line, request


def answers(erp: DemoErp) -> list[ErpAnswer]:
    return [message.answer for message in erp.messages([])]


def status(erp: DemoErp, line: ErpLine) -> ErpStatus | None:
    found = erp.look("enquete", [line]).get(line.reference)
    return None if found is None else found.status


def test_at_first_all_goes_well(erp: DemoErp) -> None:
    assert erp.faults == DemoFaults()


def test_it_answers_after_its_delay_and_is_busy_until_then(erp: DemoErp, clock: StandingClock) -> None:
    erp.faults = DemoFaults(delay=120)
    line, _ = asked(erp)
    assert answers(erp) == [ErpAnswer.PENDING]
    assert status(erp, line) is None

    clock.on(119)
    assert answers(erp) == [ErpAnswer.PENDING]
    clock.on(1)
    assert answers(erp) == [ErpAnswer.PENDING, ErpAnswer.CANCELLED]
    assert status(erp, line) is ErpStatus.CANCELLED


def test_a_line_on_which_it_works_is_busy(erp: DemoErp) -> None:
    erp.faults = DemoFaults(delay=120)
    line, _ = asked(erp)
    erp.faults = DemoFaults()

    assert status(erp, line) is ErpStatus.BUSY


def test_it_refuses_as_many_as_it_was_told_to(erp: DemoErp) -> None:
    erp.faults = DemoFaults(refusals=2, reason="Déjà rapproché")
    for _ in range(3):
        asked(erp)

    said = [(message.answer, message.reason) for message in erp.messages([])]
    assert said == [(ErpAnswer.REFUSED, "Déjà rapproché")] * 2 + [(ErpAnswer.CANCELLED, "")]
    assert erp.faults == DemoFaults(refusals=0, reason="Déjà rapproché")


def test_another_amount_is_refused(erp: DemoErp) -> None:
    line = a_line()
    erp.hand_over([line])
    erp.ask(replace(a_request(line), amount=line.amount + Money(1)))

    assert answers(erp) == [ErpAnswer.REFUSED]
    assert status(erp, line) is ErpStatus.PROCESSED


def test_a_line_that_is_cancelled_already_is_so_at_every_request(erp: DemoErp) -> None:
    line, first = asked(erp)
    erp.taken([message.id for message in erp.messages([first])])
    erp.faults = DemoFaults(refusals=1, closed=True)
    erp.ask(a_request(line))

    assert answers(erp) == [ErpAnswer.CANCELLED]
    assert erp.faults.refusals == 1


def test_it_may_say_everything_twice(erp: DemoErp) -> None:
    erp.faults = DemoFaults(repeats=True)
    asked(erp)
    said = erp.messages([])

    assert answers(erp) == [ErpAnswer.CANCELLED] * 4
    assert len({message.id for message in said}) == 2
    erp.taken([said[0].id])
    assert len(answers(erp)) == 2


def test_it_may_say_the_last_first(erp: DemoErp, clock: StandingClock) -> None:
    erp.faults = DemoFaults(delay=60, shuffled=True)
    asked(erp)
    assert answers(erp) == []
    clock.on(60)

    assert answers(erp) == [ErpAnswer.CANCELLED, ErpAnswer.PENDING]


def test_while_it_is_silent_it_works_and_tells_later(erp: DemoErp) -> None:
    erp.faults = DemoFaults(silent=True)
    line, _ = asked(erp)
    assert answers(erp) == []
    assert status(erp, line) is None
    erp.faults = DemoFaults()

    assert answers(erp) == [ErpAnswer.CANCELLED]
    assert status(erp, line) is ErpStatus.CANCELLED


def test_what_it_was_asked_before_it_went_down_is_answered_after(erp: DemoErp, clock: StandingClock) -> None:
    erp.faults = DemoFaults(delay=60)
    line, _ = asked(erp)
    erp.faults = replace(erp.faults, down=True)
    clock.on(int(timedelta(hours=2).total_seconds()))
    erp.faults = replace(erp.faults, down=False)

    assert answers(erp) == [ErpAnswer.PENDING, ErpAnswer.CANCELLED]
    assert status(erp, line) is None


def test_refusals_are_counted_right_though_several_ask(erp: DemoErp) -> None:
    erp.faults = DemoFaults(refusals=20)
    threads = [Thread(target=lambda: [asked(erp) for _ in range(10)]) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert answers(erp).count(ErpAnswer.REFUSED) == 20
    assert answers(erp).count(ErpAnswer.CANCELLED) == 20


def test_it_may_contradict_itself_and_speak_of_what_nobody_asked(erp: DemoErp) -> None:
    erp.faults = DemoFaults(refusals=1, contradicts=True)
    line, request = asked(erp)
    said = erp.messages([])

    assert [message.answer for message in said] == [ErpAnswer.REFUSED, ErpAnswer.CANCELLED, ErpAnswer.CANCELLED]
    assert [message.request == request.reference for message in said] == [True, True, False]
    assert status(erp, line) is ErpStatus.PROCESSED


def test_a_request_that_comes_again_is_not_decided_again(erp: DemoErp) -> None:
    erp.faults = DemoFaults(refusals=1)
    line, request = asked(erp)
    erp.ask(request)

    assert answers(erp) == [ErpAnswer.REFUSED]
    assert status(erp, line) is ErpStatus.PROCESSED
