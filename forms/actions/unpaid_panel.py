"""4.7 *Régularisation impayé*: the cheque's amount, ANNULATION, a comment; the debt is back (C-02)."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from backoffice.domain.dossier import ClientIdentity, Dossier
from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.people import Actor
from backoffice.domain.unpaid import SettledPayment, UnpaidForm, came_back
from backoffice.french.action_words import UNPAID
from backoffice.french.figures import euros, moment
from backoffice.french.means_words import cheque_words
from backoffice.services.undoing.cancelling import Cancelling, Undoable
from forms.actions.undo_panel import UndoPanel
from forms.kit.fields import WordsField, all_usable
from forms.kit.labels import Words
from forms.kit.screen_tools import ScreenTools
from forms.kit.tokens import Tone, scaled
from forms.kit.trade_fields import AmountField
from forms.kit.wording.sentences import sentence, typeset

TITLE = f"4.7 {UNPAID}"
_WIDTH = 220


class UnpaidPanel(UndoPanel):
    """The payment that came back is named as soon as its amount is typed.

    Attributes:
        amount: that of the cheque or of the debit.
        comment: why.
    """

    def __init__(self, cancelling: Cancelling, desk: ScreenTools, who: Actor) -> None:
        super().__init__(TITLE, desk, who)
        self._cancelling = cancelling
        self._payments: Sequence[Undoable[SettledPayment]] | None = None
        self.amount = AmountField("Montant du chèque", required=True, large=True)
        self.comment = WordsField("Commentaire", required=True)
        self._which = Words(tone=Tone.MUTED)
        self._which.setWordWrap(True)
        self._lay_out()
        self.amount.edited.connect(self._follow)

    @override
    def begin(self, dossier: Dossier) -> None:
        super().begin(dossier)
        self._payments = None
        self.amount.clear()
        self.comment.clear()
        self._follow()
        self.take_focus()
        self.read(self._cancelling.payments, self._show)

    @override
    def take_focus(self) -> None:
        if self.why_not() and not self.amount.text():
            self._leave.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.amount.take_focus()

    @override
    def why_not(self) -> str:
        if self._payments is not None and not self._payments:
            return sentence(RuleBroken(Broken.NOTHING_UNPAID))
        chosen = self._chosen()
        return "" if chosen is None or chosen.refusal is None else sentence(chosen.refusal)

    @override
    def go_on(self) -> None:
        """Enter: on to what is missing, and records where nothing is."""
        if not self._is_amount_usable():
            self.amount.take_focus()
        elif not self.ticked.isChecked() and not self.ticked.hasFocus():
            self.ticked.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.is_ticked():
            if self.comment.text().strip() or self.comment.edit.hasFocus():
                self.save()
            else:
                self.comment.take_focus()

    @override
    def save(self) -> None:
        usable = self._is_amount_usable()
        amount, comment = self.amount.value(), self.comment.value()
        if not usable:
            self.amount.take_focus()
        if not usable or self.why_not() or not self.is_ticked() or not all_usable([self.comment]):
            return
        if amount is not None and comment is not None:
            self.send(
                lambda who, key, client_id: self._cancelling.unpaid(who, UnpaidForm(key, client_id, amount, comment)),
                self._tell,
            )

    def _is_amount_usable(self) -> bool:
        """Whether there is a payment of that amount; where not, the field says which amounts there are."""
        usable = self.amount.check()
        amount = self.amount.value()
        if amount is not None and self._payments:
            try:
                came_back([each.payment for each in self._payments], amount)
            except RuleBroken as refusal:
                self.amount.show_error(sentence(refusal))
                return False
        return usable

    def _chosen(self) -> Undoable[SettledPayment] | None:
        amount = self.amount.value()
        return next((each for each in self._payments or () if each.payment.amount == amount), None)

    def _show(self, payments: Sequence[Undoable[SettledPayment]]) -> None:
        self._payments = payments
        for part in (self.amount, self.ticked, self.comment):
            part.setEnabled(bool(payments))
        self._follow()
        if not payments:
            self.take_focus()

    def _follow(self) -> None:
        """Say which payment it is, and whether it can be undone."""
        chosen, why_not = self._chosen(), self.why_not()
        self._which.setText("" if chosen is None else typeset(_words(chosen.payment)))
        self._stands.say(why_not)
        self.allow_saving()

    def _tell(self, client: ClientIdentity, payment: SettledPayment) -> None:
        after = "" if payment.receipt_id is None else " L'encaissement s'annule ensuite en 4.3."
        self.tell_done(f"{euros(payment.settled)} de nouveau dus par {client.name}, {client.ref}.{after}")
        self.recorded.emit(client.id)

    def _lay_out(self) -> None:
        self.amount.edit.setFixedWidth(scaled(_WIDTH))  # what is wrong with it has all the room
        parts: tuple[QWidget, ...] = (self.amount, self._which, self.ticked, self.unticked, self.comment)
        for part in parts:
            self.column.addWidget(part)
        self.column.setAlignment(self.ticked, Qt.AlignmentFlag.AlignLeft)


def _words(payment: SettledPayment) -> str:
    debit = f"Prélèvement de la facture {payment.number}"
    what = debit if payment.receipt_id is None else cheque_words(payment.number)
    return (
        f"{what}, lot {payment.batch_number}, le {moment(payment.recorded_at)} : "
        f"{euros(payment.settled)} seront de nouveau dus."
    )
