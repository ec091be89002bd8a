"""O for 0 and I for 1 in a wrong IBAN: which of them would make it right. For `IbanField`, which offers it."""

from collections.abc import Iterator
from itertools import combinations

from backoffice.domain.iban import is_valid

Exchange = tuple[int, str]
"""A place in a compact IBAN, from 0, and the sign that would stand there."""

_LOOKS_LIKE = {"O": "0", "I": "1", "0": "O", "1": "I"}
_COUNTRY = 2
_ACCOUNT = 4
_MOST = 8
"""More of them are taken for the same slip, all at once."""


def exchanges(iban: str) -> tuple[Exchange, ...]:
    """The fewest exchanges that make a wrong compact IBAN right; none where there are none, or several ways.

    Letters where digits are likelier come first, any of them together. One digit of the account that may be a letter
    is tried after them: more would come right by chance.
    """
    likely = [at for at, sign in enumerate(iban) if sign in ("01" if at < _COUNTRY else "OI")]
    unlikely = [at for at, sign in enumerate(iban) if at >= _ACCOUNT and sign in "01"]
    last: list[tuple[int, ...]] = [(at,) for at in unlikely]
    for tried in (*_by_number(likely), last):
        right = [places for places in tried if is_valid(_exchanged(iban, places))]
        if right:
            return tuple((at, _LOOKS_LIKE[iban[at]]) for at in right[0]) if len(right) == 1 else ()
    return ()


def _by_number(places: list[int]) -> Iterator[list[tuple[int, ...]]]:
    """Choices of one place, then of two, and so on."""
    if len(places) > _MOST:
        yield [tuple(places)]
    else:
        yield from (list(combinations(places, number)) for number in range(1, len(places) + 1))


def _exchanged(iban: str, places: tuple[int, ...]) -> str:
    signs = list(iban)
    for at in places:
        signs[at] = _LOOKS_LIKE[signs[at]]
    return "".join(signs)
