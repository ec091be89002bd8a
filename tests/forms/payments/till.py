"""The screen of payments in its window, over a real database and with real papers."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from backoffice.domain.payments import PaymentRow
from backoffice.domain.people import Actor
from forms.kit.table import Table
from forms.payments.screen import PaymentsScreen
from forms.payments.services import PaymentServices
from forms.payments.tables import ShownPaymentLine
from tests.forms.closing.desk import Drawn, events
from tests.forms.screen_window import Bench, line, texts
from tests.keyboard_driver import focused, press, write
from tests.office import OfficeGestures

TODAY = date(2024, 3, 4)
SEARCH = "Rechercher"


class Till:
    """What somebody does at the screen; it is opened by `open`, once there is something to see."""

    def __init__(self, bench: Bench, qtbot: QtBot, office: OfficeGestures) -> None:
        self.bench, self.qtbot, self.office = bench, qtbot, office
        self.drawn = Drawn()

    def open(self, who: Actor | None = None) -> None:
        """Show the screen."""
        office = self.office
        services = PaymentServices(
            office.payments,
            office.cancelling,
            office.payment_cancelling,
            office.slips,
            office.mail_slips,
            self.drawn.draw,
        )
        self.screen = PaymentsScreen(services, self.bench.desk, who or office.supervisor, lambda: TODAY)
        self.bench.open(self.screen, self.qtbot)
        self.settle()

    def settle(self) -> None:
        """Wait until all the work given so far, and what its answers gave, is done and answered."""
        for _ in range(3):
            answered: list[None] = []
            self.bench.runner.run(lambda: None, answered.append, lambda _: None, self.screen)
            self.qtbot.waitUntil(lambda answered=answered: answered == [None])  # type: ignore[misc]

    def seek(self, text: str) -> None:
        """Type in the search, and Enter."""
        line(self.screen, SEARCH).setFocus()
        line(self.screen, SEARCH).selectAll()
        press(Qt.Key.Key_Delete)
        write(f"{text}\n")
        self.settle()

    def enter(self) -> None:
        """Enter where the focus is."""
        write("\n")
        self.settle()

    @property
    def table(self) -> Table[PaymentRow]:
        return self._table("Paiements")

    @property
    def lines(self) -> Table[ShownPaymentLine]:
        return self._table("Lignes du paiement")

    def numbers(self) -> list[str]:
        """The cheques found."""
        return [row.number for row in self.table.rows]

    def history(self) -> Sequence[tuple[str, ...]]:
        """What is said to have happened, the newest first."""
        return [row[1:] for row in texts(self._table("Historique"))]

    def says(self, text: str) -> bool:
        return any(text in label.text() for label in self.screen.findChildren(QLabel) if label.isVisible())

    def in_search(self) -> bool:
        """Whether the cursor is in the search."""
        return focused() is line(self.screen, SEARCH)

    def events(self, kind: str) -> int:
        """How many events of a kind the audit trail has."""
        return events(self.office, kind)

    def _table(self, name: str) -> Table[Any]:
        return next(table for table in self.screen.findChildren(Table) if table.accessibleName() == name)
