"""A credit that is about to go with a cancellation in the financial system is not given away meanwhile (A-02, C-04)."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier
from uuid import uuid4

import pytest

from backoffice.domain.batch_rows import ReceiptRow
from backoffice.domain.cancellation import ErpAnswer, ErpStatus, FoundLine, MessageSettling
from backoffice.domain.cancelling_progress import CancellationState
from backoffice.domain.cheque import ChequeCorrection
from backoffice.domain.client_ref import ClientRef
from backoffice.domain.credit import RefundForm
from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.money import Money
from backoffice.storage import refunds
from backoffice.storage.database import Database, Transaction
from backoffice.storage.writing import Writing
from tests.office import OfficeGestures
from tests.scripted_erp import ScriptedErp
from tests.together import Together


@pytest.fixture
def together(database: Database) -> Together:
    return Together(OfficeGestures(database), ScriptedErp())


def _two(together: Together) -> tuple[ReceiptRow, ReceiptRow]:
    """Two cheques of 25,00 €, each of which settles 20,30 €, that live in the financial system too."""
    desk, batch = together.desk, together.desk.batch()
    pending = tuple((circular, batch.arrival_date, 20_30) for circular in ("AP11", "AP12"))
    client = desk.client(pending=pending)
    first, second = (desk.cheque(batch, client, 25_00, number) for number in ("0000001", "0000002"))
    desk.close(batch, 25_00, 25_00)
    together.round.run()
    return first, second


def _refund(together: Together, cents: int) -> None:
    desk = together.desk
    desk.credits.refund(desk.supervisor, RefundForm(uuid4(), 1, Money(cents), "À sa demande"))


def _refunded_behind(together: Together, cents: int) -> None:
    """What an earlier version let through: a refund while a cancellation is under way."""
    desk, form = together.desk, RefundForm(uuid4(), 1, Money(cents), "À sa demande")

    def write(tx: Transaction) -> None:
        desk.office.once(tx, desk.supervisor, form.key, form)
        refunds.add(tx, Writing(form.key, desk.supervisor.person_id, desk.clock()), form)

    desk.database.write(write)


def _refusal(gesture: Callable[[], object]) -> RuleBroken | None:
    try:
        gesture()
    except RuleBroken as refusal:
        return refusal
    return None


def _at_once(*gestures: Callable[[], object]) -> list[RuleBroken | None]:
    start = Barrier(len(gestures))

    def go(gesture: Callable[[], object]) -> RuleBroken | None:
        start.wait()
        return _refusal(gesture)

    with ThreadPoolExecutor(len(gestures)) as threads:
        return list(threads.map(go, gestures))


def _confirmed(together: Together) -> None:
    together.round.run()
    for request in together.erp.asked:
        together.erp.say(ErpAnswer.CANCELLED, request)
    together.round.run()


def test_of_two_cancellations_none_is_begun_that_a_refund_would_leave_uncovered(together: Together) -> None:
    """Nor is another receipt taken back or put right here meanwhile; what was begun is confirmed."""
    desk = together.desk
    first, second = _two(together)
    third = desk.cheque(desk.batch(with_invoice=False), 1, 3_00, "0000003")
    _refund(together, 6_00)  # of 4,70 + 4,70 + 3,00
    together.begin(first.id)
    for gesture in (
        lambda: together.begin(second.id),
        lambda: desk.cancel(third.id),
        lambda: desk.corrections.reverse(desk.operator, uuid4(), third.id),
        lambda: desk.corrections.correct(
            desk.operator, ChequeCorrection(uuid4(), third.id, Money(1_00), None, third.cheque_number)
        ),
    ):
        refusal = _refusal(gesture)
        assert refusal is not None
        assert refusal.code is Broken.CREDIT_REFUNDED
    _confirmed(together)
    assert together.progress(first.id).state is CancellationState.DONE
    assert desk.checking.run() == ()


def test_begun_and_refunded_at_the_same_moment_only_one_is_done(together: Together) -> None:
    desk = together.desk
    for number in range(1, 9):
        batch, client = desk.batch(), desk.client(ClientRef("J", 121, f"{number}"))
        row = desk.cheque(batch, client, 25_00, f"{number:07d}")
        desk.close(batch, 25_00)
        together.round.run()
        form = RefundForm(uuid4(), client, Money(4_70), "À sa demande")
        refused = _at_once(partial(together.begin, row.id), partial(desk.credits.refund, desk.supervisor, form))
        assert len([refusal for refusal in refused if refusal is None]) == 1
    _confirmed(together)
    assert desk.checking.run() == ()


def test_an_answer_that_the_books_cannot_follow_waits_for_a_person_and_the_others_are_heard(
    together: Together,
) -> None:
    """As an earlier version left it: refunded while both were under way."""
    desk = together.desk
    first, second = _two(together)
    other = together.payment(20_30, chrono="99")
    for row in (first, second, other):
        together.begin(row.id)
    _refunded_behind(together, 4_70)
    _confirmed(together)

    assert together.erp.said == {}
    states = [together.progress(row.id).state for row in (first, second, other)]
    assert states == [CancellationState.DONE, CancellationState.GOING, CancellationState.DONE]
    (message,) = desk.payment_cancelling.quarantine(desk.supervisor)
    assert (message.receipt_id, message.acceptable) == (second.id, True)

    settling = MessageSettling(message.id, accepted=True, comment="Remboursement repris")
    refusal = _refusal(lambda: desk.payment_cancelling.settle(desk.supervisor, uuid4(), settling))
    assert refusal is not None
    assert refusal.code is Broken.CREDIT_REFUNDED
    entry = max(each.id for each in desk.balances.client(desk.operator, 1).entries if each.is_undoable)
    desk.credits.undo(desk.supervisor, uuid4(), entry)
    desk.payment_cancelling.settle(desk.supervisor, uuid4(), settling)
    assert together.progress(second.id).state is CancellationState.DONE
    assert desk.checking.run() == ()


def test_a_line_that_is_cancelled_there_already_waits_for_a_person_as_well(together: Together) -> None:
    first, second = _two(together)
    for row in (first, second):
        together.begin(row.id)
    _refunded_behind(together, 4_70)
    together.erp.statuses = dict.fromkeys(together.erp.lines, FoundLine(ErpStatus.CANCELLED))
    _confirmed(together)
    (message,) = together.desk.payment_cancelling.quarantine(together.desk.supervisor)
    assert message.receipt_id == second.id
    assert together.progress(first.id).state is CancellationState.DONE
