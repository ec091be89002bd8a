"""Reads the payment that is current in the list, and again while its cancellation is under way, for the screen."""

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from backoffice.domain.payments import PaymentId
from backoffice.domain.people import Actor
from forms.kit.screen_tools import ScreenTools
from forms.payments.detail import Seen
from forms.payments.found_list import FoundList
from forms.payments.services import PaymentServices

_LIVE = 1500
"""Milliseconds between two looks at a cancellation that is under way."""


class PaymentWatch(QObject):
    """One reading at a time; while one is under way, only the payment that is current then is read next.

    Signals:
        read: the current payment; bears the `Seen`, or None where none is current.
        failed: it could not be read; bears the exception.
    """

    read = Signal(object)
    failed = Signal(object)

    def __init__(
        self, services: PaymentServices, desk: ScreenTools, who: Actor, found: FoundList, screen: QWidget
    ) -> None:
        """Watch the current payment of `found` as long as `screen` is in sight."""
        super().__init__(screen)
        self._services = services
        self._runner = desk.runner
        self._who = who
        self._found = found
        self._screen = screen
        self._reading: PaymentId | None = None
        self._is_under_way = False
        self._live = QTimer(self, singleShot=True, interval=_LIVE)
        self._live.timeout.connect(self.follow)

    def follow(self) -> None:
        """Read the current payment."""
        wanted = self._found.current
        if wanted is None:
            self._is_under_way = False
            self.read.emit(None)
        elif self._reading is None:
            self._reading = wanted
            self._runner.run(lambda: self._read(wanted), self._come, self._fail, self)

    def look_out(self) -> None:
        """Look again in a moment, where something is under way."""
        if self._is_under_way and self._screen.isVisible():
            self._live.start()

    def rest(self) -> None:
        """The screen is out of sight."""
        self._live.stop()

    def _read(self, wanted: PaymentId) -> Seen:
        payment = self._services.payments.payment(self._who, wanted)
        if not payment.in_financial_system:
            return Seen(payment)
        return Seen(payment, self._services.elsewhere.progress(self._who, wanted.id))

    def _come(self, seen: Seen) -> None:
        was, self._reading = self._reading, None
        if was != self._found.current:
            self.follow()
            return
        self._is_under_way = seen.under_way
        self.read.emit(seen)
        self.look_out()

    def _fail(self, error: Exception) -> None:
        self._reading = None
        self.failed.emit(error)
        self.look_out()
