"""A box that opens on a list that may be long, with its label: a group, a distribution."""

from collections.abc import Callable, Hashable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QLabel, QVBoxLayout, QWidget

from forms.kit.tokens import GAP

T = TypeVar("T")


class Picker(QWidget, Generic[T]):
    """A labelled box; the first is chosen where what was chosen is there no more.

    Signals:
        picked: the operator has chosen another.
    """

    picked = Signal()

    def __init__(self, label: str, words: Callable[[T], str], key: Callable[[T], Hashable], length: int) -> None:
        """Make an empty box.

        Args:
            label: what stands above it, and what a screen reader says.
            words: how an option is named.
            key: what makes an option the same after a refresh.
            length: characters in sight; a longer name is cut, and whole in the list.
        """
        super().__init__()
        self._words = words
        self._key = key
        self._options: Sequence[T] = ()
        head = QLabel(label)
        head.setProperty("role", "label")
        self._box = QComboBox()
        self._box.setAccessibleName(label)
        self._box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self._box.setMinimumContentsLength(length)
        self._box.currentIndexChanged.connect(self._tell)
        head.setBuddy(self._box)
        self.setFocusProxy(self._box)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(GAP)
        whole.addWidget(head)
        whole.addWidget(self._box)

    @property
    def value(self) -> T | None:
        """What is chosen; None where there is nothing to choose from."""
        return self._options[self._box.currentIndex()] if self._options else None

    def show_options(self, options: Sequence[T], wanted: Hashable = None) -> None:
        """Offer these; `wanted` is the key of the one to choose, else what was chosen stays."""
        before = self.value
        if wanted is None and before is not None:
            wanted = self._key(before)
        self._options = options
        with QSignalBlocker(self._box):
            self._box.clear()
            self._box.addItems([self._words(option) for option in options])
            places = [place for place, option in enumerate(options) if self._key(option) == wanted]
            self._box.setCurrentIndex(places[0] if places else 0)
        self._show_whole()
        self._box.setEnabled(bool(options))

    def _show_whole(self) -> None:
        value = self.value
        self._box.setToolTip("" if value is None else self._words(value))

    def _tell(self) -> None:
        self._show_whole()
        self.picked.emit()
