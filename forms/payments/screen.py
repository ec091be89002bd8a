"""Paiements: the search on top, what was found, and below it the payment chosen with all that became of it."""

from collections.abc import Callable, Hashable, Sequence
from datetime import date
from functools import partial
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QScrollArea, QSplitter, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from backoffice.domain.cancel_why import CancelWhy
from backoffice.domain.cancelling_progress import CancellingProgress
from backoffice.domain.documents import CancelledReceipt
from backoffice.domain.errors import RuleBroken
from backoffice.domain.payments import PaymentSlip, Sought
from backoffice.domain.people import Actor
from backoffice.french.figures import euros
from backoffice.french.means_words import cheque_words
from forms.kit.gesture import Gesture
from forms.kit.keys import KeyHint
from forms.kit.screen import Screen
from forms.kit.screen_tools import ScreenTools
from forms.kit.strip import Strip
from forms.kit.tokens import MARGIN, ROOM
from forms.kit.wording.credit_refusals import account_after
from forms.kit.wording.sentences import sentence
from forms.payments.detail import DetailCard, Seen
from forms.payments.found_list import FoundList
from forms.payments.paper_page import PaperPage
from forms.payments.payment_watch import PaymentWatch
from forms.payments.search_bar import SearchBar
from forms.payments.services import PaymentServices

T = TypeVar("T")

_CANCELLING, _AGAIN, _COPY, _SLIP = "cancelling", "again", "copy", "slip"
"""What is done with one payment, line or slip."""
_ABOVE, _BELOW = 240, 420
"""How the height is shared at first."""


