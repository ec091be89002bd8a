"""Groups: how members pay, what changes with that, and who they are."""

from uuid import uuid4

import pytest

from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.group import GroupMethod, GroupSetup, NewGroup, SetupEffect
from backoffice.domain.ledger import NewMember
from backoffice.domain.money import Money
from backoffice.domain.people import Role
from backoffice.storage.database import Database
from tests.members import Coop
from tests.office import OfficeGestures

CHEQUE, CAGNOTTE = GroupMethod.CHEQUE, GroupMethod.CAGNOTTE


@pytest.fixture
def desk(database: Database) -> OfficeGestures:
    return OfficeGestures(database)


def _refusal(desk: OfficeGestures, setup: GroupSetup) -> RuleBroken:
    with pytest.raises(RuleBroken) as refused:
        desk.groups.set_up(desk.supervisor, uuid4(), setup)
    return refused.value


def test_a_group_begins_with_payment_management_off(desk: OfficeGestures) -> None:
    group = desk.groups.add(desk.supervisor, uuid4(), NewGroup("  AMAP des Lilas "))

    assert (group.name, group.managed, group.methods, group.recordable) == ("AMAP des Lilas", False, (), ())
    assert desk.groups.all(desk.operator) == (group,)


def test_two_groups_have_not_the_same_name(desk: OfficeGestures) -> None:
    key = uuid4()
    group = desk.groups.add(desk.supervisor, key, NewGroup("AMAP"))

    assert desk.groups.add(desk.supervisor, key, NewGroup("AMAP")) == group
    with pytest.raises(RuleBroken) as refused:
        desk.groups.add(desk.supervisor, uuid4(), NewGroup("AMAP"))
    assert refused.value.code is Broken.GROUP_NAME_TAKEN


@pytest.mark.parametrize(("name", "code"), [("  ", Broken.GROUP_NAME_MISSING), ("x" * 81, Broken.TEXT_UNUSABLE)])
def test_a_group_has_a_name_that_can_be_kept(desk: OfficeGestures, name: str, code: Broken) -> None:
    with pytest.raises(RuleBroken) as refused:
        desk.groups.add(desk.supervisor, uuid4(), NewGroup(name))
    assert refused.value.code is code


def test_methods_are_kept_in_the_order_of_the_source(desk: OfficeGestures) -> None:
    group = Coop(desk, methods=(GroupMethod.TRANSFER, GroupMethod.CARD_ONLINE, CHEQUE)).group

    assert group.methods == (CHEQUE, GroupMethod.TRANSFER, GroupMethod.CARD_ONLINE)
    assert group.recordable == (CHEQUE, GroupMethod.TRANSFER)  # the one online needs no desk


@pytest.mark.parametrize("other", [method for method in GroupMethod if method is not CAGNOTTE])
def test_a_cagnotte_excludes_every_other_method(desk: OfficeGestures, other: GroupMethod) -> None:
    coop = Coop(desk)
    setup = GroupSetup(coop.group.id, managed=True, methods=(CAGNOTTE, other), negative_allowed=False)

    assert _refusal(desk, setup).code is Broken.CAGNOTTE_EXCLUDES
    with pytest.raises(RuleBroken):
        desk.groups.preview(desk.supervisor, setup)
    assert desk.groups.all(desk.operator) == (coop.group,)


def test_management_without_any_method_is_refused(desk: OfficeGestures) -> None:
    coop = Coop(desk, managed=False)

    assert _refusal(desk, GroupSetup(coop.group.id, True, (), False)).code is Broken.METHODS_MISSING


def test_what_a_setup_changes_is_said_before(desk: OfficeGestures) -> None:
    coop = Coop(desk, managed=False)
    one, other = coop.member("1"), coop.member("2")
    coop.open(one, -12_00)
    coop.open(other, 5_00)
    setup = GroupSetup(coop.group.id, managed=True, methods=(CHEQUE,), negative_allowed=False)

    said = desk.groups.preview(desk.supervisor, setup)

    assert said.effects == (SetupEffect.PAYMENTS_BEGIN, SetupEffect.ORDERS_ONLY_GROW)
    assert (said.members, said.debts, said.credits, said.waiting) == (2, Money(-12_00), Money(5_00), Money(0))
    assert not desk.groups.all(desk.operator)[0].managed  # nothing is done yet


