"""Controls beside fields: level with the lines, under no label, whatever error shows below."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from forms.kit.labels import Words
from forms.kit.tokens import GAP


def raised(field: QWidget) -> QVBoxLayout:
    """A field whose error, when it shows, moves nothing beside it."""
    column = QVBoxLayout()
    column.addWidget(field)
    column.addStretch(1)
    return column


def level(control: QWidget) -> QVBoxLayout:
    """A control as high up as the line of a field, where the field has its label."""
    column = QVBoxLayout()
    column.setSpacing(GAP)
    column.addWidget(Words("", "label"))
    column.addWidget(control)
    column.addStretch(1)
    return column
