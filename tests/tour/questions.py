"""The stops of the tour at what the operator is asked, at other cheques, and at a cheque keyed against a stop."""

from PySide6.QtCore import Qt

from tests.tour.demo_window import DemoWindow
from tests.tour.mail import find, record_line

_ASKED = "Circulaire, montant, ou les deux"


def ask_for_the_debt(demo: DemoWindow, reference: str, figures: str) -> None:
    """Several debts of which the cheque tells none (P-19); the coupon says nothing of it. Up to the words."""
    find(demo, reference)
    demo.write(f"{figures}\n")
    demo.until_at(_ASKED)
    demo.shoot("dette-demandee")
    demo.write("\n")
    demo.until_at("Somme en lettres")


def ask_for_the_holder(demo: DemoWindow, reference: str, holder: str) -> None:
    """A card that bears nearly the client's name, and is another's (P-16)."""
    find(demo, reference)
    demo.press(Qt.Key.Key_F3)
    demo.until_said("Une lettre coche")
    demo.write("ch")
    demo.until_at("Autre titulaire")
    demo.write(f"{holder}\n\n")
    demo.until_said("est-il bien le client")
    demo.shoot("titulaire-demande")
    demo.write("n")
    demo.until_said("P-16")
    record_line(demo)
    demo.until_at("Référence")


def key_an_instalment(demo: DemoWindow, number: str) -> None:
    """The other cheque of an instalment, from the number of the first to its record (P-26)."""
    demo.press(Qt.Key.Key_F3)
    demo.until_said("Une lettre coche")
    demo.write("p\n")
    demo.until_at("N° du chèque")
    demo.write(f"{number}\n")
    demo.until_at("Montant")
    demo.write("10,00\n9900001\n020524\n")
    demo.until_said("n° 9900001")
    demo.write("12,50\n9900002\n")
    demo.shoot("autres-cheques")
    demo.write("020624\n")
    demo.until_said("n° 9900002")
    demo.write("\n\n")
    demo.until_at("N° du chèque")
    demo.write("\n")
    demo.until_at("Référence")


def key_against_a_stop(demo: DemoWindow, number: str) -> None:
    """A cheque in green ink that is keyed all the same, with a reason; from the number (P-24)."""
    demo.press(Qt.Key.Key_F3)
    demo.until_said("Une lettre coche")
    demo.write("v\n")
    demo.until_said("P-24")
    demo.press(Qt.Key.Key_F8)
    demo.until_said("Pourquoi s'en écarter")
    demo.write("n")
    demo.until_said("Encaisser le chèque")
    demo.shoot("saisir-quand-meme")
    demo.write("\n\n")
    demo.until_at("Pourquoi s'en écarter")
    demo.write("encre bleue en fait\n")
    demo.until(lambda: demo.is_at("Référence") or demo.is_at("N° du chèque"), "the next coupon, or the number")
    if demo.is_at("N° du chèque"):
        demo.write(f"{number}\n")
    demo.until_at("Référence")
