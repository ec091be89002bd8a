"""Card numbers and IBANs where they have no business, and what may be shown of a cell that could hold one."""

import re
from unicodedata import category, decimal, normalize

from backoffice.domain.card import luhn_holds
from backoffice.domain.iban import ibans_in, masked

_VALUE_SHOWN = 40
_DIGITS_SHOWN = 10

_ONE_PIECE = range(13, 20)
"""How many digits card numbers have."""

_GROUPS = frozenset(
    {
        *((length,) for length in _ONE_PIECE),
        *((4, 4, 4, rest) for rest in range(1, 8)),
        *((4, 4, 4, 4, rest) for rest in range(1, 4)),
        (4, 6, 5),  # American Express
        (6, 10),
        *((2,) * (digits // 2) + (1,) * (digits % 2) for digits in (15, 16, 19)),
        *((1,) * digits for digits in (15, 16, 19)),
    }
)
"""How many digits stand together in a card number as people write it."""

_MOST_GROUPS = max(map(len, _GROUPS))
_PAIR = 2
_BEGINS = re.compile("4|5[0-8]|2(?:2[2-9]|[3-6]|7[0-2])|3[04-9]|6")
"""The first digits of the cards that there are (ISO/IEC 7812): no year, and no phone number, begins so."""

_MARK = r"[\W_]"
_ENOUGH_DIGITS = re.compile(r"(?:\D*+\d){12}")
"""As an IBAN has at least; a card number has more."""

_DIGITS = re.compile("[0-9]+")
_RUN = re.compile(rf"[0-9]++(?:{_MARK}{{1,3}}+[0-9]++)*+")
_OTHER_DIGIT = re.compile(r"[^\D0-9]")
_PHONE = r"0[1-9](?:[ .-][0-9]{2}){4}"
_UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_NO_IBAN = re.compile(_UUID, re.IGNORECASE)
"""UUIDs, which aliases are made of: with the letters before them one in some hundreds has the key of an IBAN."""
_NO_CARD = re.compile(
    rf"(?<![0-9])(?<![0-9]{_MARK}){_PHONE}(?:{_MARK}{{1,3}}{_PHONE})+(?!{_MARK}?[0-9])|{_UUID}",
    re.IGNORECASE,
)
"""Phone numbers side by side, which are pairs of digits too, and UUIDs."""

_NO_SIGN = re.compile("[^0-9A-Za-z]+")


def has_many_digits(text: str) -> bool:
    """Whether there are digits enough in `text` for a card number or an IBAN: of few texts more has to be asked."""
    return _many_digits_in(_folded(text))


def holds_card(text: str) -> bool:
    """Whether something in `text` is written as card numbers are, begins as they do, and has their check digit (Luhn).

    Between its groups there may be up to three marks, whatever is beside it; in pairs or sign by sign it has the same
    mark throughout, as amounts and dates in a row have not. Letters between the groups hide it.
    """
    text = _folded(text)
    if not _many_digits_in(text):
        return False
    text = _plain(text)
    return _has_card(text) and _has_card(_NO_CARD.sub("x", text))


def holds_iban(text: str) -> bool:
    """Whether there is an IBAN in `text`, of any country, with whatever marks between its signs."""
    text = _folded(text)
    if not _many_digits_in(text):
        return False
    return any(ibans_in(_NO_SIGN.sub("", _NO_IBAN.sub(" ", _plain(text))).upper()))


def _has_card(text: str) -> bool:
    return any(len(run[0]) >= _ONE_PIECE.start and _is_card(run[0]) for run in _RUN.finditer(text))


def _is_card(run: str) -> bool:
    """Whether some groups of a run of digits and marks are a card number; every first and every last one is tried."""
    groups, marks = _DIGITS.findall(run), _DIGITS.split(run)[1:-1]
    sizes = tuple(map(len, groups))
    return any(
        sizes[start:end] in _GROUPS
        and (sizes[start] > _PAIR or len(set(marks[start : end - 1])) == 1)
        and _BEGINS.match(digits := "".join(groups[start:end])) is not None
        and luhn_holds(map(int, digits))
        for start in range(len(groups))
        for end in range(start + 1, min(start + _MOST_GROUPS, len(groups)) + 1)
    )


def _many_digits_in(folded: str) -> bool:
    return _ENOUGH_DIGITS.match(folded) is not None


def _folded(text: str) -> str:
    return text if text.isascii() else normalize("NFKC", text)


def _plain(text: str) -> str:
    """Digits of every script as the plain ones that they stand for, blanks of every kind as one space, nothing unseen.

    `text` is folded.
    """
    text = " ".join(text.split())
    if not text.isprintable():
        text = "".join(sign for sign in text if category(sign) != "Cf")  # soft hyphens, spaces of no width
    return text if text.isascii() else _OTHER_DIGIT.sub(lambda digit: str(decimal(digit[0])), text)


def shown(cell: str, column: str) -> str:
    """What a report may show of a wrong cell: no IBAN, and nothing that could be a card number."""
    if column == "iban":
        return masked(cell)
    if sum(character.isdigit() for character in cell) > _DIGITS_SHOWN:
        cell = re.sub(r"\d", "•", cell)
    cell = "".join(character if character.isprintable() else "\ufffd" for character in cell)
    return cell if len(cell) <= _VALUE_SHOWN else f"{cell[:_VALUE_SHOWN]}…"
