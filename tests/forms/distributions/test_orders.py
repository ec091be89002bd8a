"""*Commandes et paiements* by keys: one member after the other, and what the books then say."""

from uuid import UUID

import pytest
from PySide6.QtCore import Qt

from backoffice.domain.cheque_number import rlmc_key
from backoffice.domain.errors import Fault, Unavailable
from backoffice.domain.group import GroupMethod
from backoffice.domain.member_order import MemberOrder, MemberPaymentState, OrderForm
from backoffice.domain.money import Money
from backoffice.domain.people import Actor
from backoffice.services.members.orders import MemberOrders
from tests.forms.distributions.stall import CHEQUE, LABEL, MEMBER, PAID, Stall
from tests.forms.screen_window import button, line
from tests.keyboard_driver import focused, hold_enter, press, write

LINE = "5508018" + "0" * 24


class Forgetful(MemberOrders):
    """Records, and then the answer of the first order is lost."""

    lost = False

    def add(self, who: Actor, key: UUID, form: OrderForm) -> MemberOrder:
        answer = super().add(who, key, form)
        if not self.lost:
            self.lost = True
            raise Unavailable(Fault.DATABASE_UNREACHABLE)
        return answer


def test_a_member_is_found_by_number_before_what_begins_so(stall: Stall) -> None:
    stall.members()
    stall.distribution()
    stall.open()
    assert stall.at() == MEMBER

    write("1")
    assert [row[0] for row in stall.rows("Adhérents")] == ["1", "10", "12"]
    write("\n")
    stall.settle()

    assert stall.says("1 · DURAND Marie")
    assert stall.at() == LABEL
    assert len(stall.rows("Adhérents")) == 4


@pytest.mark.parametrize(
    ("typed", "name"), [("lefevre a", "LEFÈVRE Anne"), ("jean", "PETIT Jean"), ("12", "MARTIN Zoé")]
)
def test_a_member_is_found_by_the_beginnings_of_their_names(stall: Stall, typed: str, name: str) -> None:
    stall.members()
    stall.distribution()
    stall.open()
    stall.find(typed)

    assert stall.says(name)
    assert stall.at() == LABEL


def test_a_member_who_is_not_there_is_said_at_the_field(stall: Stall) -> None:
    stall.members()
    stall.distribution()
    stall.open()
    stall.find("dupont")

    assert stall.says("Aucun adhérent ne correspond à « dupont ».")
    assert stall.at() == MEMBER


def test_lines_and_the_payment_with_them_are_one_gesture(stall: Stall) -> None:
    member, *_ = stall.members()
    stall.manage()
    distribution = stall.distribution()
    stall.open()
    stall.find("1")
    write("Panier\n22,45\nMiel\n6.80\n\n")
    assert stall.at().startswith("Paiement : Aucun")
    write("c\n")
    assert line(stall.screen, PAID).text() == "29,25"
    write("\n5508018\n")
    stall.settle()

    order = stall.orders.of_member(stall.chief, distribution.id, member.id)
    assert [(each.label, each.amount.cents) for each in order.lines] == [("Panier", 22_45), ("Miel", 6_80)]
    (payment,) = stall.payments.of_member(stall.chief, member.id)
    assert (payment.method, payment.expected, payment.cheque_number) == (GroupMethod.CHEQUE, Money(29_25), "5508018")
    assert payment.state is MemberPaymentState.WAITING
    assert "2 lignes · 29,25\u00a0€ ; chèque 5508018 de 29,25\u00a0€, à confirmer" in stall.bench.strip.text()
    assert stall.says("Solde −29,25\u00a0€ · 29,25\u00a0€ en attente")
    assert stall.at() == MEMBER
    assert line(stall.screen, LABEL).text() == ""
    assert stall.rows("Adhérents")[0] == ("1", "DURAND Marie", "29,25", "−29,25")


@pytest.mark.parametrize(
    ("letter", "method"),
    [("l", GroupMethod.CASH), ("v", GroupMethod.TRANSFER), ("b", GroupMethod.CARD_ON_SITE)],
)
def test_a_payment_alone_by_the_letter_of_its_method(stall: Stall, letter: str, method: GroupMethod) -> None:
    member, *_ = stall.members()
    stall.manage()
    distribution = stall.distribution()
    stall.buys(distribution, member, 22_45)
    stall.open()
    stall.find("1")
    write(f"\n{letter}\n\n")
    stall.settle()

    (payment,) = stall.payments.of_member(stall.chief, member.id)
    assert (payment.method, payment.expected.cents) == (method, 22_45)
    assert [row[1] for row in stall.rows("Paiements")] == [button_words(method)]


