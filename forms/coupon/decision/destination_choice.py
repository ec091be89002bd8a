"""Where the paper goes instead, and whether anything is keyed: chosen by a digit or a letter each."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget
from typing_extensions import override

from backoffice.domain.key_layouts import row_digit
from backoffice.domain.paper import Paper
from backoffice.french.paper_words import SHORT, Destination
from backoffice.keying.departure import Departure
from forms.actions.value_choice import Radio, Tick
from forms.kit.keys import ENTER, is_written
from forms.kit.labels import Words

_DIGITS = "1234567890"
_NOTHING = "N"


class DestinationChoice(QWidget):
    """The destinations, and *Ne rien saisir*; where the decision keys nothing of a cheque, *Saisir quand même*.

    Signals:
        changed: something else is chosen.
        committed: Enter.
        begun: another sign was typed: the reason, begun before the focus was on it; bears the sign.
    """

    changed = Signal()
    committed = Signal()
    begun = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._places: list[Destination] = list(SHORT)
        self._group = QButtonGroup(self)
        self._nothing = Tick(f"{_NOTHING}  Ne rien saisir")
        self._nothing.setAccessibleName("Ne rien saisir")
        self._nothing.clicked.connect(self.changed)
        self._despite = Tick(f"{_NOTHING}  Saisir le chèque quand même")
        self._despite.setAccessibleName("Saisir le chèque quand même")
        self._despite.clicked.connect(self.changed)
        self._group.idClicked.connect(self.changed)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(Words("S'en écarter", "label"))
        for at, destination in enumerate(self._places):
            radio = Radio(f"{_DIGITS[at]}  {SHORT[destination]}")
            radio.setAccessibleName(SHORT[destination])
            self._group.addButton(radio, at)
            whole.addWidget(radio)
        whole.addWidget(self._nothing)
        whole.addWidget(self._despite)

    def chosen(self, annotations: tuple[str, ...]) -> Departure | None:
        """What is chosen, with the words to write on the paper; None while nothing is."""
        if self._group.checkedId() < 0:
            return None
        paper, slip = self._places[self._group.checkedId()]
        kept = paper is not Paper.SET_ASIDE
        despite = kept and not self._despite.isHidden() and self._despite.isChecked()
        return Departure(paper, slip, annotations, kept and not self._nothing.isChecked(), despite)

    def choose(self, departure: Departure | None) -> None:
        """Choose this, or nothing at all."""
        place = None if departure is None else self._places.index((departure.paper, departure.slip))
        self._group.setExclusive(False)
        for at, radio in enumerate(self._group.buttons()):
            radio.setChecked(at == place)
        self._group.setExclusive(True)
        self._nothing.setChecked(departure is None or not departure.keyed)
        self._despite.setChecked(departure is not None and departure.against_stop)

    def allow_keying(self, *, possible: bool, despite: bool) -> None:
        """Whether there is anything to key, and whether there is a cheque to key `despite` the decision."""
        self._nothing.setEnabled(possible)
        self._nothing.setVisible(not despite)
        self._despite.setVisible(despite)

    def take_focus(self) -> None:
        """Put the focus on what is chosen, else on the first."""
        (self._group.checkedButton() or self._group.button(0)).setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = row_digit(event.text())
        if event.key() in ENTER:
            self.committed.emit()
        elif digit and digit in _DIGITS:
            radio = self._group.button(_DIGITS.index(digit))
            radio.setFocus(Qt.FocusReason.OtherFocusReason)
            radio.click()
        elif event.text().upper() == _NOTHING and not self._despite.isHidden():
            self._despite.click()
        elif event.text().upper() == _NOTHING and self._nothing.isEnabled():
            self._nothing.click()
        elif is_written(event):
            self.begun.emit(event.text())
        else:
            super().keyPressEvent(event)