class PaymentsScreen(Screen):
    """Enter goes from the search to the list, and from the list to the payment; Escape goes back.

    Signals:
        asked: something was asked that is to go to the financial system.
    """

    asked = Signal()

    def __init__(self, services: PaymentServices, desk: ScreenTools, who: Actor, today: Callable[[], date]) -> None:
        """Make the screen.

        Args:
            services: find, cancel and draw.
            desk: what the window lends.
            who: who is at work.
            today: the present day in the office.
        """
        super().__init__()
        self._services = services
        self._desk = desk
        self._who = who
        self._gesture = Gesture(desk.runner, self)
        self._go_down = False
        self._search = SearchBar(today)
        self._notice = Strip()
        self._list = FoundList(services.payments, desk, who)
        self._detail = DetailCard(desk)
        self._paper = PaperPage(desk)
        self._pages = QStackedWidget()
        self._watch = PaymentWatch(services, desk, who, self._list, self)
        self._connect()
        self._lay_out()

    @override
    def hints(self) -> Sequence[KeyHint]:
        if self._shows_paper():
            return self._paper.hints()
        if self._detail.is_asking:
            return (KeyHint("Esc", "Ne rien annuler", self._detail.give_up),)
        detail = self._detail
        found = [
            KeyHint("F3", "Rechercher", self._search.begin),
            KeyHint("F5", "Actualiser", self._reload),
            KeyHint("F6", "Annuler le paiement", detail.ask_to_cancel, detail.why_not_cancel()),
            KeyHint("F7", "Voir le bordereau", self._show_slip, detail.why_no_slip()),
        ]
        if self._search.readings() > 1:
            found.insert(1, KeyHint("F4", "Autre lecture", self._search.read_otherwise))
        if not detail.why_no_copy():
            found.append(KeyHint("F8", "Copie de la ligne", self._show_copy))
        if not detail.why_not_again():
            found.append(KeyHint("F9", "Redemander la ligne", detail.ask_again))
        return (*found, KeyHint("Esc", "Revenir", self._go_back))

    @override
    def enter(self) -> None:
        if self._shows_paper():
            self._paper.begin()
            return
        self._search.begin()
        self._list.seek_again()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._watch.look_out()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._watch.rest()

    def cancel(self, why: CancelWhy) -> None:
        """*Annuler le paiement*, which was confirmed: with us alone at once, else by asking the financial system."""
        seen = self._detail.seen
        if seen is None or seen.payment.refusal is not None:
            return
        receipt_id = seen.payment.row.id.id
        about = (_CANCELLING, receipt_id)
        if seen.payment.in_financial_system:
            begin = self._services.elsewhere.begin
            self._work(lambda key: begin(self._who, key, receipt_id, why), self._taken, about)
            return

        def cancel(key: UUID) -> tuple[CancelledReceipt, bytes] | None:
            copy = self._services.cancelling.cancel_receipt(self._who, key, receipt_id, why)
            return None if copy is None else (copy, self._services.draw(copy))

        self._work(cancel, lambda done: self._taken() if done is None else self._cancelled(*done), about)

    def _ask_again(self, line_id: int) -> None:
        ask = self._services.elsewhere.ask_again
        self._work(lambda key: ask(self._who, key, line_id), self._taken, (_AGAIN, line_id))

    def _taken(self, _: CancellingProgress | None = None) -> None:
        self.asked.emit()
        self._desk.strip.ok("La demande est gardée, et part au système financier.")
        self._watch.follow()

    def _cancelled(self, copy: CancelledReceipt, paper: bytes) -> None:
        line = copy.line
        after = account_after(copy.debt_back, copy.credit_less)
        self._desk.strip.ok(f"{cheque_words(line.cheque_number)} de {euros(line.amount)} annulé. {after}")
        self._watch.follow()
        self._show_paper("Annulation", paper)

    def _show_copy(self) -> None:
        seen = self._detail.seen
        if seen is not None:
            services, who, receipt_id = self._services, self._who, seen.payment.row.id.id
            self._work(
                lambda _: services.draw(services.cancelling.copy(who, receipt_id)),
                partial(self._show_paper, "Annulation"),
                (_COPY, receipt_id),
            )

    def _show_slip(self) -> None:
        slip = self._detail.seen.payment.slip if self._detail.seen else None
        if slip is not None and not self._detail.why_no_slip():
            self._work(partial(self._once_more, slip), partial(self._show_paper, slip.number), (_SLIP, slip.number))

    def _once_more(self, slip: PaymentSlip, key: UUID) -> bytes:
        services = self._services
        if slip.kind is None:
            return services.draw(services.slips.reprint(self._who, key, slip.id))
        return services.draw(services.mail_slips.reprint(self._who, key, slip.id))

    def _work(self, work: Callable[[UUID], T], done: Callable[[T], None], about: Hashable) -> None:
        """Do what was asked for, once at a time; the payment takes no other work meanwhile."""

        def ended(result: T) -> None:
            self._detail.show_busy(busy=False)
            done(result)

        def failed(error: Exception) -> None:
            self._detail.show_busy(busy=False)
            self._refused(error)
            if isinstance(error, RuleBroken):
                self._watch.follow()

        if self._gesture.is_sending:
            return
        self._notice.hide()
        self._list.setFocus()  # off what is being disabled
        self._detail.show_busy(busy=True)
        self._gesture.send(work, ended, failed, about)

    def _show_seen(self, seen: Seen | None) -> None:
        if seen is not None:
            self._list.put(seen.payment.row)
        if seen is None or seen != self._detail.seen:
            self._detail.show_seen(seen)

    def _found(self, count: int) -> None:
        self._notice.hide()
        if self._go_down and count and self._search.has_focus():
            self._list.setFocus()
        self._go_down = False
        self._watch.follow()

    def _seek(self, sought: Sought) -> None:
        self._go_down = self._search.has_focus()
        self._list.seek(sought)

    def _reload(self) -> None:
        self._list.seek_again()

    def _go_in(self) -> None:
        self._detail.lines.setFocus()

    def _go_back(self) -> None:
        """Escape: from the payment to the list, from there to the search."""
        if self._list.table.hasFocus() or not self._detail.isAncestorOf(self.focusWidget()):
            self._search.begin()
        else:
            self._list.setFocus()

    def _refused(self, error: Exception) -> None:
        self._notice.error(sentence(error))

    def _shows_paper(self) -> bool:
        return self._pages.currentWidget() is self._paper

    def _show_paper(self, name: str, paper: bytes) -> None:
        self._paper.show_paper(name, paper)
        self._pages.setCurrentWidget(self._paper)
        self._paper.begin()
        self.hints_changed.emit()

    def _leave_paper(self) -> None:
        self._pages.setCurrentIndex(0)
        self._list.setFocus()
        self.hints_changed.emit()

    def _connect(self) -> None:
        self._search.asked.connect(self._seek)
        self._search.changed.connect(self.hints_changed)
        self._list.found.connect(self._found)
        self._list.failed.connect(self._refused)
        self._list.table.current.connect(self._watch.follow)
        self._list.table.chosen.connect(self._go_in)
        self._detail.cancel_asked.connect(self.cancel)
        self._detail.again_asked.connect(self._ask_again)
        self._detail.slip_asked.connect(self._show_slip)
        self._detail.copy_asked.connect(self._show_copy)
        self._detail.changed.connect(self.hints_changed)
        self._paper.left.connect(self._leave_paper)
        self._watch.read.connect(self._show_seen)
        self._watch.failed.connect(self._refused)

    def _lay_out(self) -> None:
        body = QScrollArea(widgetResizable=True)  # large text in a small window scrolls
        body.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body.setWidget(self._detail)
        sides = QSplitter(Qt.Orientation.Vertical)
        sides.setChildrenCollapsible(False)
        sides.setHandleWidth(ROOM)
        sides.addWidget(self._list)
        sides.addWidget(body)
        sides.setSizes([_ABOVE, _BELOW])
        work = QWidget()
        column = QVBoxLayout(work)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(ROOM)
        column.addWidget(self._search)
        column.addWidget(self._notice)
        column.addWidget(sides, 1)
        self._pages.addWidget(work)
        self._pages.addWidget(self._paper)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(MARGIN, ROOM, MARGIN, ROOM)
        whole.addWidget(self._pages)
