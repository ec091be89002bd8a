"""Asks `MethodFields`'s question where a card and the method do not go together: one key to the right one (P-51)."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout
from typing_extensions import override

from backoffice.domain.card import METHODS, require_method
from backoffice.domain.errors import RuleBroken
from backoffice.domain.method import Channel
from backoffice.french.means_words import method_words
from forms.actions.method_choice import MethodChoice
from forms.kit.buttons import button
from forms.kit.icons import TONE_ICONS
from forms.kit.keys import ENTER
from forms.kit.labels import Glyph, Words
from forms.kit.tokens import ROOM, SPACE, Tone
from forms.kit.wording.sentences import sentence


class AmexQuestion(QFrame):
    """Enter takes the right method, Escape goes back to the methods.

    Signals:
        accepted: Enter, or the button.
        dismissed: Escape.
    """

    accepted = Signal()
    dismissed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("strip")
        self.setProperty("tone", Tone.ERROR.value)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._text = Words()
        self._text.setWordWrap(True)
        self._yes = button("", self.accepted.emit, primary=True)
        self._yes.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        line = QHBoxLayout(self)
        line.setContentsMargins(ROOM, SPACE, ROOM, SPACE)
        line.setSpacing(SPACE)
        line.addWidget(Glyph(TONE_ICONS[Tone.ERROR], Tone.ERROR), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._text, 1)
        line.addWidget(self._yes, 0, Qt.AlignmentFlag.AlignBottom)
        self.hide()

    def asks(self, choice: MethodChoice) -> bool:
        """Whether the card and the method do not go together (P-51): it is said, and the right method is offered."""
        brand = choice.brand
        if brand is None or choice.channel is not Channel.CARD:
            return False
        try:
            require_method(brand, choice.code)
        except RuleBroken as broken:
            self._ask(sentence(broken), METHODS[brand])
            return True
        return False

    def text(self) -> str:
        """What it says, or nothing."""
        return "" if self.isHidden() else self._text.text()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            if not event.isAutoRepeat():
                self.accepted.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.dismissed.emit()
        else:
            super().keyPressEvent(event)

    def _ask(self, why: str, right: int) -> None:
        self._text.setText(why)
        self._yes.setText(f"Saisir en {method_words(right)}  ⏎")
        self.setAccessibleName(f"{self._text.text()} {self._yes.text()}")
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
