"""Why the operator departs from the decision: one line, with the reasons given before to choose from."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout
from typing_extensions import override

from forms.kit.fields import Field

_OFFERED = 3
REASON = "Pourquoi s'en écarter"


class ReasonField(Field[str]):
    """A reason; the keys down and up go through those given before, a click takes one."""

    def __init__(self) -> None:
        self._recent: list[str] = []
        line = _Recalling()
        super().__init__(REASON, str.strip, edit=line)
        line.stepped.connect(self._recall)
        self._offers = [QPushButton() for _ in range(_OFFERED)]
        for offer in self._offers:
            offer.setProperty("role", "key")
            offer.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            offer.clicked.connect(partial(self._click, offer))
        self._lay_out_offers()
        self._offer()

    @override
    def clear(self) -> None:
        super().clear()
        self._offer()

    def remember(self, reason: str) -> None:
        """Offer a reason from now on, before the others."""
        self._recent = [reason, *(other for other in self._recent if other != reason)][:_OFFERED]
        self._offer()

    def _recall(self, step: int) -> None:
        if self._recent:
            now = self._recent.index(self.text()) if self.text() in self._recent else -1 if step > 0 else 0
            self._take(self._recent[(now + step) % len(self._recent)])

    def _take(self, reason: str) -> None:
        self.set_value(reason)
        self.edited.emit()

    def _offer(self) -> None:
        for at, offer in enumerate(self._offers):
            offer.setVisible(at < len(self._recent))
            offer.setText(self._recent[at] if at < len(self._recent) else "")
        self.show_hint("↓ un motif récent" if self._recent else "")

    def _lay_out_offers(self) -> None:
        whole = self.layout()
        if isinstance(whole, QVBoxLayout):
            for offer in self._offers:
                whole.addWidget(offer, 0, Qt.AlignmentFlag.AlignLeft)

    def _click(self, offer: QPushButton) -> None:
        self._take(offer.text())
        self.take_focus()


class _Recalling(QLineEdit):
    stepped = Signal(int)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if event.key() in steps:
            self.stepped.emit(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)
