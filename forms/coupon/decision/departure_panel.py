"""*S'en écarter*: another destination, other words on the paper, nothing keyed; and why."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from backoffice.keying.departure import Departure
from backoffice.keying.outcome import Outcome
from forms.coupon.decision.destination_choice import DestinationChoice
from forms.kit.fields import Field, WordsField
from forms.kit.tokens import SPACE
from forms.kit.wording.sentences import to_fill

_OFFERED = 3


REASON = "Pourquoi s'en écarter"


class ReasonField(Field[str]):
    """A reason; the keys down and up go through those given before, a click takes one."""

    def __init__(self) -> None:
        self._recent: list[str] = []
        line = _Recalling()
        super().__init__(REASON, str.strip, edit=line)
        line.stepped.connect(self._recall)
        self._offers = [QPushButton() for _ in range(_OFFERED)]
        for offer in self._offers:
            offer.setProperty("role", "key")
            offer.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            offer.clicked.connect(partial(self._click, offer))
        self._lay_out_offers()
        self._offer()

    @override
    def clear(self) -> None:
        super().clear()
        self._offer()

    def remember(self, reason: str) -> None:
        """Offer a reason from now on, before the others."""
        self._recent = [reason, *(other for other in self._recent if other != reason)][:_OFFERED]
        self._offer()

    def _recall(self, step: int) -> None:
        if self._recent:
            now = self._recent.index(self.text()) if self.text() in self._recent else -1 if step > 0 else 0
            self._take(self._recent[(now + step) % len(self._recent)])

    def _take(self, reason: str) -> None:
        self.set_value(reason)
        self.edited.emit()

    def _offer(self) -> None:
        for at, offer in enumerate(self._offers):
            offer.setVisible(at < len(self._recent))
            offer.setText(self._recent[at] if at < len(self._recent) else "")
        self.show_hint("↓ un motif récent" if self._recent else "")

    def _lay_out_offers(self) -> None:
        whole = self.layout()
        if isinstance(whole, QVBoxLayout):
            for offer in self._offers:
                whole.addWidget(offer, 0, Qt.AlignmentFlag.AlignLeft)

    def _click(self, offer: QPushButton) -> None:
        self._take(offer.text())
        self.take_focus()


class _Recalling(QLineEdit):
    stepped = Signal(int)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if event.key() in steps:
            self.stepped.emit(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)


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
