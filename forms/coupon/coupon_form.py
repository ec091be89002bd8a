"""The form of one coupon: its invoices and its cheque, and what it still lacks to be recorded."""

from collections.abc import Callable
from uuid import uuid4

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from backoffice.domain.batch import Batch, BatchState
from backoffice.domain.cheque import ChequeForm
from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.money import ZERO, Money
from backoffice.domain.rows import Dossier
from backoffice.services.cheques import Cheques
from backoffice.services.validity import require_rows
from forms.coupon.answer import Notice
from forms.coupon.cheque_panel import ChequePanel
from forms.coupon.decision import Decision, outline, refused
from forms.coupon.entry import Entry, rows_of, settled_by
from forms.coupon.identity import flags_of
from forms.coupon.invoice_rows import TITLE, InvoiceRows
from forms.kit.desk import Desk
from forms.kit.panels import Card
from forms.kit.tokens import ROOM, Tone
from forms.kit.wording import sentence

_COMING = "Le dossier du client arrive\u00a0: la saisie part dès qu'il est là, et la suite se tape après."
_HAS_COME = "Le dossier est là\u00a0: {flags}. Faut-il enregistrer\u00a0?"
_WITHOUT_INVOICE = "Lot SANS FACTURE\u00a0: aucune facture n'est réglée, tout le chèque est l'avoir du client (P-29)."
_AT_THE_ROWS = frozenset(
    {
        Broken.NOTHING_SETTLED,
        Broken.SETTLED_OVER_CHEQUE,
        Broken.SETTLED_OVER_PENDING,
        Broken.INVOICES_CHANGED,
        Broken.INVOICE_IN_BATCH_WITHOUT,
        Broken.NO_INVOICE,
    }
)

Gap = tuple[str, Callable[[], None]]
"""Why nothing can be recorded yet, and what puts the focus there."""


