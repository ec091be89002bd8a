"""What every financial system does, whichever implementation stands behind the protocol."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from threading import Thread
from uuid import uuid4

import pytest

from backoffice.domain.cancellation import CancelRequest, ErpAnswer, ErpLine, ErpStatus, StatusMessage
from backoffice.domain.errors import Fault, Unavailable
from backoffice.gateways.demo_erp import DemoErp
from backoffice.services.ports.financing import FinancialSystem
from tests.erp_bench import Bench, DemoBench, IsoBench, StandingClock, a_line, a_request

SYSTEMS = ["demo", "iso", "tryton"]


@pytest.fixture(params=SYSTEMS)
def bench(request: pytest.FixtureRequest, tmp_path: Path) -> Bench:
    match request.param:
        case "demo":
            return DemoBench(DemoErp(StandingClock()))
        case "iso":
            return IsoBench.in_folder(tmp_path / "echange", StandingClock())
        case _:
            tryton: Bench = request.getfixturevalue("tryton_bench")
            return tryton


def handed_over(bench: Bench, *cents: int) -> list[ErpLine]:
    lines = [a_line(each) for each in cents or (20_30,)]
    bench.system.hand_over(lines)
    bench.work()
    return lines


def statuses(bench: Bench, lines: Sequence[ErpLine]) -> list[ErpStatus]:
    inquiry = uuid4().hex
    bench.system.look(inquiry, lines)
    bench.work()
    found = bench.system.look(inquiry, lines)
    return [found[line.reference].status for line in lines]


def heard(bench: Bench, *requests: CancelRequest) -> list[StatusMessage]:
    """The last word on each request."""
    bench.work()
    said = {message.request: message for message in bench.system.messages(requests)}
    return [said[request.reference] for request in requests]


def asked(bench: Bench, line: ErpLine) -> CancelRequest:
    request = a_request(line)
    bench.system.ask(request)
    return request


def test_it_has_a_name(bench: Bench) -> None:
    assert bench.system.name.strip()


def test_lines_are_handed_over_once(bench: Bench) -> None:
    lines = handed_over(bench, 20_30, 1, 123_456_78)
    bench.system.hand_over(lines)
    bench.system.hand_over([*lines, *lines])
    bench.work()

    assert [bench.payments(line.reference) for line in lines] == [1, 1, 1]
    assert statuses(bench, lines) == [ErpStatus.PROCESSED] * 3


def test_nothing_to_hand_over_is_nothing(bench: Bench) -> None:
    bench.system.hand_over([])
    bench.system.taken([])

    assert not bench.system.messages([])


def test_names_of_all_kinds_are_taken(bench: Bench) -> None:
    line = replace(a_line(), name="Éditions « L'œuvre » & <Fils>\x00\ud800 " * 9, invoice="", cheque_number="")
    bench.system.hand_over([line])
    bench.work()

    assert bench.payments(line.reference) == 1


def test_a_line_that_it_never_heard_of_is_unknown(bench: Bench) -> None:
    (known,) = handed_over(bench)

    assert statuses(bench, [known, a_line()]) == [ErpStatus.PROCESSED, ErpStatus.UNKNOWN]


def test_a_line_that_it_does_not_let_go_of_is_closed(bench: Bench) -> None:
    (line,) = handed_over(bench)
    bench.close(line.reference)

    assert statuses(bench, [line]) == [ErpStatus.CLOSED]
    request = asked(bench, line)
    (message,) = heard(bench, request)
    assert message.answer is ErpAnswer.REFUSED
    assert message.reason


def test_a_line_is_cancelled(bench: Bench) -> None:
    line, other = handed_over(bench, 20_30, 17_15)
    request = asked(bench, line)
    (message,) = heard(bench, request)

    assert (message.answer, message.line, message.request) == (ErpAnswer.CANCELLED, line.reference, request.reference)
    assert message.amount == line.amount
    assert 0 < len(message.id) <= 100
    assert bench.cancellations(line.reference) == 1
    assert statuses(bench, [line, other]) == [ErpStatus.CANCELLED, ErpStatus.PROCESSED]


def test_the_same_request_cancels_once(bench: Bench) -> None:
    (line,) = handed_over(bench)
    request = asked(bench, line)
    bench.system.ask(request)
    heard(bench, request)
    bench.system.ask(request)
    (message,) = heard(bench, request)

    assert message.answer is ErpAnswer.CANCELLED
    assert bench.cancellations(line.reference) == 1


def test_a_refusal_has_a_reason_and_leaves_the_line(bench: Bench) -> None:
    line, other = handed_over(bench, 20_30, 17_15)
    bench.refuse(line.reference)
    request = asked(bench, line)
    (message,) = heard(bench, request)

    assert (message.answer, message.line) == (ErpAnswer.REFUSED, line.reference)
    assert message.reason.strip()
    assert len(message.reason) <= 300
    assert bench.cancellations(line.reference) == 0
    bench.allow(line.reference)
    assert statuses(bench, [line, other]) == [ErpStatus.PROCESSED] * 2


def test_what_was_refused_may_be_asked_again(bench: Bench) -> None:
    (line,) = handed_over(bench)
    bench.refuse(line.reference)
    first = asked(bench, line)
    heard(bench, first)
    bench.allow(line.reference)
    second = asked(bench, line)
    (message,) = heard(bench, second)

    assert (message.answer, message.request) == (ErpAnswer.CANCELLED, second.reference)
    assert bench.cancellations(line.reference) == 1


def test_a_line_that_it_never_heard_of_is_not_cancelled(bench: Bench) -> None:
    request = asked(bench, a_line())
    (message,) = heard(bench, request)

    assert message.answer is ErpAnswer.REFUSED
    assert message.reason


def test_messages_come_again_until_they_are_taken(bench: Bench) -> None:
    lines = handed_over(bench, 20_30, 17_15)
    requests = [asked(bench, line) for line in lines]
    first, second = heard(bench, *requests)
    assert heard(bench, *requests) == [first, second]

    bench.system.taken([first.id])
    again = {message.id for message in bench.system.messages(requests[1:])}
    assert second.id in again
    assert first.id not in again

    bench.system.taken([second.id, "un autre"])
    assert not bench.system.messages([])


def test_messages_have_ids_of_their_own(bench: Bench) -> None:
    lines = handed_over(bench, 20_30, 17_15, 5_00)
    messages = heard(bench, *[asked(bench, line) for line in lines])

    assert len({message.id for message in messages}) == 3


@pytest.mark.parametrize(
    "call",
    [
        lambda system: system.hand_over([a_line()]),
        lambda system: system.look(uuid4().hex, [a_line()]),
        lambda system: system.ask(a_request(a_line())),
        lambda system: system.messages([a_request(a_line())]),
    ],
    ids=["hand_over", "look", "ask", "messages"],
)
def test_while_it_is_down_it_says_so(bench: Bench, call: Callable[[FinancialSystem], object]) -> None:
    with bench.down(), pytest.raises(Unavailable) as refused:
        call(bench.system)

    assert refused.value.fault is Fault.ERP_UNREACHABLE
    assert refused.value.facts == {"system": bench.system.name}


def test_nothing_is_lost_while_it_is_down(bench: Bench) -> None:
    line, other = handed_over(bench, 20_30, 17_15)
    request, later = asked(bench, line), a_request(other)
    with bench.down(), pytest.raises(Unavailable):
        bench.system.ask(later)
    bench.system.ask(later)

    assert [message.answer for message in heard(bench, request, later)] == [ErpAnswer.CANCELLED] * 2
    assert [bench.cancellations(each.reference) for each in (line, other)] == [1, 1]


def test_several_may_use_it_at_once(bench: Bench) -> None:
    lines = handed_over(bench, 20_30, 17_15, 5_00)
    requests = [a_request(line) for line in lines]

    def run() -> None:
        bench.system.hand_over(lines)
        for request in requests:
            bench.system.ask(request)
        bench.system.messages(requests)

    threads = [Thread(target=run) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert {message.answer for message in heard(bench, *requests)} == {ErpAnswer.CANCELLED}
    assert [bench.cancellations(line.reference) for line in lines] == [1, 1, 1]
    assert [bench.payments(line.reference) for line in lines] == [1, 1, 1]
