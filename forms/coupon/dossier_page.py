"""*Dossier client*: looks the client up, and shows the coupon's form with what else is known."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from backoffice.domain.batch import Batch, BatchKind
from backoffice.domain.cheque_number import NUMBER_REFUSALS
from backoffice.domain.client_ref import ClientRef
from backoffice.domain.dossier import ClientIdentity, Dossier
from backoffice.domain.errors import Broken, RuleBroken, Unavailable
from backoffice.domain.people import Actor
from backoffice.keying.entry import Entry
from backoffice.keying.form_making import form_of
from backoffice.keying.missing import MissingPlace, missing_of_cheque
from backoffice.keying.recorded_form import ChequeForm, MailForm
from backoffice.services.keying.cheque_validity import require_rows
from forms.coupon.client.changed_words import changes
from forms.coupon.client.client_tabs import ClientTabs
from forms.coupon.client.identity import flags_of
from forms.coupon.coupon_form import CouponForm
from forms.coupon.look_up import LookUp
from forms.coupon.refusals import ALIAS_FAULTS, AT_THE_ROWS, OF_THE_METHOD, SAID_AT_ONCE
from forms.coupon.services import CouponServices
from forms.kit.screen_tools import ScreenTools
from forms.kit.tokens import ROOM
from forms.kit.wording.sentences import sentence

_COMING = "Le dossier du client arrive\u00a0: la saisie part dès qu'il est là, et la suite se tape après."


_HAS_COME = "Le dossier est là\u00a0: {flags}. Faut-il enregistrer\u00a0?"


class Recorder(QObject):
    """Sends one coupon after the other.

    Signals:
        ready: *Enregistrer* on a coupon that lacks nothing; bears the `ChequeForm` or the `MailForm`.
        ready_with_card: the same, but for its card, which is on its way.
    """

    ready = Signal(object)
    ready_with_card = Signal()

    def __init__(self, form: CouponForm) -> None:
        super().__init__(form)
        self._form = form
        self._cheque = form.cheque
        form.save_asked.connect(self.save)
        form.rows.forced.connect(self._force)
        self._cheque.duplicate_accepted.connect(self._accept_duplicate)
        self._cheque.held.accepted.connect(self.save_all_the_same)

    def save(self) -> None:
        """*Enregistrer*: `ready`, or the focus where something is missing."""
        form = self._form
        if self._cheque.question.text():
            self._cheque.question.setFocus(Qt.FocusReason.OtherFocusReason)
        elif form.method.question.text():
            form.method.question.setFocus(Qt.FocusReason.OtherFocusReason)
        elif form.state.is_awaited and missing_of_cheque(self._cheque.words.words, form.typed) is None:
            self._cheque.hold(_COMING)  # what is typed meanwhile belongs to the next coupon, not to this one's fields
        elif form.judged.missing is not None and form.judged.missing.place is not MissingPlace.REASON:
            form.go_on()
        else:
            self._send()

    def save_if_wanted(self) -> None:
        """The file has come after *Enregistrer*; what is out of the ordinary with the client must be seen first."""
        form = self._form
        if form.dossier is None or not self._cheque.held.text():
            return
        flags = flags_of(form.dossier.client)
        if form.judged.is_without_cheque:
            self._cheque.clear_messages()
            form.go_on()
            self._cheque.transfer.distrust()
        elif flags:
            self._cheque.hold(_HAS_COME.format(flags=", ".join(flags)))
        else:
            self._cheque.clear_messages()
            self.save()

    def save_all_the_same(self) -> None:
        """F6: *Enregistrer*; where something was asked first, under one's own name."""
        if self._cheque.question.text():
            self._accept_duplicate()
        elif self._form.mail.has_focus:  # what would be recorded may be out of sight
            self._form.mail.fold()
            self._form.go_on()
        else:
            self._cheque.release()
            self.save()

    def show_refusal(self, error: Exception, changed: str = "") -> None:
        """Say at its place why the coupon was not recorded, with the focus there; `changed` is what has on the file."""
        form, cheque = self._form, self._cheque
        code = error.code if isinstance(error, RuleBroken) else None
        if form.judged.asked is not None and _is_of_the_method(error):
            form.method.refuse(sentence(error))
        elif code is Broken.PROBABLE_DUPLICATE:
            cheque.warn_of_duplicate(sentence(error))
        elif code in (Broken.BLANK_ROW, Broken.INVOICE_PENDING):
            form.rows.question.ask(sentence(error))
        elif code in AT_THE_ROWS and not form.judged.is_without_cheque:
            form.rows.notice.say(sentence(error))
            form.focus_on(MissingPlace.ROWS)
        elif code in NUMBER_REFUSALS:
            cheque.number.show_error(sentence(error))
            form.focus_on(MissingPlace.NUMBER)
        else:
            told = "" if code in SAID_AT_ONCE else sentence(error)
            cheque.notice.say(" ".join(filter(None, (told, changed))))
            form.go_on()

    def _send(self) -> None:
        form, number = self._form, self._cheque.number.value()
        entry = replace(form.entry(), number="" if number is None else number.number)
        found = form.judged.outcome
        sent = None if found is None else form_of(entry, found)
        try:
            if isinstance(sent, ChequeForm):
                self._require_rows(sent)
        except RuleBroken as broken:
            self.show_refusal(broken)
            return
        if form.judged.missing is not None:  # why the rows are the operator's own is asked once they are sound
            form.go_on()
        elif sent is not None:
            self._remember(sent)
            self._let_go(sent)

    def _let_go(self, sent: ChequeForm | MailForm) -> None:
        if self._form.method.is_assigning and self._form.judged.is_debit:
            self.ready_with_card.emit()
        else:
            self.ready.emit(sent)

    def _require_rows(self, sent: ChequeForm) -> None:
        words, dossier = self._cheque.words.words, self._form.dossier
        if words is not None and dossier is not None:
            pending = {invoice.id: invoice.pending for invoice in dossier.invoices}
            require_rows(sent, words.binding, pending, with_invoice=self._form.batch.with_invoice)

    def _remember(self, sent: ChequeForm | MailForm) -> None:
        if sent.reason:
            self._form.departure.reason.remember(sent.reason)

    def _force(self) -> None:
        self._form.state.accepts_blank = True
        self._form.rows.question.hide()
        self.save()

    def _accept_duplicate(self) -> None:
        self._form.state.accepts_duplicate = True
        self._cheque.drop_question()
        self.save()


