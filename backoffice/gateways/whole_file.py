"""Files written whole or not at all: exports, files for the bank, messages to another system, what is kept here."""

import contextlib
import errno
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import stamina

UNFINISHED = ".new"
"""How the name of a file ends that is not written to its end, or never will be."""
_HELD = (5, 32, 33)
"""What Windows answers while something else has the file open: access denied, or a sharing or lock violation."""


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """Where to write what is to be called `path`: it takes that name once it is on the disk, and is gone if it fails.

    Until then its name is its own: another program may write the same file just now. In the end the name is on the
    disk, too.

    Raises:
        OSError: as the disk refuses it.
    """
    unfinished = path.with_name(f"{path.stem}.{uuid4().hex}{UNFINISHED}")
    try:
        yield unfinished
        with unfinished.open("rb+") as written:
            os.fsync(written.fileno())
        once_let_go(lambda: _name(unfinished, path))
    finally:
        with contextlib.suppress(OSError):
            unfinished.unlink(missing_ok=True)


def once_let_go(gesture: Callable[[], None]) -> None:
    """Move or remove a file; on Windows, up to a second after what has it open, a virus scanner or a window.

    Raises:
        OSError: as the disk refuses it, or it is still open.
    """
    for again in stamina.retry_context(on=_is_held, attempts=None, timeout=1.0, wait_initial=0.02, wait_max=0.1):
        with again:
            gesture()


def _is_held(error: Exception) -> bool:
    return getattr(error, "winerror", None) in _HELD


if sys.platform == "win32":
    import ctypes

    _MOVE = ctypes.WinDLL("kernel32", use_last_error=True).MoveFileExW
    _REPLACE_EXISTING, _WRITE_THROUGH = 1, 8

    def _name(unfinished: Path, path: Path) -> None:
        # Path.replace does not wait for the disk, and there is no handle by which a folder could be written to it.
        if not _MOVE(str(unfinished), str(path), _REPLACE_EXISTING | _WRITE_THROUGH):
            raise ctypes.WinError(ctypes.get_last_error())

else:
    _NO_SUCH_SYNC = (errno.EINVAL, errno.EBADF, errno.ENOTSUP)
    """What a share answers that writes no folder to its disk."""

    def _name(unfinished: Path, path: Path) -> None:
        unfinished.replace(path)
        try:
            _sync_folder(path.parent)
        except OSError:  # what is said not to be written must not be found later
            path.unlink(missing_ok=True)
            raise

    def _sync_folder(folder: Path) -> None:
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        except OSError as error:
            if error.errno not in _NO_SUCH_SYNC:
                raise
        finally:
            os.close(handle)
