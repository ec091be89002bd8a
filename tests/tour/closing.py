"""The stops of the tour at the close of a batch: the tape, the slips, and the last question."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from backoffice.domain.money import Money
from backoffice.french.figures import amount
from tests.tour.demo_window import DemoWindow

_FIRST_PAGE = "Page 1 / 1"


def close_batch(demo: DemoWindow, keyed: Sequence[Money]) -> None:
    """From the list of batches to the definitive close of the first one, whose cheques bind for `keyed`."""
    demo.write("\n")
    demo.until_at("Référence")
    demo.press(Qt.Key.Key_F9)
    demo.until_at("Clôturer")
    demo.write("\n")
    demo.until_at("Montant du chèque")
    for money in (*keyed[:-1], Money(keyed[-1].cents + 90)):
        demo.write(f"{amount(money)}\n")
    demo.shoot("bande")
    demo.press(Qt.Key.Key_Backspace)
    demo.until(lambda: isinstance(line := demo.focus(), QLineEdit) and line.text(), "the last amount back")
    demo.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    demo.write(f"{amount(keyed[-1])}\n")
    demo.press(Qt.Key.Key_F6)
    demo.until_at("Imprimer le bordereau")
    demo.write("\n")
    demo.until_said(_FIRST_PAGE)
    demo.shoot("bordereau")
    demo.press(Qt.Key.Key_F8)
    demo.until_allowed("Clôturer définitivement")
    demo.shoot("bordereau-archivage")
    demo.press(Qt.Key.Key_F9)
    demo.until_at("Clôturer définitivement")
    demo.shoot("cloture")
    demo.write("\n")
    demo.until_at("Lots")
