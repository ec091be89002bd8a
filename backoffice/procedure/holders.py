"""Whether the holder of a card or an account is the client (P-16)."""

from backoffice.domain.search_name import search_prefix

_TITLES = frozenset({"M", "MR", "MME", "MLLE", "MLE", "MONSIEUR", "MADAME", "MADEMOISELLE", "OU", "ET"})
_PARTICLES = frozenset({"D", "DE", "DES", "DU", "EL", "L", "LA", "LE", "LES", "VAN", "VON"})


def bears_name(holder: str, client: str) -> bool:
    """Whether `holder` has the surname of `client`; yes where either is unknown.

    Case, accents, hyphens, titles and the order of the names are set aside. The surname of the client is what stands
    in capitals, `DURAND Marie`; in a name that is all of one case the first word, with the particles before it.
    """
    names = set(_words(holder))
    surname = _surname(client)
    return not names or not surname or surname <= names


def _surname(name: str) -> set[str]:
    written = [word for word in name.split() if _words(word)]
    capitals = [word for word in written if len(word) > 1 and word == word.upper()]
    told = 0 < len(capitals) < len(written)
    return set(_words(" ".join(capitals if told else _first(written))))


def _first(written: list[str]) -> list[str]:
    """The first word, with the particles before it: `LE GOFF YANN` gives `LE GOFF`."""
    place = next((place for place, word in enumerate(written) if search_prefix(word) not in _PARTICLES), 0)
    return written[: place + 1]


def _words(name: str) -> list[str]:
    return [word for word in search_prefix(name).split() if word not in _TITLES]
