"""*S'en écarter*: another destination, other words on the paper, nothing keyed; and why."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from backoffice.keying.departure import Departure
from backoffice.keying.outcome import Outcome
from forms.coupon.decision.destination_choice import DestinationChoice
from forms.coupon.decision.reason_field import REASON, ReasonField
from forms.kit.fields import WordsField
from forms.kit.tokens import SPACE
from forms.kit.wording import to_fill

_BETWEEN = ", "


class DeparturePanel(QWidget):
    """Shown where the operator departs from the decision, or is about to.

    Signals:
        changed: another destination, other words, or another reason.
        done: Enter on a reason.
        left: Escape.

    Attributes:
        reason: why they depart.
    """

    changed = Signal()
    done = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._choice = DestinationChoice()
        self._words = WordsField("Mots à inscrire sur le coupon")
        self.reason = ReasonField()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(SPACE)
        for part in (self._choice, self._words, self.reason):
            whole.addWidget(part)
        self._choice.changed.connect(self.changed)
        self._choice.committed.connect(self._words.take_focus)
        self._choice.begun.connect(self._begin_reason)
        self._words.edited.connect(self.changed)
        self._words.committed.connect(self.reason.take_focus)
        self.reason.edited.connect(self.changed)
        self.reason.committed.connect(self.done)
        self.clear()

    @property
    def departure(self) -> Departure | None:
        """What the operator wants instead; None where they have chosen nothing."""
        words = (word.strip() for word in self._words.text().split(_BETWEEN.strip()))
        return None if self._choice.isHidden() else self._choice.chosen(tuple(filter(None, words)))

    def clear(self) -> None:
        """Nothing is departed from."""
        self.drop()
        self.reason.clear()

    def drop(self) -> None:
        """The destination is the decision's again."""
        self._open(None)
        self.hide()

    def take_up(self, departure: Departure | None, reason: str) -> None:
        """Show a departure as it stood before."""
        self._open(departure)
        self.reason.set_value(reason or None)

    def begin(self, outcome: Outcome) -> None:
        """F8: choose, starting from what stands."""
        stands, decision = outcome.departure, outcome.decision
        if stands is None and decision is not None:
            stands = Departure(decision.paper, decision.slip, decision.annotations, decision.keyed)
        self._open(stands)
        self._choice.show()
        self._words.show()
        self.show()
        self.changed.emit()
        self._choice.take_focus()

    def follow(self, outcome: Outcome | None, *, departed: bool) -> None:
        """Stand there while one departs, or is about to."""
        decision = outcome.decision if outcome else None
        possible = decision is None or decision.keyed
        self._choice.allow_keying(possible=possible, despite=outcome is not None and outcome.can_be_keyed)
        self.setVisible(departed or not self._choice.isHidden())

    def ask_reason(self) -> None:
        """The reason is what is missing; an Enter on none is told so."""
        if self.reason.edit.hasFocus():
            self.reason.show_error(to_fill(REASON))
        self.reason.take_focus()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _begin_reason(self, sign: str) -> None:
        self.reason.take_focus()
        self.reason.edit.setText(sign)

    def _open(self, departure: Departure | None) -> None:
        self._choice.choose(departure)
        self._words.set_value(_BETWEEN.join(departure.annotations) if departure else None)
        for part in (self._choice, self._words):
            part.setVisible(departure is not None)
