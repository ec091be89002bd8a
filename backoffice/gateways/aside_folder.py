"""Coupons that were put aside, kept on this workstation's disk until they are recorded."""

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

from pydantic import TypeAdapter

from backoffice.gateways.kept_files import KeptFiles
from backoffice.keying.aside import Aside

_SHAPE = TypeAdapter(Aside)


class AsideFolder:
    """A folder with one file for each coupon."""

    def __init__(self, folder: Path) -> None:
        self._files = KeptFiles(folder)

    def put(self, aside: Aside) -> None:
        """Keep a coupon until `drop`.

        Raises:
            Unavailable: as `KeptFiles.put`.
        """
        self._files.put(aside.key, _SHAPE.dump_json(aside).decode())

    def drop(self, key: UUID) -> None:
        """Keep it no more."""
        self._files.drop(key)

    def all(self) -> Iterator[Aside]:
        """Those that are kept, the one that was put there first at the top.

        Raises:
            Unavailable: `FOLDER_UNREADABLE`.
        """
        return self._files.read(_SHAPE.validate_json)
