"""Something to be answered where it concerns, by Enter or Escape: never a box over the screen."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from forms.kit.buttons import button
from forms.kit.icons import TONE_ICONS
from forms.kit.keys import ENTER, is_written
from forms.kit.labels import Glyph, Words, repolish
from forms.kit.tokens import ROOM, SPACE, Tone

_READ = 350
"""Milliseconds that something is in sight before Enter is an answer to it: longer than between two hasty ones."""


class ReadingTime(QTimer):
    """Runs from when something comes into sight until Enter is an answer to it; before, it was meant for another."""

    def __init__(self, of: QWidget) -> None:
        super().__init__(of, singleShot=True, interval=_READ)

    @property
    def is_over(self) -> bool:
        """Whether Enter is an answer by now."""
        return not self.isActive()

    def lets_pass(self) -> bool:
        """The same; where it is not, a beep says that nothing was done."""
        if not self.is_over:
            QApplication.beep()
        return self.is_over


class InlineAnswer(QFrame):
    """Takes Enter for yes while it has the focus; Escape is for whoever it stands in.

    Enter counts only when it is pressed on its own: at the end of something scanned or typed that was meant for
    another place, or before what is to be answered can have been read, it is no answer.

    Signals:
        accepted: Enter.

    Attributes:
        reading: runs from when this comes into sight; to be started anew where it says something else.
    """

    accepted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.reading = ReadingTime(self)
        self.setObjectName("strip")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._astray = False

    @property
    def is_seen(self) -> bool:
        """Whether what it says has been in sight long enough for Enter to be an answer to it."""
        return self.reading.is_over

    def dress(self, tone: Tone) -> None:
        """Show it in a tone."""
        self.setProperty("tone", tone.value)
        repolish(self)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.reading.start()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        self._astray = False
        super().focusInEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            was_astray, self._astray = self._astray, False
            if not self.is_seen:
                QApplication.beep()
            elif not was_astray:
                self.accepted.emit()
        elif is_written(event):
            self._astray = True
            QApplication.beep()  # the operator's eyes are on the paper
        else:
            super().keyPressEvent(event)


class InlineQuestion(InlineAnswer):
    """A sentence with its two answers as buttons; Escape is the no.

    Signals:
        dismissed: Escape, or the button.
    """

    dismissed = Signal()

    def __init__(self, yes: str, no: str, *, by_key: str = "⏎") -> None:
        """Make a question; where the yes is not `by_key` Enter, the screen calls `accepted` for that key."""
        super().__init__()
        self._by_enter = by_key == "⏎"
        self._text = Words()
        self._text.setWordWrap(True)
        self.yes = button(f"{yes}  {by_key}", self.accepted.emit, primary=True)
        self.no = button(f"{no}  Échap", self.dismissed.emit)
        self._lay_out()
        self.dress(Tone.WARNING)
        self.hide()

    def ask(self, text: str) -> None:
        """Show the sentence and take the focus."""
        self._text.setText(text)
        self.setAccessibleName(text)
        self.show()
        self.reading.start()
        if self.isVisible():  # not from behind another screen
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def text(self) -> str:
        """What is asked just now, or nothing."""
        return "" if self.isHidden() else self._text.text()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismissed.emit()
        elif event.key() not in ENTER or self._by_enter:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(SPACE)
        head.addWidget(Glyph(TONE_ICONS[Tone.WARNING], Tone.WARNING), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._text, 1)
        answers = QHBoxLayout()
        answers.setSpacing(SPACE)
        answers.addStretch(1)
        answers.addWidget(self.no)
        answers.addWidget(self.yes)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(ROOM, SPACE, ROOM, SPACE)
        whole.setSpacing(SPACE)
        whole.addLayout(head)
        whole.addLayout(answers)


def override_question(name: str) -> InlineQuestion:
    """Asked of what looks recorded already; F6 overrides the warning, under the name of whoever does."""
    return InlineQuestion(f"Enregistrer quand même, sous mon nom ({name})", "Revoir la saisie", by_key="F6")


class Notice(QFrame):
    """A sentence that stays at its place, with the shape of its tone."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("strip")
        self._glyph = Glyph(TONE_ICONS[Tone.INFO])
        self._text = Words()
        self._text.setWordWrap(True)
        line = QHBoxLayout(self)
        line.setContentsMargins(ROOM, SPACE, ROOM, SPACE)
        line.setSpacing(SPACE)
        line.addWidget(self._glyph, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._text, 1)
        self.hide()

    def say(self, text: str, tone: Tone = Tone.ERROR) -> None:
        """Show a sentence; an empty one takes it away."""
        self._text.setText(text)
        self._glyph.become(TONE_ICONS[tone], tone)
        self.setProperty("tone", tone.value)
        repolish(self)
        self.setVisible(bool(text))

    def text(self) -> str:
        """What it says, or nothing."""
        return self._text.text()
