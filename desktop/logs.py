"""The log: a file of each run in this workstation's folder, a JSON object a line, without a value of anybody's."""

import json
import logging
import os
import time
from contextlib import suppress
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path

from typing_extensions import override

from backoffice.domain.errors import Fault, Unavailable

LOG_NAMES = "liasse*.log*"
"""How the files of a folder's logs are called: those of all runs, and what they grew out of."""
_OURS = "liasse"
_LARGEST = 1_000_000
_KEPT = 5
_OLD = 30 * 86_400
"""Seconds."""


class Log:
    """The log of a run; what libraries say to `logging` goes there too, by name and place only.

    Attributes:
        file: where it is.
    """

    def __init__(self, folder: Path) -> None:
        """Begin a log in `folder`, where those of earlier months go.

        No other run writes into it: of two that do, one moves the file away under the other.

        Raises:
            Unavailable: `FOLDER_UNUSABLE`.
        """
        self.file = folder / f"liasse-{time.strftime('%Y%m%d-%H%M%S', time.gmtime())}-{os.getpid()}.log"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            _clean(folder)
            self._handler = RotatingFileHandler(self.file, maxBytes=_LARGEST, backupCount=_KEPT, encoding="utf-8")
        except OSError:
            raise Unavailable(Fault.FOLDER_UNUSABLE, folder=str(folder)) from None
        self._handler.setFormatter(_Lines())
        logging.getLogger().addHandler(self._handler)
        self._ours = logging.getLogger(_OURS)
        self._ours.setLevel(logging.INFO)

    def note(self, event: str, **facts: object) -> None:
        """Something worth knowing later. `facts` bear ids and codes, nothing of a client's."""
        self._ours.info(event, extra={"facts": facts})

    def problem(self, event: str, **facts: object) -> None:
        """Something that went wrong."""
        self._ours.error(event, extra={"facts": facts})

    def close(self) -> None:
        """End the log."""
        logging.getLogger().removeHandler(self._handler)
        self._handler.close()


def _clean(folder: Path) -> None:
    for file in folder.glob(LOG_NAMES):
        with suppress(OSError):  # something has it open, or another run has just removed it: another time
            if file.stat().st_mtime < time.time() - _OLD:
                file.unlink()


class _Lines(logging.Formatter):
    """A JSON object of each record."""

    @override
    def format(self, record: logging.LogRecord) -> str:
        ours = record.name == _OURS
        moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="microseconds")
        told = {
            **(getattr(record, "facts", {}) if ours else {}),
            "event": record.msg if ours else _place(record),
            "level": record.levelname.lower(),
            "timestamp": moment.replace("+00:00", "Z"),
        }
        return json.dumps(told, ensure_ascii=False, default=str)


def _place(record: logging.LogRecord) -> str:
    # A library's own words, or an exception's, may carry a row or an address with its password.
    kind = record.exc_info[0].__qualname__ if record.exc_info and record.exc_info[0] else ""
    return f"{record.name}:{record.lineno} {record.funcName} {kind}".strip()
