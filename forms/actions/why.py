"""Why a payment is cancelled (A-01): one key chooses the reason, and nothing is chosen beforehand."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from backoffice.domain.cancel_why import CancelReason, CancelWhy
from backoffice.french.payment_words import CANCEL_REASONS
from forms.actions.value_choice import Values
from forms.kit.fields import WordsField
from forms.kit.tokens import SPACE

_OPTIONS: Mapping[str, str] = {str(at): f"{at} - {words}" for at, words in enumerate(CANCEL_REASONS.values(), 1)}
_REASONS = dict(zip(_OPTIONS, CANCEL_REASONS, strict=True))


class Why(QWidget):
    """Asks for a reason by its digit; *Autre motif* asks for words too. Enter is for whoever it stands in.

    Signals:
        changed: something else was chosen.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.reason = Values("Motif de l'annulation", _OPTIONS)
        self.words = WordsField("Précisez le motif", required=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addWidget(self.reason)
        column.addWidget(self.words)
        self.reason.changed.connect(self._follow)
        self.begin()

    def begin(self) -> None:
        """Nothing is chosen."""
        self.reason.begin()
        self.words.clear()
        self._follow()

    def take_focus(self) -> None:
        """Where the choice is."""
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def value(self) -> CancelWhy | None:
        """The reason; None while there is none, or no words for it."""
        chosen = self.reason.value()
        if chosen is None:
            return None
        if not self._asks_for_words():
            return CancelWhy(_REASONS[chosen])
        words = (self.words.value() or "").strip()
        return CancelWhy(CancelReason.OTHER, words) if words else None

    def check(self) -> bool:
        """Whether there is a reason; where not, what is missing says so, and has the focus."""
        if not self.reason.check():
            return False
        if self._asks_for_words() and not (self.words.edit.hasFocus() or self.words.text().strip()):
            self.words.take_focus()  # not yet asked for: no error
            return False
        if self._asks_for_words() and not self.words.check():
            self.words.take_focus()
            return False
        return True

    def _asks_for_words(self) -> bool:
        chosen = self.reason.value()
        return chosen is not None and _REASONS[chosen] is CancelReason.OTHER

    def _follow(self) -> None:
        self.words.setVisible(self._asks_for_words())
        self.changed.emit()
