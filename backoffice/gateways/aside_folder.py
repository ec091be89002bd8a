"""Coupons that were put aside, kept on this workstation's disk until they are recorded."""

import json
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

from pydantic import TypeAdapter

from backoffice.domain.unread_files import UnreadFile
from backoffice.gateways.kept_files import KeptFiles, NewerProgramError
from backoffice.keying.aside import Aside

_SHAPE = TypeAdapter(Aside)
_FORMAT = 2
"""Rises whenever a coupon holds what an older program would not see: that one leaves the file alone."""


class AsideFolder:
    """A folder with one file for each coupon."""

    def __init__(self, folder: Path) -> None:
        self._files = KeptFiles(folder)

    def put(self, aside: Aside) -> None:
        """Keep a coupon until `drop`.

        Raises:
            Unavailable: as `KeptFiles.put`.
        """
        written = _SHAPE.dump_python(aside, mode="json")
        self._files.put(aside.key, json.dumps({"format": _FORMAT, **written}))

    def drop(self, key: UUID) -> None:
        """Keep it no more."""
        self._files.drop(key)

    def all(self) -> Iterator[Aside]:
        """Those that are kept, the one that was put there first at the top.

        Raises:
            Unavailable: `FOLDER_UNREADABLE`.
        """
        return self._files.read(_read)

    def unread(self) -> tuple[UnreadFile, ...]:
        """The files that `all` has not read, each told once."""
        return self._files.unread()


def _read(content: str) -> tuple[UUID, Aside]:
    written = json.loads(content)
    if written.get("format", _FORMAT) > _FORMAT:
        raise NewerProgramError
    aside = _SHAPE.validate_json(content)
    return aside.key, aside
