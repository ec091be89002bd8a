"""*Annuler le paiement*, confirmed where the payment stands, with the figures in it and the reason (A-01)."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout
from typing_extensions import override

from backoffice.domain.payments import Payment
from backoffice.french.figures import euros
from forms.actions.why import Why
from forms.kit.buttons import button
from forms.kit.icons import Icon
from forms.kit.keys import ENTER
from forms.kit.labels import Glyph, Words
from forms.kit.tokens import ROOM, SPACE, Tone
from forms.kit.wording.credit_refusals import account_after
from forms.kit.wording.sentences import typeset

_ALONE = (
    "Chaque ligne est contrepassée et le paiement reste dans les livres, annulé. La copie de la ligne s'imprime pour "
    "le service des encaissements."
)
_ON_ACCOUNT = (
    "Ce chèque ne règle aucune facture : il est annulé ici, et reste dans les livres. La copie de la ligne s'imprime "
    "pour le service des encaissements."
)
_ELSEWHERE = (
    "Une demande part au système financier pour chaque ligne. Le paiement est annulé quand il les a toutes confirmées, "
    "et la dette revient ligne par ligne."
)


class Confirming(QFrame):
    """Asks why a payment is to be cancelled; one key chooses the reason, and Enter says yes.

    Signals:
        meant: yes; bears the `CancelWhy`.
        given_up: no.
    """

    meant = Signal(object)
    given_up = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("strip")
        self.setProperty("tone", Tone.WARNING.value)
        self._question = Words(role="strong")
        self._question.setWordWrap(True)
        self._what = Words()
        self._what.setWordWrap(True)
        self.why = Why()
        self._yes = button("Annuler le paiement", self._say_yes, Icon.UNDO, primary=True)
        self._no = button("Ne rien annuler  Échap", self.given_up.emit)
        texts = QVBoxLayout()
        for part in (self._question, self._what, self.why):
            texts.addWidget(part)
        line = QHBoxLayout(self)
        line.setContentsMargins(ROOM, SPACE, ROOM, SPACE)
        line.setSpacing(SPACE)
        line.addWidget(Glyph(Icon.WARNING, Tone.WARNING), 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(texts, 1)
        line.addWidget(self._no, 0, Qt.AlignmentFlag.AlignBottom)
        line.addWidget(self._yes, 0, Qt.AlignmentFlag.AlignBottom)
        self.hide()

    def ask(self, payment: Payment) -> None:
        """Ask about a payment."""
        row = payment.row
        after = account_after(payment.debt_back, payment.credit_less)
        self._question.setText(
            typeset(f"Annuler le chèque n° {row.number} de {euros(row.amount)}, {row.name} ? {after}")
        )
        self._what.setText(
            typeset(_ELSEWHERE if payment.in_financial_system else _ALONE if payment.lines else _ON_ACCOUNT)
        )
        self.setAccessibleName(f"{self._question.text()} {self._what.text()}")
        self.why.begin()
        self.show()
        self.why.take_focus()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            if not event.isAutoRepeat():
                self._say_yes()
        else:
            super().keyPressEvent(event)

    def _say_yes(self) -> None:
        why = self.why.value() if self.why.check() else None
        if why is not None:
            self.meant.emit(why)
