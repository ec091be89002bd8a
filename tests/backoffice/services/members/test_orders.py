"""Orders debit at once; with payment management on they only grow; a cagnotte is credited first."""

from uuid import uuid4

import pytest

from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.group import GroupMethod, NewDistribution
from backoffice.domain.ledger import EntryKind
from backoffice.domain.member_order import MemberPaymentState, NewLine, OrderForm, PaymentForm
from backoffice.domain.money import Money
from backoffice.storage.database import Database
from tests.members import Coop
from tests.office import FIRST_DAY, OfficeGestures

_LINE = (NewLine("Panier", Money(10_00)),)


@pytest.fixture
def desk(database: Database) -> OfficeGestures:
    return OfficeGestures(database)


def _refusal(desk: OfficeGestures, form: OrderForm) -> RuleBroken:
    with pytest.raises(RuleBroken) as refused:
        desk.member_orders.add(desk.operator, uuid4(), form)
    return refused.value


@pytest.mark.parametrize("managed", [True, False])
def test_an_order_debits_the_account_at_once(desk: OfficeGestures, managed: bool) -> None:  # noqa: FBT001 - a parameter of the test
    coop = Coop(desk, managed=managed)
    member, distribution = coop.member(), coop.distribution()

    order = coop.order(distribution, member, 12_50, 3_00)

    assert [(line.label, line.amount.cents) for line in order.lines] == [("Panier 1", 12_50), ("Panier 2", 3_00)]
    assert order.amount == Money(15_50)
    assert coop.figures(member) == (-15_50, 0)
    assert desk.member_orders.of_distribution(desk.operator, distribution.id) == (order,)


def test_an_order_is_added_to_with_a_complementary_payment(desk: OfficeGestures) -> None:
    coop, key = Coop(desk), uuid4()
    member, distribution = coop.member(), coop.distribution()
    coop.order(distribution, member, 12_50)
    payment = PaymentForm(distribution.id, member.id, GroupMethod.CHEQUE, Money(10_00), "42")
    form = OrderForm(distribution.id, member.id, _LINE, payment)

    for _ in range(2):
        order = desk.member_orders.add(desk.operator, key, form)
        assert order.amount == Money(22_50)
    (paid,) = desk.member_payments.of_distribution(desk.operator, distribution.id)
    assert (paid.expected, paid.cheque_number, paid.state) == (Money(10_00), "0000042", MemberPaymentState.WAITING)
    assert coop.figures(member) == (-22_50, 10_00)


def test_nothing_is_taken_off_while_payments_are_managed(desk: OfficeGestures) -> None:
    coop = Coop(desk)
    order = coop.order(coop.distribution(), coop.member(), 12_50)

    with pytest.raises(RuleBroken) as refused:
        desk.member_orders.take_off(desk.supervisor, uuid4(), order.lines[0].id)
    assert refused.value.code is Broken.ORDER_ONLY_GROWS


def test_without_management_a_line_is_taken_off_by_reversal(desk: OfficeGestures) -> None:
    coop, key = Coop(desk, managed=False), uuid4()
    member = coop.member()
    order = coop.order(coop.distribution(), member, 12_50, 3_00)

    for _ in range(2):
        left = desk.member_orders.take_off(desk.operator, key, order.lines[0].id)
        assert [line.taken_off for line in left.lines] == [True, False]
        assert left.amount == Money(3_00)
    with pytest.raises(RuleBroken) as refused:
        desk.member_orders.take_off(desk.operator, uuid4(), order.lines[0].id)
    assert refused.value.code is Broken.ORDER_LINE_TAKEN_OFF
    entries = desk.balances.member(desk.operator, member.id).entries
    assert [row.kind for row in entries] == [EntryKind.ORDER, EntryKind.ORDER, EntryKind.CANCELLATION]
    assert coop.figures(member) == (-3_00, 0)
    assert desk.checking.run() == ()


def test_a_cagnotte_without_credit_refuses_the_order_with_what_is_missing(desk: OfficeGestures) -> None:
    coop = Coop(desk, methods=(GroupMethod.CAGNOTTE,))
    member, distribution = coop.member(), coop.distribution()
    coop.open(member, 8_00)

    refused = _refusal(desk, OrderForm(distribution.id, member.id, _LINE))

    assert (refused.code, refused.facts) == (Broken.CAGNOTTE_SHORT, {"balance_cents": 8_00, "missing_cents": 2_00})
    assert coop.figures(member) == (8_00, 0)
    assert coop.order(distribution, member, 8_00).amount == Money(8_00)  # to the cent
    assert coop.figures(member) == (0, 0)


def test_what_waits_is_no_credit_for_a_cagnotte(desk: OfficeGestures) -> None:
    coop = Coop(desk, methods=(GroupMethod.CAGNOTTE,))
    member, distribution, next_one = coop.member(), coop.distribution(), coop.distribution("Pain")
    payment = coop.pay(distribution, member, 10_00, GroupMethod.TRANSFER)

    assert _refusal(desk, OrderForm(next_one.id, member.id, _LINE)).facts["missing_cents"] == 10_00
    with_it = PaymentForm(next_one.id, member.id, GroupMethod.CASH, Money(10_00))
    assert _refusal(desk, OrderForm(next_one.id, member.id, _LINE, with_it)).code is Broken.CAGNOTTE_SHORT
    coop.validate(distribution, payment)
    coop.order(next_one, member, 10_00)
    entries = desk.balances.member(desk.operator, member.id).entries
    assert [row.kind for row in entries] == [EntryKind.CREDIT, EntryKind.ORDER]


