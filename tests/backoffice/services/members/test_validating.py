"""Payments wait for the *validation de distribution*, which confirms what came, and can be undone to the cent."""

from collections.abc import Callable
from uuid import uuid4

import pytest

from backoffice.domain.cheque_number import rlmc_key
from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.group import CONFIRMED_BY_HAND, GroupMethod
from backoffice.domain.ledger import EntryKind
from backoffice.domain.member_order import MemberPaymentState, PaymentForm, Received, ValidationForm, Withdrawal
from backoffice.domain.money import Money
from backoffice.storage.database import Database
from tests.members import Coop
from tests.office import OfficeGestures

_CMC7 = "5508018" + "0" * 23 + "1"


@pytest.fixture
def desk(database: Database) -> OfficeGestures:
    return OfficeGestures(database)


def _refused(gesture: Callable[[], object], code: Broken) -> RuleBroken:
    with pytest.raises(RuleBroken) as refused:
        gesture()
    assert refused.value.code is code
    return refused.value


@pytest.mark.parametrize("method", CONFIRMED_BY_HAND)
def test_what_is_given_at_the_desk_waits(desk: OfficeGestures, method: GroupMethod) -> None:
    coop, key = Coop(desk), uuid4()
    member, distribution = coop.member(), coop.distribution()
    cheque = f"{_CMC7} {rlmc_key(_CMC7):02d}" if method is GroupMethod.CHEQUE else ""
    form = PaymentForm(distribution.id, member.id, method, Money(12_00), cheque)

    payment = desk.member_payments.record(desk.operator, key, form)
    assert desk.member_payments.record(desk.operator, key, form) == payment
    assert (payment.method, payment.expected, payment.received, payment.state) == (
        method,
        Money(12_00),
        None,
        MemberPaymentState.WAITING,
    )
    assert payment.cheque_number == ("5508018" if cheque else "")
    assert coop.figures(member) == (0, 12_00)
    coop.validate(distribution, payment)
    assert coop.figures(member) == (12_00, 0)
    (confirmed,) = desk.member_payments.of_member(desk.operator, member.id)
    assert (confirmed.state, confirmed.received) == (MemberPaymentState.CONFIRMED, Money(12_00))


def test_several_are_confirmed_at_once_and_differences_are_pointed_out(desk: OfficeGestures) -> None:
    coop = Coop(desk)
    one, other, distribution = coop.member("1"), coop.member("2"), coop.distribution()
    coop.order(distribution, one, 20_00)
    short, exact = coop.pay(distribution, one, 20_00), coop.pay(distribution, other, 5_00)
    received = (Received(short.id, Money(19_00)), Received(exact.id, Money(5_00)))
    before = desk.validating.to_validate(desk.operator, distribution.id)

    assert (before.ordered, before.expected) == (Money(20_00), Money(25_00))
    (difference,) = before.differences(received)
    assert (difference.payment, difference.received, difference.over) == (short, Money(19_00), Money(-1_00))
    validate = desk.validating.validate
    again = _refused(
        lambda: validate(desk.supervisor, uuid4(), ValidationForm(distribution.id, received)),
        Broken.VALIDATION_DIFFERS,
    )
    assert again.facts == {"differences": 1}
    assert coop.figures(one) == (-20_00, 20_00)
    form, key = ValidationForm(distribution.id, received, differences_seen=True), uuid4()
    done = validate(desk.supervisor, key, form)
    assert validate(desk.supervisor, key, form) == done
    assert [(each.member, each.expected, each.received) for each in done.payments] == [
        (one, Money(20_00), Money(19_00)),
        (other, Money(5_00), Money(5_00)),
    ]
    assert (done.received, done.operator, done.distribution.can_undo) == (Money(24_00), "C. Dupuis", True)
    assert (coop.figures(one), coop.figures(other)) == ((-1_00, 0), (5_00, 0))
    assert desk.checking.run() == ()


