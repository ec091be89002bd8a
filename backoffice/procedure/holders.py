"""Whether the holder of a card or an account is the client (P-16)."""

from itertools import takewhile

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
    telling = [word for word in written if len(search_prefix(word)) > 1]  # an initial is a capital in any name
    capitals = [word for word in telling if word == word.upper()]
    told = 0 < len(capitals) < len(telling)
    return set(_words(" ".join(capitals if told else _first(written))))


def _first(written: list[str]) -> list[str]:
    """The first word, with the particles before it: `LE GOFF YANN` gives `LE GOFF`."""
    particles = list(takewhile(lambda word: search_prefix(word) in _PARTICLES, written))
    return written[: len(particles) + 1]


def _words(name: str) -> list[str]:
    return [word for word in search_prefix(name).split() if word not in _TITLES]
