"""A client's reference: letter, partner code and chrono, `J 121 52134466`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.key_layouts import TYPED_AS_AMERICAN, TYPED_AS_FRENCH

LAST_PARTNER_CODE = 310
"""The highest partner code of PARTENARIAT; above it clients are FA (P-01)."""

_LONGEST_CODE = 3
_LONGEST_CHRONO = 10
_SEPARATED = re.compile(r"([A-Z])[\s./-]*([0-9]{1,3})[\s./-]+([0-9]{1,10})", re.ASCII)
# A letter and up to three digits apart from it are a code that lacks its chrono.
_TOGETHER = re.compile(r"([A-Z])(?:[\s./-]+(?=[0-9]{4}))?([0-9]{2,13})", re.ASCII)


@dataclass(frozen=True, order=True, slots=True)
class ClientRef:
    """A client's reference. `chrono` keeps its leading zeros; it is 1 to 10 digits, the code 1 to 999."""

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
    def readings(cls, text: str) -> "tuple[ClientRef, ...]":
        """Every reference that `text` can be, as typed or scanned, the likeliest first; one at least.

        `J 121 52134466`, `*J-121-52134466*` are one. Written together the partner code is the first one, two or three
        digits: `J5572629582` is J 557, J 55 or J 5. On the wrong keyboard layout the letter may be another one, too.

        Raises:
            RuleBroken: `REFERENCE_UNREADABLE`.
        """
        found = tuple(
            dict.fromkeys(
                cls(letter, int(code), chrono)
                for letters, rest in _keyed(text.strip().lower())
                for letter in letters
                for code, chrono in _parts(f"{letter}{rest}")
                if int(code)
            )
        )
        if not found:
            raise RuleBroken(Broken.REFERENCE_UNREADABLE, text=text)
        return found


def _keyed(typed: str) -> Iterator[tuple[list[str], str]]:
    """The letters that the first sign can be, and the rest, by what the keys may have been meant for.

    Digits are the same on both keypads: alone, the letter may come from the other layout.
    """
    plain = typed.strip("* \t")
    first = plain[:1]
    otherwise = [first.translate(table) for table in (TYPED_AS_FRENCH, TYPED_AS_AMERICAN)]
    yield _letters(first, *otherwise), plain[1:]
    for table in (TYPED_AS_AMERICAN, TYPED_AS_FRENCH):
        meant = typed.translate(table)
        begins = len(meant) - len(meant.lstrip("* \t"))
        bare = meant.strip("* \t")
        yield _letters(typed[begins : begins + 1], bare[:1]), bare[1:]


def _letters(*signs: str) -> list[str]:
    return [sign.upper() for sign in dict.fromkeys(signs) if sign.isascii() and sign.isalpha()]


def _parts(text: str) -> Iterator[tuple[str, str]]:
    """The code and the chrono, in every way in which `text` has them."""
    separated = _SEPARATED.fullmatch(text)
    if separated is not None:
        yield separated[2], separated[3]
        return
    together = _TOGETHER.fullmatch(text)
    digits = together[2] if together else ""
    for length in range(_LONGEST_CODE, 0, -1):
        if 0 < len(digits) - length <= _LONGEST_CHRONO:
            yield digits[:length], digits[length:]
