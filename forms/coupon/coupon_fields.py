"""The fields of one coupon, laid out, and where the focus goes among them: what `CouponForm` is made of."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from backoffice.keying.entry import Entry, settled_by
from backoffice.keying.judgement import Judgement
from backoffice.keying.missing import Lack, MissingPlace, Typed
from backoffice.keying.outcome import Outcome
from forms.actions.method_fields import MethodFields
from forms.coupon.cheque.panel import ChequePanel
from forms.coupon.client.invoice_rows import TITLE, InvoiceRows
from forms.coupon.client.orders_panel import OrdersPanel
from forms.coupon.coupon_state import CouponState
from forms.coupon.decision.departure_panel import DeparturePanel
from forms.coupon.decision.words import DecisionWords, paper_of, summary
from forms.coupon.mail.panel import MailPanel
from forms.coupon.missing_words import clash_said
from forms.coupon.services import CouponServices
from forms.kit.inline_question import Notice
from forms.kit.panels import Card
from forms.kit.screen_tools import ScreenTools
from forms.kit.tokens import ROOM

_ASKED = (MissingPlace.DEBT, MissingPlace.HOLDER, MissingPlace.COMPARISON)
"""Where something is asked first."""


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

    def __init__(self, services: CouponServices, desk: ScreenTools, name: str, method: MethodFields) -> None:
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

    @property
    def is_cheque_begun(self) -> bool:
        """Whether an amount or a number is typed."""
        return any(field.text().strip() for field in (self.cheque.amount, self.cheque.number))

    def typed_beside(self, state: CouponState) -> Typed:
        """What the fields say beside the entry."""
        number = self.cheque.number.value() is not None
        return Typed(
            number=number,
            mail=not self.mail.unreadable,
            awaited=state.is_awaited,
            assigning=self.method.is_assigning,
            half_method=self.method.is_half_typed and not self.method.is_assigning,
        )

    def entry_of(self, state: CouponState, reference: str) -> Entry:
        """The coupon in hand with what stands in the fields; `reference` is what is typed as one."""
        dossier = state.dossier
        return Entry(
            key=state.key,
            batch_id=state.batch.id,
            reference=str(dossier.client.ref) if dossier else reference,
            dossier=dossier,
            amount=self.cheque.amount.text(),
            words=self.cheque.words.words,
            number=self.cheque.number.text(),
            lines=self.rows.lines,
            forced=state.accepts_blank,
            accepted_duplicate=state.accepts_duplicate,
            ticks=self.mail.ticks,
            departure=self.departure.departure,
            reason=self.departure.reason.text().strip(),
            assigned=self.method.assigned,
            renewals=self.orders.renewals,
            wiped=self.method.is_half_typed or state.is_wiped,
            compared=state.compared or "",
            untaken=self.mail.untaken,
        )

    def clear_fields(self) -> None:
        """Nothing is typed, ticked or chosen."""
        self.mail.clear()
        self.departure.clear()
        self.cheque.clear()
        self._wants_amount = False

    def fill_fields(self, entry: Entry) -> None:
        """What was typed, ticked and chosen before."""
        self.mail.take_up(entry.ticks, entry.untaken)
        self.departure.take_up(entry.departure, entry.reason)
        self.cheque.amount.edit.setText(entry.amount)
        self.cheque.number.edit.setText(entry.number)
        self.cheque.words.take_up(entry.words)
        self.rows.take_up(entry.lines)
        self.orders.take_up(entry.renewals)

    def show_judgement(self, judged: Judgement, said: DecisionWords, reason: str, entry: Entry) -> None:
        """Show, each at its place, what follows from how the coupon is judged.

        Args:
            judged: how.
            said: the decision in words.
            reason: why it cannot be recorded just now; empty where it can.
            entry: the coupon.
        """
        self.departure.follow(judged.outcome, departed=judged.is_departed)
        self._show_clashes(judged.outcome, reason)
        self.cheque.asked.ask(judged.missing.lack if judged.missing else None, entry)
        self._show_cheque(judged, said, reason)

    def focus_on(self, place: MissingPlace) -> None:
        """Put the focus there, unless another screen is in front."""
        if self.isVisible():  # an answer that comes late must not take the focus from another screen
            self._places()[place]()

    def focus_next(self, judged: Judgement) -> None:
        """Put the focus on what is to be done next."""
        ready = MissingPlace.TRANSFER if judged.is_without_cheque else MissingPlace.NUMBER
        self.focus_on(judged.missing.place if judged.missing else ready)

    def focus_lack(self, judged: Judgement) -> None:
        """Put the focus on what is missing, with the error at its field where it is at *Le courrier* or the number."""
        missing = judged.missing
        if missing is None or missing.lack is Lack.FILE:  # it comes by itself
            return
        self.focus_next(judged)
        if missing.lack in (Lack.READABLE_MAIL, Lack.OTHER_CHEQUES) and self.mail.has_focus:
            self.mail.show_wrong()
        elif missing.lack is Lack.NUMBER and self.cheque.number.text() and not self.cheque.number.is_short:
            self.cheque.number.check()

    def go_on_to_words(self, judged: Judgement) -> None:
        """Enter at the amount."""
        if judged.outcome is None:  # the client may come later
            self.cheque.words.take_focus()
        else:
            self.focus_next(judged)

    def finish_mail(self, judged: Judgement) -> None:
        """Enter at *Le courrier*: on with the coupon, to what will be recorded or to what is missing.

        It never records: with the amount typed or not, `F3 D ⏎` says that the client is deceased.
        """
        self.mail.fold()
        if judged.asked is not None:
            self.focus_on(MissingPlace.METHOD if self.method.has_room else MissingPlace.TRANSFER)
        else:
            self.focus_next(judged)

    def leave_mail(self, judged: Judgement) -> None:
        """Escape at *Le courrier*: what is typed next is the cheque's amount, where there may be one."""
        amount = self.cheque.amount
        if amount.isHidden() or amount.text().strip() or judged.asked is not None:
            self.focus_next(judged)
        else:
            self.focus_on(MissingPlace.AMOUNT)

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

    def _show_clashes(self, found: Outcome | None, reason: str) -> None:
        clashes, pays_nothing = (found.clashes, found.pays_nothing) if found else ((), False)
        self.mail.show_clashes(clashes, pays_nothing=reason if pays_nothing else "")
        of_cheque = (clash_said(clash.code) for clash in clashes if "cheques" in clash.paths)
        self.cheque.mark_amount(reason if pays_nothing else " ".join(of_cheque))

    def _show_cheque(self, judged: Judgement, said: DecisionWords, reason: str) -> None:
        words, found = self.cheque.words.words, judged.outcome
        to_amount = found is not None and (not found.expects_cheque or words is not None)
        asks = judged.asked is not None
        text = summary(said) if judged.is_without_cheque else ""
        place = judged.missing.place if judged.missing else None
        first = (asks and place is MissingPlace.METHOD) or (bool(text) and place in _ASKED)
        self.method.ask(judged.asked)
        self.cheque.give_way(text, reason, to_amount=self._wants_amount if asks else to_amount, waits=first)
        self.cheque.show_money(None if words is None else words.binding, settled_by(self.rows.lines))
        self.cheque.show_paper(paper_of(said), quietly=said.is_plain)
        self.cheque.allow_save(reason)

    def _places(self) -> Mapping[MissingPlace, Callable[[], object]]:
        return {
            MissingPlace.CLIENT: self.client_wanted.emit,
            MissingPlace.MAIL: self.mail.take_focus,
            MissingPlace.ROWS: self.rows.take_focus,
            MissingPlace.AMOUNT: self.cheque.amount.take_focus,
            MissingPlace.WORDS: self.cheque.words.take_focus,
            MissingPlace.NUMBER: self.cheque.number.take_focus,
            MissingPlace.METHOD: self.method.take_focus,
            MissingPlace.TRANSFER: self.cheque.transfer.take_focus,
            MissingPlace.REASON: self.departure.ask_reason,
            MissingPlace.DEBT: self.cheque.asked.take_focus,
            MissingPlace.HOLDER: self.cheque.asked.take_focus,
            MissingPlace.COMPARISON: self.cheque.asked.take_focus,
            MissingPlace.OTHER_CHEQUES: self.mail.ask_others,
        }
