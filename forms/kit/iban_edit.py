"""A line for an IBAN: the text is its signs alone, the gaps between the fours are painted."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QInputMethodEvent, QKeyEvent, QTextCharFormat, QValidator
from PySide6.QtWidgets import QLineEdit, QStyle, QStyleOptionFrame
from typing_extensions import override

from backoffice.domain.iban import stripped

_LONGEST = 40
"""Of what is typed or pasted, so many signs are kept: more than any IBAN has, so that one too many still shows."""
_GROUP = 4
_WIDENED = 160
"""How wide the last sign of a group is, with the gap behind it, in percent."""
_FRENCH = "FR00 0000 0000 0000 0000 0000 000 "
_MARGIN = 4
"""Beside the text and around the cursor, in pixels, as Qt's own lines have it."""
_ELSEWHERE = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)


class IbanEdit(QLineEdit):
    """Typed or pasted however it is written, an IBAN is down to its signs here: capitals and digits, in fours.

    As no blanks are in the text, the cursor, Backspace, the selection and Undo know of none.

    Signals:
        left: the focus went to another field; not to another window or a menu.
    """

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        hint = Qt.InputMethodHint
        self.setInputMethodHints(hint.ImhSensitiveData | hint.ImhNoPredictiveText | hint.ImhUppercaseOnly)
        self.setPlaceholderText("FR76 …")
        self.setValidator(_Signs(self))
        self.textChanged.connect(self._paint_gaps)

    @override
    def sizeHint(self) -> QSize:
        self.ensurePolished()
        option, text = QStyleOptionFrame(), self.fontMetrics()
        self.initStyleOption(option)
        inside = QSize(text.horizontalAdvance(_FRENCH) + 2 * _MARGIN, text.height())
        around = self.style().sizeFromContents(QStyle.ContentsType.CT_LineEdit, option, inside, self)
        return QSize(around.width(), super().sizeHint().height())

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text()
        if text and text.isprintable():  # what the validator would have to mend would be lost to Undo
            event = QKeyEvent(event.type(), event.key(), event.modifiers(), stripped(text))
        if not text or event.text():
            super().keyPressEvent(event)

    @override
    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        super().inputMethodEvent(event)
        if not event.preeditString():
            self._paint_gaps()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _ELSEWHERE:
            self.left.emit()

    def _paint_gaps(self) -> None:
        # Of all that a line can be told, only what an input method sends it can bear a format.
        gap = QTextCharFormat()
        gap.setFontLetterSpacing(_WIDENED)
        kind, cursor = QInputMethodEvent.AttributeType.TextFormat, self.cursorPosition()
        ends = range(_GROUP - 1, len(self.text()) - 1, _GROUP)
        gaps = [QInputMethodEvent.Attribute(kind, end - cursor, 1, gap) for end in ends]
        super().inputMethodEvent(QInputMethodEvent("", gaps))


class _Signs(QValidator):
    """Mends what comes by a paste, a drop or an input method; refuses nothing."""

    @override
    def validate(self, text: str, place: int) -> tuple[QValidator.State, str, int]:
        signs = stripped(text)[:_LONGEST]
        return QValidator.State.Acceptable, signs, min(len(stripped(text[:place])), len(signs))
