"""Unexpected exceptions: heard wherever they come from, described without a value of anybody's."""

import re
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from traceback import walk_tb
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler

_DEEPEST = 20
_LONG_NUMBER = re.compile(r"\d{4,}")


@dataclass(frozen=True, slots=True)
class Crash:
    """An unexpected exception, as the log and the dialog may tell it: its text may carry a row, so it is left out.

    Attributes:
        kind: the exception's class, and those of its causes: `KeyError < ValueError`.
        places: the code it went through, the innermost last: `forms.coupon.screen:123 record`.
    """

    kind: str
    places: tuple[str, ...]


class CrashWatch(QObject):
    """Hears what Python and Qt say when something unexpected happens.

    Signals:
        crashed: an exception that nobody caught; bears a `Crash`, in the window's thread.
        complained: Qt complains; bears its words without long numbers.
    """

    crashed = Signal(object)
    complained = Signal(str)

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Hear all of it in the meantime."""
        before = sys.excepthook, threading.excepthook, qInstallMessageHandler(self._qt_message)
        sys.excepthook, threading.excepthook = self._uncaught, self._uncaught_in_thread
        try:
            yield
        finally:
            sys.excepthook, threading.excepthook, qt_handler = before
            qInstallMessageHandler(qt_handler)

    def tell(self, error: BaseException) -> None:
        """Something else has caught a bug: background work."""
        crash = described(error)
        if sys.stderr is not None:  # a program without a console has none
            sys.stderr.write(f"{crash.kind}\n" + "".join(f"  {place}\n" for place in crash.places))
        self.crashed.emit(crash)

    def _uncaught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        else:
            self.tell(error)

    def _uncaught_in_thread(self, thread: threading.ExceptHookArgs) -> None:
        if thread.exc_value is not None:
            self.tell(thread.exc_value)

    def _qt_message(self, kind: QtMsgType, _where: QMessageLogContext, message: str) -> None:
        if kind not in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg):
            self.complained.emit(_LONG_NUMBER.sub("…", message))


def described(error: BaseException) -> Crash:
    """What may be told of an exception."""
    chain = list(islice(_causes(error), _DEEPEST))
    places = tuple(
        f"{frame.f_globals.get('__name__', '?')}:{line} {frame.f_code.co_qualname}"
        for frame, line in walk_tb(error.__traceback__)
    )
    return Crash(" < ".join(type(one).__qualname__ for one in chain), places[-_DEEPEST:])


def _causes(error: BaseException) -> Iterator[BaseException]:
    cause: BaseException | None = error
    while cause is not None:
        yield cause
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)
