"""Ctrl+C in the terminal, or the system asking the program to end: `main` closes the window as a person would."""

import signal
import socket

from PySide6.QtCore import QObject, QSocketNotifier
from PySide6.QtWidgets import QWidget


class Interruption(QObject):
    """Closes `window` on SIGINT and SIGTERM.

    Python looks at signals between two of its own steps only, and Qt's loop takes none: the socket wakes it.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._heard, told = socket.socketpair()
        told.setblocking(False)
        self._told = told
        self._notifier = QSocketNotifier(self._heard.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(lambda: self._heard.recv(1))
        signal.set_wakeup_fd(told.fileno())
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: window.close())
