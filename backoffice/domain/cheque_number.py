"""The CMC7 line at the foot of a French cheque: 31 digits, and the RLMC key that is printed beside it."""

from dataclasses import dataclass

from backoffice.domain.errors import Broken, RuleBroken

NUMBER_LENGTH = 7
LINE_LENGTH = 31
_KEY_LENGTH = 2
_BLANKS = str.maketrans("", "", " \t")
_SEPARATORS = str.maketrans("", "", " \t.:;<>=?/-|")
# The zones are not taken apart: their inner layout differs from bank to bank.


@dataclass(frozen=True, slots=True)
class ChequeNumber:
    """A cheque's number and, where the whole line was read, its RLMC key.

    Attributes:
        number: 7 digits.
        key: 1 to 97, or None when only the number was typed.
    """

    number: str
    key: int | None


def rlmc_key(line: str) -> int:
    """The RLMC key of a line of 31 digits: 97 − (100·N mod 97)."""
    return 97 - (100 * int(line)) % 97


def parse(text: str) -> ChequeNumber:
    """Read a cheque number, a whole CMC7 line, or a line followed by its two-digit key.

    A number of fewer than 7 digits is completed with zeros on the left, as it is printed. Marks stand in a whole line
    alone: `4.3` and `22.45` are no numbers.

    Raises:
        RuleBroken: `CHEQUE_NUMBER_UNREADABLE`, `CMC7_UNREADABLE` or `CMC7_KEY_WRONG`.
    """
    digits = text.translate(_SEPARATORS)
    if not (digits.isascii() and digits.isdigit()):
        raise RuleBroken(Broken.CHEQUE_NUMBER_UNREADABLE)
    if len(digits) <= NUMBER_LENGTH:
        if int(digits) == 0 or text.translate(_BLANKS) != digits:
            raise RuleBroken(Broken.CHEQUE_NUMBER_UNREADABLE)
        return ChequeNumber(digits.zfill(NUMBER_LENGTH), None)
    if len(digits) not in (LINE_LENGTH, LINE_LENGTH + _KEY_LENGTH):
        raise RuleBroken(Broken.CMC7_UNREADABLE, digits=len(digits))
    line, typed_key = digits[:LINE_LENGTH], digits[LINE_LENGTH:]
    key = rlmc_key(line)
    if typed_key and int(typed_key) != key:
        raise RuleBroken(Broken.CMC7_KEY_WRONG, typed=typed_key, computed=f"{key:02d}")
    return ChequeNumber(line[:NUMBER_LENGTH], key)