class CouponForm(QWidget):
    """*Choix des factures en attente* and *Moyens de régularisation*.

    Signals:
        changed: what is decided, or whether it can be recorded, may have changed.
        client_wanted: *Enregistrer* was asked for without a client.
        ready: *Enregistrer* on a form that lacks nothing; bears the `ChequeForm`.
    """

    changed = Signal()
    client_wanted = Signal()
    ready = Signal(object)

    def __init__(self, cheques: Cheques, desk: Desk, batch: Batch, name: str) -> None:
        """Make an empty form for a batch; `name` is who overrides a warning."""
        super().__init__()
        self._cheques = cheques
        self._batch = batch
        self._dossier: Dossier | None = None
        self._refusal: RuleBroken | None = None
        self._proposed_for: Money | None = None
        self._typed: dict[Money, bool] = {}
        self._awaited = False
        self._chosen = False
        self._forced = False
        self._accepted_duplicate = False
        self._key = uuid4()
        self.rows = InvoiceRows(desk)
        self.cheque = ChequePanel(name)
        self.standing = Notice()
        self._connect()
        self._lay_out()
        self.clear()

    @property
    def dossier(self) -> Dossier | None:
        """The client's file, once it is found."""
        return self._dossier

    @property
    def refusal(self) -> RuleBroken | None:
        """Why nothing may be keyed for this client."""
        return self._refusal

    @property
    def is_touched(self) -> bool:
        """Whether anything was typed or chosen."""
        return self._chosen or any(field.text().strip() for field in (self.cheque.amount, self.cheque.number))

    @property
    def decision(self) -> Decision:
        """What is decided so far."""
        if self._refusal is not None:
            return refused(self._refusal)
        if self._dossier is None:
            return Decision()
        return outline(self.rows.lines, self.cheque.words.words, with_invoice=self._batch.with_invoice)

    @property
    def missing(self) -> str:
        """Why *Enregistrer* cannot be done just now; empty when it can."""
        gap = self._gap()
        return "" if gap is None else gap[0]

    def set_batch(self, batch: Batch) -> None:
        """Which batch is keyed in, as it stands now."""
        self._batch = batch
        self._tell()

    def clear(self, *, keep_typed: bool = False) -> None:
        """A new form under a new key; what was typed ahead of the client's file may be kept."""
        self._key = uuid4()
        self._dossier = self._refusal = self._proposed_for = None
        self._awaited = False
        self._chosen = self._forced = self._accepted_duplicate = False
        self.standing.say("")
        self.rows.show_invoices(())
        if not keep_typed:
            self._typed.clear()
            self.cheque.clear()
        self.cheque.allow_keying(possible=True)
        self._tell()

    def await_dossier(self, *, coming: bool) -> None:
        """Whether the client's file is on its way: the cheque can be keyed in the meantime."""
        self._awaited = coming
        self.cheque.clear_messages()
        self._tell()

    def open(self, dossier: Dossier) -> None:
        """Show a client's file; the rows are filled where the amount is known already."""
        self._awaited = False
        self._dossier = dossier
        self._refusal = self._why_not(dossier)
        self._proposed_for = None
        self.rows.table.setVisible(self._batch.with_invoice)
        self.rows.show_invoices(dossier.invoices if self._batch.with_invoice else ())
        if self._refusal is not None:
            self.standing.say(sentence(self._refusal))
        else:
            self.standing.say("" if self._batch.with_invoice else _WITHOUT_INVOICE, Tone.INFO)
        self.cheque.allow_keying(possible=self._refusal is None)
        self._follow_words()

    def entry(self, reference: str) -> Entry:
        """The coupon as it stands."""
        return Entry(
            key=self._key,
            batch_id=self._batch.id,
            reference=reference,
            dossier=self._dossier,
            amount=self.cheque.amount.text(),
            words=self.cheque.words.words,
            number=self.cheque.number.text(),
            lines=self.rows.lines,
            forced=self._forced,
            accepted_duplicate=self._accepted_duplicate,
        )

    def take_up(self, entry: Entry) -> None:
        """Show a coupon as it stood, under its own key."""
        self.clear()
        if entry.dossier is not None:
            self.open(entry.dossier)
        self.cheque.amount.edit.setText(entry.amount)
        self.cheque.number.edit.setText(entry.number)
        self.cheque.words.take_up(entry.words)
        if self._proposed_for is not None:
            self.rows.take_up(entry.lines, self._proposed_for)
        self._key = entry.key
        self._forced, self._accepted_duplicate = entry.forced, entry.accepted_duplicate
        self._chosen = any(line.operation is not None and not line.rule for line in entry.lines)
        self._tell()

    def save(self) -> None:
        """*Enregistrer*: `ready`, or the focus where something is missing."""
        if self.cheque.question.text():
            self.cheque.question.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if self._awaited and self._without_cheque() is None:
            self.cheque.hold(_COMING)  # what is typed meanwhile belongs to the next coupon, not to this one's fields
            return
        gap = self._gap()
        words, number = self.cheque.words.words, self.cheque.number.value()
        if gap is not None or self._dossier is None or words is None or number is None:
            self.go_on()
            return
        form = ChequeForm(
            key=self._key,
            batch_id=self._batch.id,
            client_id=self._dossier.client.id,
            figures=words.figures,
            words=words.typed,
            number=number.number,
            rows=rows_of(self.rows.lines),
            forced=self._forced,
            accepted_duplicate=self._accepted_duplicate,
        )
        try:
            require_rows(form, words.binding, self._dossier.invoices, with_invoice=self._batch.with_invoice)
        except RuleBroken as broken:
            self.show_refusal(broken)
        else:
            self.ready.emit(form)

    def save_if_wanted(self) -> None:
        """The file has come after *Enregistrer*; what is out of the ordinary with the client must be seen first."""
        if self._dossier is None or not self.cheque.held.text():
            return
        flags = flags_of(self._dossier.client)
        if flags and self._refusal is None:
            self.cheque.hold(_HAS_COME.format(flags=", ".join(flags)))
            return
        self.cheque.clear_messages()
        if self._refusal is None:
            self.save()

    def save_all_the_same(self) -> None:
        """F6: *Enregistrer*; where something was asked first, under one's own name."""
        if self.cheque.question.text():
            self._accept_duplicate()
        else:
            self.cheque.release()
            self.save()

    def show_refusal(self, error: Exception) -> None:
        """Say at its place why the coupon was not recorded, with the focus there."""
        code = error.code if isinstance(error, RuleBroken) else None
        if code is Broken.PROBABLE_DUPLICATE:
            self.cheque.warn_of_duplicate(sentence(error))
        elif code is Broken.BLANK_ROW:
            self.rows.question.ask(sentence(error))
        elif code in _AT_THE_ROWS:
            self.rows.notice.say(sentence(error))
            self._focus(self.rows.take_focus)
        elif code is Broken.CHEQUE_NUMBER_UNREADABLE:
            self.cheque.number.show_error(sentence(error))
            self._focus(self.cheque.number.take_focus)
        else:
            self.cheque.notice.say(sentence(error))
            self._focus(self.cheque.number.take_focus)

    def go_on(self) -> None:
        """Put the focus on what is to be done next."""
        gap = self._gap()
        self._focus(self.cheque.number.take_focus if gap is None else gap[1])

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The key up goes from the cheque to the rows, Escape back to the amount."""
        if event.key() == Qt.Key.Key_Up and self.rows.lines:
            self.rows.take_focus()
        elif event.key() == Qt.Key.Key_Escape and not self.cheque.amount.edit.hasFocus():
            self.cheque.amount.take_focus()
        else:
            super().keyPressEvent(event)

    def _focus(self, take: Callable[[], None]) -> None:
        if self.isVisible():  # an answer that comes late must not take the focus from another screen
            take()

    def _gap(self) -> Gap | None:
        """The first thing that is missing."""
        reason = self._without_client()
        if reason is None:
            return self._without_cheque()
        if self._awaited:
            return self._without_cheque() or (reason, self.cheque.number.take_focus)
        return reason, self.client_wanted.emit

    def _without_client(self) -> str | None:
        if self._batch.state is not BatchState.OPEN:
            return sentence(RuleBroken(Broken.BATCH_NOT_OPEN, batch=self._batch.number))
        if self._dossier is None:
            return "Le dossier du client arrive." if self._awaited else "Cherchez d'abord le client."
        return None if self._refusal is None else sentence(self._refusal)

    def _without_cheque(self) -> Gap | None:
        words = self.cheque.words.words
        if words is None:
            return "Tapez le montant du chèque, puis Entrée.", self.cheque.amount.take_focus
        if not words.confirmed:
            return "Comparez d'abord la somme en lettres avec le chèque.", self.cheque.words.take_focus
        if self.cheque.number.value() is None:
            return "Tapez le numéro du chèque, ou passez la ligne CMC7.", self.cheque.number.take_focus
        return None

    def _why_not(self, dossier: Dossier) -> RuleBroken | None:
        """Whether the procedure keys anything for this client (P-66, P-29), whatever the amount."""
        try:
            self._cheques.proposal(dossier.client, dossier.invoices, self._batch, ZERO)
        except RuleBroken as broken:
            return broken
        return None

    def _give_amount(self, figures: Money) -> None:
        words = self.cheque.words.words
        if words is None or words.figures != figures:
            if figures not in self._typed:  # chance decides once for an amount, not each time it is typed
                self._typed[figures] = self._cheques.wants_words(figures)
            self.cheque.words.ask(figures, typed=self._typed[figures])
            self.cheque.words.take_focus()
        else:
            self.go_on()

    def _edit_amount(self) -> None:
        if self.cheque.words.words is not None:
            self.cheque.words.take_up(None)
        self._edit()

    def _edit(self) -> None:
        """Another cheque than the one that was warned of, or that was to be recorded."""
        self._accepted_duplicate = False
        self.cheque.clear_messages()
        self._tell()

    def _follow_words(self) -> None:
        """The rows answer to the amount that binds; without an amount they are empty."""
        words = self.cheque.words.words
        binding = None if words is None else words.binding
        if self._dossier is not None and self._refusal is None and binding != self._proposed_for:
            self._proposed_for = binding
            self._chosen = self._forced = False
            if binding is None:
                self.rows.show_invoices(tuple(line.invoice for line in self.rows.lines))
            elif self._batch.with_invoice:
                client, invoices = self._dossier.client, self._dossier.invoices
                self.rows.propose(self._cheques.proposal(client, invoices, self._batch, binding), binding)
        self._tell()

    def _choose(self) -> None:
        self._chosen = True
        self._forced = False
        self._tell()

    def _force(self) -> None:
        self._forced = True
        self.rows.question.hide()
        self.save()

    def _accept_duplicate(self) -> None:
        self._accepted_duplicate = True
        self.cheque.drop_question()
        self.save()

    def _tell(self) -> None:
        words = self.cheque.words.words
        self.cheque.show_money(None if words is None else words.binding, settled_by(self.rows.lines))
        self.cheque.allow_save(self.missing)
        self.changed.emit()

    def _connect(self) -> None:
        self.rows.chosen.connect(self._choose)
        self.rows.left.connect(self.go_on)
        self.rows.forced.connect(self._force)
        self.cheque.amount_given.connect(self._give_amount)
        self.cheque.amount_edited.connect(self._edit_amount)
        self.cheque.words.changed.connect(self._follow_words)
        self.cheque.words.settled.connect(self.cheque.number.take_focus)
        self.cheque.number.edited.connect(self._edit)
        self.cheque.save_asked.connect(self.save)
        self.cheque.duplicate_accepted.connect(self._accept_duplicate)
        self.cheque.held.accepted.connect(self.save_all_the_same)

    def _lay_out(self) -> None:
        card = Card(TITLE)
        card.body.addWidget(self.standing)
        card.body.addWidget(self.rows)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(ROOM)
        whole.addWidget(card)
        whole.addWidget(self.cheque)
