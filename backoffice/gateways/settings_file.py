"""The settings' file, in which the first start keeps what it was told."""

import errno
import json
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from backoffice.domain.errors import Fault, Unavailable
from backoffice.gateways.whole_file import whole_file

ONES_OWN = 0o600
"""The rights of a file that may hold a secret; Windows keeps a session's folders to itself."""


@contextmanager
def added_settings(file: Path, values: Mapping[str, str]) -> Iterator[None]:
    """Have the settings' file say `values` too, but for what it says already; where the rest fails, it is as before.

    Raises:
        Unavailable: `FOLDER_UNUSABLE` or `DISK_FULL`; the file is then as it was before.
    """
    before = file.read_text(encoding="utf-8-sig") if file.is_file() else None
    said = tomllib.loads(before or "")
    # A string of JSON is one of TOML, and what is at the top of the file belongs to no table.
    new = "".join(f"{key} = {json.dumps(value)}\n" for key, value in values.items() if key not in said)
    if not new:
        yield
        return
    _write(file, new + (before or ""))
    try:
        yield
    except BaseException:
        if before is None:
            file.unlink(missing_ok=True)
        else:
            _write(file, before)
        raise


def _write(file: Path, content: str) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with whole_file(file) as new:
            new.touch(ONES_OWN)
            new.write_text(content, encoding="utf-8")
    except OSError as error:
        fault = Fault.DISK_FULL if error.errno == errno.ENOSPC else Fault.FOLDER_UNUSABLE
        raise Unavailable(fault, folder=str(file.parent)) from None
