"""The fields of the trade: amounts, dates, references and cheque numbers."""

import re
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit
from typing_extensions import override

from backoffice.domain.cheque_number import NUMBER_LENGTH, ChequeNumber, parse
from backoffice.domain.client_ref import ClientRef
from backoffice.domain.key_layouts import row_digit
from backoffice.domain.money import Money
from backoffice.french.figures import amount, read_amount, read_date, short_date
from forms.kit.amount_edit import AmountEdit
from forms.kit.fields import Field
from forms.kit.reader_tab import ReaderTab, is_no_cheque_number, is_reference
from forms.kit.tokens import Tone

_ACTION_CODE = re.compile(r"[2-4]\.[0-9]")
_POINTS = {",": ".", ";": "."}
"""What the keypad writes for the point of a code, and the key that bears it on a French keyboard, without Shift."""


def code_sign(typed: str) -> str:
    """The sign of a code that a key means, on the keypad or, with Shift or without, beside the letters."""
    return _POINTS.get(typed, row_digit(typed))


def action_code(text: str) -> str:
    """The action code that a text is, `2.7`; empty where it is none."""
    code = "".join(map(code_sign, text.strip()))
    return code if _ACTION_CODE.fullmatch(code) else ""


class AmountField(Field[Money]):
    """An amount in euros, whole cents inside; the point is a comma, as it is on a French keypad."""

    def __init__(self, label: str, *, required: bool = False, large: bool = False) -> None:
        """Make an amount field; `large` is the amount being keyed, 1.6 times the text."""
        super().__init__(label, read_amount, amount, required=required, edit=AmountEdit())
        self.edit.setProperty("large", large)


class DateField(Field[date]):
    """A day, typed `040324` or `04/03/2024`; the keys up and down go a day on or back, from `today` when empty."""

    def __init__(self, label: str, today: date, *, required: bool = False) -> None:
        self._today = today
        line = _DayEdit()
        super().__init__(label, read_date, short_date, required=required, edit=line)
        line.stepped.connect(self._step)

    def _step(self, days: int) -> None:
        current = self.value()
        self.set_value(self._today if current is None else current + timedelta(days=days))
        self.edited.emit()


class _DayEdit(QLineEdit):
    stepped = Signal(int)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}
        if event.key() in steps:
            self.stepped.emit(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)


class ReferenceField(Field[tuple[ClientRef, ...]]):
    """A client's reference in all its readings, typed or read from a barcode; also the place to type an action code.

    Signals:
        action_asked: Enter was pressed on an action code such as `2.7`, which the signal bears.
    """

    action_asked = Signal(str)

    def __init__(self, label: str) -> None:
        super().__init__(label, ClientRef.readings, lambda refs: str(refs[0]), required=True)
        self.edit.installEventFilter(self)
        ReaderTab(self, is_reference)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What was wrong with a text that is gone holds no more once the field is left."""
        if event.type() == QEvent.Type.FocusOut and self._is_blank():
            self.clear_error()
        return super().eventFilter(watched, event)

    def show_ref(self, ref: ClientRef) -> None:
        """Write a client's reference; what is typed next takes its place, as where the field is come to."""
        self.set_value((ref,))
        if self.edit.hasFocus():
            self.edit.selectAll()

    @override
    def accept(self, value: tuple[ClientRef, ...]) -> None:
        """What may be several codes and chronos stays as it was typed."""
        if len({(ref.partner_code, ref.chrono) for ref in value}) == 1:
            super().accept(value)

    def commit(self) -> None:
        """An action code is passed on and wiped; anything else must be a reference."""
        code = action_code(self.text())
        if not code:
            super().commit()
            self.edit.selectAll()
            return
        self.clear()
        self.action_asked.emit(code)


class NumberField(Field[ChequeNumber]):
    """A cheque's number, typed, or the whole CMC7 line from a reader: then the key is checked and shown."""

    def __init__(self, label: str) -> None:
        super().__init__(label, parse, _number, required=True)
        self._scanned: ChequeNumber | None = None
        ReaderTab(self, is_no_cheque_number)

    @property
    def is_short(self) -> bool:
        """Whether fewer digits are typed than a number has: what completes them must be in sight first."""
        return 0 < len("".join(self.text().split())) < NUMBER_LENGTH

    def value(self) -> ChequeNumber | None:
        """The number, once all its digits are in sight; with its key where the whole line was read."""
        read = None if self.is_short else super().value()
        same = read is not None and self._scanned is not None and read.number == self._scanned.number
        return self._scanned if same else read

    @override
    def check(self) -> bool:
        """A short number is completed with zeros, as it is printed, and looked at before anything takes it."""
        was_short = self.is_short
        if not super().check():
            return False
        if was_short:
            self.show_hint("vérifiez les zéros", Tone.WARNING)
            self.edited.emit()
        return not was_short

    def accept(self, value: ChequeNumber) -> None:
        """Keep the key of a scanned line: what stays in the field is the number alone."""
        if value.key is not None:
            self._scanned = value
        super().accept(value)
        known = self.value()
        if known is None or known.key is None:
            self.show_hint("")
        elif known.key_compared:
            self.show_hint(f"clé {known.key:02d} ✓", Tone.OK)
        else:
            self.show_hint(f"clé {known.key:02d} non lue")

    def clear(self) -> None:
        """Forget the scanned line too."""
        self._scanned = None
        super().clear()


def _number(value: ChequeNumber) -> str:
    return value.number
