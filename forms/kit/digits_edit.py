"""A line for a card number, over cells that are wiped: no text, no undo, nothing to the clipboard."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QMimeData, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
)
from PySide6.QtWidgets import QFrame, QSizePolicy
from typing_extensions import override

from backoffice.domain.card import brand_of
from backoffice.domain.method import Brand
from backoffice.domain.secret_digits import CAPACITY, SecretDigits
from forms.kit.keys import ENTER

_DIGITS: Mapping[bytes, int] = {b"%d" % digit: digit for digit in range(10)}
_FOURS = (4, 8, 12, 16)
_GAPS: Mapping[Brand | None, tuple[int, ...]] = {Brand.AMEX: (4, 10), Brand.CB: _FOURS, None: _FOURS}
"""Before which digits there is a gap, as on the card itself."""
_GAP = 0.6
"""How wide it is, in digits."""
_MARGIN = 2
"""Beside the text, in pixels, as Qt's own lines have it."""
_SHOWN = 4
_DOT = "•"
_LONGEST = 80
"""Of what is pasted, so many characters are looked at."""
_TAKES_ALL = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.ShortcutFocusReason)
_CHORDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class DigitsEdit(QFrame):
    """Digits, in groups as on the card: in clear while the line has the focus, the last four alone otherwise.

    An operator compares what was keyed with the paper, so that dots while keying would be of no use; once they are
    elsewhere, the number is no one's business. Blanks and dashes between the groups are passed over. Either all is
    selected or nothing. A number that was pasted is taken off the clipboard.

    What it cannot promise: a paste brings the whole number to the system's clipboard before it comes here, and the
    digits are in the window's picture until it is painted again.

    Signals:
        edited: the operator has changed the digits.
        entered: Enter was pressed.

    Attributes:
        number: what is in the line; wiped when it is hidden or destroyed.
    """

    edited = Signal()
    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.number = SecretDigits()
        self.destroyed.connect(self.number.wipe)
        self._place = 0
        self._all_selected = False
        self._caret_on = False
        self._blink = QTimer(self)
        self._blink.timeout.connect(self._turn_caret)
        self._keys: Mapping[int, Callable[[], None]] = {
            Qt.Key.Key_Return: self.entered.emit,
            Qt.Key.Key_Enter: self.entered.emit,
            Qt.Key.Key_Backspace: self._rub_out,
            Qt.Key.Key_Delete: self._delete,
            Qt.Key.Key_Left: lambda: self._go(self._place - 1),
            Qt.Key.Key_Right: lambda: self._go(self._place + 1),
            Qt.Key.Key_Home: lambda: self._go(0),
            Qt.Key.Key_End: lambda: self._go(len(self.number)),
        }
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setSizePolicy(QSizePolicy.Policy.MinimumExpanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)

    def wipe(self) -> None:
        """Wipe the number."""
        self.number.wipe()
        self._go(0)

    def select_all(self) -> None:
        """Let the next digit replace them all."""
        self._go(len(self.number))
        self._all_selected = len(self.number) > 0

    @override
    def sizeHint(self) -> QSize:
        around = self.width() - self.contentsRect().width() + 2 * _MARGIN
        digits = CAPACITY + 1 + _GAP * len(_FOURS)
        return QSize(round(digits * self._digit_width()) + around, self.fontMetrics().height())

    @override
    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride and self._is_typed(event):
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        meaning = self._meaning(event)
        if meaning is None:
            super().keyPressEvent(event)
        else:
            meaning()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        places = range(len(self.number) + 1)
        self._go(min(places, key=lambda place: abs(self._cell(place).left() - event.position().x())))

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        del event  # it is all selected, wherever
        self.select_all()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in _TAKES_ALL:
            self.select_all()
        self._show_caret()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._blink.stop()
        self._go(self._place)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self.wipe()
        super().hideEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        selected = self._all_selected and self.hasFocus()
        if selected:
            behind = self._cell(0).united(self._cell(len(self.number) - 1))
            painter.fillRect(behind, self.palette().highlight())
        role = QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text
        painter.setPen(self.palette().color(role))
        for place, digit in enumerate(self.number):  # one at a time: Qt would keep a text of them all
            shown = self.hasFocus() or place >= len(self.number) - _SHOWN
            painter.drawText(self._cell(place), Qt.AlignmentFlag.AlignCenter, str(digit) if shown else _DOT)
        if self.hasFocus() and self._caret_on and not selected:
            cell = self._cell(self._place)
            painter.drawLine(cell.topLeft(), cell.bottomLeft())

    def _is_typed(self, event: QKeyEvent) -> bool:
        """Whether a key is meant for this line, whatever shortcut of the screen it would be elsewhere."""
        return event.key() not in ENTER and self._meaning(event) is not None

    def _meaning(self, event: QKeyEvent) -> Callable[[], None] | None:
        """What a key does here; None where it is not this line's."""
        if event.matches(QKeySequence.StandardKey.Paste):
            return self._paste
        if event.matches(QKeySequence.StandardKey.SelectAll):
            return self.select_all
        if event.matches(QKeySequence.StandardKey.Undo) and len(self.number):
            return self._show_caret  # nothing comes back, and meanwhile the screen undoes nothing of its own
        if event.modifiers() & _CHORDS:
            return None
        digit = _DIGITS.get(event.text().encode())
        if digit is not None:
            return lambda: self._type(digit)
        other = self._show_caret if event.text().isprintable() and event.text() else None
        return self._keys.get(event.key(), other)

    def _type(self, digit: int) -> None:
        if self._put(digit):
            self.edited.emit()

    def _put(self, digit: int) -> bool:
        if self._all_selected:
            self.wipe()
        if len(self.number) == CAPACITY:
            return False
        self.number.insert(self._place, digit)
        self._go(self._place + 1)
        return True

    def _paste(self) -> None:
        pasted = _on_clipboard()
        if pasted is None:
            return
        held = pasted.data("text/plain")
        signs = (bytes(held.sliced(place, 1).data()) for place in range(min(held.size(), _LONGEST)))
        taken = [self._put(_DIGITS[sign]) for sign in signs if sign in _DIGITS]
        held.fill(0)
        if taken:
            QGuiApplication.clipboard().clear()
            self.edited.emit()

    def _rub_out(self) -> None:
        if not self._all_selected and self._place > 0:
            self._go(self._place - 1)
            self._delete()
        elif self._all_selected:
            self._delete()

    def _delete(self) -> None:
        if self._all_selected:
            self.wipe()
        elif self._place < len(self.number):
            self.number.remove(self._place)
        else:
            return
        self._show_caret()
        self.edited.emit()

    def _go(self, place: int) -> None:
        self._place = min(max(place, 0), len(self.number))
        self._all_selected = False
        self._show_caret()

    def _show_caret(self) -> None:
        self._caret_on = True
        blinks = QGuiApplication.styleHints().cursorFlashTime() // 2
        if self.hasFocus() and blinks > 0:  # some do not want it to
            self._blink.start(blinks)
        self.update()

    def _turn_caret(self) -> None:
        self._caret_on = not self._caret_on
        self.update()

    def _cell(self, place: int) -> QRectF:
        """Where the digit at `place` is painted."""
        inside, width = self.contentsRect(), self._digit_width()
        gaps = sum(gap <= place and gap < len(self.number) for gap in _GAPS[brand_of(self.number)])
        return QRectF(inside.left() + _MARGIN + (place + _GAP * gaps) * width, inside.top(), width, inside.height())

    def _digit_width(self) -> float:
        return self.fontMetrics().horizontalAdvance("0")


def _on_clipboard() -> QMimeData | None:
    return QGuiApplication.clipboard().mimeData()  # None where it is empty, whatever Qt's own types say
