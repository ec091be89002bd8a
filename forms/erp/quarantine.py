"""*Quarantaine*: the messages that a person has to settle, and beside them the one that was chosen."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QSplitter, QVBoxLayout, QWidget

from backoffice.domain.cancellation import MessageSettling
from backoffice.domain.cancelling_progress import QuarantinedMessage
from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.people import Actor
from backoffice.services.erp.payment_cancelling import PaymentCancelling
from forms.erp.settling import SettlingCard
from forms.erp.tables import QUARANTINE, quarantine_table
from forms.kit.gesture import Gesture
from forms.kit.screen_tools import ScreenTools
from forms.kit.tokens import ROOM
from forms.kit.wording.sentences import sentence, typeset

_AT_THE_COMMENT = frozenset(
    {Broken.REASON_MISSING, Broken.TEXT_UNUSABLE, Broken.TEXT_HOLDS_CARD, Broken.TEXT_HOLDS_IBAN}
)
_ELSEWHERE = "Le message que vous regardiez vient d'être tranché ailleurs : votre commentaire n'y est pas."
_ASIDE = "Message écarté : rien n'a changé."
_LIST, _CARD = 690, 370
"""How the width is shared at first."""


class Quarantine(QWidget):
    """A message is settled where it stands: Enter on it goes to the comment.

    Signals:
        settled: a message was settled, or turned out to be.

    Attributes:
        table: the messages, the oldest first.
        card: the one chosen.
    """

    settled = Signal()

    def __init__(self, cancelling: PaymentCancelling, desk: ScreenTools, who: Actor) -> None:
        super().__init__()
        self._cancelling = cancelling
        self._desk = desk
        self._who = who
        self._gesture = Gesture(desk.runner, self)
        self._rows: Sequence[QuarantinedMessage] = ()
        self.table = quarantine_table()
        self.card = SettlingCard()
        self._side = QScrollArea(widgetResizable=True)  # large text in a small window scrolls
        self.table.current.connect(self._show_current)
        self.table.chosen.connect(lambda _: self.card.begin())
        self.card.settled.connect(self._settle)
        self.card.left.connect(self.table.setFocus)
        desk.serve(self.table, QUARANTINE)
        self._lay_out()

    def show_rows(self, rows: Sequence[QuarantinedMessage]) -> None:
        """Show these messages; what is typed about one stays as long as it is there."""
        seen = self.card.message
        is_gone = seen is not None and seen.id not in [row.id for row in rows]
        if rows == self._rows or (is_gone and seen is not None and self._gesture.has_lost(seen.id)):
            return  # what was settled without an answer says what became of it when it is settled again
        self._rows = rows
        if is_gone and self.card.unsaved():
            self._desk.strip.warning(typeset(_ELSEWHERE))
        leaves = not rows and self.card.isAncestorOf(self.focusWidget())
        self.table.show_rows(rows)
        self._show_current()
        if leaves:
            self.table.setFocus()

    def _show_current(self) -> None:
        message = self.table.current_row()
        if message != self.card.message:
            self.card.show_message(message)
            self._side.setVisible(message is not None)

    def _settle(self, settling: MessageSettling) -> None:
        message = self.card.message
        if message is None or self._gesture.has_sent(message.id):
            return
        self.table.setFocus()  # off what is being disabled
        self.card.show_busy(busy=True)
        self._gesture.send(
            lambda key: self._cancelling.settle(self._who, key, settling),
            lambda _: self._done(message, settling),
            self._refused,
            message.id,
        )

    def _done(self, message: QuarantinedMessage, settling: MessageSettling) -> None:
        self.card.comment.clear()
        accepted = f"Message accepté : la ligne de la facture {message.invoice} de {message.name} est annulée."
        self._desk.strip.ok(typeset(accepted if settling.accepted else _ASIDE))
        self.show_rows([row for row in self._rows if row.id != message.id])
        self.settled.emit()

    def _refused(self, error: Exception) -> None:
        self.card.show_busy(busy=False)
        if isinstance(error, RuleBroken) and error.code in _AT_THE_COMMENT:
            self.card.comment.show_error(sentence(error))
            self.card.begin()
            return
        self._desk.tell(error)
        self.settled.emit()

    def _lay_out(self) -> None:
        self._side.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._side.setWidget(self.card)
        self._side.hide()
        sides = QSplitter(Qt.Orientation.Horizontal)
        sides.setChildrenCollapsible(False)
        sides.setHandleWidth(ROOM)
        sides.addWidget(self.table)
        sides.addWidget(self._side)
        sides.setSizes([_LIST, _CARD])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(sides)
