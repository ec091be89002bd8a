"""The screen in which coupons are keyed: *Sélection d'un client* and *Dossier client*."""

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout
from typing_extensions import override

from backoffice.domain.batch import Batch
from backoffice.domain.paper import Paper
from backoffice.domain.people import Actor
from backoffice.domain.unknown_mail import UnknownMailRow
from backoffice.french.batch_words import BATCH_STATES
from backoffice.french.paper_words import DESTINATIONS
from forms.actions.codes import CODES
from forms.coupon.batch.keyed_line import Keyed
from forms.coupon.batch.watch import BatchReading
from forms.coupon.key_guard import CodeListener, KeyedChange, KeyGuard
from forms.coupon.navigation import Navigation, made_parts
from forms.coupon.outgoing.handover import Handover
from forms.coupon.outgoing.queue import CouponQueue
from forms.coupon.outgoing.sending import CouponSending
from forms.coupon.services import CouponServices
from forms.kit.keys import KeyHint, is_written
from forms.kit.screen import Screen
from forms.kit.screen_tools import ScreenTools

_LETTER_BEGUN = "Un courrier sans client est commencé\u00a0: enregistrez-le (Ctrl+I), ou effacez-le."


class CouponScreen(Screen):
    """Keys the coupons of one batch, one after the other.

    A coupon that is being recorded has left the screen: the form is already the next one. It comes back with all
    that was typed when it is refused, at once where nothing is begun, by *Reprendre* otherwise.

    Signals:
        closing_asked: F9 *Clôturer*; bears the batch.
        slimpay_asked: what was recorded has its IBAN typed at SlimPay (P-69); bears the client's id.
        asked_elsewhere: a cancellation is to go to the financial system (C-05).
        left: Escape on an empty reference: back to the batches.
    """

    closing_asked = Signal(object)
    slimpay_asked = Signal(int)
    asked_elsewhere = Signal()
    left = Signal()

    def __init__(self, services: CouponServices, desk: ScreenTools, who: Actor) -> None:
        super().__init__()
        self._desk = desk
        self._hints: tuple[KeyHint, ...] = ()
        self._change = KeyedChange(self)
        self._change.settled.connect(self._tell_now)
        self._parts = made_parts(services, desk, who, self)
        self._form = self._parts.dossier.form
        self._queue = CouponQueue(
            CouponSending(services.recording, services.clients, desk.runner, who), services, desk, who, self
        )
        self._navigation = Navigation(self._parts, self)
        self._handover = Handover(
            self._parts.dossier, self._parts.reference, self._parts.watch, self._queue, self._navigation
        )
        numbers = frozenset(code for code in CODES if code[0].isdigit())  # a letter alone is no code by itself
        self._listener = CodeListener(numbers, self)
        self._lay_out()
        self._connect()
        guard = KeyGuard(self._listener, self)
        guard.key_coming.connect(self._change.settle)
        guard.watch(self)
        self._parts.actions.made.connect(guard.watch_part)

    def resume(self, batch: Batch) -> None:
        """Key in `batch` from here on; what was begun in another one is set aside there."""
        another = batch.id != self._parts.watch.batch.id
        if another:
            self._handover.set_aside()
        self._turn_to(batch)
        if another:
            self._navigation.begin()
        self._parts.watch.refresh()
        self._queue.look()
        self._queue.find_aside(batch.id)

    def take_up(self, batch: Batch, key: UUID) -> None:
        """Key in `batch`, with the coupon that was put aside elsewhere and is aside in it now."""
        if self._handover.has_in_hand(key):  # with what was typed on it since
            self._turn_to(batch)
            self._parts.watch.refresh()
        else:
            self._queue.expect(batch.id, key)
            self.resume(batch)

    def forget(self, key: UUID) -> None:
        """A coupon that was put aside is given up."""
        self._queue.release(key)
        if self._handover.has_in_hand(key):
            self._navigation.begin()

    def _turn_to(self, batch: Batch) -> None:
        if batch.id != self._parts.watch.batch.id:
            self._parts.lines.forget()
            self._parts.selection.show_worklist((), ())
            self._parts.strip.show_sums(None)
            self._form.forget_paper()
        self._parts.watch.batch = batch
        self._show_batch()

    def look(self) -> None:
        """Send again what an earlier session has left on this workstation; takes no focus and needs no batch."""
        self._queue.look()

    @override
    def enter(self) -> None:
        watch = self._parts.watch
        watch.refresh()
        if self._navigation.is_blank and self._queue.has_refused(watch.batch.id):
            self._handover.take_back()
        elif self._parts.body.is_in_front(self._parts.actions):
            self._parts.actions.take_focus()
        elif self._parts.body.is_in_front(self._parts.unknown):
            self._parts.unknown.take_focus()
        elif self._form.dossier is not None:
            self._form.go_on()
        elif not watch.why_not_keying:
            self._navigation.focus_reference()
        else:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def hints(self) -> Sequence[KeyHint]:
        return self._keys()

    @override
    def unsaved(self) -> str:
        letter = _LETTER_BEGUN if self._parts.unknown.is_begun else ""
        return " ".join(
            filter(None, (letter, self._parts.actions.unsaved(), self._queue.unsaved(self._handover.begun)))
        )

    @override
    def keep(self) -> None:
        self._handover.keep()

    @override
    def stop(self) -> None:
        """The session ends: what is typed is put aside, and found again in its batch."""
        self._handover.set_aside()
        self._navigation.begin()

    def begun(self) -> str:
        """What is typed and not sent; nothing where the form is empty."""
        if self._parts.unknown.is_begun:
            return _LETTER_BEGUN
        return "Un coupon est commencé\u00a0: enregistrez-le, ou quittez-le par F2." if self._form.is_touched else ""

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._navigation.step_back()
        elif not (self._parts.body.is_in_front(self._parts.dossier) and self._listener.hear(event)):
            if is_written(event):
                QApplication.beep()  # nobody takes it, and the operator's eyes are on the paper
            super().keyPressEvent(event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._parts.reference.fit()
            self._form.cheque.fit()

    # What is true now

    def _undone(self, line: Keyed) -> None:
        self._desk.strip.ok(f"La saisie de {line.ref} est annulée\u00a0: la ligne reste, barrée.")
        self._form.forget_paper()
        self._parts.watch.refresh()

    def _show(self, reading: BatchReading) -> None:
        self._show_batch()
        self._parts.strip.show_sums(reading.row)
        self._parts.lines.show_lines(reading.lines)
        self._parts.selection.show_worklist(reading.set_aside, reading.cheques)
        batch = reading.row.batch
        self._parts.offer.show_lines(batch.id, reading.lines, with_invoice=batch.with_invoice)

    def _show_batch(self) -> None:
        parts = self._parts
        batch, keying = parts.watch.batch, not parts.watch.why_not_keying
        parts.strip.show_batch(batch)
        parts.reference.allow(keying=keying)
        parts.selection.say(closed="" if keying else BATCH_STATES[batch.state])
        self._form.set_batch(batch)
        self._change.begin()

    def _tell_now(self) -> None:
        """Everything that follows from the state: the decision, the signs, what can be done."""
        parts = self._parts
        parts.decision.show_decision(self._form.said, may_depart=not self._form.why_not_depart)
        parts.strip.show_work(*self._queue.signs(parts.watch.batch.id))
        parts.lines.allow_undo(parts.watch.why_not_keying or self._queue.why_not_undo())
        hints = self._keys()
        if hints != self._hints:
            self._hints = hints
            self.hints_changed.emit()

    def _keys(self) -> tuple[KeyHint, ...]:
        for page in (self._parts.actions, self._parts.unknown):
            if self._parts.body.is_in_front(page):
                return (*page.hints(), *self._parts.offer.hints())
        form, queue, navigation, batch = self._form, self._queue, self._navigation, self._parts.watch.batch
        words = "" if form.cheque.words.words else "Tapez d'abord le montant du chèque."
        nobody = "" if form.dossier else "Cherchez d'abord le client."
        in_use = "" if self._parts.dossier.is_in_use else "Aucun dossier ouvert."
        shown = in_use if self._parts.body.is_in_front(self._parts.dossier) else "Revenez d'abord au dossier (Échap)."
        unknown_key = KeyHint("Ctrl+I", "Introuvable", navigation.record_unknown, self._parts.watch.why_not_keying)
        unknown = () if self._parts.dossier.is_in_use else (unknown_key,)
        applied = (KeyHint("F12", "Appliquer", form.apply),) if form.judged.is_departed and not shown else ()
        return (
            KeyHint("F1", "Procédure", navigation.toggle_procedure),
            KeyHint("F2", "Client", navigation.back_to_selection, in_use),
            KeyHint("F3", "Courrier", form.mail.toggle, in_use or shown),
            KeyHint("F4", "MDR", navigation.change_method, shown),
            KeyHint("F5", "Reprendre", self._handover.take_back, queue.why_not_take(batch.id)),
            KeyHint("F6", "Enregistrer", self._parts.dossier.recorder.save_all_the_same, form.why_not, form.show_lack),
            KeyHint("F7", "Mots", form.cheque.words.type_instead, words),
            KeyHint("F8", "S'écarter", form.depart, form.why_not_depart or shown),
            KeyHint("F9", "Clôturer", self._close, queue.why_not_close(batch.id) or self.begun()),
            KeyHint("F11", "Actions", navigation.show_codes, nobody),
            *applied,
            *self._parts.offer.hints(),
            KeyHint("Ctrl+F", "Nom", self._parts.reference.ask_for_names, self._parts.watch.why_not_keying),
            KeyHint("Ctrl+Z", "Annuler", self._parts.lines.ask, self._parts.lines.missing),
            *unknown,
        )

    def _unknown_recorded(self, row: UnknownMailRow) -> None:
        paper = DESTINATIONS[Paper.SCAN, row.slip]
        self._desk.strip.ok(f"{row.number}\u00a0: écrivez ce numéro sur le papier. {paper}.")
        self._parts.watch.refresh()
        self._navigation.begin()

    def _close(self) -> None:
        self.closing_asked.emit(self._parts.watch.batch)

    def _connect(self) -> None:
        parts, queue = self._parts, self._queue
        parts.watch.read.connect(self._show)
        self._navigation.leaving.connect(self._handover.set_aside)
        self._navigation.changed.connect(self._change.begin)
        self._navigation.left.connect(self.left)
        self._form.changed.connect(self._change.begin)
        self._listener.heard.connect(self._navigation.open_action)
        parts.decision.apply_asked.connect(self._form.apply)
        parts.decision.depart_asked.connect(self._form.depart)
        queue.settled.connect(parts.watch.refresh)
        queue.changed.connect(self._change.begin)
        parts.actions.changed.connect(self._change.begin)
        queue.slimpay_asked.connect(self.slimpay_asked)
        parts.actions.slimpay_asked.connect(self.slimpay_asked)
        parts.actions.asked_elsewhere.connect(self.asked_elsewhere)
        parts.lines.undone.connect(self._undone)
        parts.unknown.recorded.connect(self._unknown_recorded)
        parts.unknown.undone.connect(parts.watch.refresh)
        parts.lines.left.connect(self._navigation.go_on)
        parts.dossier.around.shown.connect(parts.offer.show_dossier)
        parts.dossier.around.account.credit.changed.connect(parts.dossier.read_again)
        parts.dossier.found.connect(lambda dossier: queue.tell_aside(parts.watch.batch.id, dossier.client.id))
        parts.offer.changed.connect(self._change.begin)
        parts.offer.stale.connect(parts.dossier.read_again)

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        for widget in (self._parts.strip, self._parts.reference, self._parts.offer):
            whole.addWidget(widget)
        whole.addWidget(self._parts.body, 1)