def _is_of_the_method(error: Exception) -> bool:
    """Whether a card or an IBAN is why: the alias service out of reach, a card that it refuses or that has expired."""
    if isinstance(error, Unavailable):
        return error.fault in ALIAS_FAULTS
    return isinstance(error, RuleBroken) and error.code in OF_THE_METHOD


_STALE = frozenset(
    {
        Broken.DECISION_OVERTAKEN,
        Broken.INVOICES_CHANGED,
        Broken.SETTLED_OVER_PENDING,
        Broken.NO_INVOICE,
        Broken.CLIENT_BLOCKED,
        Broken.ORDER_UNKNOWN,
        Broken.ORDER_NOT_RENEWABLE,
        Broken.NO_IBAN_ON_FILE,
        Broken.MANDATE_INACTIVE,
    }
)
"""Refusals that say that the client's file is not any more what is on the screen."""


class DossierPage(QWidget):
    """One client's file and coupon.

    Signals:
        found: the file is open; bears it.
        several: the reference can mean any of these clients; bears them.
        not_found: there is none to open; bears the exception.

    Attributes:
        form: the coupon.
        recorder: its *Enregistrer*.
        around: what else is known of the client.
    """

    found = Signal(object)
    several = Signal(object)
    not_found = Signal(object)

    def __init__(self, services: CouponServices, desk: ScreenTools, batch: Batch, who: Actor) -> None:
        super().__init__()
        self._clients = services.clients
        self._desk = desk
        self._who = who
        self._look_up = LookUp(services.clients, desk, who, self)
        self._look_up.found.connect(self._show)
        self._look_up.several.connect(self._ask_which)
        self._look_up.not_found.connect(self._give_up)
        self.form = CouponForm(services, desk, batch, who)
        self.recorder = Recorder(self.form)
        self.around = ClientTabs(services, desk, who)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(ROOM)
        whole.addWidget(self.form)
        whole.addWidget(self.around, 1)

    @property
    def is_in_use(self) -> bool:
        """Whether a client is open or being looked up, or anything is typed."""
        return self._look_up.is_under_way or self.form.dossier is not None or self.form.is_touched

    def begin(self) -> None:
        """An empty form; an answer that is still to come is not wanted any more."""
        self._look_up.forget()
        self.around.show_dossier(None)
        self.form.clear()

    def look_up(self, refs: tuple[ClientRef, ...], kind: BatchKind) -> None:
        """Find the client of one of these references and open the file; what is typed in the meantime stays."""
        self.around.show_dossier(None)
        self.form.clear(keep_typed=True)
        self.form.await_dossier(coming=True)
        self.form.cheque.amount.take_focus()
        self._look_up.ask(refs, kind)

    def bring_back(self, entry: Entry, error: Exception | None) -> None:
        """Show a coupon as it stood and, where it was refused, why; its file is read again if it has changed."""
        self._look_up.forget()
        self.form.take_up(entry)
        self.around.show_dossier(entry.dossier)
        if error is None:
            self.form.go_on()
        elif entry.dossier is not None and isinstance(error, RuleBroken) and error.code in _STALE:
            before = entry.dossier
            self._desk.runner.run(
                lambda: self._clients.dossier(self._who, before.client.id),
                partial(self._open_anew, error, before),
                lambda _: self.recorder.show_refusal(error),
                self,
            )
        else:
            self.recorder.show_refusal(error)

    def read_again(self, client_id: int) -> None:
        """Something was done to a client's file: where it is the one in sight, show it as it is now."""
        shown = self.form.dossier
        if shown is not None and shown.client.id == client_id:
            self._desk.runner.run(
                lambda: self._clients.dossier(self._who, client_id), self._renew, self._desk.tell, self
            )

    def _renew(self, dossier: Dossier) -> None:
        shown = self.form.dossier
        if shown is not None and shown.client.id == dossier.client.id:
            self.form.renew(dossier)
            self.around.show_dossier(dossier)

    def _ask_which(self, clients: tuple[ClientIdentity, ...]) -> None:
        self.form.await_dossier(coming=False)
        self.several.emit(clients)

    def _open_anew(self, error: RuleBroken, before: Dossier, dossier: Dossier) -> None:
        shown = self.form.dossier
        if shown is not None and shown.client.id == dossier.client.id:
            self._show(dossier)
            self.recorder.show_refusal(error, changes(before, dossier))

    def _show(self, dossier: Dossier) -> None:
        self.form.open(dossier)
        self.around.show_dossier(dossier)
        self.found.emit(dossier)
        self.recorder.save_if_wanted()

    def _give_up(self, error: Exception) -> None:
        self.form.await_dossier(coming=False)
        self.not_found.emit(error)
