"""The methods of payment in a row: chosen by arrows, by the mouse, or by typing the code."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget
from typing_extensions import override

from backoffice.domain.key_layouts import row_digit
from backoffice.french.action_words import METHOD_CHANGE
from backoffice.french.means_words import method_words
from forms.kit.panels import Choice


class MethodCodes(Choice[int]):
    """One of a few methods; `82` typed chooses 82."""

    def __init__(self, codes: Sequence[int]) -> None:
        super().__init__(METHOD_CHANGE, {code: method_words(code) for code in codes})
        self._codes = tuple(codes)
        self._typed = ""

    @property
    def codes(self) -> tuple[int, ...]:
        """What can be chosen."""
        return self._codes

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where the Tab key stops, in order."""
        return tuple(self.findChildren(QPushButton))

    def show_code(self, code: int) -> None:
        """Choose `code`, unless it is 0, without telling."""
        if code and self.value() != code:
            with QSignalBlocker(self):
                self.set_value(code)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        digit = row_digit(event.text())
        if not (digit.isdecimal() and self._type(digit)):
            super().keyPressEvent(event)

    def _take(self, code: int) -> None:
        """Choose a code that was typed; the one that stands already is a choice as well."""
        if self.value() == code:
            self.chosen.emit(code)
        self.set_value(code)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _type(self, digit: str) -> bool:
        """Go on with the digits typed so far, or begin anew with `digit`; False where no code begins so."""
        for typed in (self._typed + digit, digit):
            found = [code for code in self._codes if str(code).startswith(typed)]
            if found:
                self._typed = "" if typed == str(found[0]) else typed
                if typed == str(found[0]):
                    self._take(found[0])
                return True
        self._typed = ""
        return False
