"""*Validation de distribution* by keys, and what the accounts then say."""

from datetime import date

import pytest
from PySide6.QtCore import Qt

from backoffice.domain.cheque_number import rlmc_key
from backoffice.domain.group import Distribution, GroupMethod
from backoffice.domain.ledger import Member, NewMember
from backoffice.domain.member_order import MemberPayment, MemberPaymentState
from backoffice.domain.money import Money
from tests.forms.distributions.stall import POINT, Stall
from tests.forms.screen_window import button
from tests.keyboard_driver import focused, press, write

CHEQUES = ("5508001", "5508002", "5508003", "5508004")
AMOUNTS = (22_45, 31_00, 12_30, 8_00)
TABLE = "Paiements à valider"
CONTROL = Qt.KeyboardModifier.ControlModifier


class Market:
    """Four members have ordered, and each has given a cheque."""

    def __init__(self, stall: Stall) -> None:
        self.stall = stall
        self.members: list[Member] = stall.members()
        stall.manage()
        self.distribution: Distribution = stall.distribution()
        self.payments: list[MemberPayment] = []
        for member, cents, cheque in zip(self.members, AMOUNTS, CHEQUES, strict=True):
            stall.buys(self.distribution, member, cents)
            self.payments.append(stall.pays(self.distribution, member, cents, cheque))

    def open(self) -> None:
        self.stall.open()
        press(Qt.Key.Key_F9)
        self.stall.settle()

    def receive(self, money: str) -> None:
        """Say what came of the payment that was ticked last."""
        press(Qt.Key.Key_F4)
        write(f"{money}\n")
        self.stall.settle()
        assert self.stall.at().startswith(POINT)

    def ticked(self) -> list[str]:
        """The numbers of the members whose payments are ticked."""
        return sorted(row[1] for row in self.stall.rows(TABLE) if row[0])

    def balances(self) -> list[int]:
        return [self.stall.account(member).balance.cents for member in self.members]


@pytest.fixture
def market(stall: Stall) -> Market:
    return Market(stall)


def test_it_says_what_was_ordered_and_what_waits(market: Market) -> None:
    market.open()

    assert market.stall.says("4 commandes · 73,75\u00a0€    4 paiements · 73,75\u00a0€ en attente")
    assert market.stall.at().startswith(POINT)
    assert market.stall.says("0 sur 4")


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("5508002", "2"),
        ("5508002" + "0" * 24, "2"),
        ("5508002" + "0" * 24 + f"{rlmc_key('5508002' + '0' * 24):02d}", "2"),
        ("12", "12"),
        ("lefevre", "10"),
        ("1", "1"),
    ],
)
def test_a_payment_in_hand_is_ticked_by_whatever_names_it(market: Market, typed: str, number: str) -> None:
    market.open()
    write(f"{typed}\n")

    assert market.ticked() == [number]
    assert market.stall.says("1 sur 4")
    assert market.stall.says("✓")
    assert market.stall.at().startswith(POINT)


def test_the_lines_of_a_reader_that_ends_with_tab_do_not_run_together(market: Market) -> None:
    market.open()
    for cheque in CHEQUES[:3]:
        write(f"{cheque}:021010041908:006617182025")
        press(Qt.Key.Key_Tab)
        market.stall.settle()
    assert len(market.ticked()) == 3
    assert market.stall.at().startswith(POINT)


def test_what_is_ticked_or_unknown_is_said_at_the_field(market: Market) -> None:
    market.open()
    write("5508002\n5508002\n")
    assert market.stall.says("« 5508002 » est déjà pointé.")
    press(Qt.Key.Key_A, CONTROL)
    write("5508999\n")

    assert market.stall.says("« 5508999 » ne correspond à aucun paiement en attente.")
    assert market.ticked() == ["2"]


def test_of_several_payments_the_list_has_the_choice(market: Market) -> None:
    market.stall.pays(market.distribution, market.members[1], 4_00)
    market.open()
    write("petit\n")
    assert market.stall.says("2 paiements : ↓ ou Espace choisit")
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Space)

    assert [row[3] for row in market.stall.rows(TABLE) if row[0]] == ["Liquide"]


