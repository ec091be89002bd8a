"""The stops of the walk at a coupon with a card, and at *Changement MDR*."""

from PySide6.QtCore import Qt

from desktop.hand import press, until_focus, until_said, write
from desktop.walk_mail import Shoot, find, type_code

_CARD, _EXPIRY = "4970100000000154", "0530"
"""A number that processors publish for trials."""


def key_a_card(reference: str, shoot: Shoot) -> None:
    """*Refacturation* on a card, from its number to *Enregistrer* (P-50)."""
    find(reference)
    press(Qt.Key.Key_F3)
    until_said("Une lettre coche")
    write("c\n")
    until_focus("N° de carte")
    write(_CARD)
    until_focus("Mois et année")
    shoot("carte")
    write(f"{_EXPIRY}\n")
    until_said("•••• 0154")
    shoot("carte-affectee")
    write("\n")
    until_focus("Référence")


def change_a_method(reference: str, shoot: Shoot) -> None:
    """2.4 on a client's file."""
    find(reference)
    type_code("2.4", "Changement MDR", shoot, "changement-mdr")
