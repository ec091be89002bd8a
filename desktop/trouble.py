"""The page that says why the office cannot be opened: one sentence, try again or leave."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from forms.kit.buttons import button
from forms.kit.icons import Icon
from forms.kit.labels import Glyph, Words
from forms.kit.panels import Card
from forms.kit.tokens import ROOM, SPACE, Tone, scaled

_WIDTH = 520


class TroublePage(QWidget):
    """A sentence with *Réessayer* and *Quitter*."""

    def __init__(self, sentence: str, retry: Callable[[], object], leave: Callable[[], object]) -> None:
        super().__init__()
        self.sentence = Words(sentence)
        self.sentence.setWordWrap(True)
        self.retry = button("Réessayer", retry, Icon.REFRESH, primary=True)
        self.leave = button("Quitter", leave)
        said = QHBoxLayout()
        said.setSpacing(ROOM)
        said.addWidget(Glyph(Icon.ERROR, Tone.ERROR, 24), 0, Qt.AlignmentFlag.AlignTop)
        said.addWidget(self.sentence, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE)
        buttons.addStretch(1)
        buttons.addWidget(self.leave)
        buttons.addWidget(self.retry)
        card = Card("Liasse ne peut pas s'ouvrir")
        card.setFixedWidth(scaled(_WIDTH))
        card.body.addLayout(said)
        card.body.addSpacing(SPACE)
        card.body.addLayout(buttons)
        middle = QHBoxLayout()  # an alignment instead would cut off sentences that wrap
        middle.addStretch(1)
        middle.addWidget(card)
        middle.addStretch(1)
        whole = QVBoxLayout(self)
        whole.addStretch(2)
        whole.addLayout(middle)
        whole.addStretch(3)
