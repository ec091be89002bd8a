"""The one window. It is painted before the rest of the program is loaded, so it imports next to nothing."""

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSettings, QSize, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QLabel, QMainWindow, QVBoxLayout, QWidget

from desktop.waiting import OPENING, WaitingPage

if TYPE_CHECKING:
    from desktop.busy_overlay import BusyOverlay

_FIRST_SIZE = QSize(1320, 840)
_SMALLEST = QSize(900, 600)
_GEOMETRY = "window/geometry"
_RIBBON = "DÉMONSTRATION · base jetable : rien de ce qui se saisit ici n'est réel, rien n'en sera gardé"


class Window(QMainWindow):
    """Shows one page at a time: waiting, login, work. It is never closed before the program lets it go.

    Signals:
        painted: it is on the screen for the first time.
        close_asked: the operator wants to leave; answered by `let_go`.
    """

    painted = Signal()
    close_asked = Signal()

    def __init__(self, *, demo: bool) -> None:
        super().__init__()
        self._first = True
        self._free = False
        self._page: QWidget = WaitingPage(OPENING)
        self.setWindowTitle("Liasse, démonstration" if demo else "Liasse")
        self.setMinimumSize(_SMALLEST)
        whole = QWidget()
        self._column = QVBoxLayout(whole)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        if demo:
            self._column.addWidget(_ribbon())
        self._column.addWidget(self._page, 1)
        self.setCentralWidget(whole)
        self._cover: BusyOverlay | None = None
        self._restore()

    @property
    def page(self) -> QWidget:
        """The page in sight."""
        return self._page

    def show_page(self, page: QWidget) -> None:
        """Show `page`; the one before it is gone for good."""
        before, self._page = self._page, page
        self._column.replaceWidget(before, page)
        self._column.setStretchFactor(page, 1)
        before.hide()  # else Qt may still show it, as a window of its own
        before.setParent(None)
        before.deleteLater()
        page.show()

    def hold(self, words: str) -> None:
        """Take no key and no click any more, and after a moment say what is being waited for."""
        from desktop.busy_overlay import BusyOverlay  # noqa: PLC0415 - after the first paint

        self._cover = self._cover or BusyOverlay(self)
        self._cover.cover(words)

    def release(self) -> None:
        """Go on after all."""
        if self._cover is not None:
            self._cover.uncover()

    def let_go(self) -> None:
        """Close at last: nothing is in hand any more."""
        self._free = True
        self.close()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell the first paint, once it is done."""
        super().paintEvent(event)
        if self._first:
            self._first = False
            QTimer.singleShot(0, self.painted.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask first."""
        event.setAccepted(self._free)
        if self._free:
            QSettings().setValue(_GEOMETRY, self.saveGeometry())
        else:
            self.close_asked.emit()

    def _restore(self) -> None:
        kept: Any = QSettings().value(_GEOMETRY)
        if kept is None or not self.restoreGeometry(kept):
            self.resize(_FIRST_SIZE.boundedTo(self.screen().availableSize()))


def _ribbon() -> QLabel:
    ribbon = QLabel(_RIBBON)
    ribbon.setProperty("role", "ribbon")
    ribbon.setWordWrap(True)
    return ribbon