def test_a_line_from_the_reader_is_enough_for_a_cheque(stall: Stall) -> None:
    member, *_ = stall.members()
    stall.manage()
    stall.distribution()
    stall.open()
    stall.find("1")
    write(f"\nc\n10\n{LINE}{(rlmc_key(LINE) + 1) % 97:02d}\n")
    stall.settle()
    assert stall.payments.of_member(stall.chief, member.id) == ()
    assert stall.at() == CHEQUE

    press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    write(f"{LINE}{rlmc_key(LINE):02d}\n")
    stall.settle()

    (payment,) = stall.payments.of_member(stall.chief, member.id)
    assert payment.cheque_number == "5508018"


def test_where_payments_are_not_managed_none_is_asked_and_lines_come_off(stall: Stall) -> None:
    member, *_ = stall.members()
    distribution = stall.distribution()
    stall.buys(distribution, member, 22_45)
    stall.open()
    stall.find("1")
    assert not stall.in_sight("Paiement : Aucun  A")
    write("Miel\n6,80\n\n")
    stall.settle()
    assert stall.account(member).balance == Money(-29_25)

    press(Qt.Key.Key_F3)
    press(Qt.Key.Key_Delete)
    stall.settle()

    assert stall.account(member).balance == Money(-6_80)
    assert "Panier, 22,45\u00a0€, ligne retirée" in stall.bench.strip.text()
    assert stall.rows("Commande")[0][2].startswith("retirée · ")


def test_with_payment_management_nothing_comes_off_and_it_says_why(stall: Stall) -> None:
    member, *_ = stall.members()
    stall.manage()
    distribution = stall.distribution()
    stall.buys(distribution, member, 22_45)
    stall.open()
    stall.find("1")
    press(Qt.Key.Key_F3)
    press(Qt.Key.Key_Delete)
    stall.settle()

    assert stall.says("rien ne se retire d'une commande")
    assert stall.says("(M-02)")
    assert stall.account(member).balance == Money(-22_45)


def test_a_cagnotte_that_is_short_refuses_with_what_is_missing(stall: Stall) -> None:
    member, *_ = stall.members()
    stall.manage(GroupMethod.CAGNOTTE)
    stall.distribution()
    stall.has(member, 20_00)
    stall.open()
    stall.find("1")
    assert stall.says("Cagnotte : la commande se prend sur le solde")
    write("Panier\n22,45\n\n\n")
    stall.settle()

    assert stall.says("il manque 2,45\u00a0€ pour cette commande")
    assert stall.rows("Commande") == [("Panier", "22,45", "à enregistrer")]
    assert stall.account(member).balance == Money(20_00)
    press(Qt.Key.Key_F3)
    press(Qt.Key.Key_Delete)
    assert stall.rows("Commande") == []
    press(Qt.Key.Key_F2)
    stall.find("1")
    write("Miel\n6,80\n\n\n")
    stall.settle()
    assert stall.account(member).balance == Money(13_20)


def test_a_cheque_that_looks_recorded_already_is_recorded_knowingly(stall: Stall) -> None:
    member, *_ = stall.members()
    stall.manage()
    distribution = stall.distribution()
    stall.pays(distribution, member, 22_45, "5508018")
    stall.open()
    stall.find("1")
    write("\nc\n22,45\n5508018\n")
    stall.settle()
    assert stall.says("semble déjà enregistré")
    assert len(stall.payments.of_member(stall.chief, member.id)) == 1
    press(Qt.Key.Key_Escape)
    assert not stall.says("semble déjà enregistré")
    assert stall.at() == CHEQUE

    write("\n")
    stall.settle()
    press(Qt.Key.Key_F6)
    stall.settle()

    assert len(stall.payments.of_member(stall.chief, member.id)) == 2
    assert not stall.says("semble déjà enregistré")


def test_a_held_enter_records_once(stall: Stall) -> None:
    member, *_ = stall.members()
    stall.manage()
    stall.distribution()
    stall.open()
    stall.find("1")
    write("\nl\n")
    write("10")
    hold_enter()
    stall.settle()

    assert len(stall.payments.of_member(stall.chief, member.id)) == 1


def test_the_next_member_is_typed_while_the_first_is_recorded(stall: Stall) -> None:
    first, second, *_ = stall.members()
    stall.manage()
    stall.distribution()
    stall.open()
    stall.find("1")
    write("\nl\n10\n2\n")
    stall.settle()
    assert stall.says("2 · PETIT Jean")
    assert stall.at() == LABEL
    write("\nl\n5\n")
    stall.settle()

    assert [len(stall.payments.of_member(stall.chief, each.id)) for each in (first, second)] == [1, 1]


