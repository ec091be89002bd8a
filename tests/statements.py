"""What SQLAlchemy has compiled of the statements, for every engine that the tests make."""

from collections.abc import Iterator, MutableMapping
from typing import Any

from sqlalchemy.engine.interfaces import Compiled

Key = tuple[Any, ...]
"""SQLAlchemy's own: the engine's dialect, then what tells the statement."""


class Statements(MutableMapping[Key, Compiled]):
    """A cache for `compiled_cache` in which engines with the same SQL find what another has compiled.

    What is compiled for two dialects differs where their names do.
    """

    def __init__(self) -> None:
        self._kept: dict[Key, Compiled] = {}

    def __getitem__(self, key: Key) -> Compiled:
        return self._kept[_for_all(key)]

    def __setitem__(self, key: Key, compiled: Compiled) -> None:
        self._kept[_for_all(key)] = compiled

    def __delitem__(self, key: Key) -> None:
        del self._kept[_for_all(key)]

    def __iter__(self) -> Iterator[Key]:
        return iter(self._kept)

    def __len__(self) -> int:
        return len(self._kept)


def _for_all(key: Key) -> Key:
    dialect, *rest = key
    return (dialect.name, *rest)
