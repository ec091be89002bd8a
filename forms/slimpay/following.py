"""One order at SlimPay, from asking for its page to its end: one request at a time, none of them in the way."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from backoffice.domain.debit_rows import SlimpayRow
from backoffice.domain.errors import RuleBroken, Unavailable
from backoffice.domain.people import Actor
from backoffice.services.clients.slimpay import Slimpay, SlimpayPage
from forms.kit.tasks import TaskRunner

T = TypeVar("T")

_SOON = 2_000
"""Milliseconds between two looks while somebody is typing; so are the others."""
_LATER = 10_000
_TYPING = 90
"""After so many looks nobody is typing any more."""


class Following(QObject):
    """Begins an order, looks at it again and again, abandons it. Gone with `stop`, whatever is still under way.

    Signals:
        paged: SlimPay's page is there; bears its address, which is not to be kept.
        seen: it is not settled; bears the row.
        settled: it is; bears the row. Nothing follows.
        not_begun: it could not be begun; bears the error.
        troubled: SlimPay was not heard, or has refused; bears the error. It is looked at again.
        kept: SlimPay does not let it be abandoned now; bears the row.
    """

    paged = Signal(str)
    seen = Signal(object)
    settled = Signal(object)
    not_begun = Signal(object)
    troubled = Signal(object)
    kept = Signal(object)

    def __init__(self, slimpay: Slimpay, network: TaskRunner, who: Actor, order_id: int, parent: QObject) -> None:
        super().__init__(parent)
        self.order_id = order_id
        self._slimpay = slimpay
        self._network = network
        self._who = who
        self._under_way = False
        self._next: Callable[[], None] | None = None
        self._looks = 0
        self._stopped = False
        self._again = QTimer(self, singleShot=True)
        self._again.timeout.connect(self.look)

    def begin(self) -> None:
        """Ask for the page; asked for again, it is the same order's."""
        self._ask(partial(self._slimpay.begin, self._who, self.order_id), self._begun, self.not_begun.emit)

    def look(self) -> None:
        """See at once where it is."""
        if not self._under_way:
            self._ask(partial(self._slimpay.look, self._who, self.order_id), self._see, self._not_seen)

    def abandon(self) -> None:
        """Give it up; where it was completed in the meantime, that stands."""
        self._ask(partial(self._slimpay.abandon, self._who, self.order_id), self._given_up, self._not_seen)

    def stop(self) -> None:
        """Follow no longer; the order stays as it is."""
        self._stopped = True
        self._again.stop()
        self.deleteLater()

    def _ask(self, work: Callable[[], T], done: Callable[[T], None], failed: Callable[[Exception], None]) -> None:
        self._again.stop()
        if self._under_way:
            self._next = partial(self._ask, work, done, failed)
            return
        self._under_way = True
        self._network.run(work, partial(self._answer, done), partial(self._answer, failed), self)

    def _answer(self, take: Callable[[T], None], answer: T) -> None:
        self._under_way = False
        if self._stopped:
            return
        take(answer)
        following, self._next = self._next, None
        if following is not None and not self._stopped:
            following()

    def _begun(self, page: SlimpayPage) -> None:
        if page.url:
            self.paged.emit(page.url)
        self._see(page.row)

    def _see(self, row: SlimpayRow) -> None:
        if row.state.is_settled:
            self._stopped = True
            self.settled.emit(row)
        else:
            self._looks += 1
            self._again.start(_SOON if self._looks < _TYPING else _LATER)
            self.seen.emit(row)

    def _given_up(self, row: SlimpayRow) -> None:
        self._see(row)
        if not row.state.is_settled:
            self.kept.emit(row)

    def _not_seen(self, error: Exception) -> None:
        if isinstance(error, RuleBroken | Unavailable):  # a bug is not asked for again
            self._again.start(_LATER)
        self.troubled.emit(error)
