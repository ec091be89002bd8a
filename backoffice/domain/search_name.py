"""A client's name as it is searched: capitals, digits and single spaces, without accents."""

import re
import unicodedata
from collections.abc import Callable

from backoffice.domain.unaccented import unaccented

SEARCH_NAME_LENGTH = 200
SHORTEST_NAME = 2
"""Fewer letters of a name find too many."""

_OTHER = re.compile("[^A-Z0-9]+")
_LETTERS = str.maketrans({"Œ": "OE", "Æ": "AE", "Ø": "O", "Ł": "L", "Đ": "D", "Ð": "D", "Þ": "TH", "Ħ": "H", "ı": "I"})
# Letters that Unicode does not take apart into a base letter and an accent.


def search_name(last_name: str, first_name: str, fold: Callable[[str], str] | None = None) -> str:
    """What the index on names holds: `de La Tour`, `Jean-Marie` gives `DE LA TOUR JEAN MARIE`.

    Args:
        last_name: as it is written.
        first_name: as it is written.
        fold: `search_prefix` with a memory, where a million names have to be folded.
    """
    fold = fold or search_prefix
    name = f"{fold(last_name)} {fold(first_name)}".strip()
    return name if len(name) <= SEARCH_NAME_LENGTH else name[:SEARCH_NAME_LENGTH].rstrip()


def search_prefix(text: str) -> str:
    """What a typed beginning of a name is in the index: `d'Aubigné, zo` gives `D AUBIGNE ZO`."""
    letters = text.upper()
    if not letters.isascii():
        letters = unaccented(unicodedata.normalize("NFKC", letters.translate(_LETTERS))).upper()
    return _OTHER.sub(" ", letters).strip()[:SEARCH_NAME_LENGTH].rstrip()


def name_and_postcode(text: str) -> tuple[str, str]:
    """What is typed to find somebody: `search_prefix` of it, and the beginning of a postcode, a word of digits."""
    words = text.split()
    postcode = next((word for word in words if word.isascii() and word.isdigit()), "")
    return search_prefix(" ".join(word for word in words if word != postcode)), postcode
