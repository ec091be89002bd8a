"""Accounts: what moves them, the history, and the *reprise de solde*."""

from uuid import uuid4

import pytest

from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.ledger import BalanceFilter, EntryKind, Opening
from backoffice.domain.money import ZERO, Money
from backoffice.storage.database import Database
from tests.debited import key_card
from tests.members import Coop
from tests.office import FIRST_DAY, OfficeGestures


@pytest.fixture
def desk(database: Database) -> OfficeGestures:
    return OfficeGestures(database)


def test_a_history_runs_to_the_balance(desk: OfficeGestures) -> None:
    coop = Coop(desk)
    member, distribution = coop.member(), coop.distribution("Pain")
    coop.open(member, 5_00)
    coop.order(distribution, member, 12_50)
    coop.validate(distribution, coop.pay(distribution, member, 7_50))

    account = desk.balances.member(desk.operator, member.id)

    assert [(row.kind, row.amount.cents, row.running.cents) for row in account.entries] == [
        (EntryKind.OPENING, 5_00, 5_00),
        (EntryKind.ORDER, -12_50, -7_50),
        (EntryKind.PAYMENT, 7_50, 0),
    ]
    assert (account.entries[1].what, account.entries[1].where) == ("Panier 1", "Pain")
    assert (account.entries[2].method, account.entries[2].operator) == ("cash", "C. Dupuis")
    assert (account.balance, account.has_opening, account.group_name) == (ZERO, True, coop.group.name)


def test_the_balances_of_a_group_are_filtered_and_added_up(desk: OfficeGestures) -> None:
    coop, other = Coop(desk), Coop(desk)
    for number, cents in (("1", -10_00), ("2", 4_00), ("3", 0), ("4", -2_50)):
        member = coop.member(number)
        if cents:
            coop.open(member, cents)
    other.open(other.member("1"), 99_00)
    distribution = coop.distribution()
    coop.pay(distribution, desk.groups.members(desk.operator, coop.group.id)[0], 10_00)

    balances = desk.balances.of_group(desk.operator, coop.group.id)

    assert [row.balance.cents for row in balances.rows] == [-10_00, 4_00, 0, -2_50]
    assert (balances.debts, balances.credits, balances.balance) == (Money(-12_50), Money(4_00), Money(-8_50))
    assert (balances.rows[0].waiting, balances.waiting) == (Money(10_00), Money(10_00))  # beside the balance
    shown = {each: [row.member.number for row in balances.only(each).rows] for each in BalanceFilter}
    assert shown == {
        BalanceFilter.ALL: ["1", "2", "3", "4"],
        BalanceFilter.DEBTS: ["1", "4"],
        BalanceFilter.CREDITS: ["2"],
        BalanceFilter.ZERO: ["3"],
    }


@pytest.mark.parametrize("cents", [12_34, -12_34])
def test_an_opening_is_of_either_sign_and_once(desk: OfficeGestures, cents: int) -> None:
    coop, key = Coop(desk), uuid4()
    member = coop.member()
    opening = Opening(member.id, Money(cents))

    for _ in range(2):
        assert desk.balances.open(desk.operator, key, opening).balance == Money(cents)
    for who in (desk.operator, desk.supervisor):
        with pytest.raises(RuleBroken) as refused:
            desk.balances.open(who, uuid4(), opening)
        assert refused.value.code is Broken.OPENING_TAKEN
        assert (refused.value.facts["cents"], refused.value.facts["operator"]) == (cents, "A. Morel")


def test_a_supervisor_replaces_an_opening_and_says_why(desk: OfficeGestures) -> None:
    coop = Coop(desk)
    member = coop.member()
    coop.open(member, 50_00)
    again = Opening(member.id, Money(5_00), "50 saisi pour 5")

    with pytest.raises(RuleBroken) as refused:
        desk.balances.open(desk.operator, uuid4(), again)
    assert refused.value.code is Broken.ROLE_MAY_NOT
    account = desk.balances.open(desk.supervisor, uuid4(), again)
    assert [(row.kind, row.amount.cents, row.cancelled) for row in account.entries] == [
        (EntryKind.OPENING, 50_00, True),
        (EntryKind.CANCELLATION, -50_00, False),
        (EntryKind.OPENING, 5_00, False),
    ]
    gone = desk.balances.open(desk.supervisor, uuid4(), Opening(member.id, ZERO, "aucun solde à reprendre"))
    assert (gone.balance, gone.has_opening) == (ZERO, False)
    coop.open(member, 1_00)  # as if there had been none
    assert desk.checking.run() == ()


