"""The stops of the walk at the members' accounts: a group that is added, set up and filled, and its balances."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import Qt

from backoffice.domain.group import Group, GroupMethod, NewDistribution
from backoffice.domain.ledger import Member, Opening
from backoffice.domain.member_order import NewLine, OrderForm, PaymentForm
from backoffice.domain.money import Money
from backoffice.domain.people import Actor
from backoffice.services.services import Services
from desktop.hand import press, until_focus, until_rows, until_said, write
from desktop.walk_mail import Shoot

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


def look_at_accounts(services: Services, who: Actor, own: Path, shoot: Shoot) -> None:
    """The balances of the demo's first group, then a new one; `who` keeps them, `own` is a folder for files."""
    until_focus(_BALANCES)
    until_rows()
    shoot("comptes")
    write("-")
    shoot("comptes-dettes")
    write("*")
    _add_group(shoot)
    _set_up(shoot)
    _take_files(own, shoot)
    group = next(group for group in services.groups.all(who) if group.name == _NAME)
    members = {member.number: member for member in services.groups.members(who, group.id)}
    _order(services, who, group, members["3"])
    press(Qt.Key.Key_F8)
    until_focus(_BALANCES)
    press(Qt.Key.Key_F5)
    until_rows()
    until_said("22,45")
    write("3\n")
    until_focus("Historique")
    until_said("2 opérations")
    shoot("compte-adherent")
    _open_too_late(lambda: _open_elsewhere(services, who, members["3"]), shoot)
    press(Qt.Key.Key_F4)
    until_said("Page 1 / 1")
    shoot("releve")
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_Escape)
    until_focus(_BALANCES)


def _add_group(shoot: Shoot) -> None:
    press(Qt.Key.Key_F8)
    until_focus(_SETUP)
    press(Qt.Key.Key_F2)
    until_focus("Nom du groupe")
    write(f"{_NAME}\n")
    until_focus(_SETUP)
    press(Qt.Key.Key_F8)
    until_focus(_BALANCES)
    until_said("Aucun adhérent ici.")
    shoot("comptes-vide")
    press(Qt.Key.Key_F8)
    until_focus(_SETUP)


def _set_up(shoot: Shoot) -> None:
    """Payment management of the new group with cheques and cash; then the cagnotte, which is only looked at."""
    until_focus(_SETUP)
    press(Qt.Key.Key_Space)
    for name in ("Chèques", "Liquide"):
        press(Qt.Key.Key_Tab)
        until_focus(name)
        press(Qt.Key.Key_Space)
    until_said("Les paiements s'enregistrent")
    shoot("groupe-reglages")
    press(Qt.Key.Key_F6)
    until_said("réglages appliqués")
    until_focus(_SETUP)
    for _ in range(5):
        press(Qt.Key.Key_Tab)
    until_focus("Cagnotte")
    press(Qt.Key.Key_Space)
    until_said("Le compte est crédité avant la commande")
    shoot("groupe-cagnotte")
    press(Qt.Key.Key_Space)


def _take_files(own: Path, shoot: Shoot) -> None:
    refused, right = own / "adherents-faux.csv", own / "adherents.csv"
    refused.write_text(_HEAD + "\n".join((*_MEMBERS, *_WRONG)), encoding="utf-8")
    right.write_text(_HEAD + "\n".join(_MEMBERS), encoding="utf-8")
    _take(refused)
    until_said("Rien n'a été pris")
    shoot("groupe-refus")
    _take(right)
    until_said("Fichier pris")


def _take(path: Path) -> None:
    press(Qt.Key.Key_F4)
    until_focus("Numéro")
    for _ in range(3):
        press(Qt.Key.Key_Tab)
    until_focus("Fichier des soldes")
    press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    write(f"{path}\n")
    until_focus("Motif")
    write("\n")


def _order(services: Services, who: Actor, group: Group, member: Member) -> None:
    """An order, with cash that waits for its confirmation."""
    today = datetime.now(UTC).date()
    new = NewDistribution(group.id, "Marché de printemps", today)
    distribution = services.member_orders.open(who, uuid4(), new)
    paid = PaymentForm(distribution.id, member.id, GroupMethod.CASH, Money(22_45))
    lines = (NewLine("Panier de légumes", Money(17_15)), NewLine("Œufs", Money(5_30)))
    services.member_orders.add(who, uuid4(), OrderForm(distribution.id, member.id, lines, paid))


def _open_elsewhere(services: Services, who: Actor, member: Member) -> None:
    services.balances.open(who, uuid4(), Opening(member.id, Money(-4_00)))


def _open_too_late(meanwhile: Callable[[], None], shoot: Shoot) -> None:
    """*Reprise de solde* of a member whom another workstation has just opened."""
    press(Qt.Key.Key_F6)
    until_focus("Solde repris")
    meanwhile()
    write("-12,50\n")
    until_said("a déjà une reprise de solde")
    until_said("Une autre la remplace")
    shoot("reprise-refusee")
