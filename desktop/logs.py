"""The log: a rotating file in this workstation's folder, a JSON object a line, without a value of anybody's."""

import logging
from collections.abc import MutableMapping
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

import structlog
from structlog.processors import JSONRenderer, TimeStamper
from structlog.stdlib import ProcessorFormatter, add_log_level

from backoffice.domain.errors import Fault, Unavailable

LOG_NAME = "liasse.log"
_LARGEST = 1_000_000
_KEPT = 5


class Log:
    """The log of a run; what libraries say to `logging` goes there too, by name and place only.

    Attributes:
        file: where it is.
    """

    def __init__(self, folder: Path) -> None:
        """Begin or go on with the log of `folder`.

        Raises:
            Unavailable: `FOLDER_UNUSABLE`.
        """
        self.file = folder / LOG_NAME
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._handler = RotatingFileHandler(self.file, maxBytes=_LARGEST, backupCount=_KEPT, encoding="utf-8")
        except OSError:
            raise Unavailable(Fault.FOLDER_UNUSABLE, folder=str(folder)) from None
        stamp = TimeStamper(fmt="iso", utc=True)
        self._handler.setFormatter(
            ProcessorFormatter(
                foreign_pre_chain=[add_log_level, stamp, _place_alone],
                processors=[ProcessorFormatter.remove_processors_meta, JSONRenderer(ensure_ascii=False)],
            )
        )
        root = logging.getLogger()
        root.addHandler(self._handler)
        self._ours = structlog.wrap_logger(
            logging.getLogger("liasse"),
            processors=[add_log_level, stamp, ProcessorFormatter.wrap_for_formatter],
            wrapper_class=structlog.stdlib.BoundLogger,
        )
        logging.getLogger("liasse").setLevel(logging.INFO)

    def note(self, event: str, **facts: object) -> None:
        """Something worth knowing later. `facts` bear ids and codes, nothing of a client's."""
        self._ours.info(event, **facts)

    def problem(self, event: str, **facts: object) -> None:
        """Something that went wrong."""
        self._ours.error(event, **facts)

    def close(self) -> None:
        """End the log."""
        logging.getLogger().removeHandler(self._handler)
        self._handler.close()


def _place_alone(_logger: object, _name: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    # A library's own words, or an exception's, may carry a row or an address with its password.
    record: logging.LogRecord = event["_record"]
    event.pop("exc_info", None)
    event.pop("stack_info", None)
    kind = record.exc_info[0].__qualname__ if record.exc_info and record.exc_info[0] else ""
    event["event"] = f"{record.name}:{record.lineno} {record.funcName} {kind}".strip()
    return event
