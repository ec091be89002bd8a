"""Mail without a cheque: one line that says what will happen, and Enter that does it.

What Enter records has been on the screen before: an Enter that is pressed while the line comes, or right after, was
meant for what stood there before.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout
from typing_extensions import override

from forms.kit.icons import Icon
from forms.kit.inline_question import InlineAnswer
from forms.kit.keys import is_written
from forms.kit.labels import Glyph, Words
from forms.kit.tokens import ROOM, SPACE, Tone

_HOW = "⏎ enregistrer"


class TransferLine(InlineAnswer):
    """Says what becomes of the mail; `accepted` is its *Enregistrer*.

    Signals:
        seen: what it says has been in sight long enough for Enter to be an answer to it.
    """

    seen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._reason = ""
        self._painted = ""
        self.reading.timeout.connect(self._arm)
        self._glyph = Glyph(Icon.MAIL, Tone.INFO)
        self._text = Words(role="strong")
        self._text.setWordWrap(True)
        self._hint = Words()
        line = QHBoxLayout(self)
        line.setContentsMargins(ROOM, SPACE, ROOM, SPACE)
        line.setSpacing(SPACE)
        line.addWidget(self._glyph, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._text, 1)
        line.addWidget(self._hint, 0, Qt.AlignmentFlag.AlignBottom)

    def say(self, text: str, reason: str) -> None:
        """Say what will happen, or the `reason` why it cannot be recorded."""
        if (reason or text) != self._text.text():
            self._painted = ""
            self.reading.stop()
        self._reason = reason
        self._text.setText(reason or text)
        self.setAccessibleName(self._text.text())
        self._dress()

    def text(self) -> str:
        """What it says."""
        return self._text.text()

    def take_focus(self) -> None:
        """Wait here for Enter."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def distrust(self) -> None:
        """The next Enter was meant for another place."""
        self._astray = True

    @property
    @override
    def is_seen(self) -> bool:
        """Whether what it says has been painted, and in sight long enough for Enter to be an answer to it."""
        return bool(self._painted) and super().is_seen

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._painted != self._text.text():
            self._painted = self._text.text()
            self.reading.start()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._painted = ""
        self.reading.stop()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What is typed here may be an action code, for whom this stands in; Enter after it is no answer."""
        if is_written(event):
            self._astray = True
            event.ignore()
        else:
            super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._dress()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._dress()

    def _arm(self) -> None:
        self._dress()
        self.seen.emit()

    def _dress(self) -> None:
        tone = Tone.WARNING if self._reason else Tone.INFO if self.hasFocus() else Tone.NEUTRAL
        self.dress(tone)
        self._glyph.become(Icon.WARNING if self._reason else Icon.MAIL, tone)
        self._hint.say(_HOW if self.is_seen and not self._reason else "", Tone.INFO if self.hasFocus() else Tone.MUTED)
