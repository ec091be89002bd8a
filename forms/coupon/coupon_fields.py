"""The fields of one coupon, laid out: what is on it, its invoices, its cheque, and what is wanted instead."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from forms.actions.method_fields import MethodFields
from forms.coupon.cheque_panel import ChequePanel
from forms.coupon.decision_words import paper_of, summary
from forms.coupon.departure_panel import DeparturePanel
from forms.coupon.entry import Entry, settled_by
from forms.coupon.gaps import Place
from forms.coupon.invoice_rows import TITLE, InvoiceRows
from forms.coupon.judgement import Judgement
from forms.coupon.mail_panel import MailPanel
from forms.coupon.orders_panel import OrdersPanel
from forms.coupon.outcome import CHEQUES, Conflict
from forms.coupon.services import CouponServices
from forms.kit.answer import Notice
from forms.kit.desk import Desk
from forms.kit.panels import Card
from forms.kit.tokens import ROOM


class CouponFields(QWidget):
    """*Le courrier*, *Choix des factures en attente* and *Moyens de régularisation*.

    Signals:
        client_wanted: the client is what is missing.

    Attributes:
        mail: the ticks.
        rows: the invoices.
        cheque: the cheque, or the line that says what happens without one.
        method: the fields of a card or an IBAN, in its place.
        orders: what is put back in service with a debit.
        departure: what the operator wants instead of what is decided.
        standing: what must be known of this client before anything is keyed.
    """

    client_wanted = Signal()

    def __init__(self, services: CouponServices, desk: Desk, name: str, method: MethodFields) -> None:
        """Make them empty; `name` is who overrides a warning."""
        super().__init__()
        self._wants_amount = False
        self.mail = MailPanel(services.payee)
        self.rows = InvoiceRows(desk)
        self.method = method
        self.cheque = ChequePanel(name, services.cheques.wants_words, method)
        self.orders = OrdersPanel()
        self.departure = DeparturePanel()
        self.standing = Notice()
        card = Card(TITLE)
        card.body.addWidget(self.standing)
        card.body.addWidget(self.rows)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(ROOM)
        for part in (self.mail, card, self.cheque, self.orders):
            whole.addWidget(part)

    def clear_fields(self) -> None:
        """Nothing is typed, ticked or chosen."""
        self.mail.clear()
        self.departure.clear()
        self.cheque.clear()
        self._wants_amount = False

    def fill_fields(self, entry: Entry) -> None:
        """What was typed, ticked and chosen before."""
        self.mail.take_up(entry.ticks)
        self.departure.take_up(entry.departure, entry.reason)
        self.cheque.amount.edit.setText(entry.amount)
        self.cheque.number.edit.setText(entry.number)
        self.cheque.words.take_up(entry.words)
        self.rows.take_up(entry.lines)
        self.orders.take_up(entry.renewals)

    def show_judgement(self, judged: Judgement) -> None:
        """Show, each at its place, what follows from how the coupon is judged."""
        found = judged.outcome
        self.departure.follow(found, departed=judged.said.departed)
        self._show_conflicts(found.conflicts if found else ())
        self._show_cheque(judged)

    def focus_on(self, place: Place) -> None:
        """Put the focus there, unless another screen is in front."""
        if self.isVisible():  # an answer that comes late must not take the focus from another screen
            self._places()[place]()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The key up goes from the cheque to the rows, down to the orders, Escape back to the amount."""
        amount = self.cheque.amount
        if event.key() == Qt.Key.Key_Up and self.rows.lines:
            self.rows.take_focus()
        elif event.key() == Qt.Key.Key_Down and self.orders.has_orders:
            self.orders.take_focus()
        elif event.key() == Qt.Key.Key_Escape and not self.method.isHidden() and amount.isHidden():
            self._wants_amount = True  # a cheque came with the card after all (P-23)
            amount.show()
            amount.take_focus()
        elif event.key() == Qt.Key.Key_Escape and amount.isVisible() and not amount.edit.hasFocus():
            amount.take_focus()
        else:
            super().keyPressEvent(event)

    def _show_conflicts(self, conflicts: Sequence[Conflict]) -> None:
        self.mail.show_conflicts(conflicts)
        self.cheque.mark_amount(" ".join(found.sentence for found in conflicts if CHEQUES in found.facts))

    def _show_cheque(self, judged: Judgement) -> None:
        words, found = self.cheque.words.words, judged.outcome
        to_amount = found is not None and (not found.expects_cheque or words is not None)
        asks = judged.asked is not None
        text = summary(judged.said) if judged.is_without_cheque else ""
        to_method = asks and judged.gap is not None and judged.gap.place is Place.METHOD
        self.method.ask(judged.asked)
        self.cheque.give_way(
            text, judged.missing, to_amount=self._wants_amount if asks else to_amount, to_method=to_method
        )
        self.cheque.show_money(None if words is None else words.binding, settled_by(self.rows.lines))
        self.cheque.show_paper(paper_of(judged.said), quietly=judged.said.is_plain)
        self.cheque.allow_save(judged.missing)

    def _places(self) -> Mapping[Place, Callable[[], object]]:
        return {
            Place.CLIENT: self.client_wanted.emit,
            Place.MAIL: self.mail.take_focus,
            Place.ROWS: self.rows.take_focus,
            Place.AMOUNT: self.cheque.amount.take_focus,
            Place.WORDS: self.cheque.words.take_focus,
            Place.NUMBER: self.cheque.number.take_focus,
            Place.METHOD: self.method.take_focus,
            Place.TRANSFER: self.cheque.transfer.take_focus,
            Place.REASON: self.departure.ask_reason,
        }
