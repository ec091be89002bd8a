"""What a cell of an import file means: each function makes a reader of one kind of column."""

import re
from collections.abc import Callable
from enum import StrEnum
from typing import TypeVar

from backoffice.domain.errors import RuleBroken
from backoffice.domain.iban import compact, is_valid
from backoffice.domain.import_rows import MANDATES
from backoffice.domain.importing import RowFault, RowFaultKind
from backoffice.domain.method import NAMED_METHODS
from backoffice.domain.rum import require_rum
from backoffice.domain.secret_scan import has_many_digits, holds_card, holds_iban, shown
from backoffice.domain.spreadsheet_cells import unguarded
from backoffice.french.figures import read_amount, read_date

T = TypeVar("T")
CellReader = Callable[[str], object]
"""Gives what a cell means, or raises `WrongCellError`."""

_REMEMBERED = 10_000
_CHRONO_DIGITS = 10
_MINUS = ("-", "\u2212")
_FLAGS = {"oui": 1, "1": 1, "x": 1, "non": 0, "0": 0, "": 0}
_METHOD = re.compile("0*[1-9][0-9]?")
_PARTNER_CODE = re.compile("[0-9]{1,3}")
_BANK_CODE = re.compile("[0-9]{5}")
_EXPIRY = re.compile(r"(0[1-9]|1[0-2])/20[0-9]{2}")
_ISO_EXPIRY = re.compile(r"(20[0-9]{2})-([0-9]{2})")


class WrongCellError(Exception):
    """A cell that does not mean anything.

    Attributes:
        kind: why.
        detail: what the sentence needs.
        column: where, when it takes the whole row to see it.
    """

    def __init__(self, kind: RowFaultKind, detail: str = "", column: str = "") -> None:
        super().__init__(kind.value)
        self.kind = kind
        self.detail = detail
        self.column = column

    def at(self, file: StrEnum, line: int, column: str, cell: str) -> RowFault:
        """The fault to report."""
        return RowFault(file, line, column, self.kind, shown(cell, column), self.detail)


class Remembering(dict[str, T]):
    """What a function said of each cell, for columns that say the same few things in a million rows."""

    def __init__(self, read: Callable[[str], T]) -> None:
        super().__init__()
        self._read = read

    def __missing__(self, cell: str) -> T:
        answer = self._read(cell.strip())
        if len(self) < _REMEMBERED:
            self[cell] = answer
        return answer


def words(longest: int, *, required: bool = False) -> CellReader:
    """A text of at most `longest` characters."""

    def read(cell: str) -> str:
        text = cell.strip()
        if text[:1] == "'":
            text = unguarded(text)
        if len(text) > longest:
            raise WrongCellError(RowFaultKind.TOO_LONG, str(longest))
        if required and not text:
            raise WrongCellError(RowFaultKind.EMPTY)
        if not has_many_digits(text):
            return text
        if holds_card(text):
            raise WrongCellError(RowFaultKind.CARD_NUMBER)
        if holds_iban(text):
            raise WrongCellError(RowFaultKind.IBAN_IN_CLEAR)
        return text

    return read


def number(longest: int) -> CellReader:
    """The number of an invoice or an order: any text, which may well look like a card number."""

    def read(cell: str) -> str:
        text = unguarded(cell.strip())
        if not text:
            raise WrongCellError(RowFaultKind.EMPTY)
        if len(text) > longest:
            raise WrongCellError(RowFaultKind.TOO_LONG, str(longest))
        if holds_iban(text):
            raise WrongCellError(RowFaultKind.IBAN_IN_CLEAR)
        return text

    return read


def few_words(longest: int, *, required: bool = False, capitals: bool = False) -> CellReader:
    """As `words`, for a column with few different texts."""
    read = words(longest, required=required)
    answers = Remembering(lambda cell: read(cell.upper() if capitals else cell))
    return answers.__getitem__


def letter() -> CellReader:
    """The letter of a reference."""

    def read(text: str) -> str:
        if len(text) != 1 or not (text.isascii() and text.isalpha()):
            raise WrongCellError(RowFaultKind.LETTER_WRONG)
        return text.upper()

    return Remembering(read).__getitem__


def partner_code() -> CellReader:
    """A partner's code, 1 to 999."""

    def read(text: str) -> int:
        if _PARTNER_CODE.fullmatch(text) is None or int(text) == 0:
            raise WrongCellError(RowFaultKind.PARTNER_CODE_WRONG)
        return int(text)

    return Remembering(read).__getitem__


