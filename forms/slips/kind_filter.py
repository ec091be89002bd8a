"""Which kinds of slips the list shows."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLabel, QVBoxLayout, QWidget

from forms.kit.tokens import GAP
from forms.slips.kinds import SLIP_NAMES
from forms.slips.printed import PrintedSlip

_LABEL = "Nature"
_ALL = "Toutes"
_LENGTH = 16
"""Characters: a longer name is cut, and whole in the list."""


class KindFilter(QWidget):
    """A labelled list of the kinds, with *Toutes* first.

    Signals:
        chosen: another kind was chosen.
    """

    chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        label = QLabel(_LABEL)
        label.setProperty("role", "label")
        self._box = QComboBox()
        self._box.setAccessibleName(_LABEL)
        self._box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._box.setMinimumContentsLength(_LENGTH)
        self._box.addItem(_ALL)
        self._kinds = tuple(SLIP_NAMES)
        self._box.addItems([SLIP_NAMES[kind] for kind in self._kinds])
        label.setBuddy(self._box)
        self.setFocusProxy(self._box)
        self._box.currentIndexChanged.connect(self.chosen)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(GAP)
        whole.addWidget(label)
        whole.addWidget(self._box)
        whole.addStretch(1)

    def of(self, slips: Iterable[PrintedSlip]) -> list[PrintedSlip]:
        """The slips of the kind chosen."""
        at = self._box.currentIndex()
        return [slip for slip in slips if at == 0 or slip.kind is self._kinds[at - 1]]
