"""Figures that stand side by side, each under its name."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from backoffice.domain.money import Money
from backoffice.french.figures import euros
from forms.kit.labels import Words
from forms.kit.tokens import MARGIN, Tone


class Figure(QWidget):
    """A figure under its name; `large` is as large as an amount being keyed."""

    def __init__(self, name: str, *, large: bool = False) -> None:
        super().__init__()
        self._name = name
        self._value = Words(role="large" if large else "strong")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Words(name, "label"))
        column.addWidget(self._value)
        column.addStretch(1)

    def show_amount(self, money: Money, tone: Tone = Tone.NEUTRAL) -> None:
        """Show an amount."""
        self.show_words(euros(money), tone)

    def show_words(self, words: str, tone: Tone = Tone.NEUTRAL) -> None:
        """Show what is no amount, such as a count."""
        self._value.say(words, tone)
        self.setAccessibleName(f"{self._name} : {words}")

    def text(self) -> str:
        """What it shows."""
        return self._value.text()


def side_by_side(*figures: Figure) -> QHBoxLayout:
    """Figures in a line."""
    line = QHBoxLayout()
    line.setSpacing(MARGIN + MARGIN)
    for figure in figures:
        line.addWidget(figure)
    line.addStretch(1)
    return line


def standing(balance: Money) -> Tone:
    """A debt is pointed out, a credit too, in its own colour; the sign of the amount says it as well."""
    if not balance:
        return Tone.MUTED
    return Tone.OK if balance.cents > 0 else Tone.ERROR