def test_those_in_hand_are_validated_and_the_others_stay_open(market: Market) -> None:
    market.open()
    write("5508001\n5508002\n")
    assert market.stall.says("2 · 20,30\u00a0€")
    press(Qt.Key.Key_F6)
    market.stall.settle()

    assert market.balances() == [0, 0, -12_30, -8_00]
    assert "distribution validée, 2 paiements · 53,45\u00a0€" in market.stall.bench.strip.text()
    assert market.stall.says("2 paiements attendent encore")
    assert [row[0] for row in market.stall.rows("Paiements confirmés")] == ["1", "2"]


def test_what_stayed_open_comes_up_at_the_next_one(market: Market) -> None:
    market.stall.validate(market.distribution, *market.payments[:2])
    market.stall.distribution("Marché d'avril", date(2024, 4, 4))
    market.open()

    assert [(row[1], row[8]) for row in market.stall.rows(TABLE)] == [
        ("10", "Marché de mars"),
        ("12", "Marché de mars"),
    ]
    write("5508003\n5508004\n")
    press(Qt.Key.Key_F6)
    market.stall.settle()
    assert market.balances() == [0, 0, 0, 0]


def test_another_amount_is_pointed_out_and_confirmed_knowingly(market: Market) -> None:
    market.open()
    write("5508001\n5508002\n")
    market.receive("30,00")
    assert market.stall.at().startswith(POINT)
    assert [row[7] for row in market.stall.rows(TABLE) if row[7]] == ["−1,00"]
    assert market.stall.says("−1,00\u00a0€ · 1 ligne")
    press(Qt.Key.Key_F6)
    market.stall.settle()
    assert market.stall.says("2 · PETIT Jean : annoncé 31,00\u00a0€, reçu 30,00\u00a0€ (−1,00)")
    assert market.balances() == [-22_45, -31_00, -12_30, -8_00]

    press(Qt.Key.Key_F6)
    market.stall.settle()

    assert market.balances() == [0, -1_00, -12_30, -8_00]
    assert market.stall.says("1 écart · −1,00\u00a0€")


def test_a_reading_that_brings_nothing_new_leaves_the_cell_in_hand(market: Market) -> None:
    market.open()
    write("5508002\n")
    press(Qt.Key.Key_F4)
    write("30,")
    press(Qt.Key.Key_F5)
    market.stall.settle()
    write("00\n")
    market.stall.settle()

    assert [row[7] for row in market.stall.rows(TABLE) if row[7]] == ["−1,00"]
    assert market.ticked() == ["2"]


def test_a_difference_can_be_looked_at_again(market: Market) -> None:
    market.open()
    write("5508002\n")
    market.receive("30,00")
    press(Qt.Key.Key_F6)
    market.stall.settle()
    press(Qt.Key.Key_Escape)
    assert focused() is market.stall.table(TABLE)
    write("31,00\n")
    market.stall.settle()
    press(Qt.Key.Key_F6)
    market.stall.settle()

    assert market.balances()[1] == 0


def test_differences_that_make_up_for_each_other_are_still_differences(market: Market) -> None:
    market.open()
    for cheque, money in (("5508001", "23,45"), ("5508002", "30,00")):
        write(f"{cheque}\n")
        market.receive(money)
    assert market.stall.says("0,00\u00a0€ · 2 lignes")
    press(Qt.Key.Key_F6)
    market.stall.settle()

    assert market.stall.says("(+1,00)")
    assert market.stall.says("(−1,00)")
    assert market.balances()[:2] == [-22_45, -31_00]


def test_space_and_all_at_once(market: Market) -> None:
    market.open()
    press(Qt.Key.Key_Down)
    assert focused() is market.stall.table(TABLE)
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Space)
    assert len(market.ticked()) == 2
    press(Qt.Key.Key_A, CONTROL)
    press(Qt.Key.Key_Space)
    assert len(market.ticked()) == 4
    press(Qt.Key.Key_F3)
    assert market.ticked() == []
    press(Qt.Key.Key_F3)
    press(Qt.Key.Key_F6)
    market.stall.settle()

    assert market.balances() == [0, 0, 0, 0]


def test_nothing_ticked_is_asked_about(market: Market) -> None:
    market.open()
    press(Qt.Key.Key_F6)
    market.stall.settle()
    assert market.stall.says("Aucun paiement n'est pointé. Valider quand même ?")
    press(Qt.Key.Key_F6)
    market.stall.settle()

    assert market.stall.says("4 paiements attendent encore")
    assert market.balances() == [-22_45, -31_00, -12_30, -8_00]


