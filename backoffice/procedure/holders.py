"""Whether the holder of a card or an account is the client (P-16)."""

import unicodedata

from backoffice.domain.search_name import search_prefix

_TITLES = frozenset({"M", "MR", "MME", "MLLE", "MLE", "MONSIEUR", "MADAME", "MADEMOISELLE", "OU", "ET"})


def bears_name(holder: str, client: str) -> bool:
    """Whether `holder` has the surname of `client`; yes where either is unknown.

    Case, accents, hyphens, titles and the order of the names are set aside. The surname is what stands in capitals,
    `DURAND Marie`; in a name all in capitals the first word, in one without the last.
    """
    names = set(_words(holder))
    surname = _surname(client)
    return not names or not surname or surname <= names


def _surname(name: str) -> set[str]:
    written = [word for word in name.split() if _words(word)]
    capitals = [word for word in written if len(word) > 1 and word == word.upper()]
    if len(capitals) == len(written):
        capitals = written[:1]
    return set(_words(" ".join(capitals or written[-1:])))


def _words(name: str) -> list[str]:
    return [word for word in search_prefix(unicodedata.normalize("NFC", name)).split() if word not in _TITLES]
