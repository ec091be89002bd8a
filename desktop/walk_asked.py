"""The stops of the walk at what the operator is asked, at other cheques, and at a cheque keyed against a stop."""

from PySide6.QtCore import Qt

from desktop.hand import focused, press, until_focus, until_said, write
from desktop.walk_mail import Shoot, find, record_line

_ASKED = "Circulaire, montant, ou les deux"


def ask_for_the_debt(reference: str, figures: str, shoot: Shoot) -> None:
    """Several debts of which the cheque tells none (P-19); the coupon says nothing of it. Up to the words."""
    find(reference)
    write(f"{figures}\n")
    until_focus(_ASKED)
    shoot("dette-demandee")
    write("\n")
    until_focus("Somme en lettres")


def ask_for_the_holder(reference: str, holder: str, shoot: Shoot) -> None:
    """A card that bears nearly the client's name, and is another's (P-16)."""
    find(reference)
    press(Qt.Key.Key_F3)
    until_said("Une lettre coche")
    write("ch")
    until_focus("Autre titulaire")
    write(f"{holder}\n\n")
    until_said("est-il bien le client")
    shoot("titulaire-demande")
    write("n")
    until_said("P-16")
    record_line()
    until_focus("Référence")


def key_an_instalment(number: str, shoot: Shoot) -> None:
    """The other cheque of an instalment, from the number of the first to its record (P-26)."""
    press(Qt.Key.Key_F3)
    until_said("Une lettre coche")
    write("p\n")
    until_focus("N° du chèque")
    write(f"{number}\n")
    until_focus("Montant")
    write("10,00\n9900001\n020524\n")
    until_said("n° 9900001")
    write("12,50\n9900002\n")
    shoot("autres-cheques")
    write("020624\n")
    until_said("n° 9900002")
    write("\n\n")
    until_focus("N° du chèque")
    write("\n")
    until_focus("Référence")


def key_against_a_stop(number: str, shoot: Shoot) -> None:
    """A cheque in green ink that is keyed all the same, with a reason; from the number (P-24)."""
    press(Qt.Key.Key_F3)
    until_said("Une lettre coche")
    write("v\n")
    until_said("P-24")
    press(Qt.Key.Key_F8)
    until_said("Pourquoi s'en écarter")
    write("n")
    until_said("Encaisser le chèque")
    shoot("saisir-quand-meme")
    write("\n\n")
    until_focus("Pourquoi s'en écarter")
    write("encre bleue en fait\n")
    if not focused().accessibleName().startswith("Référence"):
        until_focus("N° du chèque")
        write(f"{number}\n")
    until_focus("Référence")
