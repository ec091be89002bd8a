"""The one door for background work: one worker, in order, answers in the window's thread."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Event
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from backoffice.domain.errors import RuleBroken, Unavailable

T = TypeVar("T")

_SHOWS_AFTER = 200
"""Milliseconds; shorter work shows nothing."""


class WorkWatch(QObject):
    """How far a long piece of work is, and the wish to stop it; its `report` and `cancelled` go into the work.

    Signals:
        reported: done, total (0 when it cannot be told) and what is being done, in the window's thread.
    """

    reported = Signal(object, object, str)  # a C int would not hold the bytes of a large file

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._stop = Event()

    def report(self, done: int, total: int, words: str = "") -> None:
        """Called by the work, from its own thread."""
        self.reported.emit(done, total, words)

    def cancel(self) -> None:
        """Ask the work to stop; it does so where it next looks at `cancelled`."""
        self._stop.set()

    def cancelled(self) -> bool:
        """Looked at by the work."""
        return self._stop.is_set()


@dataclass(frozen=True, slots=True)
class _Answer:
    owner: QObject
    call: Callable[[Any], None]
    value: Any
    bug: bool


class TaskRunner(QObject):
    """Runs work away from the window; with one worker, one piece after the other, in the order in which it was given.

    Signals:
        busy: work has been under way for 200 ms (True), or is all done (False).
        crashed: work ended with an exception that is neither `RuleBroken` nor `Unavailable`: a bug.
        reached: work ended and the back office could be reached (True), or ended with `Unavailable` (False).
    """

    busy = Signal(bool)
    crashed = Signal(object)
    reached = Signal(bool)
    _ended = Signal(object)

    def __init__(self, parent: QObject | None = None, *, workers: int = 1) -> None:
        """Make a runner; with several `workers`, a piece of work that takes its time does not hold up the others."""
        super().__init__(parent)
        self._worker = ThreadPoolExecutor(workers, "work")
        self._waiting = 0
        self._shown = False
        self._patience = QTimer(self, singleShot=True, interval=_SHOWS_AFTER)
        self._patience.timeout.connect(self._show_busy)
        self._ended.connect(self._deliver)

    def run(
        self, work: Callable[[], T], done: Callable[[T], None], failed: Callable[[Exception], None], owner: QObject
    ) -> None:
        """Do `work` in its turn, then call `done` with its result, or `failed` with its exception.

        Both are called in the window's thread, and neither if `owner` is gone by then. A bug goes to `crashed`
        first, and to `failed` as well, so that what was typed comes back.
        """
        self._waiting += 1
        if not self._shown:
            self._patience.start()
        self._worker.submit(self._do, work, done, failed, owner)

    def close(self) -> None:
        """Wait for the work in hand and the work that waits; no answer is delivered any more."""
        self._ended.disconnect(self._deliver)
        self._patience.stop()
        self._worker.shutdown(wait=True)

    def _do(
        self, work: Callable[[], T], done: Callable[[T], None], failed: Callable[[Exception], None], owner: QObject
    ) -> None:
        try:
            answer = _Answer(owner, done, work(), bug=False)
        except (RuleBroken, Unavailable) as refusal:
            answer = _Answer(owner, failed, refusal, bug=False)
        except Exception as bug:  # noqa: BLE001 - the window tells and logs it
            answer = _Answer(owner, failed, bug, bug=True)
        self._ended.emit(answer)

    def _deliver(self, answer: _Answer) -> None:
        self._waiting -= 1
        if self._waiting == 0:
            self._patience.stop()
            if self._shown:
                self._shown = False
                self.busy.emit(False)
        self.reached.emit(not isinstance(answer.value, Unavailable))
        if answer.bug:
            self.crashed.emit(answer.value)
        if isValid(answer.owner):
            answer.call(answer.value)

    def _show_busy(self) -> None:
        self._shown = True
        self.busy.emit(True)
