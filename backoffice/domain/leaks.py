"""Card numbers and IBANs where they have no business, and what may be shown of a cell that could hold one."""

import re
import unicodedata

from backoffice.domain.card import luhn_holds
from backoffice.domain.iban import compact, is_valid, masked

_SHORTEST_CARD = 13
_FRENCH_IBAN_LENGTH = 27
_VALUE_SHOWN = 40
_DIGITS_SHOWN = 10
_SPACES = re.compile(r"\s+")
_BETWEEN = r"[ .,:/_-]{1,3}"
_MAYBE = rf"(?:{_BETWEEN})?"
_CARD = re.compile(
    r"(?<![0-9])(?=[2-6])"
    rf"([0-9]{{13,19}}|[0-9]{{4}}(?:{_BETWEEN}[0-9]{{4}}){{2}}{_BETWEEN}[0-9]{{1,7}}"
    rf"|[0-9]{{4}}{_BETWEEN}[0-9]{{6}}{_BETWEEN}[0-9]{{5}}|[0-9]{{6}}{_BETWEEN}[0-9]{{10}})"
    r"(?![0-9])"
)
_MANY_DIGITS = re.compile(rf"[0-9](?:{_MAYBE}[0-9]){{12}}")
_FRENCH_IBAN = re.compile(rf"(?:FR|MC){_MAYBE}[0-9]{_MAYBE}[0-9](?:{_MAYBE}[0-9A-Z]){{23}}", re.IGNORECASE)


def holds_card(text: str) -> bool:
    """Whether something in `text` is written as card numbers are, and has their check digit (Luhn)."""
    text = _plain(text)
    if len(text) < _SHORTEST_CARD or not _MANY_DIGITS.search(text):
        return False
    return any(luhn_holds(int(sign) for sign in match[1] if sign.isdigit()) for match in _CARD.finditer(text))


def holds_iban(text: str) -> bool:
    """Whether there is a French IBAN in `text`."""
    text = _plain(text)
    if len(text) < _FRENCH_IBAN_LENGTH:
        return False
    return any(is_valid(compact(match[0])) for match in _FRENCH_IBAN.finditer(text))


def _plain(text: str) -> str:
    """Digits of every script and spaces of every kind as the plain ones that they stand for."""
    return text if text.isascii() else _SPACES.sub(" ", unicodedata.normalize("NFKC", text))


def shown(cell: str, column: str) -> str:
    """What a report may show of a wrong cell: no IBAN, and nothing that could be a card number."""
    if column == "iban":
        return masked(cell)
    if sum(character.isdigit() for character in cell) > _DIGITS_SHOWN:
        cell = re.sub(r"\d", "•", cell)
    cell = "".join(character if character.isprintable() else "\ufffd" for character in cell)
    return cell if len(cell) <= _VALUE_SHOWN else f"{cell[:_VALUE_SHOWN]}…"