def test_a_cagnotte_that_may_be_negative_takes_the_order(desk: OfficeGestures) -> None:
    coop = Coop(desk, methods=(GroupMethod.CAGNOTTE,), negative_allowed=True)
    member = coop.member()

    coop.order(coop.distribution(), member, 10_00)

    assert coop.figures(member) == (-10_00, 0)


def test_a_negative_cagnotte_is_nothing_to_other_methods(desk: OfficeGestures) -> None:
    coop = Coop(desk, negative_allowed=False)
    member = coop.member()
    coop.order(coop.distribution(), member, 10_00)
    assert coop.figures(member) == (-10_00, 0)


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ((), Broken.ORDER_EMPTY),
        ((NewLine(" ", Money(1)),), Broken.ORDER_LABEL_MISSING),
        ((NewLine("x" * 121, Money(1)),), Broken.TEXT_UNUSABLE),
        ((NewLine("carte 4970100000000055", Money(1)),), Broken.TEXT_HOLDS_CARD),
        ((NewLine("Panier", Money(0)),), Broken.AMOUNT_NOT_POSITIVE),
        ((NewLine("Panier", Money(5)), NewLine("Remise", Money(-5))), Broken.AMOUNT_NOT_POSITIVE),
    ],
)
def test_a_line_says_what_and_how_much(desk: OfficeGestures, lines: tuple[NewLine, ...], code: Broken) -> None:
    coop = Coop(desk)
    member, distribution = coop.member(), coop.distribution()

    assert _refusal(desk, OrderForm(distribution.id, member.id, lines)).code is code
    assert coop.figures(member) == (0, 0)


def test_members_order_in_their_own_group_alone(desk: OfficeGestures) -> None:
    coop, stranger = Coop(desk), Coop(desk).member()
    member, distribution = coop.member(), coop.distribution()
    payment = PaymentForm(distribution.id, stranger.id, GroupMethod.CASH, Money(1))

    assert _refusal(desk, OrderForm(distribution.id, stranger.id, _LINE)).code is Broken.MEMBER_OF_ANOTHER
    assert _refusal(desk, OrderForm(distribution.id, member.id, _LINE, payment)).code is Broken.MEMBER_OF_ANOTHER
    assert _refusal(desk, OrderForm(99, member.id, _LINE)).code is Broken.DISTRIBUTION_UNKNOWN
    assert _refusal(desk, OrderForm(distribution.id, 99, _LINE)).code is Broken.MEMBER_UNKNOWN


def test_a_validated_distribution_takes_no_order(desk: OfficeGestures) -> None:
    coop = Coop(desk, managed=False)
    member, distribution = coop.member(), coop.distribution()
    order = coop.order(distribution, member, 5_00)
    coop.validate(distribution)

    assert _refusal(desk, OrderForm(distribution.id, member.id, _LINE)).code is Broken.DISTRIBUTION_VALIDATED
    with pytest.raises(RuleBroken) as refused:
        desk.member_orders.take_off(desk.operator, uuid4(), order.lines[0].id)
    assert refused.value.code is Broken.DISTRIBUTION_VALIDATED


def test_distributions_are_listed_with_what_waits_the_newest_first(desk: OfficeGestures) -> None:
    coop, key = Coop(desk), uuid4()
    member, first = coop.member(), coop.distribution("Légumes")
    coop.pay(first, member, 5_00)
    second = desk.member_orders.open(desk.operator, key, NewDistribution(coop.group.id, " Pain ", FIRST_DAY.date()))
    same = desk.member_orders.open(desk.operator, key, NewDistribution(coop.group.id, "Pain", FIRST_DAY.date()))

    assert same == second
    listed = desk.member_orders.distributions(desk.operator, coop.group.id)
    assert [(each.title, each.waiting, each.validated) for each in listed] == [
        ("Pain", 0, False),
        ("Légumes", 1, False),
    ]
    assert desk.member_orders.of_member(desk.operator, second.id, member.id).lines == ()
    with pytest.raises(RuleBroken) as refused:
        desk.member_orders.open(desk.operator, uuid4(), NewDistribution(coop.group.id, " ", FIRST_DAY.date()))
    assert refused.value.code is Broken.DISTRIBUTION_TITLE_MISSING
    with pytest.raises(RuleBroken) as refused:
        desk.member_orders.open(desk.operator, uuid4(), NewDistribution(99, "Pain", FIRST_DAY.date()))
    assert refused.value.code is Broken.GROUP_UNKNOWN


def test_a_line_that_is_not_there_is_told(desk: OfficeGestures) -> None:
    with pytest.raises(RuleBroken) as refused:
        desk.member_orders.take_off(desk.operator, uuid4(), 99)
    assert refused.value.code is Broken.ORDER_LINE_UNKNOWN
