"""What is Tryton's own: its workflow, its rules and its people, on a real server."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from uuid import uuid4

import pytest
from pydantic import SecretStr

from backoffice.domain.cancellation import CancelRequest, ErpAnswer, ErpLine, ErpStatus, FoundLine, StatusMessage
from backoffice.domain.errors import Fault, Unavailable
from backoffice.domain.money import Money
from backoffice.gateways.tryton.answers import RequestNote, TrytonRefused
from backoffice.gateways.tryton.records import Records
from backoffice.gateways.tryton.system import TrytonSystem
from tests.erp_bench import a_line, a_request
from tests.tryton_bench import TrytonBench, found, system_of
from tests.tryton_server import DATABASE, PASSWORD, USER, TrytonServer


def line_of(client: str) -> ErpLine:
    return replace(a_line(), client=client)


def somebody() -> str:
    """A client whom nobody has heard of."""
    return f"J 121 {uuid4().hex[:8]}"


@pytest.fixture
def line(tryton_bench: TrytonBench) -> ErpLine:
    """A line that was handed over."""
    made = a_line()
    tryton_bench.system.hand_over([made])
    return made


def status(system: TrytonSystem, line: ErpLine) -> ErpStatus:
    return system.look("", [line])[line.reference].status


def answered(system: TrytonSystem, request: CancelRequest) -> StatusMessage:
    system.ask(request)
    (message,) = system.messages([request])
    assert (message.request, message.line) == (request.reference, request.line)
    return message


# --- handing over


def test_a_line_is_a_payment_of_the_client_that_has_succeeded(tryton_bench: TrytonBench) -> None:
    line = replace(a_line(1_234_05), client=somebody())
    tryton_bench.system.hand_over([line])

    with tryton_bench.server.conversation() as tryton:
        (payment,) = found(
            tryton, "account.payment", "reference", line.reference, "state", "kind", "amount", "date", "party.code"
        )
        (party,) = found(tryton, "party.party", "code", line.client, "name")
    assert payment["state"] == "succeeded"
    assert payment["kind"] == "receivable"
    assert payment["amount"] == {"__class__": "Decimal", "decimal": "1234.05"}
    assert payment["date"] == {"__class__": "date", "year": 2024, "month": 3, "day": 4}
    assert payment["party."] == {"id": party["id"], "code": line.client}
    assert party["name"] == line.name


def test_lines_of_one_client_have_one_party(tryton_bench: TrytonBench) -> None:
    client = somebody()
    lines = [line_of(client) for _ in range(3)]
    tryton_bench.system.hand_over(lines[:2])
    tryton_bench.system.hand_over(lines)

    assert [tryton_bench.payments(line.reference) for line in lines] == [1, 1, 1]
    with tryton_bench.server.conversation() as tryton:
        assert len(found(tryton, "party.party", "code", client)) == 1


def test_a_client_who_was_put_away_there_is_found_all_the_same(tryton_bench: TrytonBench) -> None:
    line = line_of(somebody())
    tryton_bench.system.hand_over([line])
    with tryton_bench.server.conversation() as tryton:
        (party,) = found(tryton, "party.party", "code", line.client)
        tryton.call("model.party.party.write", [party["id"]], {"active": False}, {})

    tryton_bench.system.hand_over([replace(line, reference=uuid4().hex)])


Step = Callable[[Records, ErpLine], None]


def made(records: Records, line: ErpLine) -> None:
    records.make([line], "Liasse")


def made_twice(records: Records, line: ErpLine) -> None:
    other = uuid4().hex
    records.make([line, replace(line, reference=other)], "Liasse")
    payment = records.find([other])[other]
    records._on("account.payment", "write", [payment.id], {"reference": line.reference})  # noqa: SLF001 - as if two had looked at once


def submitted(records: Records, line: ErpLine) -> None:
    payment = records.make([line], "Liasse")[line.reference]
    records._press("submit", [payment.id])  # noqa: SLF001 - half of what `receive` does


def under_way(records: Records, line: ErpLine) -> None:
    submitted(records, line)
    payment = records.find([line.reference])[line.reference]
    records._process([payment.id])  # noqa: SLF001 - as above


@pytest.mark.parametrize("step", [made, made_twice, submitted, under_way])
def test_a_line_that_was_left_on_the_way_is_taken_on_from_there(tryton_bench: TrytonBench, step: Step) -> None:
    line = a_line()
    with tryton_bench.server.conversation(USER) as tryton:
        step(Records(tryton.call), line)
    assert status(tryton_bench.system, line) is ErpStatus.BUSY

    tryton_bench.system.hand_over([line])

    assert status(tryton_bench.system, line) is ErpStatus.PROCESSED
    assert tryton_bench.payments(line.reference) == 1


def test_several_who_hand_over_at_once_make_nothing_twice(tryton_bench: TrytonBench) -> None:
    client = somebody()
    lines = [line_of(client) for _ in range(3)]
    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(system_of(tryton_bench.server).hand_over, lines) for _ in range(2)]:
            done.result()

    assert {status(tryton_bench.system, line) for line in lines} == {ErpStatus.PROCESSED}
    assert {tryton_bench.payments(line.reference) for line in lines} == {1}


def test_what_people_there_took_back_is_left_alone(tryton_bench: TrytonBench, line: ErpLine) -> None:
    tryton_bench.press("proceed", line.reference)

    tryton_bench.system.hand_over([line])

    assert tryton_bench.state(line.reference) == "processing"
    assert status(tryton_bench.system, line) is ErpStatus.BUSY


def test_without_its_journal_nothing_is_handed_over(tryton_server: TrytonServer) -> None:
    system = TrytonSystem(tryton_server.url, DATABASE, USER, lambda: SecretStr(PASSWORD), "Cartes")
    with pytest.raises(Unavailable) as failure:
        system.hand_over([a_line()])

    assert (failure.value.fault, failure.value.facts) == (Fault.SETTINGS_WRONG, {"key": "erp_journal"})


def test_a_wrong_password_and_a_wrong_database_are_turned_away(tryton_server: TrytonServer) -> None:
    elsewhere = TrytonSystem(tryton_server.url, "../autre", USER, lambda: SecretStr(PASSWORD))

    for system, fault in (
        (system_of(tryton_server, "secret-de-l-essai"), Fault.ERP_TOKEN_WRONG),
        (elsewhere, Fault.ERP_ANSWER_ODD),
    ):
        with pytest.raises(Unavailable) as failure:
            system.look("", [a_line()])
        assert (failure.value.fault, failure.value.facts) == (fault, {"system": "Tryton"})


# --- cancelling


def test_it_is_cancelled_by_tryton_and_noted_there(tryton_bench: TrytonBench, line: ErpLine) -> None:
    request = a_request(line)
    message = answered(tryton_bench.system, request)

    assert (message.answer, message.amount) == (ErpAnswer.CANCELLED, line.amount)
    assert tryton_bench.state(line.reference) == "failed"
    assert tryton_bench.notes(line.reference) == [
        f"Liasse, annulation {request.reference} demandée",
        f"Liasse, annulation {request.reference} faite",
    ]


def test_a_request_that_was_answered_is_not_done_again(tryton_bench: TrytonBench, line: ErpLine) -> None:
    request = a_request(line)
    first = answered(tryton_bench.system, request)
    tryton_bench.press("succeed", line.reference)

    assert answered(system_of(tryton_bench.server), request) == first
    assert tryton_bench.state(line.reference) == "succeeded"
    assert tryton_bench.cancellations(line.reference) == 1


def test_after_a_crash_before_the_note_it_is_found_done(tryton_bench: TrytonBench, line: ErpLine) -> None:
    request = a_request(line)
    with tryton_bench.server.conversation(USER) as tryton:
        records = Records(tryton.call)
        payment = records.find([line.reference])[line.reference]
        records.mark(payment, request.reference, RequestNote.ASKED)
        records.fail(payment)

    (before,) = tryton_bench.system.messages([request])
    assert before.answer is ErpAnswer.CANCELLED
    assert answered(tryton_bench.system, request) == before
    assert tryton_bench.cancellations(line.reference) == 1


def test_what_people_there_cancelled_before_is_cancelled(tryton_bench: TrytonBench, line: ErpLine) -> None:
    tryton_bench.press("fail", line.reference)

    assert status(tryton_bench.system, line) is ErpStatus.CANCELLED
    assert answered(tryton_bench.system, a_request(line)).answer is ErpAnswer.CANCELLED
    assert tryton_bench.cancellations(line.reference) == 1


def test_what_was_changed_since_it_was_read_is_not_cancelled(tryton_bench: TrytonBench, line: ErpLine) -> None:
    with tryton_bench.server.conversation(USER) as tryton:
        records = Records(tryton.call)
        read = records.find([line.reference])[line.reference]
        tryton_bench.press("proceed", line.reference)
        with pytest.raises(TrytonRefused) as refused:
            records.fail(read)

    assert refused.value.reason is None
    assert tryton_bench.state(line.reference) == "processing"


def test_of_a_request_that_did_not_arrive_nothing_is_said(tryton_bench: TrytonBench, line: ErpLine) -> None:
    assert tryton_bench.system.messages([a_request(line)]) == []
    assert tryton_bench.system.messages([]) == []


def test_a_line_that_is_unknown_there(tryton_bench: TrytonBench) -> None:
    line = a_line()
    message = answered(tryton_bench.system, a_request(line))

    assert (message.answer, message.reason) == (ErpAnswer.REFUSED, "paiement inconnu de Tryton")
    assert tryton_bench.system.look("", [line]) == {
        line.reference: FoundLine(ErpStatus.UNKNOWN, "paiement inconnu de Tryton")
    }


def test_a_payment_of_another_amount_is_not_cancelled(tryton_bench: TrytonBench, line: ErpLine) -> None:
    message = answered(tryton_bench.system, a_request(replace(line, amount=Money(20_29))))

    assert (message.answer, message.reason) == (ErpAnswer.REFUSED, "son montant dans Tryton est de 20,30\u00a0€")
    assert tryton_bench.state(line.reference) == "succeeded"


# --- refusals


def test_a_refusal_is_told_in_tryton_s_words_and_stays(tryton_bench: TrytonBench, line: ErpLine) -> None:
    request = a_request(line)
    with tryton_bench.reserved():
        refusal = answered(tryton_bench.system, request)

    assert refusal.answer is ErpAnswer.REFUSED
    assert refusal.reason == "Appeler le bouton « fail » sur « Paiement comptable » n'est pas permis."
    assert tryton_bench.notes(line.reference)[-1] == (
        f"Liasse, annulation {request.reference} refusée : {refusal.reason}"
    )
    assert answered(system_of(tryton_bench.server), request) == refusal
    assert answered(tryton_bench.system, a_request(line)).answer is ErpAnswer.CANCELLED


def test_a_payment_that_may_not_be_written_to_is_closed(tryton_bench: TrytonBench, line: ErpLine) -> None:
    request = a_request(line)
    tryton_bench.close(line.reference)

    assert status(tryton_bench.system, line) is ErpStatus.CLOSED
    refusal = answered(tryton_bench.system, request)
    assert refusal.answer is ErpAnswer.REFUSED
    assert refusal.reason.startswith("Vous n'êtes pas autorisé à écrire")
    assert tryton_bench.notes(line.reference) == []
    tryton_bench.allow(line.reference)


def test_a_refusal_that_could_not_be_noted_is_found_again_by_asking(tryton_bench: TrytonBench, line: ErpLine) -> None:
    request = a_request(line)
    tryton_bench.refuse(line.reference)
    refusal = answered(tryton_bench.system, request)
    assert tryton_bench.system.messages([request]) == [refusal]

    restarted = system_of(tryton_bench.server)
    assert restarted.messages([request]) == []
    assert answered(restarted, request) == refusal

    tryton_bench.system.taken([refusal.id])
    assert tryton_bench.system.messages([request]) == []
    tryton_bench.allow(line.reference)


def test_where_two_people_have_to_agree_it_is_pending_until_they_do(tryton_bench: TrytonBench, line: ErpLine) -> None:
    request = a_request(line)
    with tryton_bench.agreed():
        assert answered(tryton_bench.system, request).answer is ErpAnswer.PENDING
        assert answered(tryton_bench.system, request).answer is ErpAnswer.PENDING
        tryton_bench.press("fail", line.reference)

    (message,) = tryton_bench.system.messages([request])
    assert (message.answer, message.amount) == (ErpAnswer.CANCELLED, line.amount)