def test_a_validation_is_undone_to_the_cent_and_done_again(desk: OfficeGestures) -> None:
    coop, key = Coop(desk), uuid4()
    member, distribution = coop.member(), coop.distribution()
    payment = coop.pay(distribution, member, 20_00)
    done = coop.validate(distribution, payment)

    undone = desk.validating.undo(desk.supervisor, key, done.id)
    assert desk.validating.undo(desk.supervisor, key, done.id) == undone
    assert undone.undone
    assert undone.payments[0].received == Money(20_00)  # what it had confirmed
    assert undone.payments[0].state is MemberPaymentState.WAITING
    assert coop.figures(member) == (0, 20_00)
    _refused(lambda: desk.validating.undo(desk.supervisor, uuid4(), done.id), Broken.VALIDATION_UNDONE)
    coop.pay(distribution, member, 1_00)  # it is open again
    again = ValidationForm(distribution.id, (Received(payment.id, Money(18_00)),), differences_seen=True)
    desk.validating.validate(desk.supervisor, uuid4(), again)
    assert coop.figures(member) == (18_00, 1_00)
    kinds = [row.kind for row in desk.balances.member(desk.operator, member.id).entries]
    assert kinds == [EntryKind.PAYMENT, EntryKind.CANCELLATION, EntryKind.PAYMENT]
    assert desk.checking.run() == ()


def test_only_the_last_validation_of_a_group_is_undone(desk: OfficeGestures) -> None:
    coop, elsewhere = Coop(desk), Coop(desk)
    member, first, second = coop.member(), coop.distribution("Légumes"), coop.distribution("Pain")
    one = coop.validate(first, coop.pay(first, member, 5_00))
    two = coop.validate(second, coop.pay(second, member, 7_00))
    elsewhere.validate(elsewhere.distribution())

    _refused(lambda: desk.validating.undo(desk.supervisor, uuid4(), one.id), Broken.VALIDATION_FOLLOWED)
    assert not desk.validating.validation(desk.operator, one.id).distribution.can_undo
    desk.validating.undo(desk.supervisor, uuid4(), two.id)
    assert desk.validating.validation(desk.operator, one.id).distribution.can_undo
    desk.validating.undo(desk.supervisor, uuid4(), one.id)
    assert coop.figures(member) == (0, 12_00)


def test_what_is_left_out_comes_up_again_with_the_next_distribution(desk: OfficeGestures) -> None:
    coop = Coop(desk)
    member, first, second, third = coop.member(), *(coop.distribution(name) for name in ("Un", "Deux", "Trois"))
    late, given = coop.pay(first, member, 5_00), coop.pay(first, member, 7_00)
    for_the_third = coop.pay(third, member, 9_00)
    coop.validate(first, given)

    shown = desk.validating.to_validate(desk.operator, second.id)
    assert shown.payments == (late,)
    form = ValidationForm(second.id, (Received(for_the_third.id, Money(9_00)),))
    _refused(lambda: desk.validating.validate(desk.supervisor, uuid4(), form), Broken.PAYMENT_NOT_WAITING)
    coop.validate(second, late)
    assert coop.figures(member) == (12_00, 9_00)


def test_a_distribution_is_validated_once_and_takes_no_payment_after(desk: OfficeGestures) -> None:
    coop = Coop(desk)
    member, distribution = coop.member(), coop.distribution()
    payment = coop.pay(distribution, member, 5_00)
    coop.validate(distribution, payment)

    _refused(lambda: coop.validate(distribution), Broken.DISTRIBUTION_VALIDATED)
    _refused(lambda: coop.pay(distribution, member, 5_00), Broken.DISTRIBUTION_VALIDATED)
    _refused(lambda: coop.validate(coop.distribution(), payment), Broken.PAYMENT_NOT_WAITING)


def test_a_payment_is_confirmed_once_in_a_validation_and_of_something(desk: OfficeGestures) -> None:
    coop = Coop(desk)
    member, distribution = coop.member(), coop.distribution()
    payment = coop.pay(distribution, member, 5_00)
    stranger = Coop(desk)
    there = stranger.distribution()
    theirs = stranger.pay(there, stranger.member(), 5_00)

    _refused(lambda: coop.validate(distribution, payment, payment), Broken.PAYMENT_NOT_WAITING)
    _refused(lambda: coop.validate(distribution, theirs), Broken.PAYMENT_NOT_WAITING)
    nothing = ValidationForm(distribution.id, (Received(payment.id, Money(0)),), differences_seen=True)
    _refused(lambda: desk.validating.validate(desk.supervisor, uuid4(), nothing), Broken.AMOUNT_NOT_POSITIVE)
    assert coop.figures(member) == (0, 5_00)


