"""The stops of the tour at mail that is more than a cheque, and at actions on a client's file."""

from PySide6.QtCore import Qt

from tests.tour.demo_window import DemoWindow


def meet_a_contradiction(demo: DemoWindow, reference: str) -> None:
    """A card and a refusal at once; then neither of them but a death, which is recorded (P-41)."""
    find(demo, reference)
    demo.press(Qt.Key.Key_F3)
    demo.until_said("Une lettre coche")
    demo.write("cr")
    demo.until_said("Un refus de payer n'accompagne pas un paiement")
    demo.shoot("contradiction")
    demo.write("rccd")
    demo.until_said("2.8 Stop relance")
    demo.shoot("deces")
    demo.write("\n")
    record_line(demo)
    demo.until_at("Référence")


def set_aside(demo: DemoWindow, reference: str) -> None:
    """Mail of a client who has no invoice, in a batch AVEC FACTURE (P-29)."""
    demo.write(f"{reference}\n")
    demo.until_said("Mettre de côté pour un lot SANS FACTURE")
    record_line(demo)
    demo.until_at("Référence")


def look_at_what_was_set_aside(demo: DemoWindow) -> None:
    """From the batches to a new one SANS FACTURE, and back."""
    demo.write("n")
    demo.until_at("Date d'arrivée courrier")
    demo.press(Qt.Key.Key_Tab)
    demo.until_at("Facture")
    demo.press(Qt.Key.Key_Right)
    demo.until_at("Facture : SANS FACTURE")
    demo.write("\n")
    demo.until_at("Référence")
    demo.until_rows()
    demo.shoot("mis-de-cote")
    _record_unknown(demo)
    demo.press(Qt.Key.Key_Escape)
    demo.until_at("Lots")


def _record_unknown(demo: DemoWindow) -> None:
    """Mail whose client is not found: what could be read of it, twice (P-05)."""
    for reference, name in (("J 121 90909090", "Mme DUR"), ("K 130 80808080", "M. MOREAU, Lyon ?")):
        demo.write(f"{reference}\n")
        demo.until_said("Introuvable quand même")
        demo.press(Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
        demo.until_at("Nom, tel qu'il se lit")
        demo.write(f"{name}\n")
        demo.until_at("Ce qui aiderait")
        if reference.startswith("K"):
            demo.until_rows()
            demo.shoot("client-introuvable")
        demo.press(Qt.Key.Key_F6)
        demo.until_at("Référence")


def act_on_a_file(demo: DemoWindow, reference: str) -> None:
    """The action codes, and one of them."""
    find(demo, reference)
    demo.press(Qt.Key.Key_F11)
    demo.until_said("Codes d'action")
    demo.shoot("codes")
    demo.press(Qt.Key.Key_Escape)
    demo.until_at("Montant")
    type_code(demo, "2.6", "Commentaire", "commentaire")


def type_code(demo: DemoWindow, code: str, field: str, picture: str) -> None:
    """Type an action's code on the file in sight, up to the panel's first field; then back, and out of the file."""
    demo.press(Qt.Key.Key_Escape)
    demo.until_at("Référence")
    demo.write(f"{code}\n")
    demo.until_at(field)
    demo.shoot(picture)
    demo.press(Qt.Key.Key_Escape)
    demo.until_at("Montant")
    demo.press(Qt.Key.Key_F2)
    demo.until_at("Référence")


def look_at_clients(demo: DemoWindow, reference: str) -> None:
    """A client's file and an action on it, without a batch."""
    demo.go_to("Clients")
    demo.until_at("Référence")
    demo.shoot("clients")
    demo.write(f"{reference}\n")
    demo.until_at("Factures en attente")
    demo.until_rows()
    demo.shoot("clients-dossier")
    demo.write("2.6")
    demo.until_at("Commentaire")
    demo.shoot("clients-action")
    demo.press(Qt.Key.Key_Escape)
    demo.until_at("Factures en attente")


def record_line(demo: DemoWindow) -> None:
    """Enter on the line that says what will happen, once it was there to be read."""
    demo.until_said("⏎ enregistrer")
    demo.write("\n")


def find(demo: DemoWindow, reference: str) -> None:
    """Open a client's file; the decision waits for the amount of a cheque."""
    demo.write(f"{reference}\n")
    demo.until_said("Elle vient avec le montant")
