"""What can be done with a client's credit on their account: taken back from an invoice, or refunded (C-04)."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from backoffice.domain.credit import RefundForm
from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.ledger import ClientAccount, EntryKind, LedgerRow
from backoffice.domain.money import ZERO
from backoffice.domain.people import Actor, Right
from backoffice.french.figures import euros
from backoffice.services.undoing.credits import Credits
from forms.actions.value_choice import Remark
from forms.kit.buttons import allow, button
from forms.kit.fields import WordsField, all_usable
from forms.kit.gesture import Gesture
from forms.kit.icons import Icon
from forms.kit.inline_question import InlineQuestion
from forms.kit.screen_tools import ScreenTools
from forms.kit.tokens import SPACE, scaled
from forms.kit.trade_fields import AmountField
from forms.kit.wording.sentences import sentence, typeset

_CHOOSE = "Choisissez dans le compte une imputation ou un remboursement : le reste s'annule en 4.3 et en 4.7."
_NO_CREDIT = "Ce client n'a pas d'avoir : il n'y a rien à rembourser."
_WIDTH = 160


class CreditDesk(QWidget):
    """Stands under the account of one client after the other.

    Signals:
        changed: the account has changed; bears the client's id.
    """

    changed = Signal(int)

    def __init__(self, credits_: Credits, desk: ScreenTools, who: Actor, why_not: Callable[[Right], str]) -> None:
        """Make it; `why_not` says why the role lacks a right, a whole sentence."""
        super().__init__()
        self._credits = credits_
        self._desk = desk
        self._who = who
        self._why_not = why_not
        self._client_id: int | None = None
        self._account: ClientAccount | None = None
        self._entry: LedgerRow | None = None
        self._undoing = Gesture(desk.runner, self)
        self.undo = button("Annuler l'opération", self._ask, Icon.UNDO)
        self.refund = button("Rembourser l'avoir", self._begin)
        self.question = InlineQuestion("Annuler", "Garder")
        self.form = _RefundCard()
        self._gesture = Gesture(desk.runner, self)
        self._lay_out()
        self._connect()
        self._follow()

    def show_account(self, client_id: int | None, account: ClientAccount | None) -> None:
        """Another account, or the same one as it is now, or none; what was begun is given up."""
        self._client_id, self._account, self._entry = client_id, account, None
        self._close()
        self._follow()

    def show_entry(self, entry: LedgerRow | None) -> None:
        """The entry that is current."""
        self._entry = entry
        self._follow()

    def _ask(self) -> None:
        entry = self._entry
        if entry is None or not entry.is_undoable:
            return
        self._undoing.renew()
        applied = entry.kind is EntryKind.ALLOCATION
        what = f"l'imputation de {euros(entry.applied)} sur la facture {entry.what} {entry.where}".rstrip()
        refunded = f"le remboursement de {euros(-entry.amount)}"
        after = "La facture est de nouveau due." if applied else "L'avoir revient au client."
        self._buttons.hide()
        self.question.ask(typeset(f"Annuler {what if applied else refunded} ? {after}"))

    def _undo(self) -> None:
        entry = self._entry
        self._close()
        if entry is not None:
            self._undoing.send(
                lambda key: self._credits.undo(self._who, key, entry.id),
                lambda _: self._done("Opération annulée : elle reste au compte, avec celle qui l'annule."),
                self._desk.tell,
            )

    def _begin(self) -> None:
        account = self._account
        if account is not None and not self._why_no_refund():
            self._buttons.hide()
            self._gesture.renew()
            self.form.begin(account)

    def _save(self) -> None:
        client_id, amount, reason = self._client_id, self.form.amount.value(), self.form.reason.value()
        if client_id is None or not all_usable((self.form.amount, self.form.reason)) or amount is None or not reason:
            return
        self._gesture.send(
            lambda key: self._credits.refund(self._who, RefundForm(key, client_id, amount, reason)),
            lambda _: self._refunded(euros(amount)),
            self._refused,
        )

    def _refunded(self, amount: str) -> None:
        self._close()
        self._done(f"Remboursement de {amount} enregistré : il part à la comptabilité avec la prochaine liste.")

    def _refused(self, error: Exception) -> None:
        if isinstance(error, RuleBroken) and error.code in (Broken.REFUND_OVER_CREDIT, Broken.AMOUNT_NOT_POSITIVE):
            self.form.amount.show_error(sentence(error))
            self.form.amount.take_focus()
        else:
            self.form.notice.say(sentence(error))

    def _done(self, told: str) -> None:
        self._desk.strip.ok(typeset(told))
        if self._client_id is not None:
            self.changed.emit(self._client_id)

    def _close(self) -> None:
        self.question.hide()
        self.form.hide()
        self._buttons.show()

    def _why_no_refund(self) -> str:
        if self._account is None or self._account.credit <= ZERO:
            return typeset(_NO_CREDIT)
        return self._why_not(Right.REFUND)

    def _why_no_undo(self) -> str:
        if self._entry is None or not self._entry.is_undoable:
            return typeset(_CHOOSE)
        return self._why_not(Right.REFUND) if self._entry.kind is EntryKind.REFUND else ""

    def _follow(self) -> None:
        allow(self.undo, self._why_no_undo())
        allow(self.refund, self._why_no_refund())

    def _connect(self) -> None:
        self.question.accepted.connect(self._undo)
        self.question.dismissed.connect(self._close)
        self.form.meant.connect(self._save)
        self.form.given_up.connect(self._close)

    def _lay_out(self) -> None:
        self._buttons = QWidget()
        line = QHBoxLayout(self._buttons)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SPACE)
        line.addStretch(1)
        line.addWidget(self.undo)
        line.addWidget(self.refund)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(SPACE)
        for part in (self._buttons, self.question, self.form):
            whole.addWidget(part)


class _RefundCard(QFrame):
    """*Remboursement d'un avoir*: how much, and why; Enter goes on and records, Escape gives up."""

    meant = Signal()
    given_up = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.amount = AmountField("Montant à rembourser", required=True)
        self.reason = WordsField("Motif du remboursement", required=True)
        self.notice = Remark()
        self._yes = button("Enregistrer le remboursement  ⏎", self.meant.emit, primary=True)
        self._no = button("Ne rien rembourser  Échap", self.given_up.emit)
        self.amount.edit.setFixedWidth(scaled(_WIDTH))
        self.amount.committed.connect(self.reason.take_focus)
        self.reason.committed.connect(self.meant)
        fields = QHBoxLayout()
        fields.setSpacing(SPACE)
        fields.addWidget(self.amount, 0, Qt.AlignmentFlag.AlignTop)
        fields.addWidget(self.reason, 1, Qt.AlignmentFlag.AlignTop)
        foot = QHBoxLayout()
        foot.setSpacing(SPACE)
        foot.addStretch(1)
        foot.addWidget(self._no)
        foot.addWidget(self._yes)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(SPACE)
        whole.addLayout(fields)
        whole.addWidget(self.notice)
        whole.addLayout(foot)
        self.hide()

    def begin(self, account: ClientAccount) -> None:
        """Ask, with the whole credit proposed."""
        self.amount.set_value(account.credit)
        self.reason.clear()
        self.notice.say("")
        self.show()
        self.amount.take_focus()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)
