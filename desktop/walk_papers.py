"""The stops of the walk at *Tri* and *Bordereaux*."""

from PySide6.QtCore import Qt

from desktop.hand import go_to, press, until_focus, until_rows, until_said, write
from desktop.walk_mail import Shoot

_FIRST_PAGE = "Page 1 / 1"
_UNKNOWN = "J 998 72629582"


def sort_mail(shoot: Shoot) -> None:
    """A piece for each pile, and the slip of one (P-01, P-03)."""
    go_to("Tri")
    until_focus("Référence, circulaire")
    write("K 345 00123\nQCU2\nJ 121 52134466\n")
    shoot("tri")
    press(Qt.Key.Key_F8)
    until_said(_FIRST_PAGE)
    shoot("tri-bordereau")


def sort_unknown(shoot: Shoot) -> None:
    """At *Tri*, a piece of a partner whom nobody knows."""
    write(f"{_UNKNOWN}\n")
    until_said("n'est connu de personne")
    shoot("tri-partenaire-inconnu")


def look_at_slips(shoot: Shoot) -> None:
    """Those that were printed, those that wait, and the mail without a client."""
    go_to("Bordereaux")
    until_rows()
    press(Qt.Key.Key_F6)
    until_said(_FIRST_PAGE)
    shoot("bordereaux")
    press(Qt.Key.Key_F8)
    until_said("à imprimer")
    shoot("a-imprimer")
    press(Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    until_rows()
    shoot("sans-client")
