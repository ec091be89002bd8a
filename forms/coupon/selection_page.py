"""*Sélection d'un client*: what to do first, while no dossier is open."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from forms.kit.icons import Icon
from forms.kit.labels import Glyph, Words
from forms.kit.panels import Card
from forms.kit.tokens import SPACE, Tone

_GLYPH = 40
_FIRST = (
    "Scannez le code du coupon, ou tapez lettre, code partenaire et chrono, puis Entrée.",
    "Sans référence lisible : Ctrl+F cherche par nom.",
    "Échap revient à la liste des lots.",
)
_READ_ONLY = (
    "On n'y saisit plus : les lignes se consultent et se contrôlent à la clôture (F9).",
    "Échap revient à la liste des lots.",
)


class SelectionPage(QWidget):
    """An empty desk, and how to begin."""

    def __init__(self) -> None:
        super().__init__()
        self._glyph = Glyph(Icon.SCAN, Tone.MUTED, _GLYPH)
        self._title = Words(role="title")
        self._steps = Words(tone=Tone.MUTED)
        self._steps.setWordWrap(True)
        self._steps.setAlignment(Qt.AlignmentFlag.AlignCenter)
        card = Card()
        card.body.setSpacing(SPACE)
        card.body.addStretch(1)
        card.body.addWidget(self._glyph, 0, Qt.AlignmentFlag.AlignCenter)
        card.body.addWidget(self._title, 0, Qt.AlignmentFlag.AlignCenter)
        card.body.addWidget(self._steps)
        card.body.addStretch(2)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(card)
        self.say(closed="")

    def say(self, *, closed: str) -> None:
        """Say how to begin, or that the batch is `closed` (its state in a word) and only read."""
        self._glyph.become(Icon.LOCK if closed else Icon.SCAN, Tone.MUTED)
        self._title.setText(f"Ce lot est {closed}" if closed else "Sélection d'un client")
        self._steps.setText("\n".join(_READ_ONLY if closed else _FIRST))

    def text(self) -> str:
        """What it says."""
        return f"{self._title.text()}\n{self._steps.text()}"
