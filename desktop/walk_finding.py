"""The stops of the walk where clients are looked for without a batch: *Tri* and *Clients*."""

from PySide6.QtCore import Qt

from desktop.hand import press, until_focus, until_rows, until_said, write
from desktop.walk_mail import Shoot

_UNKNOWN = "J 998 72629582"


def sort_unknown(shoot: Shoot) -> None:
    """At *Tri*, a piece of a partner whom nobody knows."""
    write(f"{_UNKNOWN}\n")
    until_said("n'est connu de personne")
    shoot("tri-partenaire-inconnu")


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
