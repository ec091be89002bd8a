"""A text that somebody wrote for the program, read whole: in UTF-8, and not so large that reading it does harm."""

from pathlib import Path

from backoffice.domain.errors import Fault, Unavailable
from backoffice.domain.fact_faults import FactFaultKind, FactsRefused
from backoffice.domain.importing import UnreadableReason

_MEGABYTE = 1 << 20


def read_text(path: Path, megabytes: int) -> str:
    """The text of a file, or of a pipe, without its byte order mark.

    Args:
        path: which.
        megabytes: how large it may be.

    Raises:
        Unavailable: `FILE_UNREADABLE`, with the file, the reason and where there is one the line.
        FactsRefused: `FILE_TOO_LARGE`.
    """
    content = _read_bytes(path, megabytes * _MEGABYTE + 1)
    if len(content) > megabytes * _MEGABYTE:
        raise FactsRefused.at_once(FactFaultKind.FILE_TOO_LARGE, str(megabytes))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise _unreadable(path, UnreadableReason.NOT_UTF8, line) from None


def _read_bytes(path: Path, most: int) -> bytes:
    if path.is_dir():
        raise _unreadable(path, UnreadableReason.NOT_A_FILE)
    try:
        with path.open("rb") as file:
            return file.read(most)
    except FileNotFoundError:
        raise _unreadable(path, UnreadableReason.ABSENT) from None
    except PermissionError:
        raise _unreadable(path, UnreadableReason.FORBIDDEN) from None
    except OSError:
        raise _unreadable(path, UnreadableReason.DEVICE) from None


def _unreadable(path: Path, reason: UnreadableReason, line: int = 0) -> Unavailable:
    return Unavailable(Fault.FILE_UNREADABLE, file=path.name, reason=reason.value, line=line)
