"""A line for an amount, in a field or in a cell of a table."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit
from typing_extensions import override


class AmountEdit(QLineEdit):
    """A line for an amount: right-aligned, the point typed as a comma."""

    def __init__(self) -> None:
        super().__init__()
        self.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.setInputMethodHints(Qt.InputMethodHint.ImhFormattedNumbersOnly)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() == ".":
            event = QKeyEvent(event.type(), Qt.Key.Key_Comma, event.modifiers(), ",")
        super().keyPressEvent(event)