def test_an_opening_of_nothing_is_refused(desk: OfficeGestures) -> None:
    coop = Coop(desk)
    with pytest.raises(RuleBroken) as refused:
        coop.open(coop.member(), 0)
    assert refused.value.code is Broken.OPENING_ZERO


def test_a_reason_holds_no_card(desk: OfficeGestures) -> None:
    member = Coop(desk).member()
    with pytest.raises(RuleBroken) as refused:
        desk.balances.open(desk.supervisor, uuid4(), Opening(member.id, Money(1), "carte 4970100000000055"))
    assert refused.value.code is Broken.TEXT_HOLDS_CARD


def test_who_is_not_there_has_no_account(desk: OfficeGestures) -> None:
    for gesture, code in (
        (lambda: desk.balances.member(desk.operator, 99), Broken.MEMBER_UNKNOWN),
        (lambda: desk.balances.of_group(desk.operator, 99), Broken.GROUP_UNKNOWN),
        (lambda: desk.balances.client(desk.operator, 99), Broken.CLIENT_UNKNOWN),
        (lambda: desk.balances.open(desk.operator, uuid4(), Opening(99, Money(1))), Broken.MEMBER_UNKNOWN),
    ):
        with pytest.raises(RuleBroken) as refused:
            gesture()
        assert refused.value.code is code


def test_a_client_who_pays_too_much_has_a_credit_in_the_same_ledger(desk: OfficeGestures) -> None:
    client = desk.client()
    receipt = desk.cheque(desk.batch(), client, 25_00)

    account = desk.balances.client(desk.operator, client)

    assert [(row.kind, row.what, row.amount.cents, row.running.cents) for row in account.entries] == [
        (EntryKind.INVOICE, "F1", -20_30, -20_30),
        (EntryKind.PAYMENT, "5508018", 25_00, 4_70),
    ]
    assert (account.entries[0].where, account.entries[0].operator) == ("AP11", "")
    assert (account.entries[1].where, account.entries[1].method) == (receipt.batch_number, "cheque")
    assert (account.balance, account.credit, account.due) == (Money(4_70), Money(4_70), ZERO)
    desk.corrections.reverse(desk.operator, uuid4(), receipt.id)
    account = desk.balances.client(desk.operator, client)
    assert (account.entries[-1].kind, account.entries[-1].amount) == (EntryKind.CANCELLATION, Money(-25_00))
    assert account.entries[-1].reverses == account.entries[1].id
    assert account.entries[1].cancelled
    assert (account.balance, account.credit, account.due) == (Money(-20_30), ZERO, Money(20_30))
    assert desk.checking.run() == ()


def test_a_cheque_in_a_batch_without_invoice_is_paid_on_account(desk: OfficeGestures) -> None:
    client = desk.client()
    desk.cheque(desk.batch(with_invoice=False), client, 20_30)

    account = desk.balances.client(desk.operator, client)

    assert account.entries[-1].kind is EntryKind.CREDIT
    assert (account.balance, account.credit, account.due) == (ZERO, Money(20_30), Money(20_30))


def test_a_debit_credits_the_client_until_it_is_taken_back(desk: OfficeGestures) -> None:
    client, batch = desk.client(), desk.batch()
    desk.order(client, "C1", "Le Jardin")
    key_card(desk, batch.id, client, desk.operator)

    account = desk.balances.client(desk.operator, client)
    assert [(row.kind, row.method) for row in account.entries][1:] == [(EntryKind.PAYMENT, "card")]
    assert (account.balance, account.due) == (ZERO, ZERO)
    desk.mail.cancel(desk.operator, uuid4(), desk.mail.of_batch(desk.operator, batch.id)[-1].id)
    assert desk.balances.client(desk.operator, client).balance == Money(-20_30)
    assert account.entries[0].happened_at.date() < FIRST_DAY.date()
    assert desk.checking.run() == ()