def test_a_payment_that_waits_is_withdrawn_with_a_reason(desk: OfficeGestures) -> None:
    coop, key = Coop(desk), uuid4()
    member, distribution = coop.member(), coop.distribution()
    payment = coop.pay(distribution, member, 5_00)
    withdraw = desk.member_payments.withdraw

    gone = withdraw(desk.operator, key, Withdrawal(payment.id, "saisi deux fois"))
    assert withdraw(desk.operator, key, Withdrawal(payment.id, "saisi deux fois")) == gone
    assert gone.state is MemberPaymentState.WITHDRAWN
    assert coop.figures(member) == (0, 0)
    _refused(lambda: withdraw(desk.operator, uuid4(), Withdrawal(payment.id, "encore")), Broken.PAYMENT_WITHDRAWN)
    _refused(lambda: withdraw(desk.operator, uuid4(), Withdrawal(payment.id, " ")), Broken.REASON_MISSING)
    _refused(lambda: withdraw(desk.operator, uuid4(), Withdrawal(99, "x")), Broken.PAYMENT_UNKNOWN)
    _refused(lambda: coop.validate(distribution, payment), Broken.PAYMENT_NOT_WAITING)
    kept = coop.pay(distribution, member, 6_00)
    coop.validate(distribution, kept)
    _refused(lambda: withdraw(desk.operator, uuid4(), Withdrawal(kept.id, "x")), Broken.PAYMENT_CONFIRMED)
    assert desk.checking.run() == ()


def test_payments_are_recorded_as_the_group_takes_them(desk: OfficeGestures) -> None:
    coop, off = Coop(desk, methods=(GroupMethod.CASH,)), Coop(desk, managed=False)
    member, distribution = coop.member(), coop.distribution()

    _refused(lambda: coop.pay(distribution, member, 5_00, GroupMethod.TRANSFER), Broken.METHOD_NOT_OFFERED)
    _refused(lambda: coop.pay(distribution, member, 5_00, GroupMethod.CARD_ONLINE), Broken.METHOD_NOT_OFFERED)
    _refused(lambda: coop.pay(distribution, member, 5_00, GroupMethod.CAGNOTTE), Broken.METHOD_NOT_OFFERED)
    _refused(lambda: coop.pay(distribution, member, 0), Broken.AMOUNT_NOT_POSITIVE)
    _refused(lambda: off.pay(off.distribution(), off.member(), 5_00), Broken.PAYMENTS_OFF)
    assert coop.figures(member) == (0, 0)


def test_the_same_cheque_twice_is_warned_of(desk: OfficeGestures) -> None:
    coop = Coop(desk)
    member, distribution = coop.member(), coop.distribution()

    def pay(*, forced: bool = False) -> object:
        form = PaymentForm(distribution.id, member.id, GroupMethod.CHEQUE, Money(5_00), "42", forced=forced)
        return desk.member_payments.record(desk.operator, uuid4(), form)

    pay()
    facts = _refused(pay, Broken.PAYMENT_DUPLICATE).facts
    assert (facts["number"], facts["cents"], facts["operator"]) == ("0000042", 5_00, "A. Morel")
    pay(forced=True)
    assert coop.figures(member) == (0, 10_00)
    for wrong in ("", "12x", "123456789"):
        form = PaymentForm(distribution.id, member.id, GroupMethod.CHEQUE, Money(5_00), wrong)
        with pytest.raises(RuleBroken):
            desk.member_payments.record(desk.operator, uuid4(), form)


def test_an_operator_records_and_a_supervisor_validates(desk: OfficeGestures) -> None:
    coop = Coop(desk)
    distribution = coop.distribution()
    form = ValidationForm(distribution.id, ())

    _refused(lambda: desk.validating.validate(desk.operator, uuid4(), form), Broken.ROLE_MAY_NOT)
    done = coop.validate(distribution)  # nothing came: the distribution is done
    _refused(lambda: desk.validating.undo(desk.operator, uuid4(), done.id), Broken.ROLE_MAY_NOT)
    _refused(lambda: desk.validating.undo(desk.supervisor, uuid4(), 99), Broken.VALIDATION_UNKNOWN)
    _refused(lambda: desk.validating.validation(desk.operator, 99), Broken.VALIDATION_UNKNOWN)
    _refused(lambda: desk.validating.to_validate(desk.operator, 99), Broken.DISTRIBUTION_UNKNOWN)
