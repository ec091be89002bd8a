"""A process that tells when its first window is on the screen: `python -m tests.benchmarks.first_window program`.

It says `painted` as soon as the window was painted once. The program goes on: `asking` when its login screen was
painted, which may be before there is a database to log in to, and `open` when there is one. Then it waits to be killed.
`empty` paints a window that has nothing in it.
"""

import sys
from unittest.mock import patch

from typing_extensions import override

_BETWEEN_LOOKS = 5
"""Milliseconds."""


def show_program() -> None:
    """The program as it is, but for a window that tells."""
    from PySide6.QtCore import QEvent, QObject, QTimer  # noqa: PLC0415 - each side has its own imports
    from PySide6.QtWidgets import QWidget  # noqa: PLC0415 - as above

    import desktop.main  # noqa: PLC0415 - as above
    from desktop.window import Window  # noqa: PLC0415 - as above

    class TellingWindow(Window):
        def __init__(self, *, demo: bool) -> None:
            super().__init__(demo=demo)
            self.painted.connect(lambda: tell("painted"))

        def show_page(self, page: QWidget) -> None:
            super().show_page(page)
            if type(page).__name__ == "LoginScreen":  # which is not imported before its time
                page.installEventFilter(self)

        @override
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint:
                watched.removeEventFilter(self)
                QTimer.singleShot(0, self._watch_opening)
            return False

        def _watch_opening(self) -> None:
            tell("asking")
            (program,) = (child for child in self.children() if type(child).__name__ == "Program")
            look = QTimer(self, interval=_BETWEEN_LOOKS)

            def see() -> None:
                if getattr(program, "office", None) is not None:
                    look.stop()
                    tell("open")

            look.timeout.connect(see)
            look.start()

    with patch("desktop.main.Window", TellingWindow):
        desktop.main.main([])


def show_empty() -> None:
    """A main window of the same size with nothing in it."""
    from PySide6.QtCore import QTimer  # noqa: PLC0415 - each side has its own imports
    from PySide6.QtGui import QPaintEvent  # noqa: PLC0415 - as above
    from PySide6.QtWidgets import QApplication, QMainWindow  # noqa: PLC0415 - as above

    class EmptyWindow(QMainWindow):
        def paintEvent(self, event: QPaintEvent) -> None:
            super().paintEvent(event)
            QTimer.singleShot(0, lambda: tell("painted"))

    app = QApplication([])
    window = EmptyWindow()
    window.resize(1320, 840)
    window.show()
    app.exec()


def tell(word: str) -> None:
    """Say it to the process that measures."""
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    {"program": show_program, "empty": show_empty}[sys.argv[1]]()
