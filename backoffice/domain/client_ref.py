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
# The parenthesis is the dash of an American reader on a French keyboard, its digits being those of the keypad.
_SEPARATED = re.compile(r"([A-Z])[\s./)\x1c-\x1f-]*([0-9]{1,3})[\s./)\x1c-\x1f-]+([0-9]{1,10})", re.ASCII)
# A letter and up to three digits apart from it are a code that lacks its chrono.
_TOGETHER = re.compile(r"([A-Z])(?:[\s./-]+(?=[0-9]{4}))?([0-9]{2,13})", re.ASCII)

_BEFORE = re.compile(r"^(?:[\]$][a-z][0-9m](?=.))?[^a-z0-9]*")
"""The name of the code, as `]C1`, and signs of any kind: the letter comes after them."""
_AFTER = re.compile(r"[\x00-\x20~|;:<>=+\\]*$")
"""No sign with which a reader says that it could not read a digit, and none that may be one on another keyboard."""
_AFTER_DIGITS = re.compile(r"[\x00-\x20~|;:<>=+\\*#$%^!]*$")
"""The same, where digits are digits, what may be one on another keyboard is none."""
_SHIFTED_STARS = re.compile(r"8([a-z].*)8")


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
        The signs that a reader is set to send around it count for nothing.

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
    for plain in dict.fromkeys((typed, _unstarred(typed))):
        signs = _AFTER_DIGITS.sub("", plain)
        for bare in dict.fromkeys((signs.lstrip("* \t"), _BEFORE.sub("", signs))):  # a mark may be an M
            first = bare[:1]
            otherwise = [first.translate(table) for table in (TYPED_AS_FRENCH, TYPED_AS_AMERICAN)]
            yield _letters(first, *otherwise), bare[1:]
    for table in (TYPED_AS_AMERICAN, TYPED_AS_FRENCH):
        meant = typed.translate(table)
        rest = _BEFORE.sub("", meant)
        begins = len(meant) - len(rest)
        bare = _AFTER.sub("", rest.removesuffix(meant[:begins][-1:]))
        yield _letters(typed[begins : begins + 1], bare[:1]), bare[1:]


def _unstarred(typed: str) -> str:
    """Without the stars around the bars, which an American reader writes as 8 on a French keyboard."""
    starred = _SHIFTED_STARS.fullmatch(typed)
    return typed if starred is None else starred[1]


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
