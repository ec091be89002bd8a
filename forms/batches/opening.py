"""*Ouverture d'un lot simple de saisie de recouvrement* (B-01)."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout

from backoffice.domain.batch import BatchKind, NewBatch
from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.people import Actor
from backoffice.french.batch_words import invoice_mode
from backoffice.services.batches.batches import Batches
from forms.kit.buttons import button
from forms.kit.fields import all_usable
from forms.kit.gesture import Gesture
from forms.kit.icons import Icon
from forms.kit.panels import Card, Choice
from forms.kit.strip import Strip
from forms.kit.tasks import TaskRunner
from forms.kit.tokens import MARGIN, ROOM, SPACE
from forms.kit.trade_fields import DateField
from forms.kit.wording.sentences import sentence


class BatchOpening(Card):
    """One form for one batch.

    Signals:
        opened: the batch is open; bears it.
        given_up: *Ne pas ouvrir* was pressed.
    """

    opened = Signal(object)
    given_up = Signal()

    def __init__(self, batches: Batches, runner: TaskRunner, who: Actor, today: date) -> None:
        super().__init__("Ouverture d'un lot simple de saisie de recouvrement")
        self._batches = batches
        self._who = who
        self._gesture = Gesture(runner, self)
        self._arrival = DateField("Date d'arrivée courrier", today, required=True)
        self._arrival.set_value(today)
        self._arrival.show_hint("↑ ↓ : un jour")
        self._with_invoice = Choice("Facture", {mode: invoice_mode(with_invoice=mode) for mode in (True, False)})
        self._kind = Choice("Clients du lot", {kind: kind.value for kind in BatchKind})
        self._save = button("Enregistrer", self.save, Icon.SAVE, primary=True)
        self._leave = button("Ne pas ouvrir", self.give_up)
        self._notice = Strip()
        self._lay_out()
        for field in (self._arrival, self._with_invoice, self._kind):
            field.committed.connect(self.save)

    def begin(self) -> None:
        """Put the cursor where the form begins."""
        self._arrival.take_focus()

    def save(self) -> None:
        """*Enregistrer*, or the Enter key: once, and again under the same key if no answer came."""
        if self._gesture.is_sending:
            return
        arrival = self._arrival.value() if all_usable([self._arrival]) else None
        if arrival is not None:
            self._send(NewBatch(arrival, self._with_invoice.value(), self._kind.value()))

    def give_up(self) -> None:
        """*Ne pas ouvrir*; too late once the batch is being opened."""
        if not self._gesture.is_sending:
            self.given_up.emit()

    def _send(self, new: NewBatch) -> None:
        self._notice.hide()
        self._save.setText(" Ouverture…")
        self._gesture.send(lambda key: self._batches.open(self._who, key, new), self.opened.emit, self._refused)

    def _refused(self, error: Exception) -> None:
        self._save.setText(" Enregistrer")
        if isinstance(error, RuleBroken) and error.code is Broken.ARRIVAL_IN_FUTURE:
            self._arrival.show_error(sentence(error))
            self._arrival.take_focus()
        else:
            self._notice.error(sentence(error))

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(SPACE)
        foot.addStretch(1)
        foot.addWidget(self._leave)
        foot.addWidget(self._save)
        grid = QGridLayout()
        grid.setHorizontalSpacing(MARGIN)
        grid.setVerticalSpacing(ROOM)
        grid.setColumnStretch(1, 1)
        grid.addWidget(self._arrival, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._with_invoice, 0, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self._kind, 1, 0, Qt.AlignmentFlag.AlignTop)
        grid.addLayout(foot, 1, 1, Qt.AlignmentFlag.AlignBottom)
        self.body.addLayout(grid)
        self.body.addWidget(self._notice)
