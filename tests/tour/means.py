"""The stops of the tour at a coupon with a card, and at *Changement MDR*."""

from PySide6.QtCore import Qt

from tests.tour.demo_window import DemoWindow
from tests.tour.mail import find, type_code

_CARD, _EXPIRY = "4970100000000154", "0530"
"""A number that processors publish for trials."""


def key_a_card(demo: DemoWindow, reference: str) -> None:
    """*Refacturation* on a card, from its number to *Enregistrer* (P-50)."""
    find(demo, reference)
    demo.press(Qt.Key.Key_F3)
    demo.until_said("Une lettre coche")
    demo.write("c\n")
    demo.until_at("N° de carte")
    demo.write(_CARD)
    demo.until_at("Mois et année")
    demo.shoot("carte")
    demo.write(f"{_EXPIRY}\n")
    demo.until_said("•••• 0154")
    demo.shoot("carte-affectee")
    demo.write("\n")
    demo.until_at("Référence")


def change_a_method(demo: DemoWindow, reference: str) -> None:
    """2.4 on a client's file."""
    find(demo, reference)
    type_code(demo, "2.4", "Changement MDR", "changement-mdr")
