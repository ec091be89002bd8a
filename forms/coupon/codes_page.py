"""The page of F11: the action codes, each with what it opens; typing one opens it."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from forms.actions.codes import CODES
from forms.kit.buttons import button
from forms.kit.labels import Words
from forms.kit.panels import Card
from forms.kit.tokens import SPACE, Tone
from forms.kit.trade_fields import code_sign

TITLE = "Codes d'action"
_HOW = "Le code se tape aussi dans la référence, ou sur le dossier hors de tout champ. Échap revient au dossier."


class CodesPage(QWidget):
    """The list of the codes.

    Signals:
        chosen: a code was typed or clicked; bears it.
        left: Escape.
    """

    chosen = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._typed = ""
        self._buttons: dict[str, QPushButton] = {}
        card = Card(TITLE)
        grid = QGridLayout()
        grid.setVerticalSpacing(SPACE)
        grid.setColumnStretch(1, 1)
        for at, (code, action) in enumerate(CODES.items()):
            words = action.title if action.title.startswith(f"{code} ") else f"{code} {action.title}"
            self._buttons[code] = button(words, partial(self.chosen.emit, code))
            grid.addWidget(self._buttons[code], at, 0)
        card.body.addLayout(grid)
        card.body.addWidget(Words(_HOW, "small", Tone.MUTED))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(card)
        whole.addStretch(1)

    def take_focus(self) -> None:
        """Wait for a code."""
        self._typed = ""
        next(iter(self._buttons.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.text().strip():
            self._type(code_sign(event.text()).upper())
        else:
            super().keyPressEvent(event)

    def _type(self, sign: str) -> None:
        """Go on with what was typed so far, or begin anew with `sign`; the focus is on what it begins."""
        for typed in (self._typed + sign, sign):
            found = next((code for code in self._buttons if code.startswith(typed)), None)
            if found is not None:
                self._typed = typed
                self._buttons[found].setFocus(Qt.FocusReason.OtherFocusReason)
                if typed == found:
                    self.chosen.emit(found)
                return
