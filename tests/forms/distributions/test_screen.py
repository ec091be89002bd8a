"""Choosing a distribution, and opening one."""

from datetime import date
from uuid import uuid4

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QTabBar

from backoffice.domain.group import NewDistribution
from tests.forms.distributions.stall import MEMBER, POINT, Stall
from tests.forms.screen_window import line
from tests.keyboard_driver import hold_enter, press, write

CONTROL = Qt.KeyboardModifier.ControlModifier


def box(stall: Stall, name: str) -> QComboBox:
    [found] = [each for each in stall.screen.findChildren(QComboBox) if each.accessibleName() == name]
    return found


def test_without_a_distribution_it_says_what_to_do_first(stall: Stall) -> None:
    stall.open()

    assert stall.says("Ctrl+N en ouvre une")
    assert not stall.in_sight(MEMBER)


def test_a_distribution_is_opened_by_title_and_date(stall: Stall) -> None:
    stall.members()
    stall.open()
    press(Qt.Key.Key_N, CONTROL)
    assert stall.at() == "Titre"
    write("\n")
    assert stall.says("Titre\u00a0: à remplir pour continuer.")
    write("Panier d'avril\n")
    assert stall.at() == "Date"
    write("040424")
    hold_enter()
    stall.settle()

    (opened,) = stall.orders.distributions(stall.chief, stall.group.id)
    assert (opened.title, opened.held_on) == ("Panier d'avril", date(2024, 4, 4))
    assert box(stall, "Distribution").currentText() == "04/04/2024 · Panier d'avril"
    assert stall.at() == MEMBER
    assert len(stall.rows("Adhérents")) == 4


def test_opening_can_be_given_up(stall: Stall) -> None:
    stall.distribution()
    stall.open()
    press(Qt.Key.Key_N, CONTROL)
    write("Panier")
    press(Qt.Key.Key_Escape)

    assert stall.at() == MEMBER
    assert len(stall.orders.distributions(stall.chief, stall.group.id)) == 1


def test_another_distribution_has_its_own_orders(stall: Stall) -> None:
    member, *_ = stall.members()
    march = stall.distribution()
    stall.distribution("Marché d'avril", date(2024, 4, 4))
    stall.buys(march, member, 22_45)
    stall.open()
    assert box(stall, "Distribution").currentText() == "04/04/2024 · Marché d'avril"
    assert stall.says("4 adhérents · 0 commande · 0,00\u00a0€")
    box(stall, "Distribution").setCurrentIndex(1)
    stall.settle()

    assert stall.says("4 adhérents · 1 commande · 22,45\u00a0€")


def test_another_group_has_its_own_distributions(stall: Stall) -> None:
    stall.distribution()
    other = stall.add_group("Zinc")
    stall.open()
    box(stall, "Groupe").setCurrentText("Zinc")
    stall.settle()
    assert stall.says("Aucune distribution de ce groupe.")
    press(Qt.Key.Key_N, CONTROL)
    write("Vin\n\n")
    stall.settle()

    assert [each.title for each in stall.orders.distributions(stall.chief, other.id)] == ["Vin"]
    assert len(stall.orders.distributions(stall.chief, stall.group.id)) == 1


def test_f5_shows_what_another_workstation_opened_and_keeps_the_choice(stall: Stall) -> None:
    stall.distribution()
    stall.open()
    stall.orders.open(stall.chief, uuid4(), NewDistribution(stall.group.id, "Avril", date(2024, 4, 4)))
    press(Qt.Key.Key_F5)
    stall.settle()

    assert box(stall, "Distribution").count() == 2
    assert box(stall, "Distribution").currentText() == "04/03/2024 · Marché de mars"


def test_the_pages_by_key_and_what_is_typed_stays(stall: Stall) -> None:
    stall.members()
    stall.distribution()
    stall.open()
    stall.find("1")
    write("Panier\n22,45\n")
    press(Qt.Key.Key_F9)
    stall.settle()
    assert stall.at().startswith(POINT)
    assert [tabs.currentIndex() for tabs in stall.screen.findChildren(QTabBar)] == [1]
    press(Qt.Key.Key_F11)
    stall.settle()
    assert stall.at() == "Fichier des confirmations"
    press(Qt.Key.Key_F7)
    stall.settle()

    assert stall.rows("Commande") == [("Panier", "22,45", "à enregistrer")]
    assert line(stall.screen, "Libellé").hasFocus()


def test_payments_ticked_are_not_lost_by_looking_elsewhere(stall: Stall) -> None:
    member, *_ = stall.members()
    stall.manage()
    stall.pays(stall.distribution(), member, 22_45, "5508018")
    stall.open()
    press(Qt.Key.Key_F9)
    stall.settle()
    write("5508018\n")
    assert stall.screen.unsaved() == "1 paiement pointé n'est pas validé."
    press(Qt.Key.Key_F7)
    stall.settle()
    press(Qt.Key.Key_F9)
    stall.settle()

    assert stall.says("1 sur 1")
