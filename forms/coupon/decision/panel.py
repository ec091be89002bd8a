"""*La décision*: what is done with the coupon, where its paper goes and why, with the sentence of each rule."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from backoffice.procedure.rules import RULES
from forms.coupon.client.invoice_rows import BY_OPERATOR
from forms.coupon.decision.departure_panel import DeparturePanel
from forms.coupon.decision.words import NOBODY, DecisionWords
from forms.kit.buttons import button
from forms.kit.icons import Icon
from forms.kit.labels import Chip, Glyph, Words
from forms.kit.panels import Card
from forms.kit.tokens import GAP, ROOM, SPACE, Tone
from forms.kit.wording.sentences import typeset

_DEPARTED = "Vous vous écartez de la décision."


class DecisionPanel(Card):
    """Lists the steps of a decision, the destination of the paper and the rules behind them.

    Signals:
        apply_asked: *Appliquer*.
        depart_asked: *S'en écarter*.

    Attributes:
        apply: the button that puts the decision back.
    """

    apply_asked = Signal()
    depart_asked = Signal()

    def __init__(self, departure: DeparturePanel, payee: str) -> None:
        """Make the panel; `payee` is to whose order cheques are made out."""
        super().__init__("La décision")
        self._payee = payee
        self._waiting = Words(tone=Tone.MUTED)
        self._waiting.setWordWrap(True)
        self._said = QWidget()
        self._why = QWidget()
        self._shown: DecisionWords | None = None
        self._departed = Words(_DEPARTED, tone=Tone.WARNING)
        self._departed.setWordWrap(True)
        self.apply = button("Appliquer  F12", self.apply_asked.emit, Icon.UNDO)
        self._depart = button("S'en écarter  F8", self.depart_asked.emit)
        foot = QHBoxLayout()
        foot.setSpacing(SPACE)
        foot.addWidget(self._depart)
        foot.addWidget(self.apply)
        foot.addStretch(1)
        for widget in (self._waiting, self._said, self._departed, departure):
            self.body.addWidget(widget)
        self.body.addLayout(foot)
        self.body.addWidget(self._why)
        self.body.addStretch(1)
        self.show_decision(NOBODY, may_depart=False)

    def show_decision(self, said: DecisionWords, *, may_depart: bool) -> None:
        """Show a decision."""
        self._waiting.setText(said.waits_for)
        self._waiting.setVisible(bool(said.waits_for))
        self._departed.setVisible(said.departed)
        self._depart.setVisible(may_depart and not said.departed)
        self.apply.setVisible(said.departed)
        if said == self._shown:
            return
        self._shown = said
        self._said = self._put(_told(said), self._said)
        self._why = self._put(_column([_rule_text(rule, self._payee) for rule in said.rules]), self._why)

    def text(self) -> str:
        """All that the panel says of the decision, line by line."""
        words = (*self._said.findChildren(Words), *self._why.findChildren(Words))
        return "\n".join(word.text() for word in words if word.text())

    def _put(self, widget: QWidget, old: QWidget) -> QWidget:
        self.body.replaceWidget(old, widget)
        old.hide()  # one that the layout is about to show would become a window of its own
        old.deleteLater()
        return widget


def _told(said: DecisionWords) -> QWidget:
    parts: list[QWidget] = [_pointed(sentence, "text", Icon.ERROR, Tone.ERROR) for sentence in said.conflicts]
    if said.lines:
        parts.append(_steps(said))
    if said.destination:
        parts.append(_pointed(said.destination, "strong", Icon.MAIL, Tone.INFO))
    parts += (_to_write(words) for words in said.annotations)
    if said.decided:
        parts.append(_wrapped(f"au lieu de\u00a0: {said.decided}", "small", Tone.MUTED))
    return _column(parts)


def _column(parts: Sequence[QWidget]) -> QWidget:
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(SPACE)
    for part in parts:
        column.addWidget(part)
    return whole


def _steps(said: DecisionWords) -> QWidget:
    whole = QWidget()
    grid = QGridLayout(whole)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(SPACE)
    grid.setVerticalSpacing(GAP)
    grid.setColumnStretch(1, 1)
    for row, line in enumerate(said.lines):
        words = _wrapped(f"{line.words}, {BY_OPERATOR}" if line.by_operator else line.words)
        amount = Words(line.amount, "strong")
        grid.addWidget(Words(str(row + 1), tone=Tone.MUTED), row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(words, row, 1)
        grid.addWidget(amount, row, 2, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
    return whole


def _to_write(words: str) -> QWidget:
    """The words to write on the paper, as large as they are to be seen."""
    whole = QWidget()
    line = QHBoxLayout(whole)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(ROOM)
    line.addWidget(Words("À inscrire", "label"))
    line.addWidget(_wrapped(words, "large", Tone.WARNING), 1)
    return whole


def _pointed(text: str, role: str, icon: Icon, tone: Tone) -> QWidget:
    whole = QWidget()
    line = QHBoxLayout(whole)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(SPACE)
    line.addWidget(Glyph(icon, tone), 0, Qt.AlignmentFlag.AlignTop)
    line.addWidget(_wrapped(text, role), 1)
    return whole


def _wrapped(text: str, role: str = "text", tone: Tone = Tone.NEUTRAL) -> Words:
    words = Words(text, role, tone)
    words.setWordWrap(True)
    return words


def _rule_text(rule: str, payee: str) -> QWidget:
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(GAP)
    column.addWidget(Chip(rule, Tone.INFO))
    column.addWidget(_wrapped(typeset(RULES[rule].sentence.format(payee=payee)), "small"))
    return whole
