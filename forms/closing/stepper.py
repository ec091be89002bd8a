"""The four steps of the closing, in a quiet line."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget
from typing_extensions import override

from forms.closing.closing_progress import STEPS, ClosingProgress, ClosingStep
from forms.kit.buttons import allow
from forms.kit.icons import Icon, icon
from forms.kit.labels import Glyph
from forms.kit.tokens import GAP, Tone

_ICONS = {
    ClosingStep.PRECLOSE: Icon.LOCK,
    ClosingStep.TAPE: Icon.TAPE,
    ClosingStep.PRINT: Icon.PRINT,
    ClosingStep.CLOSE: Icon.LOCK,
}


class Stepper(QWidget):
    """Which step is in front, which are done, and why the others cannot be taken yet.

    Signals:
        chosen: a step is to come to the front; bears it.
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._steps = {step: _StepButton(words) for step, words in STEPS.items()}
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(GAP)
        for step, made in self._steps.items():
            made.clicked.connect(lambda _, step=step: self.chosen.emit(step))
            if step is not ClosingStep.PRECLOSE:
                line.addWidget(Glyph(Icon.RIGHT, Tone.MUTED))
            line.addWidget(made)
        line.addStretch(1)

    def show_standing(self, standing: ClosingProgress, front: ClosingStep) -> None:
        """Show how far `standing` is, and that `front` is the step in sight."""
        for step, made in self._steps.items():
            done = standing.is_done(step)
            made.setIcon(icon(Icon.OK, Tone.OK) if done else icon(_ICONS[step], Tone.MUTED, checked=Tone.INFO))
            allow(made, standing.why_not(step))
            made.setChecked(step is front)
            made.setAccessibleName(f"{STEPS[step]}{', fait' if done else ''}")


class _StepButton(QToolButton):
    """A step: an icon and a word, bold while it is in front."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.setText(f" {words}")
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setProperty("role", "nav")
        self.setCheckable(True)
        self.setAutoExclusive(True)

    @override
    def sizeHint(self) -> QSize:
        """Wide enough for bold, which Qt forgets."""
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        wider = QFontMetrics(bold).horizontalAdvance(self.text()) - self.fontMetrics().horizontalAdvance(self.text())
        return super().sizeHint() + QSize(max(wider, 0), 0)
