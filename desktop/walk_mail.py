"""The stops of the walk at mail that is more than a cheque, and at actions on a client's file."""

from collections.abc import Callable

from PySide6.QtCore import Qt

from desktop.hand import press, until_focus, until_rows, until_said, write

Shoot = Callable[[str], None]
"""Takes a picture, by its name."""


def meet_a_contradiction(reference: str, shoot: Shoot) -> None:
    """A card and a refusal at once; then neither of them but a death, which is recorded (P-41)."""
    find(reference)
    press(Qt.Key.Key_F3)
    until_said("Une lettre coche")
    write("cr")
    until_said("Un refus de payer n'accompagne pas un paiement")
    shoot("contradiction")
    write("rccd")
    until_said("2.8 Stop relance")
    shoot("deces")
    write("\n")
    record_line()
    until_focus("Référence")


def set_aside(reference: str) -> None:
    """Mail of a client who has no invoice, in a batch AVEC FACTURE (P-29)."""
    write(f"{reference}\n")
    until_said("Mettre de côté pour un lot SANS FACTURE")
    record_line()
    until_focus("Référence")


def look_at_what_was_set_aside(shoot: Shoot) -> None:
    """From the batches to a new one SANS FACTURE, and back."""
    write("n")
    until_focus("Date d'arrivée courrier")
    press(Qt.Key.Key_Tab)
    until_focus("Facture")
    press(Qt.Key.Key_Right)
    until_focus("Facture : SANS FACTURE")
    write("\n")
    until_focus("Référence")
    until_rows()
    shoot("mis-de-cote")
    _record_unknown(shoot)
    press(Qt.Key.Key_Escape)
    until_focus("Lots")


def _record_unknown(shoot: Shoot) -> None:
    """Mail whose client is not found: what could be read of it, twice (P-05)."""
    for reference, name in (("J 121 90909090", "Mme DUR"), ("K 130 80808080", "M. MOREAU, Lyon ?")):
        write(f"{reference}\n")
        until_said("Introuvable quand même")
        press(Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
        until_focus("Nom, tel qu'il se lit")
        write(f"{name}\n")
        until_focus("Ce qui aiderait")
        if reference.startswith("K"):
            until_rows()
            shoot("client-introuvable")
        press(Qt.Key.Key_F6)
        until_focus("Référence")


def act_on_a_file(reference: str, shoot: Shoot) -> None:
    """The action codes, and one of them."""
    find(reference)
    press(Qt.Key.Key_F11)
    until_said("Codes d'action")
    shoot("codes")
    press(Qt.Key.Key_Escape)
    until_focus("Montant")
    type_code("2.6", "Commentaire", shoot, "commentaire")


def type_code(code: str, field: str, shoot: Shoot, picture: str) -> None:
    """Type an action's code on the file in sight, up to the panel's first field; then back, and out of the file."""
    press(Qt.Key.Key_Escape)
    until_focus("Référence")
    write(f"{code}\n")
    until_focus(field)
    shoot(picture)
    press(Qt.Key.Key_Escape)
    until_focus("Montant")
    press(Qt.Key.Key_F2)
    until_focus("Référence")


def look_at_clients(reference: str, shoot: Shoot) -> None:
    """A client's file and an action on it, without a batch."""
    until_focus("Référence")
    shoot("clients")
    write(f"{reference}\n")
    until_focus("Factures en attente")
    until_rows()
    shoot("clients-dossier")
    write("2.6")
    until_focus("Commentaire")
    shoot("clients-action")
    press(Qt.Key.Key_Escape)
    until_focus("Factures en attente")


def record_line() -> None:
    """Enter on the line that says what will happen, once it was there to be read."""
    until_said("⏎ enregistrer")
    write("\n")


def find(reference: str) -> None:
    """Open a client's file; the decision waits for the amount of a cheque."""
    write(f"{reference}\n")
    until_said("Elle vient avec le montant")
