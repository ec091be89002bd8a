"""One window for each database at a workstation: the second start brings the first to the front, and ends."""

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QObject, Signal

from backoffice.domain.errors import Fault, Unavailable

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

_PATIENCE = 5_000
"""Milliseconds in which the first window answers, if it ever does."""
_AGAIN = 0.05
"""Seconds after which it is called again."""
_HEARD = b"!"


class OneWindow(QObject):
    """Holds a database for this window, and hears the starts that come after it.

    A lock tells who is first: the system knows that its holder lives, so that one that crashed is in nobody's way.

    Signals:
        called: somebody has started the program once more.
    """

    called = Signal()
    _claimed = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._lock: QLockFile | None = None
        self._server: QLocalServer | None = None
        self._claimed.connect(self._listen)

    def claim(self, folder: Path, database_url: str) -> bool:
        """Whether this window is the first; where not, the first is at the front. Called from any thread.

        Args:
            folder: this workstation's own; two settings with folders of their own share nothing that could clash.
            database_url: the database's address; whoever connects, it is the same.

        Raises:
            Unavailable: `DATABASE_OPEN_ALREADY` where the first does not answer.
        """
        if self._lock is not None:
            return True
        name = _name(folder, database_url)
        lock = QLockFile(str(folder / f"{name}.lock"))
        lock.setStaleLockTime(0)
        if lock.tryLock(0) or lock.error() is not QLockFile.LockError.LockFailedError:
            self._lock = lock
            self._claimed.emit(name)
            return True
        _let_come_to_front(lock)
        if not _call(name):
            raise Unavailable(Fault.DATABASE_OPEN_ALREADY)
        return False

    def release(self) -> None:
        """Let somebody else have it."""
        if self._server is not None:
            self._server.close()
        if self._lock is not None:
            self._lock.unlock()
            self._lock = None

    def _listen(self, name: str) -> None:
        from PySide6.QtNetwork import QLocalServer  # noqa: PLC0415 - while the database is being opened

        QLocalServer.removeServer(name)  # of one that crashed
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._answer)
        self._server.listen(name)

    def _answer(self) -> None:
        if self._server is None:
            return
        while (caller := self._server.nextPendingConnection()) is not None:
            caller.disconnected.connect(caller.deleteLater)
            caller.write(_HEARD)
            caller.flush()
            caller.disconnectFromServer()
            self.called.emit()


def _call(name: str) -> bool:
    """Whether the first window has heard."""
    from PySide6.QtNetwork import QLocalSocket  # noqa: PLC0415 - in the second alone

    socket, end = QLocalSocket(), time.monotonic() + _PATIENCE / 1000
    socket.connectToServer(name)
    while not socket.waitForConnected(_PATIENCE):  # nobody listens yet, where both were started in one moment
        if time.monotonic() > end:
            return False
        time.sleep(_AGAIN)
        socket.connectToServer(name)
    return socket.bytesAvailable() > 0 or socket.waitForReadyRead(_PATIENCE)


def _name(folder: Path, database_url: str) -> str:
    from hashlib import sha256  # noqa: PLC0415 - away from the window's thread
    from urllib.parse import urlsplit  # noqa: PLC0415 - as above

    address = urlsplit(database_url)
    path = os.path.realpath(address.path[1:]) if address.scheme.startswith("sqlite") else address.path
    place = f"{folder.resolve()}\n{address.netloc.rpartition('@')[2]}{path}"
    return f"liasse-{sha256(os.path.normcase(place).encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"


def _let_come_to_front(lock: QLockFile) -> None:
    """Windows lets nobody come to the front but who was started last, and whom that one allows to."""
    if os.name == "nt":
        import ctypes  # noqa: PLC0415 - there, in the second alone

        pid, *_ = lock.getLockInfo()
        ctypes.windll.user32.AllowSetForegroundWindow(pid)  # type: ignore[attr-defined]  # Windows alone has it
