"""A payment that lives in a financial system too is cancelled when that system says so, line by line (A-02 to A-04)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from backoffice.domain.cancel_why import CancelReason, CancelWhy
from backoffice.domain.cancellation import (
    CancelRequest,
    ErpAnswer,
    ErpStatus,
    FoundLine,
    MessageSettling,
    PaymentStatus,
    RequestState,
    StatusMessage,
)
from backoffice.domain.cancelling_progress import CancellationState, Declined
from backoffice.domain.credit import RefundForm
from backoffice.domain.errors import Broken, Fault, RuleBroken, Unavailable
from backoffice.domain.money import ZERO, Money
from backoffice.domain.people import Role
from backoffice.domain.unpaid import UnpaidForm
from backoffice.storage.database import Database
from tests.office import WHY, Clock, OfficeGestures
from tests.scripted_erp import ScriptedErp, message_to
from tests.together import THREE, Together


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def together(database: Database, clock: Clock) -> Together:
    return Together(OfficeGestures(database, clock), ScriptedErp())


def _refused(broken: Broken) -> "pytest.RaisesExc[RuleBroken]":
    return pytest.RaisesExc(RuleBroken, check=lambda error: error.code is broken)


def test_each_line_is_cancelled_when_it_is_confirmed_and_the_payment_with_the_last(together: Together) -> None:
    row, requests = together.asked(*THREE)
    seen = []
    for request in requests:
        together.erp.say(ErpAnswer.CANCELLED, request)
        together.round.run()
        seen.append((together.progress(row.id).status, together.due().cents))

    partly = PaymentStatus.PARTLY_CANCELLED
    assert seen == [(partly, 10_00), (partly, 30_30), (PaymentStatus.CANCELLED, 37_45)]
    assert together.progress(row.id).state is CancellationState.DONE
    dossier = together.desk.dossier(1)
    assert dossier.credit == ZERO
    assert sum(each.amount.cents for each in dossier.receipts) == 0
    assert together.erp.said == {}
    assert together.desk.checking.run() == ()


def test_a_double_click_asks_once(together: Together) -> None:
    row, key = together.payment(20_30), uuid4()
    supervisor, cancelling = together.desk.supervisor, together.desk.payment_cancelling

    assert cancelling.begin(supervisor, key, row.id, WHY) == cancelling.begin(supervisor, key, row.id, WHY)
    together.round.run()
    together.round.run()

    assert len(together.erp.asked) == 1


def test_cancelling_twice_is_refused_and_changes_nothing(together: Together) -> None:
    row, requests = together.asked(20_30)
    with _refused(Broken.CANCELLATION_UNDER_WAY):
        together.begin(row.id)
    together.erp.say(ErpAnswer.CANCELLED, requests[0])
    together.round.run()
    with _refused(Broken.RECEIPT_REVERSED):
        together.begin(row.id)

    assert together.progress(row.id).state is CancellationState.DONE
    assert together.desk.checking.run() == ()


def test_4_7_does_not_go_around_the_system(together: Together) -> None:
    _, desk = together.payment(20_30), together.desk
    with _refused(Broken.IN_FINANCIAL_SYSTEM):
        desk.cancelling.unpaid(desk.supervisor, UnpaidForm(uuid4(), 1, Money(20_30), "Rejet"))

    (payment,) = desk.cancelling.payments(desk.supervisor, 1)
    assert payment.refusal is not None
    assert payment.refusal.code is Broken.IN_FINANCIAL_SYSTEM
    assert together.due() == ZERO


def test_4_3_begins_the_cancellation_there_in_one_gesture(together: Together) -> None:
    """By the operator who keyed it; once; and what the system confirms is taken back, with the reason kept (C-05)."""
    row, desk = together.payment(20_30), together.desk
    (receipt,) = desk.cancelling.receipts(desk.operator, 1)
    assert (receipt.refusal, receipt.elsewhere) == (None, True)
    key, why = uuid4(), CancelWhy(CancelReason.OTHER, "Chèque rendu" * 25)
    with _refused(Broken.TEXT_UNUSABLE):
        desk.cancelling.cancel_receipt(desk.operator, uuid4(), row.id, replace(why, words=f"{why.words}!"))
    for _ in range(2):
        assert desk.cancelling.cancel_receipt(desk.operator, key, row.id, why) is None
    (receipt,) = desk.cancelling.receipts(desk.operator, 1)
    assert receipt.refusal is not None
    assert receipt.refusal.code is Broken.CANCELLATION_UNDER_WAY
    with _refused(Broken.CANCELLATION_UNDER_WAY):
        desk.cancelling.cancel_receipt(desk.operator, uuid4(), row.id, WHY)
    assert together.due() == ZERO

    together.round.run()
    together.round.run()
    (request,) = together.erp.asked
    together.erp.say(ErpAnswer.CANCELLED, request)
    together.round.run()

    assert together.due() == Money(20_30)
    assert desk.cancelling.copy(desk.operator, row.id).why == why
    assert desk.cancelling.cancel_receipt(desk.operator, key, row.id, why) is not None
    assert desk.checking.run() == ()


def test_of_a_credit_refunded_nothing_is_asked_and_while_it_is_asked_nothing_is_refunded(together: Together) -> None:
    desk = together.desk
    client, batch = desk.client(), desk.batch()
    row = desk.cheque(batch, client, 25_00)
    desk.close(batch, 25_00)
    together.round.run()
    desk.credits.refund(desk.supervisor, RefundForm(uuid4(), 1, Money(4_00), "À sa demande"))
    with _refused(Broken.CREDIT_REFUNDED):
        desk.cancelling.cancel_receipt(desk.operator, uuid4(), row.id, WHY)
    entry = max(each.id for each in desk.balances.client(desk.operator, 1).entries if each.is_undoable)
    desk.credits.undo(desk.supervisor, uuid4(), entry)
    assert desk.cancelling.cancel_receipt(desk.operator, uuid4(), row.id, WHY) is None
    with _refused(Broken.REFUND_DURING_CANCELLATION):
        desk.credits.refund(desk.supervisor, RefundForm(uuid4(), 1, Money(1_00), "À sa demande"))
    assert desk.checking.run() == ()


def test_an_operator_asks_for_nothing_in_the_batch_of_another(together: Together) -> None:
    row, other = together.payment(20_30), together.desk.person("b.noir", "B. Noir", Role.OPERATOR)
    with _refused(Broken.BATCH_OF_ANOTHER):
        together.desk.payment_cancelling.begin(other, uuid4(), row.id, WHY)

    assert together.desk.payment_cancelling.progress(together.desk.operator, row.id) is None


def test_a_payment_that_the_system_does_not_know_is_for_4_3(together: Together) -> None:
    row = together.keyed(together.desk.batch(), 20_30, chrono="52134466")
    with _refused(Broken.CANCELLATION_UNKNOWN):
        together.begin(row.id)
    with _refused(Broken.RECEIPT_UNKNOWN):
        together.begin(row.id + 1)


def test_it_is_declined_by_the_present_status_of_a_line_and_can_be_tried_again(
    together: Together, clock: Clock
) -> None:
    row = together.payment(*THREE)
    first, second, _ = together.erp.lines
    together.erp.statuses = {second: FoundLine(ErpStatus.CLOSED, "Rapproché le 3 mars")}
    together.begin(row.id)
    together.round.run()

    declined = together.progress(row.id)
    assert declined.state is CancellationState.DECLINED
    assert declined.declined == (Declined("F2", ErpStatus.CLOSED, "Rapproché le 3 mars"),)
    assert together.erp.asked == []

    together.erp.statuses = {first: FoundLine(ErpStatus.BUSY)}
    assert together.begin(row.id).state is CancellationState.CHECKING
    together.round.run()
    assert together.progress(row.id).state is CancellationState.CHECKING

    together.erp.statuses = {}
    clock.now += timedelta(minutes=1)
    together.round.run()
    assert together.progress(row.id).state is CancellationState.GOING
    assert len(together.erp.asked) == 3


def test_a_line_that_is_cancelled_there_already_follows_here(together: Together) -> None:
    row = together.payment(10_00, 20_30)
    first, _ = together.erp.lines
    together.erp.statuses = {first: FoundLine(ErpStatus.CANCELLED)}
    together.begin(row.id)
    together.round.run()

    assert together.progress(row.id).status is PaymentStatus.PARTLY_CANCELLED
    assert together.due() == Money(10_00)
    assert [request.amount.cents for request in together.erp.asked] == [20_30]
    assert together.desk.checking.run() == ()


def test_a_refused_line_says_why_and_is_asked_again_under_a_reference_of_its_own(together: Together) -> None:
    row, (first, second) = together.asked(10_00, 20_30)
    together.erp.say(ErpAnswer.REFUSED, first, reason="Période close")
    together.erp.say(ErpAnswer.CANCELLED, second)
    together.round.run()

    line = together.progress(row.id).lines[0]
    assert (line.state, line.reason, line.attempt) == (RequestState.REFUSED, "Période close", 1)
    key, cancelling = uuid4(), together.desk.payment_cancelling
    once, twice = (cancelling.ask_again(together.desk.supervisor, key, line.line_id).lines[0] for _ in range(2))
    assert once == twice
    assert (once.state, once.reason, once.attempt) == (RequestState.TO_SEND, "", 2)
    with _refused(Broken.LINE_NOT_REFUSED):
        cancelling.ask_again(together.desk.supervisor, uuid4(), line.line_id)
    together.round.run()
    newest = together.erp.asked[-1]
    assert newest.reference not in (first.reference, second.reference)
    assert newest.line == first.line

    together.erp.say(ErpAnswer.CANCELLED, newest)
    together.round.run()
    assert together.progress(row.id).status is PaymentStatus.CANCELLED
    assert together.desk.checking.run() == ()


def test_while_the_system_is_down_nothing_is_lost_and_nothing_waits_longer_for_it(together: Together) -> None:
    row = together.payment(20_30)
    together.begin(row.id)
    together.erp.is_down = True
    for _ in range(3):
        with pytest.raises(Unavailable) as failure:
            together.round.run()
        assert failure.value.fault is Fault.ERP_UNREACHABLE
    assert together.progress(row.id).state is CancellationState.CHECKING

    together.erp.is_down = False
    together.round.run()
    (request,) = together.erp.asked
    assert together.progress(row.id).lines[0].times_sent == 1
    together.erp.say(ErpAnswer.CANCELLED, request)
    together.round.run()
    assert together.progress(row.id).status is PaymentStatus.CANCELLED


def test_a_request_that_could_not_be_sent_is_sent_in_the_next_round(together: Together) -> None:
    row, _ = together.asked(20_30, chrono="1")
    other = together.payment(7_15, chrono="2")
    together.begin(other.id)

    class Deaf(ScriptedErp):
        def ask(self, request: CancelRequest) -> None:
            assert request.reference
            raise Unavailable(Fault.ERP_UNREACHABLE, system=self.name)

    deaf = Deaf(together.erp.lines)
    with pytest.raises(Unavailable):
        type(together.round)(together.desk.office, deaf).run()
    assert together.progress(other.id).lines[0].times_sent == 0
    together.round.run()

    assert together.progress(other.id).lines[0].times_sent == 1
    assert together.progress(row.id).lines[0].times_sent == 1


def test_repeated_and_late_messages_change_nothing(together: Together) -> None:
    row, (first, second) = together.asked(10_00, 20_30)
    together.erp.say(ErpAnswer.CANCELLED, first)
    together.round.run()
    before = together.progress(row.id)
    together.erp.say(ErpAnswer.CANCELLED, first)
    together.erp.say(ErpAnswer.CANCELLED, first, number=2)
    together.erp.say(ErpAnswer.PENDING, first)
    together.round.run()

    assert together.progress(row.id) == before
    assert together.desk.payment_cancelling.quarantine(together.desk.supervisor) == ()
    assert second.line in together.erp.lines


def test_the_steps_of_a_line_are_told_with_their_moments(together: Together) -> None:
    row, (request,) = together.asked(20_30)
    together.erp.say(ErpAnswer.PENDING, request)
    together.round.run()
    together.erp.say(ErpAnswer.CANCELLED, request)
    together.round.run()

    steps = together.progress(row.id).lines[0].steps
    assert [step.state.value for step in steps] == ["to_send", "sent", "pending", "cancelled"]
    assert [step.by for step in steps] == ["C. Dupuis", "", "", ""]
    assert [step.at for step in steps] == sorted(step.at for step in steps)


_STRANGE: dict[str, Callable[[StatusMessage], StatusMessage]] = {
    "another line": lambda message: replace(message, line="0" * 32),
    "a cent more": lambda message: replace(message, amount=Money(20_31)),
    "no request of ours": lambda message: replace(message, request="f" * 32),
    "a reference too long": lambda message: replace(message, request="f" * 80, line="e" * 80, reason="x" * 500),
    "unreadable": lambda message: StatusMessage(message.id, "", "", ErpAnswer.UNREADABLE, None, "not_xml"),
}


@pytest.mark.parametrize("strange", _STRANGE)
def test_what_is_not_believed_changes_nothing_and_leaves_its_trace(together: Together, strange: str) -> None:
    row, (request,) = together.asked(20_30)
    before = together.progress(row.id)
    message = _STRANGE[strange](message_to(request, ErpAnswer.CANCELLED))
    together.erp.said[message.id] = message
    together.round.run()
    together.erp.said[message.id] = message
    together.round.run()

    assert together.progress(row.id) == before
    (kept,) = together.desk.payment_cancelling.quarantine(together.desk.supervisor)
    assert kept.message_id == message.id
    assert kept.acceptable == (strange == "a cent more")
    settling = MessageSettling(kept.id, accepted=True, comment="Vu avec la comptabilité")
    if not kept.acceptable:
        with _refused(Broken.ERP_MESSAGE_WITHOUT_REQUEST):
            together.desk.payment_cancelling.settle(together.desk.supervisor, uuid4(), settling)
    aside, key = replace(settling, accepted=False), uuid4()
    for _ in range(2):
        together.desk.payment_cancelling.settle(together.desk.supervisor, key, aside)
    with _refused(Broken.ERP_MESSAGE_SETTLED):
        together.desk.payment_cancelling.settle(together.desk.supervisor, uuid4(), aside)

    assert together.progress(row.id) == before
    assert together.desk.payment_cancelling.quarantine(together.desk.supervisor) == ()
    assert together.desk.checking.run() == ()


def test_a_contradiction_is_settled_by_a_person(together: Together) -> None:
    """Refused, and then cancelled after all: believed when a supervisor says so."""
    row, (request,) = together.asked(20_30)
    together.erp.say(ErpAnswer.REFUSED, request, reason="Période close")
    together.round.run()
    together.erp.say(ErpAnswer.CANCELLED, request)
    together.round.run()

    (kept,) = together.desk.payment_cancelling.quarantine(together.desk.supervisor)
    assert (kept.state, kept.acceptable, kept.receipt_id) == (RequestState.REFUSED, True, row.id)
    assert together.due() == ZERO
    settling = MessageSettling(kept.id, accepted=True, comment="Vu avec la comptabilité")
    with _refused(Broken.ROLE_MAY_NOT):
        together.desk.payment_cancelling.settle(together.desk.operator, uuid4(), settling)
    with _refused(Broken.REASON_MISSING):
        together.desk.payment_cancelling.settle(together.desk.supervisor, uuid4(), replace(settling, comment=" "))
    with _refused(Broken.TEXT_UNUSABLE):
        together.desk.payment_cancelling.settle(together.desk.supervisor, uuid4(), replace(settling, comment="x" * 301))
    together.desk.payment_cancelling.settle(together.desk.supervisor, uuid4(), settling)

    assert together.progress(row.id).status is PaymentStatus.CANCELLED
    assert together.due() == Money(20_30)
    assert together.desk.checking.run() == ()


def test_a_line_that_was_asked_about_twice_is_cancelled_once(together: Together) -> None:
    """Refused, asked again, and then the first request is said to be cancelled too."""
    row, (first,) = together.asked(20_30)
    together.erp.say(ErpAnswer.REFUSED, first)
    together.round.run()
    line_id = together.progress(row.id).lines[0].line_id
    together.desk.payment_cancelling.ask_again(together.desk.supervisor, uuid4(), line_id)
    together.round.run()
    together.erp.say(ErpAnswer.CANCELLED, together.erp.asked[-1])
    together.round.run()
    together.erp.say(ErpAnswer.CANCELLED, first)
    together.round.run()
    (kept,) = together.desk.payment_cancelling.quarantine(together.desk.supervisor)
    together.desk.payment_cancelling.settle(
        together.desk.supervisor, uuid4(), MessageSettling(kept.id, accepted=True, comment="Les deux")
    )

    assert together.due() == Money(20_30)
    assert together.desk.checking.run() == ()
