"""`● base`: whether the database answers, as the work under way finds out."""

from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal

from backoffice.domain.errors import Fault, Unavailable
from forms.kit.labels import Words
from forms.kit.tasks import TaskRunner
from forms.kit.tokens import Tone

_OUT_OF_REACH = (Fault.DATABASE_UNREACHABLE, Fault.DISK_UNREACHABLE, Fault.DATABASE_BROKEN)
_ASKS_AGAIN = 10_000
"""Milliseconds."""


class DatabaseIndicator(Words):
    """Says by shape and word whether the database answers; asks again from time to time while it does not.

    Signals:
        back: it answers again.
    """

    back = Signal()

    def __init__(self, runner: TaskRunner, read: Callable[[], object]) -> None:
        """Make the sign; `read` reads something small from the database."""
        super().__init__()
        self._runner = runner
        self._read = read
        self._asking = False
        self._lost = False
        self._again = QTimer(self, singleShot=True, interval=_ASKS_AGAIN)
        self._again.timeout.connect(self._ask)
        runner.reached.connect(self._hear)
        self._show()

    def _hear(self, reached: bool) -> None:  # noqa: FBT001 - Qt's signal
        # What was out of reach may have been a folder or a full disk: the database answers for itself.
        if reached is self._lost and not self._asking:
            self._ask()

    def _ask(self) -> None:
        self._asking = True
        self._again.stop()
        self._runner.run(self._read, self._found, self._lose, self)

    def _found(self, _answer: object) -> None:
        self._asking = False
        was_lost, self._lost = self._lost, False
        self._show()
        if was_lost:
            self.back.emit()

    def _lose(self, error: Exception) -> None:
        self._asking = False
        self._lost = isinstance(error, Unavailable) and error.fault in _OUT_OF_REACH
        self._show()
        if self._lost:
            self._again.start()

    def _show(self) -> None:
        if self._lost:
            self.say("○ base injoignable", Tone.ERROR)
        else:
            self.say("● base", Tone.OK)
        self.setAccessibleName("La base ne répond pas" if self._lost else "La base répond")
