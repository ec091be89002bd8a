"""*Paiements* of a member: those that wait, those confirmed, those withdrawn; and the withdrawal, with its reason."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.member_order import MemberPayment, MemberPaymentState, Withdrawal
from forms.distributions.members_reading import MemberSheet
from forms.distributions.page import DistributionTools
from forms.distributions.tables import payment_table
from forms.distributions.words import payment_name
from forms.kit.buttons import allow, button
from forms.kit.field_alignment import level, raised
from forms.kit.fields import WordsField
from forms.kit.gesture import Gesture
from forms.kit.icons import Icon
from forms.kit.panels import Card
from forms.kit.tokens import ROW, SPACE, scaled
from forms.kit.wording.sentences import sentence

_NONE = "Choisissez un paiement."
_STANDS = {
    MemberPaymentState.CONFIRMED: Broken.PAYMENT_CONFIRMED,
    MemberPaymentState.WITHDRAWN: Broken.PAYMENT_WITHDRAWN,
}
_LEAST = 3


class PaymentsCard(Card):
    """The payments of the member in sight.

    Signals:
        withdrawn: one is taken back; bears it.
        changed: what can be done may have changed.
        left: Escape, or the payment is taken back: on with the work.

    Attributes:
        table: the payments, the newest first.
    """

    withdrawn = Signal(object)
    changed = Signal()
    left = Signal()

    def __init__(self, tools: DistributionTools) -> None:
        super().__init__("Paiements")
        self._tools = tools
        self._gesture = Gesture(tools.desk.runner, self)
        self._asked: MemberPayment | None = None
        self.table = payment_table()
        self._reason = WordsField("Motif du retrait", required=True)
        self._form = QWidget()
        self._withdraw = button("Retirer le paiement  Suppr", self.ask, Icon.UNDO)
        QShortcut(
            QKeySequence(Qt.Key.Key_Delete), self.table, context=Qt.ShortcutContext.WidgetShortcut
        ).activated.connect(self.ask)
        self._reason.committed.connect(self._send)
        self.table.current.connect(self._show_current)
        tools.desk.serve(self.table, "Paiements")
        self._lay_out()
        self._show_current()

    def show_file(self, file: MemberSheet | None) -> None:
        """Show a member's payments."""
        self.table.show_rows(() if file is None else file.payments)
        if self._asked is not None and (file is None or file.member.id != self._asked.member.id):
            self._put_away()
        self._show_current()

    def why_not(self) -> str:
        """Why the current payment cannot be taken back; empty where it can."""
        payment = self.table.current_row()
        if payment is None:
            return _NONE
        stands = _STANDS.get(payment.state)
        return "" if stands is None else sentence(RuleBroken(stands))

    def ask(self) -> None:
        """*Retirer le paiement*: ask for the reason."""
        payment = self.table.current_row()
        if payment is None or self.why_not():
            self._tools.desk.strip.warning(self.why_not())
            return
        self._asked = payment
        self._reason.clear()
        self._reason.show_hint(payment_name(payment))
        self._form.show()
        self._withdraw.hide()
        self._reason.take_focus()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._asked is not None:
            self._leave()
        else:
            super().keyPressEvent(event)

    def _send(self) -> None:
        payment, reason = self._asked, self._reason.value()
        if payment is None or reason is None or self._gesture.is_sending:
            return
        tools = self._tools
        self._gesture.send(
            lambda key: tools.services.payments.withdraw(tools.who, key, Withdrawal(payment.id, reason)),
            self._done,
            self._refused,
        )

    def _done(self, payment: MemberPayment) -> None:
        self._put_away()
        self._tools.desk.strip.ok(f"{payment.member.name} : {payment_name(payment)}, retiré.")
        self.withdrawn.emit(payment)
        self.left.emit()

    def _refused(self, error: Exception) -> None:
        if self._asked is None:
            self._tools.desk.tell(error)
        else:
            self._reason.show_error(sentence(error))
            self._reason.take_focus()

    def _put_away(self) -> None:
        self._asked = None
        self._form.hide()
        self._withdraw.show()

    def _show_current(self) -> None:
        allow(self._withdraw, self.why_not())
        self.changed.emit()

    def _leave(self) -> None:
        self._put_away()
        self.table.setFocus()

    def _lay_out(self) -> None:
        self.table.setMinimumHeight(scaled(_LEAST * ROW))
        self.head.addWidget(self._withdraw)
        line = QHBoxLayout(self._form)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SPACE)
        line.addLayout(raised(self._reason), 1)
        line.addLayout(level(button("Laisser  Échap", self._leave)))
        line.addLayout(level(button("Retirer  ⏎", self._reason.commit, primary=True)))
        self._form.hide()
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self._form)
