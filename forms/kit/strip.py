"""A quiet strip for what has just happened: it goes by itself, or stays with one thing to do. Never a box."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout

from forms.kit.buttons import button, tool
from forms.kit.icons import TONE_ICONS, Icon
from forms.kit.labels import Glyph, Words, repolish
from forms.kit.tokens import ROOM, SPACE, Tone
from forms.kit.wording.sentences import sentence

_STAYS = 4000
_PER_CHARACTER = 40
"""Milliseconds: the time to notice, and the time to read."""

_WORDS = {Tone.INFO: "À savoir", Tone.OK: "Fait", Tone.WARNING: "Attention", Tone.ERROR: "Erreur"}


@dataclass(frozen=True, slots=True)
class Action:
    """The one thing that can be done about a notice: the button's words, and what it calls."""

    words: str
    call: Callable[[], None]


class Strip(QFrame):
    """The strip. What went well goes by itself; a warning with something to do, and every error, stay."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("strip")
        self._glyph = Glyph(Icon.INFO)
        self._kind = Words(role="strong")
        self._text = Words()
        self._text.setWordWrap(True)
        self._button = button("", self._act)
        self._close = tool(Icon.CLOSE, "Fermer ce message", self.hide)
        self._action: Action | None = None
        self._patience = QTimer(self, singleShot=True)
        self._patience.timeout.connect(self.hide)
        line = QHBoxLayout(self)
        line.setContentsMargins(ROOM, SPACE, SPACE, SPACE)
        line.setSpacing(SPACE)
        line.addWidget(self._glyph)
        line.addWidget(self._kind)
        line.addWidget(self._text, 1)
        line.addWidget(self._button)
        line.addWidget(self._close)
        self.hide()

    def info(self, text: str, action: Action | None = None) -> None:
        """Something to know."""
        self._say(Tone.INFO, text, action)

    def ok(self, text: str, action: Action | None = None) -> None:
        """Something was done."""
        self._say(Tone.OK, text, action)

    def warning(self, text: str, action: Action | None = None) -> None:
        """Something to look at."""
        self._say(Tone.WARNING, text, action)

    def warn_of(self, error: Exception) -> None:
        """Say what was refused, where it can be put right as it was typed."""
        self.warning(sentence(error))

    def error(self, text: str, action: Action | None = None) -> None:
        """Something went wrong; stays until it is closed or something else is said."""
        self._say(Tone.ERROR, text, action)

    def text(self) -> str:
        """What is said just now, or nothing."""
        return "" if self.isHidden() else self._text.text()

    def _say(self, tone: Tone, text: str, action: Action | None) -> None:
        self._action = action
        self.setProperty("tone", tone.value)
        repolish(self)
        self._glyph.become(TONE_ICONS[tone], tone)
        self._kind.say(_WORDS[tone], tone)
        self._text.setText(text)
        self._button.setVisible(action is not None)
        self._button.setText("" if action is None else action.words)
        self.show()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, f"{_WORDS[tone]} : {text}"))
        self._patience.stop()
        if action is None and tone is not Tone.ERROR:
            self._patience.start(_STAYS + _PER_CHARACTER * len(text))

    def _act(self) -> None:
        self.hide()
        if self._action is not None:
            self._action.call()
