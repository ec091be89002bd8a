"""*La décision*: what is done with the coupon and why, with the sentence of each rule."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from backoffice.procedure.rules import RULES
from forms.coupon.decision import Decision
from forms.coupon.invoice_rows import BY_OPERATOR
from forms.kit.labels import Chip, Words
from forms.kit.panels import Card
from forms.kit.tokens import GAP, SPACE, Tone


class DecisionPanel(Card):
    """Lists the steps of a decision and the rules behind it."""

    def __init__(self) -> None:
        super().__init__("La décision")
        self._waiting = Words("Elle vient avec le montant du chèque.", tone=Tone.MUTED)
        self._waiting.setWordWrap(True)
        self._said = QWidget()
        self._shown: Decision | None = None
        for widget in (self._waiting, self._said):
            self.body.addWidget(widget)
        self.body.addStretch(1)

    def show_decision(self, decision: Decision) -> None:
        """Show a decision."""
        self._waiting.setVisible(not decision.steps)
        if decision == self._shown:
            return
        self._shown = decision
        said = _said(decision)
        self.body.replaceWidget(self._said, said)
        self._said.hide()
        self._said.deleteLater()
        self._said = said

    def text(self) -> str:
        """All that the panel says, line by line."""
        return "\n".join(word.text() for word in self._said.findChildren(Words) if word.text())


def _said(decision: Decision) -> QWidget:
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(SPACE)
    column.addLayout(_steps(decision))
    for rule in decision.rules:
        column.addSpacing(GAP)
        column.addWidget(rule_text(rule))
    return whole


def _steps(decision: Decision) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(SPACE)
    grid.setVerticalSpacing(GAP)
    grid.setColumnStretch(1, 1)
    for row, step in enumerate(decision.steps):
        words = Words(f"{step.words}, {BY_OPERATOR}" if step.by_operator else step.words)
        words.setWordWrap(True)
        amount = Words(step.amount, "strong")
        grid.addWidget(Words(str(row + 1), tone=Tone.MUTED), row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(words, row, 1)
        grid.addWidget(amount, row, 2, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
    return grid


def rule_text(rule: str) -> QWidget:
    """A rule's id and its sentence."""
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(GAP)
    column.addWidget(Chip(rule, Tone.INFO))
    sentence = Words(RULES[rule].sentence, "small")
    sentence.setWordWrap(True)
    column.addWidget(sentence)
    return whole
