"""Scrolls where large text in a small window asks for it; what has the focus comes into view."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from forms.kit.tokens import MARGIN


class Scroll(QScrollArea):
    """A scroll area around `content`."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self._focus: QWidget | None = None
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the second press of a double click lands on what comes next
        self.setWidget(content)
        self._placing = QTimer(self, singleShot=True, interval=0)
        self._placing.timeout.connect(self._bring_into_view)
        self.verticalScrollBar().rangeChanged.connect(self._bring_into_view)  # it grows after it has the focus
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        self._focus = now if now is not None and self.isAncestorOf(now) else None
        self._placing.start()

    def _bring_into_view(self) -> None:
        if self._focus is not None:
            self.ensureWidgetVisible(self._focus, 0, MARGIN)
