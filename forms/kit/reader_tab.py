"""Tab behind what a reader has typed: some readers are set to end with it. For the fields that are scanned into."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from typing_extensions import override

from backoffice.domain.cheque_number import LINE_LENGTH, NUMBER_LENGTH
from backoffice.domain.client_ref import ClientRef
from backoffice.domain.errors import RuleBroken
from backoffice.domain.key_layouts import row_digit
from forms.kit.fields import Field


class ReaderTab(QObject):
    """Makes Tab do what Enter does in a field, where the whole text of it is what a reader sends.

    By the text alone, never by its speed. A text that was taken once is not taken again: Tab then goes to the next
    field, as it does from anything that is half typed.
    """

    def __init__(self, field: Field[Any], is_whole: Callable[[str], bool]) -> None:
        """Watch `field`; `is_whole` says whether a text is what a reader sends."""
        super().__init__(field)
        self._field = field
        self._is_whole = is_whole
        field.edit.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress or event.key() != Qt.Key.Key_Tab:
            return False
        edit = self._field.edit
        if event.modifiers() or not edit.isModified() or not self._is_whole(edit.text()):
            return False
        edit.setModified(False)
        self._field.commit()
        return True


def is_reference(text: str) -> bool:
    """Whether `text` is a client's reference."""
    try:
        ClientRef.readings(text)
    except RuleBroken:
        return False
    return True


def is_cheque_line(text: str) -> bool:
    """Whether `text` is as long as a CMC7 line, whatever stands in it: hands type no such thing."""
    return _digits(text) >= LINE_LENGTH


def is_no_cheque_number(text: str) -> bool:
    """Whether `text`, where a cheque's number is asked for, is longer than that: it comes from a CMC7 reader."""
    return _digits(text) > NUMBER_LENGTH


def _digits(text: str) -> int:
    return sum(row_digit(sign).isdecimal() for sign in text)
