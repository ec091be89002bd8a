"""The head of *Bande chèque*: count and total of the keyed cheques and of the tape, with what lies between."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout
from typing_extensions import override

from backoffice.domain.batch_rows import TapeControl
from backoffice.domain.money import Money, total
from backoffice.french.counted import counted
from backoffice.french.figures import amount, euros
from forms.closing.step_summary import SummaryFigure
from forms.closing.tape_rows import ControlRow, LineMark
from forms.closing.tape_text import read_tape
from forms.kit.amount_edit import AmountEdit
from forms.kit.fields import Field
from forms.kit.keys import ENTER
from forms.kit.panels import Card
from forms.kit.tokens import MARGIN, Tone

_BACK = (Qt.Key.Key_Backspace, Qt.Key.Key_Minus)


class TapeField(Field[tuple[Money, ...]]):
    """The amount being keyed.

    Signals:
        recalled: the backspace or the minus key was pressed in the empty field: the last amount is wanted back.
    """

    recalled = Signal()

    def __init__(self) -> None:
        line = _TapeEdit()
        super().__init__("Montant du chèque", read_tape, _written, edit=line)
        self.edit.setProperty("large", True)
        line.recalled.connect(self.recalled)


class _TapeEdit(AmountEdit):
    recalled = Signal()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER and event.isAutoRepeat():
            return  # Enter in the empty field ends the tape: it must be pressed for that
        if event.key() in _BACK and not self.text():
            self.recalled.emit()
        else:
            super().keyPressEvent(event)


def _written(amounts: tuple[Money, ...]) -> str:
    return " ; ".join(amount(money) for money in amounts)


class Balance(Card):
    """Count and total of both sides, running along with the tape that is keyed at its right end.

    Attributes:
        field: where the tape is keyed.
    """

    def __init__(self) -> None:
        super().__init__()
        self._keyed = SummaryFigure("Chèques saisis")
        self._gap = SummaryFigure("Écart")
        self._tape = SummaryFigure("Bande")
        self.field = TapeField()
        row = QHBoxLayout()
        row.setSpacing(MARGIN)
        for figure in (self._keyed, self._gap, self._tape):
            row.addWidget(figure, 2)
        row.addWidget(self.field, 3)
        self.body.addLayout(row)

    def show_control(self, control: TapeControl, rows: Sequence[ControlRow]) -> None:
        """Show the sums of `control`, and how many of its `rows` are to be put right or still to come."""
        self._keyed.say(euros(control.keyed_total), counted(control.keyed_count, "chèque"))
        self._tape.say(euros(control.tape_total), counted(control.tape_count, "montant"))
        gap = total((control.keyed_total, -control.tape_total))
        wrong = sum(row.is_wrong for row in rows)
        waiting = sum(row.mark is LineMark.WAITS for row in rows)
        if control.agrees:
            self._gap.say(euros(gap), "✓ la bande tombe juste", Tone.OK)
            return
        said = (f"{counted(wrong, 'ligne')} à revoir" if wrong else "", f"{waiting} à pointer" if waiting else "")
        self._gap.say(euros(gap), " · ".join(filter(None, said)), Tone.ERROR if wrong else Tone.MUTED)
