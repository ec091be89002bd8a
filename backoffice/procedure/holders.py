"""Whether the holder of a card or an account is the client (P-16)."""

from difflib import SequenceMatcher
from enum import Enum, auto
from itertools import combinations, pairwise, takewhile

from backoffice.domain.mail_facts import CardFacts, IbanFacts
from backoffice.domain.search_name import search_prefix

_TITLES = frozenset({"M", "MR", "MME", "MLLE", "MLE", "MONSIEUR", "MADAME", "MADEMOISELLE", "OU", "ET"})
_PARTICLES = frozenset({"D", "DE", "DES", "DU", "EL", "L", "LA", "LE", "LES", "VAN", "VON"})
_STATUSES = frozenset(
    {
        *("ASSO", "ASSOCIATION", "CABINET", "EARL", "ETABLISSEMENTS", "ETS", "EURL", "GAEC", "GARAGE", "SA", "SARL"),
        *("SAS", "SASU", "SCI", "SCP", "SELARL", "SNC", "SOCIETE", "STE"),
        *("MAITRE", "SUCCESSION", "TUTEUR", "TUTRICE", "UDAF"),
    }
)
"""What an account of that name is, when it is not the person's own: a firm's, an estate's, somebody's who acts."""
_NEAR = 0.8
"""From which likeness on two words may be one name with a slip of the pen: DURAND and DURANT."""


class Holder(Enum):
    """Whose name a card or an account bears."""

    CLIENT = auto()
    DOUBTFUL = auto()
    """Part of the client's name, or nearly: the operator's to settle."""
    ANOTHER = auto()


def holder_of(paid: CardFacts | IbanFacts, client: str) -> Holder:
    """Whose name `paid` bears, as the operator has settled it where they have; `client` is the file's name."""
    if paid.holder_is_client is not None:
        return Holder.CLIENT if paid.holder_is_client else Holder.ANOTHER
    return compared(paid.holder, client)


def compared(holder: str, client: str) -> Holder:
    """Whether `holder` has the surname of `client`; the client where no holder was read at all.

    Case, accents, hyphens, titles and the order of the names are set aside. The surname is what stands in capitals,
    `DURAND Marie`; in a name that is all of one case the client's is the first word, with the particles before it.
    Where capitals do not tell it in both names, the client's surname may be the holder's first name, `PETIT LUC` beside
    `LUC Bernard`: then the other words must be the client's, too.
    """
    if not holder.strip():
        return Holder.CLIENT
    names, known = _words(holder), _words(client)
    (surname, is_told), (theirs, they_tell) = _surname(client), _surname(holder)
    if not names or not surname:
        return Holder.DOUBTFUL
    if not set(surname) <= set(names):
        telling = surname if is_told else known
        near = any(_is_near(word, name) for word in telling if word not in _PARTICLES for name in names)
        return Holder.DOUBTFUL if near or _runs(telling) & _runs(names) else Holder.ANOTHER
    if _is_part_of_another(surname, holder, names, known) or not _STATUSES.isdisjoint({*names} - {*known}):
        return Holder.DOUBTFUL
    if is_told and they_tell:
        return Holder.CLIENT if set(surname) <= set(theirs) else Holder.DOUBTFUL
    others = {name for name in names if name not in surname and name not in _PARTICLES and len(name) > 1}
    shared = {name for name in others if any(name == word or _is_near(name, word) for word in known)}
    return Holder.CLIENT if others == shared or (is_told and shared) else Holder.DOUBTFUL


def _is_part_of_another(surname: list[str], holder: str, names: list[str], known: list[str]) -> bool:
    """Whether the holder's name has more to it at the surname: `JEAN-DURAND` and `LE DURAND` may be somebody else.

    A particle of one letter is an initial just as well.
    """
    compounds = [_words(word) for word in holder.split() if "-" in word]
    before = {particle for particle, name in pairwise(names) if name in surname and particle in _PARTICLES}
    more = {particle for particle in before if len(particle) > 1}
    more |= {piece for pieces in compounds if set(surname) & set(pieces) for piece in pieces}
    return not more <= set(known)


def _runs(names: list[str]) -> set[str]:
    """Names that follow each other, written as one: `DE LA TOUR` is `DELATOUR` on a card; no particles, no initial."""
    spans = combinations(range(len(names) + 1), 2)
    runs = {"".join(names[start:end]) for start, end in spans if not set(names[start:end]) <= _PARTICLES}
    return {run for run in runs if len(run) > 1}


def _is_near(word: str, name: str) -> bool:
    return len(word) > 1 and SequenceMatcher(None, word, name, autojunk=False).ratio() >= _NEAR


def _surname(name: str) -> tuple[list[str], bool]:
    """The words of the surname, and whether the name tells it by its capitals."""
    written = [word for word in name.split() if _words(word)]
    telling = [word for word in written if len(search_prefix(word)) > 1]  # an initial is a capital in any name
    capitals = [word for word in telling if word == word.upper()]
    told = 0 < len(capitals) < len(telling)
    return _words(" ".join(capitals if told else _first(written))), told


def _first(written: list[str]) -> list[str]:
    """The first word, with the particles before it: `LE GOFF YANN` gives `LE GOFF`."""
    particles = list(takewhile(lambda word: search_prefix(word) in _PARTICLES, written))
    return written[: len(particles) + 1]


def _words(name: str) -> list[str]:
    return [word for word in search_prefix(name).split() if word not in _TITLES]
