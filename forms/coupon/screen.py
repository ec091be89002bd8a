"""The screen in which coupons are keyed: *Sélection d'un client* and *Dossier client*."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout
from typing_extensions import override

from backoffice.domain.batch import Batch
from backoffice.domain.cheque import ChequeForm
from backoffice.domain.people import Actor
from backoffice.domain.rows import BatchRow, ClientRow, Dossier, ReceiptRow
from backoffice.services.batches import Batches
from backoffice.services.cheques import Cheques
from backoffice.services.clients import Clients
from backoffice.services.corrections import Corrections
from backoffice.services.recording import Recording
from forms.coupon.batch_strip import BatchStrip
from forms.coupon.batch_watch import NO_BATCH, BatchWatch
from forms.coupon.body import Body
from forms.coupon.decision_panel import DecisionPanel
from forms.coupon.dossier_page import DossierPage
from forms.coupon.entry import Entry
from forms.coupon.held import Refused
from forms.coupon.keyboard import KeyGuard
from forms.coupon.last_lines import LastLines
from forms.coupon.names_search import NamesSearch
from forms.coupon.procedure_page import ProcedurePage
from forms.coupon.reference_bar import ReferenceBar
from forms.coupon.saving import Saving
from forms.coupon.selection_page import SelectionPage
from forms.coupon.traffic import Traffic
from forms.kit.desk import Desk
from forms.kit.keys import KeyHint
from forms.kit.names import BATCH_STATES
from forms.kit.screen import Screen
from forms.kit.wording import sentence


class CouponScreen(Screen):
    """Keys the coupons of one batch, one after the other.

    A coupon that is being recorded has left the screen: the form is already the next one. It comes back with all
    that was typed when it is refused, at once where nothing is begun, by *Reprendre* otherwise.

    Signals:
        closing_asked: F9 *Clôturer*; bears the batch.
        left: Escape on an empty reference: back to the batches.
    """

    closing_asked = Signal(object)
    left = Signal()

    def __init__(
        self,
        batches: Batches,
        clients: Clients,
        cheques: Cheques,
        recording: Recording,
        corrections: Corrections,
        desk: Desk,
        who: Actor,
    ) -> None:
        super().__init__()
        self._desk = desk
        self._watch = BatchWatch(batches, desk, who, self)
        self._hints: tuple[KeyHint, ...] = ()
        self._telling = QTimer(self, singleShot=True, interval=0)  # once for all that one key changes
        self._telling.timeout.connect(self._tell_now)
        self._traffic = Traffic(Saving(recording, clients, desk.runner, who), desk.strip, self)
        self._strip = BatchStrip()
        self._reference = ReferenceBar()
        self._selection = SelectionPage()
        self._dossier = DossierPage(clients, cheques, desk, NO_BATCH, who)
        self._form = self._dossier.form
        self._names = NamesSearch(clients, desk, who)
        self._procedure = ProcedurePage()
        self._decision = DecisionPanel()
        self._lines = LastLines(corrections, desk, who)
        self._body = Body((self._selection, self._dossier, self._names, self._procedure), (self._decision, self._lines))
        self._lay_out()
        self._connect()
        guard = KeyGuard(self)
        guard.key_coming.connect(self._tell_before_key)
        guard.focus_came.connect(self._body.follow)
        guard.watch(self)

    def resume(self, batch: Batch) -> None:
        """Key in `batch` from here on; what was begun in another one is set aside there."""
        another = batch.id != self._watch.batch.id
        if another:
            self._set_aside()
            self._lines.forget()
            self._strip.show_sums(None)
        self._watch.batch = batch
        self._show_batch()
        if another:
            self._begin()
        self._watch.refresh()
        self._traffic.look()

    def look(self) -> None:
        """Send again what an earlier session has left on this workstation; takes no focus and needs no batch."""
        self._traffic.look()

    @override
    def enter(self) -> None:
        self._watch.refresh()
        if self._is_blank and self._traffic.has_refused(self._watch.batch.id):
            self._take_back()
        elif self._form.dossier is not None:
            self._form.go_on()
        elif not self._watch.why_not_keying:
            self._focus_reference()
        else:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def hints(self) -> Sequence[KeyHint]:
        return self._keys()

    @override
    def unsaved(self) -> str:
        return self._traffic.unsaved() or self._begun()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._step_back()
        else:
            super().keyPressEvent(event)

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._reference.fit()
            self._form.cheque.fit()

    # Finding a client

    def _look_up(self) -> None:
        """Enter on a reference; what was typed on another client's coupon is set aside."""
        ref = self._reference.field.value()
        shown = self._form.dossier
        if ref is None or (shown is not None and shown.client.ref == ref):
            self._return()
            return
        if shown is not None:
            self._set_aside()
            self._dossier.begin()
        self._reference.show_dossier(None)
        self._body.show_page(self._dossier)
        self._dossier.look_up(ref, self._watch.batch.kind)
        self._tell()

    def _found(self, dossier: Dossier) -> None:
        self._reference.show_dossier(dossier)
        if self._form.refusal is not None:
            self._focus_reference()
        self._tell()

    def _not_found(self, error: Exception) -> None:
        QApplication.beep()
        if not self._form.is_touched:
            self._body.show_page(self._selection)
        self._reference.field.show_error(sentence(error))
        self._focus_reference()
        self._tell()

    def _search_names(self, name: str) -> None:
        self._body.show_page(self._names)
        self._names.begin(name)

    def _refuse_action(self, code: str) -> None:
        self._reference.field.show_error(f"{code} est un code d'action\u00a0: ici se tape la référence d'un client.")

    def _pick(self, row: ClientRow) -> None:
        self._reference.field.set_value(row.ref)
        self._look_up()

    def _back_to_selection(self) -> None:
        """F2: one key back to *Sélection d'un client*; nothing that was typed is lost."""
        self._set_aside()
        self._begin()

    def _begin(self) -> None:
        self._dossier.begin()
        self._reference.field.clear()
        self._reference.show_dossier(None)
        self._body.show_page(self._selection)
        self._focus_reference()
        self._tell()

    def _focus_reference(self) -> None:
        if self.isVisible():  # an answer that comes late must not take the focus from another screen
            self._reference.field.take_focus()

    def _return(self) -> None:
        """From the names or the procedure back to the coupon, or to the empty desk."""
        self._body.show_page(self._dossier if self._dossier.is_in_use else self._selection)
        if self._form.dossier is not None:
            self._form.go_on()
        else:
            self._focus_reference()

    def _step_back(self) -> None:
        """Escape: from the coupon to the reference, to *Sélection d'un client*, to the batches."""
        field = self._reference.field
        if self._dossier.is_in_use and not field.edit.hasFocus():
            field.take_focus()
        elif self._dossier.is_in_use:
            self._back_to_selection()
        elif field.text():
            field.clear()
        else:
            self.left.emit()

    def _toggle_procedure(self) -> None:
        if self._procedure.isVisible():
            self._return()
        else:
            self._procedure.show_rules(self._form.decision.rules)
            self._body.show_page(self._procedure)
            self._procedure.setFocus(Qt.FocusReason.OtherFocusReason)

    # Recording

    def _send(self, form: ChequeForm) -> None:
        """*Enregistrer*: the coupon is on its way, and the form is the next one."""
        entry = self._form.entry(self._reference.field.text())
        self._begin()
        self._traffic.send(entry, form)

    def _come_back(self, refused: Refused) -> None:
        """A refused coupon takes the place of a form that is not begun; else it is held."""
        here = self.isVisible() and refused.entry.batch_id == self._watch.batch.id
        if here and self._is_blank:
            self._bring_back(refused.entry, refused.error)
        else:
            self._traffic.hold(refused, here=here)

    def _set_aside(self, *, behind: bool = False) -> None:
        if self._form.is_touched:
            self._traffic.set_aside(self._form.entry(self._reference.field.text()), behind=behind)

    def _take_back(self) -> None:
        """F5 *Reprendre*: a refused coupon, else one set aside; it changes places with this one."""
        taken = self._traffic.take(self._watch.batch.id)
        if taken is None:
            return
        self._set_aside(behind=True)
        if isinstance(taken, Refused):
            self._bring_back(taken.entry, taken.error)
        else:
            self._bring_back(taken, None)

    def _bring_back(self, entry: Entry, error: Exception | None) -> None:
        self._reference.field.edit.setText(entry.reference)
        self._reference.field.clear_error()
        self._reference.show_dossier(entry.dossier)
        self._body.show_page(self._dossier)
        self._dossier.bring_back(entry, error)
        if entry.dossier is None:
            self._focus_reference()
        self._tell()

    def _undone(self, line: ReceiptRow) -> None:
        self._desk.strip.ok(f"La saisie de {line.ref} est annulée\u00a0: la ligne reste, barrée.")
        self._watch.refresh()

    def _leave_undo(self) -> None:
        if self._form.dossier is not None:
            self._form.go_on()
        else:
            self._focus_reference()

    # What is true now

    @property
    def _is_blank(self) -> bool:
        """Whether the next coupon is not begun: one that comes back may take its place."""
        return self._selection.isVisibleTo(self) and not self._reference.field.text().strip()

    def _show(self, row: BatchRow, lines: tuple[ReceiptRow, ...]) -> None:
        self._show_batch()
        self._strip.show_sums(row)
        self._lines.show_lines(lines)

    def _show_batch(self) -> None:
        batch, keying = self._watch.batch, not self._watch.why_not_keying
        self._strip.show_batch(batch)
        self._reference.allow(keying=keying)
        self._selection.say(closed="" if keying else BATCH_STATES[batch.state])
        self._form.set_batch(batch)
        self._tell()

    def _tell(self) -> None:
        """Something has changed: what follows from it is said as soon as the keys in hand are done with."""
        self._telling.start()

    def _tell_before_key(self) -> None:
        """A key that follows at once must find the keys as they are now."""
        if self._telling.isActive():
            self._telling.stop()
            self._tell_now()

    def _tell_now(self) -> None:
        """Everything that follows from the state: the decision, the signs, what can be done."""
        self._decision.show_decision(self._form.decision)
        self._strip.show_work(*self._traffic.signs(self._watch.batch.id))
        self._lines.allow_undo(self._watch.why_not_keying or self._traffic.why_not_undo())
        hints = self._keys()
        if hints != self._hints:
            self._hints = hints
            self.hints_changed.emit()

    def _begun(self) -> str:
        return "Un coupon est commencé\u00a0: enregistrez-le, ou quittez-le par F2." if self._form.is_touched else ""

    def _keys(self) -> tuple[KeyHint, ...]:
        form, traffic = self._form, self._traffic
        words = "" if form.cheque.words.words else "Tapez d'abord le montant du chèque."
        return (
            KeyHint("F1", "Procédure", self._toggle_procedure),
            _key("F2", "Client", self._back_to_selection, "" if self._dossier.is_in_use else "Aucun dossier ouvert."),
            _key("Ctrl+F", "Par nom", self._reference.ask_for_names, self._watch.why_not_keying),
            _key("F5", "Reprendre", self._take_back, traffic.why_not_take(self._watch.batch.id)),
            _key("F6", "Enregistrer", form.save_all_the_same, form.missing),
            _key("F7", "Autres mots", form.cheque.words.type_instead, words),
            _key("Ctrl+Z", "Annuler", self._lines.ask, self._lines.missing),
            _key("F9", "Clôturer", self._close, self._traffic.why_not_close(self._watch.batch.id) or self._begun()),
        )

    def _close(self) -> None:
        self.closing_asked.emit(self._watch.batch)

    def _connect(self) -> None:
        self._watch.read.connect(self._show)
        self._reference.field.committed.connect(self._look_up)
        self._reference.field.edited.connect(self._tell)
        self._reference.field.action_asked.connect(self._refuse_action)
        self._reference.names_asked.connect(self._search_names)
        self._names.picked.connect(self._pick)
        self._names.closed.connect(self._return)
        self._procedure.closed.connect(self._return)
        self._dossier.found.connect(self._found)
        self._dossier.not_found.connect(self._not_found)
        self._form.changed.connect(self._tell)
        self._form.client_wanted.connect(self._focus_reference)
        self._form.ready.connect(self._send)
        self._traffic.came_back.connect(self._come_back)
        self._traffic.take_back_asked.connect(self._take_back)
        self._traffic.settled.connect(self._watch.refresh)
        self._traffic.changed.connect(self._tell)
        self._lines.undone.connect(self._undone)
        self._lines.left.connect(self._leave_undo)

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        for widget in (self._strip, self._reference):
            whole.addWidget(widget)
        whole.addWidget(self._body, 1)


def _key(key: str, words: str, action: Callable[[], None], reason: str) -> KeyHint:
    return KeyHint(key, words, action, not reason, reason)
