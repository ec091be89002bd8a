"""F1 *Procédure*: the rules of the keying of cheques, those that apply to this coupon first."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget
from typing_extensions import override

from backoffice.procedure.rules import RULES
from forms.kit.labels import Chip, Words
from forms.kit.panels import Card, put_away
from forms.kit.tokens import GAP, ROOM, SPACE, Tone


class ProcedurePage(QWidget):
    """All the rules, each with its sentence and the section it was read from.

    Signals:
        closed: Escape.
    """

    closed = Signal()

    def __init__(self, payee: str) -> None:
        """Make the page; `payee` is to whose order cheques are made out."""
        super().__init__()
        self._payee = payee
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Procédure")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE)
        self._column.addStretch(1)
        self._cards: list[Card] = []

    def show_rules(self, applying: Sequence[str]) -> None:
        """List the rules; `applying` are the ids of those that lead the present coupon."""
        for card in self._cards:
            put_away(self._column, card)
        others = [rule for rule in RULES if rule not in applying]
        self._cards = [self._card("Ce qui s'applique à ce coupon", applying)] if applying else []
        self._cards.append(self._card("La procédure des chèques", others))
        for place, card in enumerate(self._cards):
            self._column.insertWidget(place, card)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _card(self, title: str, rules: Sequence[str]) -> Card:
        card = Card(title)
        grid = QGridLayout()
        grid.setHorizontalSpacing(ROOM)
        grid.setVerticalSpacing(GAP)
        grid.setColumnStretch(1, 1)
        for at, rule in enumerate(rules):
            sentence = Words(RULES[rule].sentence.format(payee=self._payee))
            sentence.setWordWrap(True)
            grid.addWidget(Chip(rule, Tone.INFO), 3 * at, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(sentence, 3 * at, 1)
            grid.addWidget(Words(RULES[rule].source, "small", Tone.MUTED), 3 * at + 1, 1)
            grid.setRowMinimumHeight(3 * at + 2, SPACE)
        card.body.addLayout(grid)
        return card
