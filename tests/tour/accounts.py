"""The stops of the tour at the members' accounts: a group that is added, set up and filled, and its balances."""

from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import Qt

from backoffice.bootstrap import utc_now
from backoffice.domain.group import Group, GroupMethod, NewDistribution
from backoffice.domain.ledger import Member, Opening
from backoffice.domain.member_order import NewLine, OrderForm, PaymentForm
from backoffice.domain.money import Money
from backoffice.domain.people import Actor
from backoffice.french.office_time import office_day
from backoffice.services.services import Services
from tests.tour.demo_window import DemoWindow

_NAME = "Voisins du canal"
"""After those of the demo: the next stop is at the first of them."""
_BALANCES, _SETUP = "Solde des adhérents", "Gestion des paiements activée"
_HEAD = "numero;nom;solde\n"
_MEMBERS = (
    *("1;DURAND Marie;-40,00", "2;PETIT Jean;12,50", "3;ROUX Anne;", "4;BENAÏSSA Zoé;-7,15", "5;ŒUVRARD Noël;63,20"),
    *("6;LE GOFF Yannick;", "7;MOREAU Luc;-18,30", "8;SIMON Paul;5,00", "9;LAURENT Jeanne;", "10;MARTIN Elsa;-52,90"),
    *("11;BERNARD Hugo;31,00", "12;THOMAS Léa;", "13;ROBERT Inès;-3,45", "14;RICHARD Tom;8,80", "15;DUBOIS Nina;"),
)
_WRONG = ("16;GARCIA Ana;douze", "17;;4,00", "1;DUPONT Léon;3,00")


def look_at_accounts(demo: DemoWindow) -> None:
    """The balances of the demo's first group, then a new one, as a supervisor."""
    services, who = demo.services, demo.supervisor
    demo.go_to("Comptes")
    demo.until_at(_BALANCES)
    demo.until_rows()
    demo.shoot("comptes")
    demo.write("-")
    demo.shoot("comptes-dettes")
    demo.write("*")
    _add_group(demo)
    _set_up(demo)
    _take_files(demo)
    group = next(group for group in services.groups.all(who) if group.name == _NAME)
    members = {member.number: member for member in services.groups.members(who, group.id)}
    _order(services, who, group, members["3"])
    demo.press(Qt.Key.Key_F8)
    demo.until_at(_BALANCES)
    demo.press(Qt.Key.Key_F5)
    demo.until_rows()
    demo.until_said("22,45")
    demo.write("3\n")
    demo.until_at("Historique")
    demo.until_said("2 opérations")
    demo.shoot("compte-adherent")
    _open_too_late(demo, members["3"])
    demo.press(Qt.Key.Key_F4)
    demo.until_said("Page 1 / 1")
    demo.shoot("releve")
    demo.press(Qt.Key.Key_Escape)
    demo.press(Qt.Key.Key_Escape)
    demo.until_at(_BALANCES)


def _add_group(demo: DemoWindow) -> None:
    demo.press(Qt.Key.Key_F8)
    demo.until_at(_SETUP)
    demo.press(Qt.Key.Key_F2)
    demo.until_at("Nom du groupe")
    demo.write(f"{_NAME}\n")
    demo.until_at(_SETUP)
    demo.press(Qt.Key.Key_F8)
    demo.until_at(_BALANCES)
    demo.until_said("Aucun adhérent ici.")
    demo.shoot("comptes-vide")
    demo.press(Qt.Key.Key_F8)
    demo.until_at(_SETUP)


def _set_up(demo: DemoWindow) -> None:
    """Payment management of the new group with cheques and cash; then the cagnotte, which is only looked at."""
    demo.until_at(_SETUP)
    demo.press(Qt.Key.Key_Space)
    for name in ("Chèques", "Liquide"):
        demo.press(Qt.Key.Key_Tab)
        demo.until_at(name)
        demo.press(Qt.Key.Key_Space)
    demo.until_said("Les paiements s'enregistrent")
    demo.shoot("groupe-reglages")
    demo.press(Qt.Key.Key_F6)
    demo.until_said("réglages appliqués")
    demo.until_at(_SETUP)
    for _ in range(5):
        demo.press(Qt.Key.Key_Tab)
    demo.until_at("Cagnotte")
    demo.press(Qt.Key.Key_Space)
    demo.until_said("Le compte est crédité avant la commande")
    demo.shoot("groupe-cagnotte")
    demo.press(Qt.Key.Key_Space)


def _take_files(demo: DemoWindow) -> None:
    refused, right = demo.folder / "adherents-faux.csv", demo.folder / "adherents.csv"
    refused.write_text(_HEAD + "\n".join((*_MEMBERS, *_WRONG)), encoding="utf-8")
    right.write_text(_HEAD + "\n".join(_MEMBERS), encoding="utf-8")
    _take(demo, refused)
    demo.until_said("Rien n'a été pris")
    demo.shoot("groupe-refus")
    _take(demo, right)
    demo.until_said("Fichier pris")


def _take(demo: DemoWindow, path: Path) -> None:
    demo.press(Qt.Key.Key_F4)
    demo.until_at("Numéro")
    for _ in range(3):
        demo.press(Qt.Key.Key_Tab)
    demo.until_at("Fichier des soldes")
    demo.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    demo.write(f"{path}\n")
    demo.until_at("Motif")
    demo.write("\n")


def _order(services: Services, who: Actor, group: Group, member: Member) -> None:
    """An order, with cash that waits for its confirmation."""
    today = office_day(utc_now())
    new = NewDistribution(group.id, "Marché de printemps", today)
    distribution = services.member_orders.open(who, uuid4(), new)
    paid = PaymentForm(distribution.id, member.id, GroupMethod.CASH, Money(22_45))
    lines = (NewLine("Panier de légumes", Money(17_15)), NewLine("Œufs", Money(5_30)))
    services.member_orders.add(who, uuid4(), OrderForm(distribution.id, member.id, lines, paid))


def _open_too_late(demo: DemoWindow, member: Member) -> None:
    """*Reprise de solde* of a member whom another workstation has just opened."""
    demo.press(Qt.Key.Key_F6)
    demo.until_at("Solde repris")
    demo.services.balances.open(demo.supervisor, uuid4(), Opening(member.id, Money(-4_00)))
    demo.write("-12,50\n")
    demo.until_said("a déjà une reprise de solde")
    demo.until_said("Une autre la remplace")
    demo.shoot("reprise-refusee")
