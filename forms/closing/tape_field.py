"""Where the tape is keyed: an amount and Enter, or several pasted at once."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from typing_extensions import override

from backoffice.domain.money import Money
from backoffice.french.figures import amount
from forms.closing.tape_text import read_tape
from forms.kit.fields import Field
from forms.kit.keys import ENTER
from forms.kit.trade_fields import AmountEdit

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
