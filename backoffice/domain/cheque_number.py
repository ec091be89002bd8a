"""The CMC7 line at the foot of a French cheque: 31 digits in three zones, and the RLMC key printed beside it."""

import re
from dataclasses import dataclass

from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.key_layouts import TYPED_AS_AMERICAN

NUMBER_LENGTH = 7
LINE_LENGTH = 31
_KEY_LENGTH = 2
# As they are printed: the number, the bank's zone and the account's. Their inner layout differs from bank to bank.
_AS_PRINTED = frozenset({7, 19})
_AS_NUMBERED = frozenset({12, 24})
"""Where zones end that a reader sends in the order of their names, from the right: Z2, Z3, and the number last."""
_LETTERS = frozenset("ABCDE")
"""What readers write for the signs between the zones (SI to SV), where they write letters."""
_UNREAD = re.compile("[?@!*§]")
"""What readers write in the place of a digit that they could not read."""
_AROUND = 4
"""How many signs are told on either side of one that was not read."""

NUMBER_REFUSALS = frozenset(
    {
        Broken.CHEQUE_NUMBER_UNREADABLE,
        Broken.CMC7_UNREAD,
        Broken.CMC7_UNREADABLE,
        Broken.CMC7_ZONES,
        Broken.CMC7_KEY_WRONG,
    }
)
"""Why a number is refused, for the screens that say it at its field."""


@dataclass(frozen=True, slots=True)
class ChequeNumber:
    """A cheque's number and, where the whole line was read, its RLMC key.

    Attributes:
        number: 7 digits.
        key: 1 to 97, or None when only the number was typed.
        key_compared: the key was read beside the line, and is the same.
    """

    number: str
    key: int | None
    key_compared: bool = False


def rlmc_key(line: str) -> int:
    """The RLMC key of a line of 31 digits: 97 − (100·N mod 97)."""
    return 97 - (100 * int(line)) % 97


def parse(text: str) -> ChequeNumber:
    """Read a cheque number, a whole CMC7 line, or a line followed by its two-digit key.

    A number of fewer than 7 digits is completed with zeros on the left, as it is printed. Marks stand in a whole line
    alone, between its zones: `4.3` and `22.45` are no numbers. A line whose marked zones have 12, 12 and 7 digits is
    put in the order in which it is printed. What the keys of an American reader write on a French keyboard is read.

    Raises:
        RuleBroken: `CHEQUE_NUMBER_UNREADABLE`; `CMC7_UNREAD` where the reader says that it could not read a digit;
            `CMC7_UNREADABLE`, `CMC7_ZONES` or `CMC7_KEY_WRONG` for a line.
    """
    signs = _as_meant(text.strip())
    digits = _digits(signs)
    unread = _UNREAD.search(signs)
    if digits and unread is not None:
        around = signs[max(0, unread.start() - _AROUND) : unread.end() + _AROUND]
        raise RuleBroken(Broken.CMC7_UNREAD, read=around)
    if len(digits) <= NUMBER_LENGTH:
        if "".join(signs.split()) != digits or not digits.strip("0"):
            raise RuleBroken(Broken.CHEQUE_NUMBER_UNREADABLE)
        return ChequeNumber(digits.zfill(NUMBER_LENGTH), None)
    return _of_line(signs, digits)


def _as_meant(typed: str) -> str:
    """What an American reader means by signs on a French keyboard: no digit is among them, and as many as it has."""
    meant = typed.lower().translate(TYPED_AS_AMERICAN)
    signs = len(_digits(meant)) + len(_UNREAD.findall(meant))
    return meant if not _digits(typed) and signs >= NUMBER_LENGTH else typed


def _of_line(signs: str, digits: str) -> ChequeNumber:
    if len(digits) not in (LINE_LENGTH, LINE_LENGTH + _KEY_LENGTH):
        if any(sign.isalpha() and sign.upper() not in _LETTERS for sign in signs):  # as a client's reference has
            raise RuleBroken(Broken.CHEQUE_NUMBER_UNREADABLE)
        raise RuleBroken(Broken.CMC7_UNREADABLE, digits=len(digits))
    line, typed_key = digits[:LINE_LENGTH], digits[LINE_LENGTH:]
    if _is_turned_round(signs):
        line = line[24:] + line[12:24] + line[:12]
    if not line[:NUMBER_LENGTH].strip("0"):
        raise RuleBroken(Broken.CHEQUE_NUMBER_UNREADABLE)
    key = rlmc_key(line)
    if typed_key and int(typed_key) != key:
        raise RuleBroken(Broken.CMC7_KEY_WRONG, typed=typed_key, computed=f"{key:02d}")
    return ChequeNumber(line[:NUMBER_LENGTH], key, bool(typed_key))


def _is_turned_round(signs: str) -> bool:
    """Whether the number is the last zone of a line, by its marks; blanks may also stand within the zones."""
    marks, blanks = set[int](), set[int]()
    at = 0
    for sign in signs:
        if _is_digit(sign):
            at += 1
        elif 0 < at < LINE_LENGTH:
            (blanks if sign.isspace() else marks).add(at)
    if marks | blanks == _AS_NUMBERED:
        return True
    if not marks | blanks or (NUMBER_LENGTH in marks | blanks and marks <= _AS_PRINTED):
        return False
    zones = "-".join(str(len(run)) for run in re.findall("[0-9]+", signs))
    raise RuleBroken(Broken.CMC7_ZONES, zones=zones)


def _digits(signs: str) -> str:
    return "".join(filter(_is_digit, signs))


def _is_digit(sign: str) -> bool:
    return sign.isascii() and sign.isdigit()
