"""Système financier: what it has not answered above, what is to be settled below; in the demo, its faults."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from backoffice.domain.cancelling_progress import QuarantinedMessage, WaitingRequest
from backoffice.domain.people import Actor
from backoffice.french.counted import counted
from forms.erp.demo_faults import DemoFaultsPage
from forms.erp.overdue_requests import OverdueRequest
from forms.erp.quarantine import Quarantine
from forms.erp.services import ErpServices
from forms.erp.tables import QUARANTINE, WAITING, waiting_table
from forms.kit.buttons import button
from forms.kit.icons import Icon
from forms.kit.keys import KeyHint
from forms.kit.labels import Chip, Words
from forms.kit.screen import Screen
from forms.kit.screen_tools import ScreenTools
from forms.kit.tokens import GAP, MARGIN, ROOM, SPACE, Tone
from forms.kit.wording.sentences import sentence

_Read = tuple[Sequence[WaitingRequest], Sequence[QuarantinedMessage]]

_AGAIN = 3000
"""Milliseconds between two looks, while the screen is in sight."""
_ABOVE, _BELOW = 280, 350
"""How the height is shared at first."""


class ErpScreen(Screen):
    """Reads both lists again by itself while it is in sight.

    Signals:
        asked: the financial system is to be asked now, and not when its turn comes.
    """

    asked = Signal()

    def __init__(self, services: ErpServices, desk: ScreenTools, who: Actor, now: Callable[[], datetime]) -> None:
        """Make the screen; `now` gives the present moment, from which ages are counted."""
        super().__init__()
        self._services = services
        self._desk = desk
        self._who = who
        self._now = now
        self._reading = False
        self._told = ""
        self._fresh = True
        self._link = Chip()
        self._waits = Words(tone=Tone.MUTED)
        self._strange = Words(tone=Tone.MUTED)
        self._waiting = waiting_table()
        self._quarantine = Quarantine(services.cancelling, desk, who)
        self._faults_page = (
            None if services.faulty_erp is None else DemoFaultsPage(services.faulty_erp, services.why_not_faults)
        )
        self._faults_button = button("Humeur de l'ERP", self._turn, Icon.TRAINING)
        self._ask = button("Interroger", self._ask_now, Icon.REFRESH)
        self._pages = QStackedWidget()
        self._again = QTimer(self, interval=_AGAIN)
        self._connect()
        self._lay_out()

    @override
    def hints(self) -> Sequence[KeyHint]:
        if self._shows_mood():
            return (KeyHint("F4", "Revenir aux listes", self._turn), KeyHint("Esc", "Revenir", self._turn))
        faults = () if self._faults_page is None else (KeyHint("F4", "Humeur de l'ERP", self._turn),)
        return (
            KeyHint("F2", WAITING, self._waiting.setFocus),
            KeyHint("F3", QUARANTINE, self._quarantine.table.setFocus),
            *faults,
            KeyHint("F5", "Interroger", self._ask_now),
            *self._quarantine.card.hints(),
        )

    @override
    def unsaved(self) -> str:
        return self._quarantine.card.unsaved()

    @override
    def enter(self) -> None:
        if self._shows_mood():
            self._turn()
        self._fresh = True
        self._waiting.setFocus()
        self._ask_now()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._again.start()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._again.stop()

    def show_link(self, error: Exception | None) -> None:
        """Say whether the financial system answered the last time that it was asked."""
        self._link.say("ne répond pas" if error else "répond", Tone.ERROR if error else Tone.OK)
        self._link.setToolTip(sentence(error) if error else "")
        self._link.show()
        self._read()

    def _ask_now(self) -> None:
        self.asked.emit()
        self._read()

    def _read(self) -> None:
        """Read both lists, unless they are being read."""
        if self._faults_page is not None:
            self._faults_page.show_faults()
        if not self._reading and self.isVisible():
            self._reading = True
            cancelling, who = self._services.cancelling, self._who
            self._desk.runner.run(
                lambda: (cancelling.waiting(who), cancelling.quarantine(who)), self._show, self._not_read, self
            )

    def _show(self, read: _Read) -> None:
        self._reading, self._told = False, ""
        requests, messages = read
        now = self._now()
        rows = [OverdueRequest.at(request, now) for request in requests]
        if sorted(rows, key=_by_id) != sorted(self._waiting.rows, key=_by_id):  # else what is selected stays so
            self._waiting.show_rows(rows)
        self._quarantine.show_rows(messages)
        self._waits.setText(counted(len(rows), "demande") if rows else "")
        self._strange.say(
            counted(len(messages), "message à trancher", "messages à trancher") if messages else "", Tone.WARNING
        )
        if self._fresh and messages and self._waiting.hasFocus():
            self._quarantine.table.setFocus()
        self._fresh = False

    def _not_read(self, error: Exception) -> None:
        self._reading = False
        if sentence(error) != self._told:  # once, and not every few seconds
            self._told = sentence(error)
            self._desk.strip.error(self._told)

    def _shows_mood(self) -> bool:
        return self._faults_page is not None and self._pages.currentWidget() is self._faults_page

    def _turn(self) -> None:
        """From the lists to the faults, and back."""
        if self._faults_page is None:
            return
        if self._shows_mood():
            self._pages.setCurrentIndex(0)
            self._waiting.setFocus()
        else:
            self._pages.setCurrentWidget(self._faults_page)
            self._faults_page.begin()
        self.hints_changed.emit()

    def _connect(self) -> None:
        self._again.timeout.connect(self._read)
        self._quarantine.settled.connect(self._ask_now)
        self._quarantine.card.changed.connect(self.hints_changed)
        self._desk.serve(self._waiting, WAITING)
        if self._faults_page is not None:
            self._faults_page.changed.connect(self._ask_now)

    def _lay_out(self) -> None:
        self._link.hide()
        if self._faults_page is None:
            self._faults_button.hide()
        head = QHBoxLayout()
        head.setSpacing(ROOM)
        head.addWidget(Words("Système financier", "title"))
        head.addWidget(self._link)
        head.addStretch(1)
        for made in (self._faults_button, self._ask):
            head.addWidget(made)
        lists = QSplitter(Qt.Orientation.Vertical)
        lists.setChildrenCollapsible(False)
        lists.setHandleWidth(ROOM)
        lists.addWidget(_headed(WAITING, self._waits, self._waiting))
        lists.addWidget(_headed(QUARANTINE, self._strange, self._quarantine))
        lists.setSizes([_ABOVE, _BELOW])
        self._pages.addWidget(lists)
        if self._faults_page is not None:
            self._pages.addWidget(self._faults_page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(MARGIN, ROOM, MARGIN, ROOM)
        whole.setSpacing(ROOM)
        whole.addLayout(head)
        whole.addWidget(self._pages, 1)


def _by_id(row: OverdueRequest) -> str:
    return row.request.reference


def _headed(title: str, count: Words, body: QWidget) -> QWidget:
    """A part of the page under its heading."""
    head = QHBoxLayout()
    head.setSpacing(SPACE)
    head.addWidget(Words(title, "heading"))
    head.addWidget(count, 1)
    part = QWidget()
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(GAP)
    column.addLayout(head)
    column.addWidget(body, 1)
    return part
