"""The stops of the tour at *Tri* and *Bordereaux*."""

from PySide6.QtCore import Qt

from tests.tour.demo_window import DemoWindow

_FIRST_PAGE = "Page 1 / 1"
_UNKNOWN = "J 998 72629582"


def sort_mail(demo: DemoWindow) -> None:
    """A piece for each pile, and the slip of one (P-01, P-03)."""
    demo.go_to("Tri")
    demo.until_at("Référence, circulaire")
    demo.write("K 345 00123\nQCU2\nJ 121 52134466\n")
    demo.shoot("tri")
    demo.press(Qt.Key.Key_F8)
    demo.until_said(_FIRST_PAGE)
    demo.shoot("tri-bordereau")


def sort_unknown(demo: DemoWindow) -> None:
    """At *Tri*, a piece of a partner whom nobody knows."""
    demo.go_to("Tri")
    demo.until_at("Référence, circulaire")
    demo.write(f"{_UNKNOWN}\n")
    demo.until_said("n'est connu de personne")
    demo.shoot("tri-partenaire-inconnu")


def look_at_slips(demo: DemoWindow) -> None:
    """Those that were printed, those that wait, and the mail without a client."""
    demo.go_to("Bordereaux")
    demo.until_rows()
    demo.press(Qt.Key.Key_F6)
    demo.until_said(_FIRST_PAGE)
    demo.shoot("bordereaux")
    demo.press(Qt.Key.Key_F8)
    demo.until_said("à imprimer")
    demo.shoot("a-imprimer")
    demo.press(Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    demo.until_rows()
    demo.shoot("sans-client")
