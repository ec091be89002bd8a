"""What SQLAlchemy has compiled of the statements, for every engine that the tests make."""

from collections.abc import Iterator, MutableMapping
from typing import Any

from sqlalchemy.engine.interfaces import Compiled


class Statements(MutableMapping[Any, Compiled]):
    """A cache for `compiled_cache` in which engines with the same SQL find what another has compiled.

    SQLAlchemy's key is a tuple that begins with the engine's own dialect; what is compiled differs by its name alone.
    """

    def __init__(self) -> None:
        self._kept: dict[Any, Compiled] = {}

    def __getitem__(self, key: Any) -> Compiled:
        return self._kept[_for_all(key)]

    def __setitem__(self, key: Any, compiled: Compiled) -> None:
        self._kept[_for_all(key)] = compiled

    def __delitem__(self, key: Any) -> None:
        del self._kept[_for_all(key)]

    def __iter__(self) -> Iterator[Any]:
        return iter(self._kept)

    def __len__(self) -> int:
        return len(self._kept)


def _for_all(key: Any) -> Any:
    dialect, *rest = key
    return (dialect.name, *rest)
