"""*Quitter* an order that waits for its IBAN: later, never, or not after all."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from forms.kit.buttons import button
from forms.kit.labels import Words
from forms.kit.panels import Card
from forms.kit.tokens import SPACE
from forms.kit.wording import typeset

_SENTENCE = "Laissée, la demande attend dans la liste SlimPay ; abandonnée, elle est annulée chez SlimPay."


class LeavingCard(Card):
    """The question, in its place over the page: a box would hide what it is about.

    Signals:
        later: leave it; it waits in the list.
        never: give it up.
        stayed: go on.
    """

    later = Signal()
    never = Signal()
    stayed = Signal()

    def __init__(self) -> None:
        super().__init__("L'IBAN n'est pas encore arrivé")
        self._later = button("Laisser pour plus tard", self.later.emit, primary=True)
        told = Words(typeset(_SENTENCE))
        told.setWordWrap(True)
        line = QHBoxLayout()
        line.setSpacing(SPACE)
        for made in (
            self._later,
            button("Abandonner la demande", self.never.emit),
            button("Revenir à la page", self.stayed.emit),
        ):
            line.addWidget(made)
        line.addStretch(1)
        self.body.addWidget(told)
        self.body.addLayout(line)
        self.hide()

    def ask(self) -> None:
        """Put the question."""
        self.show()
        self._later.setFocus()
