"""The screen of the financial system in a window, over a real database, and a system that is told what to say."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from backoffice.domain.batch_rows import ReceiptRow
from backoffice.domain.cancellation import CancelRequest, ErpAnswer, StatusMessage
from backoffice.domain.cancelling_progress import QuarantinedMessage
from backoffice.domain.demo_faults import DemoFaults
from backoffice.domain.money import Money
from backoffice.domain.people import Actor
from forms.erp.overdue_requests import OverdueRequest
from forms.erp.screen import ErpScreen
from forms.erp.services import ErpServices
from forms.kit.keys import KeyHint
from forms.kit.table import Table
from tests.forms.screen_window import Bench
from tests.office import Clock
from tests.scripted_erp import message_to
from tests.together import Together

LONG = 10_000
"""Milliseconds: how long a test waits at most for what takes a moment."""


class SetErp:
    """A financial system of the demo, as far as it can be set."""

    def __init__(self) -> None:
        self.faults = DemoFaults()


class Watch:
    """Whoever watches over the financial system, and what they see."""

    def __init__(self, bench: Bench, qtbot: QtBot, together: Together, clock: Clock) -> None:
        self.bench, self.qtbot, self.together, self.clock = bench, qtbot, together, clock
        self.erp = SetErp()
        self.asked = 0
        self._numbers = iter(range(1, 100))

    def open(self, *, who: Actor | None = None, demo: bool = False, why_not: str = "") -> ErpScreen:
        """The screen in front, with what there is to see."""
        services = ErpServices(self.together.desk.payment_cancelling, self.erp if demo else None, why_not)
        screen = ErpScreen(services, self.bench.desk, who or self.together.desk.supervisor, lambda: self.clock.now)
        screen.asked.connect(self._count)
        self.bench.open(screen, self.qtbot)
        self.settle()
        return screen

    def payment(self, *cents: int) -> tuple[ReceiptRow, list[CancelRequest]]:
        """A payment whose lines the system was asked to cancel."""
        row, requests = self.together.asked(*cents, chrono=f"5213446{next(self._numbers)}")
        return row, list(requests)

    def hears(self, message: StatusMessage) -> None:
        """A message comes, and a round takes it."""
        self.together.erp.said[message.id] = message
        self.together.round.run()

    def refused_then_cancelled(self) -> tuple[ReceiptRow, CancelRequest]:
        """A message that can be accepted."""
        row, (request,) = self.payment(20_30)
        self.hears(message_to(request, ErpAnswer.REFUSED, reason="Période close"))
        self.hears(message_to(request, ErpAnswer.CANCELLED))
        return row, request

    def of_another_amount(self) -> CancelRequest:
        """A message of a cent more."""
        _, (request,) = self.payment(20_30)
        self.hears(replace(message_to(request, ErpAnswer.CANCELLED), amount=Money(20_31)))
        return request

    def unreadable(self, why: str = "not_xml") -> None:
        """A file that says nothing."""
        self.hears(StatusMessage("camt029-0047.xml#0123456789abcdef", "", "", ErpAnswer.UNREADABLE, None, why))

    def later(self, **span: float) -> None:
        """Let time go by."""
        self.clock.now += timedelta(**span)

    def hints(self) -> Sequence[KeyHint]:
        """What the F-keys do."""
        screen = self.bench.findChild(ErpScreen)
        assert isinstance(screen, ErpScreen)
        return screen.hints()

    def settle(self) -> None:
        """Wait until all the work given so far is done and answered."""
        answered: list[None] = []
        self.bench.runner.run(lambda: None, answered.append, lambda _: None, self.bench)
        self.qtbot.waitUntil(lambda: answered == [None], timeout=LONG)

    @property
    def waiting(self) -> Table[OverdueRequest]:
        return self._table("Sans réponse")

    @property
    def quarantine(self) -> Table[QuarantinedMessage]:
        return self._table("Quarantaine")

    def sees(self, words: str) -> bool:
        labels = self.bench.findChildren(QLabel)
        plain = words.replace("\u00a0", " ")
        return any(plain in label.text().replace("\u00a0", " ") for label in labels if label.isVisible())

    def until_seen(self, words: str) -> None:
        self.qtbot.waitUntil(lambda: self.sees(words), timeout=LONG)

    def told(self) -> str:
        """What the strip says."""
        return self.bench.strip.text().replace("\u00a0", " ")

    def _table(self, name: str) -> Table[Any]:
        return next(table for table in self.bench.findChildren(Table) if table.accessibleName() == name)

    def _count(self) -> None:
        self.asked += 1


def at() -> str:
    """What the widget with the focus is called."""
    widget = QApplication.focusWidget()
    return "" if widget is None else widget.accessibleName()
