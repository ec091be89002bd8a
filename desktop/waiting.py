"""The page that is shown while something is waited for. It is the first that is painted: it imports next to nothing."""

from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from forms.kit.tokens import ROOM, scaled

OPENING = "Ouverture de la base…"
_WIDTH = 460
_FINE = 1000


class WaitingPage(QWidget):
    """The program's name, what is being waited for, and how far it is."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self._words = QLabel(words)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(words)
        title = QLabel("Liasse")
        title.setProperty("role", "title")
        block = QWidget()
        block.setFixedWidth(scaled(_WIDTH))
        column = QVBoxLayout(block)
        column.setSpacing(ROOM)
        for widget in (title, self._words, self._bar):
            column.addWidget(widget)
        middle = QHBoxLayout()  # an alignment would load all of Qt's enumerations, and cost 14 ms
        middle.addStretch(1)
        middle.addWidget(block)
        middle.addStretch(1)
        whole = QVBoxLayout(self)
        whole.addStretch(1)
        whole.addLayout(middle)
        whole.addStretch(1)

    def advance(self, done: int, total: int, words: str) -> None:
        """Say how far it is; `total` is 0 when it cannot be told."""
        self._words.setText(words)
        self._bar.setRange(0, _FINE if total else 0)
        self._bar.setValue(done * _FINE // total if total else 0)
