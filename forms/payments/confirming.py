"""*Annuler le paiement*, confirmed where the payment stands, with the figures in it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from backoffice.domain.payments import Payment
from backoffice.french.figures import euros
from forms.kit.buttons import button
from forms.kit.icons import Icon
from forms.kit.labels import Glyph, Words
from forms.kit.tokens import ROOM, SPACE, Tone
from forms.kit.wording import typeset

_ALONE = (
    "Chaque ligne est contrepassée et le paiement reste dans les livres, annulé. La copie de la ligne s'imprime pour "
    "le service des encaissements."
)
_ELSEWHERE = (
    "Une demande part au système financier pour chaque ligne. Le paiement est annulé quand il les a toutes confirmées, "
    "et la dette revient ligne par ligne."
)


class Confirming(QFrame):
    """Asks before a payment is cancelled.

    Signals:
        meant: yes.
        given_up: no.
    """

    meant = Signal()
    given_up = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("strip")
        self.setProperty("tone", Tone.WARNING.value)
        self._question = Words(role="strong")
        self._question.setWordWrap(True)
        self._what = Words()
        self._what.setWordWrap(True)
        self._yes = button("Annuler le paiement", self.meant.emit, Icon.UNDO, primary=True)
        self._no = button("Ne rien annuler  Échap", self.given_up.emit)
        texts = QVBoxLayout()
        texts.addWidget(self._question)
        texts.addWidget(self._what)
        line = QHBoxLayout(self)
        line.setContentsMargins(ROOM, SPACE, ROOM, SPACE)
        line.setSpacing(SPACE)
        line.addWidget(Glyph(Icon.WARNING, Tone.WARNING))
        line.addLayout(texts, 1)
        line.addWidget(self._no)
        line.addWidget(self._yes)
        self.hide()

    def ask(self, payment: Payment) -> None:
        """Ask about a payment; Enter says yes."""
        row = payment.row
        self._question.setText(
            typeset(
                f"Annuler le chèque n° {row.number} de {euros(row.amount)}, {row.name} ? "
                f"De nouveau dû : {euros(payment.debt_back)}."
            )
        )
        self._what.setText(typeset(_ELSEWHERE if payment.in_financial_system else _ALONE))
        self._yes.setAccessibleDescription(f"{self._question.text()} {self._what.text()}")
        self.show()
        self._yes.setFocus()