def test_it_is_undone_to_the_cent_and_can_be_done_again(market: Market) -> None:
    before = market.balances()
    market.open()
    write("5508001\n")
    press(Qt.Key.Key_F6)
    market.stall.settle()
    press(Qt.Key.Key_F8)
    assert market.stall.says("écriture contraire")
    press(Qt.Key.Key_Escape)
    assert market.balances() != before
    press(Qt.Key.Key_F8)
    press(Qt.Key.Key_F8)
    market.stall.settle()

    assert market.balances() == before
    assert "validation annulée" in market.stall.bench.strip.text()
    assert len(market.stall.rows(TABLE)) == 4
    assert market.ticked() == []
    assert market.stall.at().startswith(POINT)
    write("5508001\n")
    press(Qt.Key.Key_F6)
    market.stall.settle()
    assert market.balances()[0] == 0


def test_a_validation_that_was_followed_says_why_it_stays(market: Market) -> None:
    market.stall.validate(market.distribution, *market.payments)
    market.stall.validate(market.stall.distribution("Marché de février", date(2024, 2, 5)))
    market.open()
    press(Qt.Key.Key_F8)

    assert "seule la dernière validation du groupe" in market.stall.bench.strip.text()
    assert not button(market.stall.screen, "Annuler la validation").isEnabled()


def test_what_another_workstation_took_back_is_not_validated(market: Market) -> None:
    market.open()
    press(Qt.Key.Key_F3)
    market.stall.withdraw(market.payments[0])
    press(Qt.Key.Key_F6)
    market.stall.settle()

    assert market.stall.says("n'attend plus de confirmation")
    assert len(market.stall.rows(TABLE)) == 3
    assert market.ticked() == ["10", "12", "2"]


def test_an_operator_sees_and_ticks_but_does_not_validate(market: Market) -> None:
    market.stall.open(market.stall.desk.operator)
    press(Qt.Key.Key_F9)
    market.stall.settle()
    press(Qt.Key.Key_F3)
    press(Qt.Key.Key_F6)
    market.stall.settle()

    assert "valider une distribution" in market.stall.bench.strip.text()
    assert not button(market.stall.screen, "Valider").isEnabled()
    assert (
        market.stall.payments.of_member(market.stall.chief, market.members[0].id)[0].state is MemberPaymentState.WAITING
    )


def test_eighty_cheques_in_hand_are_eighty_lines_of_the_reader_and_one_key(stall: Stall) -> None:
    stall.manage()
    distribution = stall.distribution()
    members = [stall.add(NewMember(stall.group.id, str(place), f"ADHÉRENT {place}")) for place in range(1, 81)]
    for place, member in enumerate(members):
        stall.pays(distribution, member, 10_00 + place, f"{5_508_000 + place}")
    stall.open()
    press(Qt.Key.Key_F9)
    stall.settle()
    for place in range(80):
        write(f"{5_508_000 + place}\n")
    press(Qt.Key.Key_F6)
    stall.settle()

    assert [stall.account(member).balance for member in members] == [Money(10_00 + place) for place in range(80)]
    assert len(stall.rows("Paiements confirmés")) == 80


def test_every_method_that_waits_is_validated(stall: Stall) -> None:
    member, *_ = stall.members()
    stall.manage()
    distribution = stall.distribution()
    for method in (GroupMethod.CASH, GroupMethod.TRANSFER, GroupMethod.CARD_ON_SITE):
        stall.pays(distribution, member, 5_00, method=method)
    stall.pays(distribution, member, 5_00, "5508018")
    stall.open()
    press(Qt.Key.Key_F9)
    stall.settle()
    press(Qt.Key.Key_F3)
    press(Qt.Key.Key_F6)
    stall.settle()

    assert stall.account(member).balance == Money(20_00)
    assert stall.account(member).waiting == Money(0)


def test_what_is_asked_stays_while_nothing_has_changed(market: Market) -> None:
    market.open()
    write("5508001\n")
    market.receive("20,00")
    press(Qt.Key.Key_F6)
    market.stall.settle()
    press(Qt.Key.Key_F5)
    market.stall.settle()
    assert market.stall.says("reçu 20,00")
    press(Qt.Key.Key_F6)
    market.stall.settle()
    press(Qt.Key.Key_F8)
    press(Qt.Key.Key_F5)
    market.stall.settle()
    press(Qt.Key.Key_F8)
    market.stall.settle()

    assert market.balances()[0] == -22_45
    assert market.stall.says("4 paiements · 73,75\u00a0€ en attente")
