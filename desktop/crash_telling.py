"""What `program` does with bugs and complaints of Qt's: into the log, and one dialog at a time over the window."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from desktop.crash import Crash, CrashWatch

if TYPE_CHECKING:
    from desktop.crash_dialog import CrashDialog
    from desktop.logs import Log


class CrashTelling(QObject):
    """Tells what `watch` hears."""

    def __init__(self, window: QWidget, watch: CrashWatch, log: "Callable[[], Log | None]") -> None:
        """Begin; `log` gives the log, once there is one."""
        super().__init__(window)
        self._window = window
        self._log = log
        self._dialog: CrashDialog | None = None
        # Queued: a bug may come up in the midst of painting, where no dialog can be opened.
        watch.crashed.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        watch.complained.connect(self._note_complaint)

    def _tell(self, crash: Crash) -> None:
        log = self._log()
        if log is not None:
            log.problem("crash", kind=crash.kind, places=crash.places)
        if self._dialog is None:  # one that repeats is told once at a time
            from desktop.crash_dialog import CrashDialog  # noqa: PLC0415 - where there is a bug

            self._dialog = CrashDialog(self._window, crash, log.file if log is not None else None)
            self._dialog.finished.connect(self._forget)
            self._dialog.leave_asked.connect(self._window.close)
            self._dialog.open()

    def _forget(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None
            self._window.activateWindow()

    def _note_complaint(self, words: str) -> None:
        log = self._log()
        if log is not None:
            log.problem("qt", words=words)
