"""The stops of the walk at a distribution: orders, payments, its validation, and the cards online."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt

from backoffice.domain.people import Actor
from backoffice.services.services import Services
from desktop.hand import press, until_focus, until_rows, until_said, write
from desktop.walk_mail import Shoot

_MEMBER, _POINT = "Adhérent", "Pointer"
_CONFIRMATIONS = "paiement;adherent;montant;date\nCB-1001;1;7,15;04/03/2024\nCB-1002;9999;12,00;04/03/2024\n"


def look_at_distributions(services: Services, who: Actor, own: Path, shoot: Shoot) -> None:
    """A member at the counter of the demo's first group, then a validation; `own` is a folder for files."""
    until_focus(_MEMBER)
    until_rows()
    group, *_ = services.groups.all(who)
    distribution, *_ = services.member_orders.distributions(who, group.id)
    member, *_ = services.groups.members(who, group.id)
    waiting = services.validating.to_validate(who, distribution.id).payments
    _order(member.number, shoot)
    _validate([payment.cheque_number for payment in waiting if payment.cheque_number], shoot)
    _take_confirmations(own, shoot)
    _open_another(shoot)


def _order(number: str, shoot: Shoot) -> None:
    shoot("distribution")
    write(f"{number}\n")
    until_focus("Libellé")
    write("Panier de saison\n24,50\nMiel\n6,80\n\n")
    until_focus("Paiement : Aucun")
    write("c\n")
    until_focus("Montant du paiement")
    write("31,30\n")
    until_focus("N° du chèque")
    write("5508018")
    shoot("distribution-commande")
    write("\n")
    until_said("chèque 5508018")
    until_focus(_MEMBER)
    press(Qt.Key.Key_F3)
    press(Qt.Key.Key_Delete)
    until_said("M-02")
    shoot("distribution-m02")
    press(Qt.Key.Key_F4)
    until_focus("Paiements")
    press(Qt.Key.Key_Delete)
    until_focus("Motif du retrait")
    shoot("distribution-retrait")
    press(Qt.Key.Key_Escape)


def _validate(cheques: Sequence[str], shoot: Shoot) -> None:
    press(Qt.Key.Key_F9)
    until_focus(_POINT)
    until_said("paiements")
    for number in cheques:
        write(f"{number}\n")
        until_said("✓")
    press(Qt.Key.Key_F4)
    write("10,00\n")
    until_focus(_POINT)
    shoot("validation")
    press(Qt.Key.Key_F6)
    until_said("confirmez-les")
    shoot("validation-ecarts")
    press(Qt.Key.Key_F6)
    until_said("attendent encore")
    shoot("validation-faite")
    press(Qt.Key.Key_F8)
    until_said("écriture contraire")
    shoot("validation-annuler")
    press(Qt.Key.Key_Escape)


def _take_confirmations(own: Path, shoot: Shoot) -> None:
    file = own / "confirmations.csv"
    file.write_text(_CONFIRMATIONS, encoding="utf-8")
    press(Qt.Key.Key_F11)
    until_focus("Fichier des confirmations")
    write(f"{file}\n")
    until_said("Rien n'a été pris")
    shoot("cartes-en-ligne-refus")


def _open_another(shoot: Shoot) -> None:
    press(Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    until_focus("Titre")
    write("Panier d'avril")
    shoot("distribution-ouvrir")
    press(Qt.Key.Key_Escape)
    until_focus("Fichier des confirmations")