def chrono(cell: str) -> str:
    """The chrono of a reference: 1 to 10 digits, leading zeros kept."""
    text = cell.strip()
    if text.isdigit() and text.isascii() and len(text) <= _CHRONO_DIGITS:
        return text
    raise WrongCellError(RowFaultKind.CHRONO_WRONG)


def method() -> CellReader:
    """A payment method: 15, 80, 81, 82, 99, or another code of one or two digits of a partner's debit."""

    def read(text: str) -> int:
        if _METHOD.fullmatch(text) is None:
            raise WrongCellError(RowFaultKind.METHOD_WRONG)
        return int(text)

    return Remembering(read).__getitem__


def direct_method(cell: str) -> int | None:
    """The code of a partner's direct debit, which is none that the procedure names; None when there is none."""
    text = cell.strip()
    if not text:
        return None
    if _METHOD.fullmatch(text) is None or int(text) in NAMED_METHODS:
        raise WrongCellError(RowFaultKind.DIRECT_METHOD_WRONG)
    return int(text)


def sealed_iban(seal: Callable[[str], bytes]) -> CellReader:
    """An IBAN, sealed at once; None when there is none."""

    def read(cell: str) -> bytes | None:
        if not cell or not (iban := compact(cell)):
            return None
        if not is_valid(iban):
            raise WrongCellError(RowFaultKind.IBAN_WRONG)
        return seal(iban)

    return read


def rum(cell: str) -> str:
    """A mandate reference, as `require_rum` has it, or nothing."""
    text = cell.strip()
    try:
        if text:
            require_rum(text)
    except RuleBroken:
        raise WrongCellError(RowFaultKind.IBAN_IN_CLEAR if holds_iban(text) else RowFaultKind.RUM_WRONG) from None
    return text


def mandate() -> CellReader:
    """`actif`, `inactif` or nothing: the code's words for them."""
    return Remembering(_one_of(MANDATES, RowFaultKind.MANDATE_WRONG)).__getitem__


def flag() -> CellReader:
    """`oui`, `1` or `x`: 1; `non`, `0` or nothing: 0."""
    return Remembering(_one_of(_FLAGS, RowFaultKind.FLAG_WRONG)).__getitem__


def expiry() -> CellReader:
    """When a card expires: `05/2027` or `2027-05`, or nothing."""

    def read(text: str) -> str:
        expires = _ISO_EXPIRY.sub(r"\2/\1", text)
        if expires and _EXPIRY.fullmatch(expires) is None:
            raise WrongCellError(RowFaultKind.EXPIRY_WRONG)
        return expires

    return Remembering(read).__getitem__


def bank_codes(cell: str) -> str:
    """The banks that a partner file accepts: codes of 5 digits, `|` between."""
    codes = [code.strip() for code in cell.split("|")] if cell.strip() else []
    wrong = next((code for code in codes if _BANK_CODE.fullmatch(code) is None), None)
    if wrong is not None:
        raise WrongCellError(RowFaultKind.BANK_CODE_WRONG, shown(wrong, "banques"))
    return str(words(500)("|".join(codes)))


def cents(*, positive: bool) -> CellReader:
    """An amount in cents; zero is one too unless it has to be positive."""

    def read(text: str) -> int:
        try:
            amount = read_amount(text).cents
        except RuleBroken:
            raise WrongCellError(RowFaultKind.AMOUNT_WRONG if text else RowFaultKind.EMPTY) from None
        if positive and amount == 0:
            raise WrongCellError(RowFaultKind.AMOUNT_NOT_POSITIVE)
        return amount

    return Remembering(read).__getitem__


def balance(cell: str) -> int | None:
    """An amount of either sign in cents, or nothing: None."""
    text = unguarded(cell.strip())
    sign = -1 if text[:1] in _MINUS else 1
    try:
        return sign * read_amount(text[1:] if sign < 0 else text).cents if text else None
    except RuleBroken:
        raise WrongCellError(RowFaultKind.AMOUNT_WRONG) from None


def day() -> CellReader:
    """A date."""

    def read(text: str) -> object:
        try:
            return read_date(text)
        except RuleBroken:
            raise WrongCellError(RowFaultKind.DATE_WRONG if text else RowFaultKind.EMPTY) from None

    return Remembering(read).__getitem__


def _one_of(answers: dict[str, T], otherwise: RowFaultKind) -> Callable[[str], T]:
    def read(text: str) -> T:
        if text.lower() not in answers:
            raise WrongCellError(otherwise)
        return answers[text.lower()]

    return read
