"""A client's reference: letter, partner code and chrono, `J 121 52134466`."""

import re
from dataclasses import dataclass

from backoffice.domain.errors import Broken, RuleBroken

LAST_PARTNER_CODE = 310
"""The highest partner code of PARTENARIAT; above it clients are FA (P-01)."""

# A reader that is set to an American keyboard sends the digit keys of a French one unshifted.
_FRENCH_DIGIT_KEYS = str.maketrans("&é\"'(-è_çà", "1234567890")
_SEPARATED = re.compile(r"([A-Z])[\s./-]*(\d{1,3})[\s./-]+(\d{1,10})")
_COMPACT = re.compile(r"([A-Z])[\s./-]*(\d{3})(\d{1,10})")


@dataclass(frozen=True, order=True, slots=True)
class ClientRef:
    """A client's reference. `chrono` keeps its leading zeros; it is 1 to 10 digits."""

    letter: str
    partner_code: int
    chrono: str

    @property
    def is_direct(self) -> bool:
        """Whether the client is FA: a partner code greater than 310 (P-01)."""
        return self.partner_code > LAST_PARTNER_CODE

    def __str__(self) -> str:
        return f"{self.letter} {self.partner_code:03d} {self.chrono}"

    @classmethod
    def parse(cls, text: str) -> "ClientRef":
        """Read a reference as typed or scanned: `J 121 52134466`, `j12152134466`, `*J-121-52134466*`.

        Written together, the partner code is the first three digits.

        Raises:
            RuleBroken: `REFERENCE_UNREADABLE`.
        """
        cleaned = text.strip().strip("*").strip().upper()
        match = _match(cleaned) or _match(_from_french_keys(text))
        if match is None:
            raise RuleBroken(Broken.REFERENCE_UNREADABLE, text=text)
        letter, code, chrono = match.groups()
        return cls(letter, int(code), chrono)


def _match(text: str) -> re.Match[str] | None:
    return (_SEPARATED.fullmatch(text) or _COMPACT.fullmatch(text)) if text.isascii() else None


def _from_french_keys(text: str) -> str:
    letter, rest = text.strip()[:1], text.strip()[1:]
    has_digit = any(character.isdigit() for character in rest)
    return "" if has_digit else letter.upper() + rest.translate(_FRENCH_DIGIT_KEYS)