def test_a_cagnotte_and_its_limit_are_said_too(desk: OfficeGestures) -> None:
    coop = Coop(desk)

    def effects(*methods: GroupMethod, negative: bool) -> tuple[SetupEffect, ...]:
        setup = GroupSetup(coop.group.id, managed=True, methods=methods, negative_allowed=negative)
        return desk.groups.preview(desk.supervisor, setup).effects

    assert effects(CAGNOTTE, negative=False) == (SetupEffect.CREDIT_FIRST, SetupEffect.DEBT_REFUSED)
    coop.set_up(CAGNOTTE)
    assert effects(CAGNOTTE, negative=True) == (SetupEffect.DEBT_ALLOWED,)
    assert effects(CHEQUE, negative=False) == (SetupEffect.CREDIT_NO_MORE,)
    assert effects(CAGNOTTE, negative=False) == ()


def test_management_is_not_switched_off_while_a_payment_waits(desk: OfficeGestures) -> None:
    coop = Coop(desk)
    member, distribution = coop.member(), coop.distribution()
    payment = coop.pay(distribution, member, 20_00)
    off = GroupSetup(coop.group.id, managed=False, methods=coop.methods, negative_allowed=False)

    refused = _refusal(desk, off)
    assert (refused.code, refused.facts["cents"]) == (Broken.PAYMENTS_STILL_WAIT, 20_00)
    coop.validate(distribution, payment)
    assert not desk.groups.set_up(desk.supervisor, uuid4(), off).managed
    assert coop.figures(member) == (20_00, 0)


def test_members_are_listed_by_number_and_a_number_serves_once(desk: OfficeGestures) -> None:
    coop, key = Coop(desk), uuid4()
    second, first, zeroth = coop.member("202"), coop.member("101"), coop.member("9")
    again = NewMember(coop.group.id, "303", "PETIT Anne")
    third = desk.groups.add_member(desk.operator, key, again)

    assert desk.groups.add_member(desk.operator, key, again) == third
    assert desk.groups.members(desk.operator, coop.group.id) == (zeroth, first, second, third)
    with pytest.raises(RuleBroken) as refused:
        coop.member("101", "Autre")
    assert (refused.value.code, refused.value.facts["member"]) == (Broken.MEMBER_NUMBER_TAKEN, "MARTIN Luc")
    assert Coop(desk).member("101").number == "101"  # in another group


@pytest.mark.parametrize(
    ("number", "name", "code"),
    [
        (" ", "MARTIN", Broken.MEMBER_NUMBER_MISSING),
        ("1", " ", Broken.MEMBER_NAME_MISSING),
        ("1", "4970 1000 0000 0055", Broken.TEXT_HOLDS_CARD),
        ("1" * 21, "MARTIN", Broken.TEXT_UNUSABLE),
    ],
)
def test_a_member_has_a_number_and_a_name(desk: OfficeGestures, number: str, name: str, code: Broken) -> None:
    coop = Coop(desk)
    with pytest.raises(RuleBroken) as refused:
        coop.member(number, name)
    assert refused.value.code is code


def test_a_group_that_is_not_there_is_told(desk: OfficeGestures) -> None:
    with pytest.raises(RuleBroken) as refused:
        desk.groups.add_member(desk.operator, uuid4(), NewMember(99, "1", "MARTIN"))
    assert refused.value.code is Broken.GROUP_UNKNOWN
    assert _refusal(desk, GroupSetup(99, True, (CHEQUE,), False)).code is Broken.GROUP_UNKNOWN


def test_an_operator_keeps_accounts_and_a_supervisor_manages_groups(desk: OfficeGestures) -> None:
    administrator = desk.person("d.leroy", "D. Leroy", Role.ADMINISTRATOR)
    group = Coop(desk).group
    setup = GroupSetup(group.id, managed=True, methods=(CHEQUE,), negative_allowed=False)
    for gesture in (
        lambda: desk.groups.add(desk.operator, uuid4(), NewGroup("AMAP")),
        lambda: desk.groups.set_up(desk.operator, uuid4(), setup),
        lambda: desk.groups.all(administrator),
        lambda: desk.groups.add_member(administrator, uuid4(), NewMember(group.id, "1", "MARTIN")),
        lambda: desk.balances.of_group(administrator, group.id),
    ):
        with pytest.raises(RuleBroken) as refused:
            gesture()
        assert refused.value.code is Broken.ROLE_MAY_NOT
