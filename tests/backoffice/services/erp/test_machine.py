"""Whatever is asked, said, repeated and contradicted: the sums hold, states only rise, a closed batch stays (A-04)."""

import sys
from collections.abc import Callable
from itertools import count
from uuid import uuid4

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from sqlalchemy import text

from backoffice.domain.cancellation import (
    CancelRequest,
    ErpAnswer,
    ErpStatus,
    FoundLine,
    MessageSettling,
    PaymentStatus,
    RequestState,
    pause,
)
from backoffice.domain.cancelling_progress import CancellationState
from backoffice.domain.client_ref import ClientRef
from backoffice.domain.errors import Broken, RuleBroken, Unavailable
from backoffice.domain.money import Money, total
from backoffice.services.erp.rounds import ErpRound
from backoffice.storage.database import Database
from tests.examples import tried
from tests.office import FIRST_DAY, WHY, Clock, OfficeGestures
from tests.scripted_erp import ScriptedErp

_CENTS = (10_00, 20_30)
_HELD = text(
    "SELECT (SELECT count(*) FROM receipts WHERE reverses IS NULL), (SELECT count(*) FROM mail WHERE reverses IS NULL),"
    " (SELECT count(*) FROM tapes), (SELECT count(*) FROM slips)"
)
_RANKS = {state: rank for rank, state in enumerate(RequestState)}
_STATUSES = list(PaymentStatus)
_STEPS = {
    (CancellationState.CHECKING, CancellationState.DECLINED),
    (CancellationState.CHECKING, CancellationState.GOING),
    (CancellationState.CHECKING, CancellationState.DONE),
    (CancellationState.DECLINED, CancellationState.CHECKING),
    (CancellationState.GOING, CancellationState.DONE),
}
_LONGEST_PAUSE = pause(sys.maxsize)
_chronos = count(1)


