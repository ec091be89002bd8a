"""A cover over the window while it waits for work in hand: nothing can be pressed, and after a moment it says why."""

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget
from shiboken6 import isValid

from forms.kit.tokens import MARGIN

_NOTICED_AFTER = 200
"""Milliseconds."""


class BusyOverlay(QWidget):
    """Takes every key and click; it cannot be seen until the wait is long enough to be noticed."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._before: QWidget | None = None
        self._words = QLabel()
        self._words.setObjectName("card")
        self._words.setMargin(MARGIN)
        self._patience = QTimer(self, singleShot=True, interval=_NOTICED_AFTER)
        self._patience.timeout.connect(self._words.show)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(self._words)
        line.addStretch(1)
        whole = QVBoxLayout(self)
        whole.addStretch(1)
        whole.addLayout(line)
        whole.addStretch(1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.hide()

    def cover(self, words: str) -> None:
        """Cover the window; `words` say what is being waited for."""
        window = self.window()
        self._before = window.focusWidget()
        self._words.setText(words)
        self._words.hide()
        self.setAccessibleName(words)
        self.setGeometry(window.rect())
        self.show()
        self.raise_()
        self.setFocus()
        self._patience.start()

    def uncover(self) -> None:
        """Give the keys back to whom they belong."""
        self._patience.stop()
        self.hide()
        if self._before is not None and isValid(self._before):
            self._before.setFocus()

    def event(self, event: QEvent) -> bool:
        """Keys end here, those of shortcuts too."""
        if event.type() in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event.accept()
            return True
        return super().event(event)
