"""The payments found, the newest first; more come when one goes down."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from backoffice.domain.errors import RuleBroken
from backoffice.domain.payments import PaymentId, PaymentMark, PaymentPage, PaymentRow, Sought
from backoffice.domain.people import Actor
from backoffice.french.counted import counted
from backoffice.services.undoing.payment_search import Payments
from forms.kit.labels import Words
from forms.kit.screen_tools import ScreenTools
from forms.kit.tokens import GAP, ROW, Tone, scaled
from forms.payments.tables import payment_table

_LEAST = 5
"""Rows in sight, the head included, where room lacks."""


class FoundList(QWidget):
    """Shows the pages of one search, one under the other.

    Signals:
        found: a search was answered; bears how many payments its first page has.
        failed: it was not; bears the exception.

    Attributes:
        table: the payments.
    """

    found = Signal(int)
    failed = Signal(object)

    def __init__(self, payments: Payments, desk: ScreenTools, who: Actor) -> None:
        super().__init__()
        self._payments = payments
        self._desk = desk
        self._who = who
        self._sought = Sought()
        self._round = 0
        self._rows: list[PaymentRow] = []
        self._after: PaymentMark | None = None
        self._far = Words(role="small", tone=Tone.MUTED)
        self.table = payment_table()
        self.table.setMinimumHeight(scaled(_LEAST * ROW))
        self.table.end_reached.connect(self._ask_for_more)
        self.setFocusProxy(self.table)
        desk.serve(self.table, "Paiements")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(GAP)
        whole.addWidget(self.table, 1)
        whole.addWidget(self._far)

    @property
    def current(self) -> PaymentId | None:
        """The current payment."""
        row = self.table.current_row()
        return None if row is None else row.id

    def seek(self, sought: Sought) -> None:
        """Show what is sought, from its first page; a search that is on its way is dropped."""
        self._sought = sought
        self._round += 1
        self._ask(None, self._show_first)

    def seek_again(self) -> None:
        """The same search once more."""
        self.seek(self._sought)

    def put(self, row: PaymentRow) -> None:
        """Show what has become of a payment since it was found."""
        shown = next((each for each in self._rows if each.id == row.id), None)
        if shown is not None and shown != row:
            self._rows[self._rows.index(shown)] = row
            self.table.replace(shown, row)

    def _ask(self, after: PaymentMark | None, done: Callable[[PaymentPage], None]) -> None:
        payments, who, sought, asked = self._payments, self._who, self._sought, self._round
        self._desk.runner.run(
            lambda: payments.search(who, sought, after),
            partial(self._answer, asked, done),
            partial(self._fail, asked),
            self,
        )

    def _answer(self, asked: int, done: Callable[[PaymentPage], None], page: PaymentPage) -> None:
        if asked == self._round:  # else something else is sought by now
            done(page)

    def _fail(self, asked: int, error: Exception) -> None:
        if asked == self._round and isinstance(error, RuleBroken):
            self._show_first(PaymentPage((), None))  # what is shown is not what was sought
        self.failed.emit(error)

    def _show_first(self, page: PaymentPage) -> None:
        self._rows = list(page.payments)
        self._show(page)
        self.found.emit(len(page.payments))

    def _show_next(self, page: PaymentPage) -> None:
        place = self.table.verticalScrollBar().value()
        known = {row.id for row in self._rows}
        self._rows += [row for row in page.payments if row.id not in known]
        self._show(page)
        self.table.verticalScrollBar().setValue(place)

    def _show(self, page: PaymentPage) -> None:
        self._after = page.after
        self.table.show_rows(self._rows)
        count = len(self._rows)
        if page.after is not None:
            self._far.setText(f"Les {count} plus récents ; la suite vient en descendant.")
        else:
            self._far.setText(f"{counted(count, 'paiement')}." if count else "")

    def _ask_for_more(self) -> None:
        mark, self._after = self._after, None
        if mark is not None:
            self._ask(mark, self._show_next)