class _Machine(RuleBasedStateMachine):
    """Two payments of two lines each, of two clients, in a closed batch."""

    def __init__(self, desk: OfficeGestures, clock: Clock) -> None:
        super().__init__()
        self.clock = clock
        self.desk, self.who = desk, desk.supervisor
        self.erp = ScriptedErp()
        self.round = ErpRound(desk.office, self.erp)
        self.round.run()
        pending = tuple((f"AP1{place}", FIRST_DAY.date(), cents) for place, cents in enumerate(_CENTS))
        self.clients = [desk.client(ClientRef("J", 121, str(next(_chronos))), pending) for _ in range(2)]
        batch = desk.batch(who=self.who)
        self.payments = [
            desk.cheques.record(self.who, desk.form(batch, client, sum(_CENTS), f"{client:07d}")).id
            for client in self.clients
        ]
        desk.close(batch, *(sum(_CENTS) for _ in self.clients), who=self.who)
        self.round.run()
        self.held = self._holds()
        self.states: dict[tuple[int, int, int], RequestState] = {}
        self.statuses = dict.fromkeys(self.payments, PaymentStatus.PROCESSED)
        self.ways: dict[int, CancellationState] = {}
        self.numbers = count(1)

    @rule(data=st.data())
    def begin(self, data: st.DataObject) -> None:
        payment = data.draw(st.sampled_from(self.payments))
        before = self.desk.payment_cancelling.progress(self.who, payment)
        done = before is not None and before.state is CancellationState.DONE
        standing = Broken.RECEIPT_REVERSED if done else Broken.CANCELLATION_UNDER_WAY
        free = before is None or before.state is CancellationState.DECLINED
        code = _refusal(lambda: self.desk.payment_cancelling.begin(self.who, uuid4(), payment, WHY))
        assert code is (None if free else standing)

    @rule(data=st.data())
    def cancel_by_4_3(self, data: st.DataObject) -> None:
        payment = data.draw(st.sampled_from(self.payments))
        before = self.desk.payment_cancelling.progress(self.who, payment)
        done = before is not None and before.state is CancellationState.DONE
        standing = Broken.RECEIPT_REVERSED if done else Broken.CANCELLATION_UNDER_WAY
        free = before is None or before.state is CancellationState.DECLINED
        code = _refusal(lambda: self.desk.cancelling.cancel_receipt(self.who, uuid4(), payment, WHY))
        assert code is (None if free else standing)

    @rule(is_down=st.booleans(), close_one=st.booleans())
    def go_round(self, *, is_down: bool, close_one: bool) -> None:
        first = next(iter(self.erp.lines))
        self.erp.statuses = {first: FoundLine(ErpStatus.CLOSED, "Rapproché")} if close_one else {}
        self.erp.is_down = is_down
        try:
            self.round.run()
        except Unavailable:
            assert is_down

    @precondition(lambda self: self.erp.asked)
    @rule(
        data=st.data(),
        answer=st.sampled_from((ErpAnswer.PENDING, ErpAnswer.CANCELLED, ErpAnswer.REFUSED)),
        new=st.booleans(),
    )
    def say(self, data: st.DataObject, answer: ErpAnswer, *, new: bool) -> None:
        request: CancelRequest = data.draw(st.sampled_from(self.erp.asked))
        self.erp.say(answer, request, next(self.numbers) if new else 0)

    @rule(data=st.data())
    def ask_again(self, data: st.DataObject) -> None:
        lines = [line for line in self._lines() if line[1] is not None]
        if lines:
            line_id, state, cancelled = data.draw(st.sampled_from(lines))
            again = state is RequestState.REFUSED and not cancelled
            code = _refusal(lambda: self.desk.payment_cancelling.ask_again(self.who, uuid4(), line_id))
            assert code is (None if again else Broken.LINE_NOT_REFUSED)

    @rule(accepted=st.booleans())
    def settle(self, *, accepted: bool) -> None:
        for kept in self.desk.payment_cancelling.quarantine(self.who)[:1]:
            settling = MessageSettling(kept.id, accepted=accepted and kept.acceptable, comment="Vu")
            self.desk.payment_cancelling.settle(self.who, uuid4(), settling)

    @invariant()
    def the_sums_hold(self) -> None:
        for client, payment in zip(self.clients, self.payments, strict=True):
            dossier = self.desk.dossier(client)
            progress = self.desk.payment_cancelling.progress(self.who, payment)
            back = total(line.amount for line in progress.lines if line.cancelled) if progress else Money(0)
            assert total(invoice.pending for invoice in dossier.invoices) == back
            whole = progress is not None and progress.status is PaymentStatus.CANCELLED
            assert dossier.credit == (Money(0) if whole else back)

    @invariant()
    def states_only_rise(self) -> None:
        for payment in self.payments:
            progress = self.desk.payment_cancelling.progress(self.who, payment)
            if progress is None:
                continue
            before = self.ways.setdefault(payment, progress.state)
            assert before is progress.state or (before, progress.state) in _STEPS
            self.ways[payment] = progress.state
            assert _STATUSES.index(progress.status) >= _STATUSES.index(self.statuses[payment])
            self.statuses[payment] = progress.status
            for line in progress.lines:
                if line.state is not None:
                    seen = self.states.setdefault((payment, line.line_id, line.attempt), line.state)
                    assert _RANKS[line.state] >= _RANKS[seen]
                    self.states[payment, line.line_id, line.attempt] = line.state

    @invariant()
    def the_closed_batch_takes_nothing_else(self) -> None:
        assert self._holds() == self.held

    def teardown(self) -> None:
        """In the end it confirms whatever was asked, and the books are sound."""
        self.erp.is_down, self.erp.statuses = False, {}
        self.clock.now += _LONGEST_PAUSE  # what was asked while it was down is asked again
        self.round.run()
        for request in self.erp.asked:
            self.erp.say(ErpAnswer.CANCELLED, request, next(self.numbers))
        self.round.run()
        for kept in self.desk.payment_cancelling.quarantine(self.who):
            settling = MessageSettling(kept.id, accepted=kept.acceptable, comment="Vu")
            self.desk.payment_cancelling.settle(self.who, uuid4(), settling)
        self.the_sums_hold()
        for payment, way in self.ways.items():
            progress = self.desk.payment_cancelling.progress(self.who, payment)
            assert progress is not None
            assert progress.status is PaymentStatus.CANCELLED or not progress.lines[0].attempt, way
        assert self.desk.checking.run() == ()

    def _lines(self) -> list[tuple[int, RequestState | None, bool]]:
        found = [self.desk.payment_cancelling.progress(self.who, payment) for payment in self.payments]
        return [(line.line_id, line.state, line.cancelled) for each in found if each for line in each.lines]

    def _holds(self) -> tuple[int, ...]:
        return tuple(self.desk.database.read(lambda tx: tx.execute(_HELD).one()))


def _refusal(gesture: Callable[[], object]) -> Broken | None:
    try:
        gesture()
    except RuleBroken as refusal:
        return refusal.code
    return None


def test_the_books_hold_whatever_the_system_says(database: Database) -> None:
    clock = Clock()
    desk = OfficeGestures(database, clock)

    class Machine(_Machine):
        def __init__(self) -> None:
            super().__init__(desk, clock)

    slow = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
    run_state_machine_as_test(
        Machine,
        settings=settings(max_examples=tried(5), stateful_step_count=20, deadline=None, suppress_health_check=slow),
    )
