"""Whatever members order, pay and take back, in whatever order: entries add up, and what is undone is undone."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.group import Distribution, GroupMethod
from backoffice.domain.ledger import Opening
from backoffice.domain.member_order import MemberPayment, Received, ValidationForm, Withdrawal
from backoffice.domain.money import Money, total
from backoffice.storage.database import Database
from tests.examples import tried
from tests.members import EVERYTHING_BUT_CAGNOTTE, Coop
from tests.office import OfficeGestures

_CENTS = (1, 7_35, 20_00)


class _Accounts(RuleBasedStateMachine):
    """A group of two members, and what the books should say of them."""

    def __init__(self, desk: OfficeGestures) -> None:
        super().__init__()
        self.desk, self.coop = desk, Coop(desk)
        self.members = [self.coop.member("1"), self.coop.member("2")]
        self.balances, self.openings = [0, 0], [0, 0]
        self.waiting: dict[int, tuple[int, MemberPayment]] = {}
        """By payment, whose it is."""
        self.validated: list[tuple[int, Distribution, dict[int, int]]] = []
        """The validations that stand, of what, with the cents received by payment."""
        self.confirmed: dict[int, tuple[int, MemberPayment]] = {}
        self.distributions = [self.coop.distribution()]
        """Those that are not validated; members order and pay for the last one."""

    @property
    def cagnotte(self) -> bool:
        return self.coop.group.has_cagnotte and not self.coop.group.negative_allowed

    @property
    def open(self) -> Distribution:
        return self.distributions[-1]

    @rule(
        methods=st.sampled_from([EVERYTHING_BUT_CAGNOTTE, (GroupMethod.CAGNOTTE,)]),
        managed=st.booleans(),
        negative=st.booleans(),
    )
    def set_up(self, methods: tuple[GroupMethod, ...], *, managed: bool, negative: bool) -> None:
        def gesture() -> None:
            self.coop.set_up(*methods, managed=managed, negative_allowed=negative)

        if self.waiting and self.coop.group.managed and not managed:
            self._refused(gesture, Broken.PAYMENTS_STILL_WAIT)
        else:
            gesture()

    @rule(whose=st.integers(0, 1), cents=st.sampled_from(_CENTS))
    def order(self, whose: int, cents: int) -> None:
        member = self.members[whose]
        if self.cagnotte and self.balances[whose] < cents:
            refused = self._refused(lambda: self.coop.order(self.open, member, cents), Broken.CAGNOTTE_SHORT)
            assert refused.facts["missing_cents"] == cents - self.balances[whose]
            return
        self.coop.order(self.open, member, cents)
        self.balances[whose] -= cents

    @rule(whose=st.integers(0, 1))
    def take_a_line_off(self, whose: int) -> None:
        lines = self.desk.member_orders.of_member(self.desk.operator, self.open.id, self.members[whose].id).lines
        standing = [line for line in lines if not line.taken_off]
        if not standing:
            return
        if self.coop.group.managed:
            self._refused(lambda: self._take_off(standing[0].id), Broken.ORDER_ONLY_GROWS)
            return
        self._take_off(standing[0].id)
        self.balances[whose] += standing[0].amount.cents

    @rule(whose=st.integers(0, 1), cents=st.sampled_from(_CENTS))
    def pay(self, whose: int, cents: int) -> None:
        if not self.coop.group.managed:
            self._refused(lambda: self.coop.pay(self.open, self.members[whose], cents), Broken.PAYMENTS_OFF)
            return
        payment = self.coop.pay(self.open, self.members[whose], cents)
        self.waiting[payment.id] = (whose, payment)

    @precondition(lambda self: self.waiting)
    @rule(data=st.data())
    def withdraw(self, data: st.DataObject) -> None:
        payment_id = data.draw(st.sampled_from(sorted(self.waiting)))
        self.desk.member_payments.withdraw(self.desk.operator, uuid4(), Withdrawal(payment_id, "erreur"))
        del self.waiting[payment_id]

    @rule(whose=st.integers(0, 1), cents=st.sampled_from((-5_00, 5_00, 12)))
    def begin(self, whose: int, cents: int) -> None:
        reason = "relevé corrigé" if self.openings[whose] else ""
        opening = Opening(self.members[whose].id, Money(cents), reason)
        if reason:
            self._refused(lambda: self.coop.open(self.members[whose], cents), Broken.OPENING_TAKEN)
        self.desk.balances.open(self.desk.supervisor, uuid4(), opening)
        self.balances[whose] += cents - self.openings[whose]
        self.openings[whose] = cents

    @rule(data=st.data())
    def validate(self, data: st.DataObject) -> None:
        of = data.draw(st.sampled_from(self.distributions))
        shown = {of.id, *(done.id for _, done, _ in self.validated)}
        may_come = [each for each, (_, payment) in self.waiting.items() if payment.distribution_id in shown]
        before = self.desk.validating.to_validate(self.desk.operator, of.id)
        assert {payment.id for payment in before.payments} == set(may_come)
        chosen = data.draw(st.sets(st.sampled_from(sorted(may_come)))) if may_come else set()
        received = {payment_id: data.draw(st.sampled_from(_CENTS)) for payment_id in sorted(chosen)}
        amounts = tuple(Received(each, Money(cents)) for each, cents in received.items())
        form = ValidationForm(of.id, amounts, differences_seen=True)
        done = self.desk.validating.validate(self.desk.supervisor, uuid4(), form)
        self.validated.append((done.id, of, received))
        for payment_id, cents in received.items():
            self.confirmed[payment_id] = self.waiting.pop(payment_id)
            self.balances[self.confirmed[payment_id][0]] += cents
        self.distributions.remove(of)
        self.distributions.append(self.coop.distribution())

    @precondition(lambda self: self.validated)
    @rule()
    def undo_the_last_validation(self) -> None:
        for earlier, _, _ in self.validated[:-1]:
            self._refused(lambda each=earlier: self._undo(each), Broken.VALIDATION_FOLLOWED)  # type: ignore[misc]
        validation_id, of, received = self.validated.pop()
        self._undo(validation_id)
        self.distributions.insert(0, of)
        for payment_id, cents in received.items():
            self.waiting[payment_id] = self.confirmed.pop(payment_id)
            self.balances[self.waiting[payment_id][0]] -= cents

    @invariant()
    def the_sum_of_the_entries_is_the_balance(self) -> None:
        for whose, member in enumerate(self.members):
            account = self.desk.balances.member(self.desk.operator, member.id)
            assert total(row.amount for row in account.entries) == account.balance == Money(self.balances[whose])
            waits = total(payment.expected for of, payment in self.waiting.values() if of == whose)
            assert account.waiting == waits

    @invariant()
    def the_group_is_the_sum_of_its_members(self) -> None:
        balances = self.desk.balances.of_group(self.desk.operator, self.coop.group.id)
        assert [row.balance.cents for row in balances.rows] == self.balances
        assert balances.debts + balances.credits == balances.balance == Money(sum(self.balances))

    def teardown(self) -> None:
        """Kept sums are what the check adds up again."""
        assert self.desk.checking.run() == ()

    def _take_off(self, line_id: int) -> None:
        self.desk.member_orders.take_off(self.desk.operator, uuid4(), line_id)

    def _undo(self, validation_id: int) -> None:
        self.desk.validating.undo(self.desk.supervisor, uuid4(), validation_id)

    def _refused(self, gesture: Callable[[], object], code: Broken) -> RuleBroken:
        with pytest.raises(RuleBroken) as refusal:
            gesture()
        assert refusal.value.code is code
        return refusal.value


def test_accounts_hold_whatever_is_done_and_undone(database: Database) -> None:
    desk = OfficeGestures(database)

    class Accounts(_Accounts):
        def __init__(self) -> None:
            super().__init__(desk)

    slow = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
    run_state_machine_as_test(
        Accounts,
        settings=settings(max_examples=tried(20), stateful_step_count=16, deadline=None, suppress_health_check=slow),
    )