def test_after_a_lost_answer_everything_is_still_there_and_counts_once(stall: Stall) -> None:
    member, *_ = stall.members()
    stall.manage()
    stall.orders = Forgetful(stall.desk.office)
    distribution = stall.distribution()
    stall.open()
    stall.find("1")
    write("Panier\n22,45\n\n\n")
    stall.settle()
    assert stall.rows("Commande")[-1][2] == "à enregistrer"
    assert stall.screen.unsaved().startswith("La saisie pour 1 · DURAND Marie")

    press(Qt.Key.Key_F6)
    stall.settle()

    order = stall.orders.of_member(stall.chief, distribution.id, member.id)
    assert [each.amount.cents for each in order.lines] == [22_45]
    assert stall.screen.unsaved() == ""


def test_another_member_waits_until_what_is_typed_is_recorded_or_given_up(stall: Stall) -> None:
    stall.members()
    stall.distribution()
    stall.open()
    stall.find("1")
    write("Panier\n22,45\n")
    stall.find("2")
    assert stall.says("La saisie pour 1 · DURAND Marie n'est pas enregistrée. F6 l'enregistre, Échap l'efface.")
    assert stall.at() == LABEL
    assert not stall.can_choose("Distribution")
    press(Qt.Key.Key_Escape)
    stall.find("2")

    assert stall.says("2 · PETIT Jean")
    assert stall.rows("Commande") == []
    assert stall.can_choose("Distribution")


def test_a_line_is_asked_for_until_it_is_complete(stall: Stall) -> None:
    stall.members()
    stall.distribution()
    stall.open()
    stall.find("1")
    write("Panier\n\n")
    assert stall.says("Montant : à remplir pour continuer.".replace(" :", "\u00a0:"))
    write("0\n")
    assert stall.says("Le montant doit être supérieur à zéro.")
    press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    write("22,45")
    press(Qt.Key.Key_F6)
    stall.settle()

    assert "1 ligne · 22,45" in stall.bench.strip.text()


def test_a_waiting_payment_is_taken_back_with_a_reason(stall: Stall) -> None:
    member, *_ = stall.members()
    stall.manage()
    distribution = stall.distribution()
    stall.pays(distribution, member, 22_45, "5508018")
    stall.open()
    stall.find("1")
    press(Qt.Key.Key_F4)
    press(Qt.Key.Key_Delete)
    write("\n")
    assert stall.says("Motif du retrait\u00a0: à remplir pour continuer.")
    write("repris par l'adhérent".replace("é", "e"))
    write("\n")
    stall.settle()

    (payment,) = stall.payments.of_member(stall.chief, member.id)
    assert payment.state is MemberPaymentState.WITHDRAWN
    assert [row[5] for row in stall.rows("Paiements")] == ["RETIRÉ"]
    assert stall.at() == MEMBER
    press(Qt.Key.Key_F4)
    press(Qt.Key.Key_Delete)
    assert "déjà retiré" in stall.bench.strip.text()


def test_a_withdrawal_can_be_thought_better_of(stall: Stall) -> None:
    member, *_ = stall.members()
    stall.manage()
    stall.pays(stall.distribution(), member, 22_45, "5508018")
    stall.open()
    stall.find("1")
    press(Qt.Key.Key_F4)
    press(Qt.Key.Key_Delete)
    press(Qt.Key.Key_Escape)

    assert focused() is stall.table("Paiements")
    assert stall.payments.of_member(stall.chief, member.id)[0].state is MemberPaymentState.WAITING


def test_a_validated_distribution_takes_nothing_and_says_so(stall: Stall) -> None:
    stall.members()
    stall.manage()
    stall.validate(stall.distribution())
    stall.open()
    stall.find("1")

    assert stall.says("Cette distribution est validée")
    assert not line(stall.screen, LABEL).isEnabled()
    assert not button(stall.screen, "Enregistrer").isEnabled()
    press(Qt.Key.Key_F6)
    assert "elle ne prend plus ni commande ni paiement" in stall.bench.strip.text()


def test_what_another_workstation_changes_is_there_after_f5(stall: Stall) -> None:
    member, *_ = stall.members()
    distribution = stall.distribution()
    stall.open()
    stall.find("1")
    write("Miel")
    stall.buys(distribution, member, 5_00)
    press(Qt.Key.Key_F5)
    stall.settle()

    assert stall.says("Solde −5,00\u00a0€")
    assert line(stall.screen, LABEL).text() == "Miel"


def button_words(method: GroupMethod) -> str:
    return {
        GroupMethod.CASH: "Liquide",
        GroupMethod.TRANSFER: "Virement",
        GroupMethod.CARD_ON_SITE: "Carte sur place",
    }[method]
