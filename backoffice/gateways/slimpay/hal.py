"""HAL representations: what they say, what they link to, what they hold. Knows no HTTP."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Resource:
    """A representation; shown as nothing, as nobody knows what it says."""

    _content: Mapping[str, object] = field(repr=False)

    @property
    def is_hal(self) -> bool:
        """Whether it looks like one at all; an empty collection still has its `page`."""
        return any(isinstance(self._content.get(name), dict) for name in ("_links", "page"))

    def said(self, name: str) -> str:
        """A text; empty where there is none."""
        text = self._content.get(name)
        return text if isinstance(text, str) else ""

    def figure(self, name: str) -> int | None:
        """A whole number; None where there is none."""
        figure = self._content.get(name)
        return figure if type(figure) is int else None

    def link(self, relation: str) -> str:
        """Where a link of that relation leads, which may be a template; empty where there is none.

        Args:
            relation: the whole name, as it stands in `_links`.
        """
        links = self._content.get("_links")
        link = links.get(relation) if isinstance(links, dict) else None
        return Resource(link).said("href") if isinstance(link, dict) else ""

    def embedded(self, name: str) -> tuple["Resource", ...]:
        """The representations of a collection; none where it is empty, as `_embedded` is then left out."""
        collections = self._content.get("_embedded")
        held = collections.get(name) if isinstance(collections, dict) else None
        return tuple(Resource(each) for each in held if isinstance(each, dict)) if isinstance(held, list) else ()
