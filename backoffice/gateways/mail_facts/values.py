"""What the values in a file of facts mean, as pydantic reads them: a fault names its kind, and pydantic its place."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Annotated, TypeVar

from pydantic import AfterValidator, BeforeValidator, Field, PlainValidator, StringConstraints
from pydantic_core import ErrorDetails, PydanticCustomError

from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.fact_faults import FactFaultKind
from backoffice.domain.iban import compact, is_valid
from backoffice.domain.mail_facts import Ink, Option
from backoffice.domain.method import Brand, Mandate, Method
from backoffice.domain.money import Money
from backoffice.domain.secret_scan import holds_card, holds_iban
from backoffice.french.amount_in_words import read as read_words
from backoffice.french.figures import read_amount, read_date

T = TypeVar("T")

_MOST_IN_A_LIST = 1000
_LONGEST_TEXT = 200
_LONGEST_NUMBER = 40
_LONGEST_IBAN = 34
_PYDANTIC = {
    "extra_forbidden": FactFaultKind.KEY_UNKNOWN,
    "missing": FactFaultKind.KEY_MISSING,
    "dict_type": FactFaultKind.NOT_TABLE,
    "string_type": FactFaultKind.NOT_TEXT,
    "string_too_long": FactFaultKind.TEXT_TOO_LONG,
    "string_unicode": FactFaultKind.CHARACTER_FORBIDDEN,
    "bool_type": FactFaultKind.NOT_BOOLEAN,
    "int_type": FactFaultKind.NOT_WHOLE,
    "greater_than_equal": FactFaultKind.TOO_SMALL,
    "less_than_equal": FactFaultKind.TOO_LARGE,
}
_LIMITS = ("detail", "max_length", "ge", "le")


def kind_and_detail(error: ErrorDetails) -> tuple[FactFaultKind, str]:
    """What an error of pydantic's is to us: one of its own, or one that a reader below raised."""
    known = _PYDANTIC.get(error["type"])
    context = error.get("ctx", {})
    detail = next((str(context[name]) for name in _LIMITS if name in context), "")
    return known or FactFaultKind(error["type"]), detail


def _wrong(kind: FactFaultKind, detail: str = "") -> PydanticCustomError:
    return PydanticCustomError(kind.value, "{detail}", {"detail": detail})


def one_of(choices: Mapping[str, T] | Mapping[int, T]) -> PlainValidator:
    """What is chosen by its name or its number, and nothing that merely equals it: `true` is not 1."""

    def chosen(value: object) -> T:
        found = [meaning for name, meaning in choices.items() if type(name) is type(value) and name == value]
        if not found:
            raise _wrong(FactFaultKind.NOT_A_CHOICE, ", ".join(str(name) for name in choices))
        return found[0]

    return PlainValidator(chosen)


def _written(kind: FactFaultKind, means: Callable[[str], T]) -> PlainValidator:
    """A text that `means` reads, or refuses with `RuleBroken`."""

    def meant(value: object) -> T:
        if not isinstance(value, str):
            raise _wrong(kind)
        try:
            return means(value[: _LONGEST_TEXT + 1])  # nothing as long as that means anything
        except RuleBroken as broken:
            too_large = broken.code is Broken.AMOUNT_TOO_LARGE
            raise _wrong(FactFaultKind.AMOUNT_TOO_LARGE if too_large else kind) from None

    return PlainValidator(meant)


def _tuple(value: object) -> tuple[object, ...]:
    """A list of the file as pydantic wants it; its length is looked at before what is in it."""
    if not isinstance(value, list):
        raise _wrong(FactFaultKind.NOT_LIST)
    if len(value) > _MOST_IN_A_LIST:
        raise _wrong(FactFaultKind.TOO_MANY, str(_MOST_IN_A_LIST))
    return tuple(value)


def _harmless(text: str) -> str:
    line = " ".join(text.split())
    if not line.isprintable():
        raise _wrong(FactFaultKind.CHARACTER_FORBIDDEN)
    if holds_iban(line):
        raise _wrong(FactFaultKind.IBAN_IN_CLEAR)
    return line


def _without_card(text: str) -> str:
    if holds_card(text):
        raise _wrong(FactFaultKind.CARD_NUMBER)
    return text


def _day(value: object) -> date:
    """A date as text, or as TOML has it; the same years either way."""
    text = value.isoformat() if isinstance(value, date) and not isinstance(value, datetime) else value
    try:
        return read_date(text if isinstance(text, str) else "")
    except RuleBroken:
        raise _wrong(FactFaultKind.DATE_UNREADABLE) from None


def _iban(value: object) -> str:
    iban = compact(value[:_LONGEST_TEXT]) if isinstance(value, str) else ""
    if len(iban) > _LONGEST_IBAN or not is_valid(iban):
        raise _wrong(FactFaultKind.IBAN_WRONG)
    return iban


def _iban_or_none(value: object) -> str:
    return "" if value == "" else _iban(value)


def _said(value: object) -> bool:
    if not isinstance(value, bool | str):
        raise _wrong(FactFaultKind.NOT_BOOLEAN_OR_TEXT)
    return bool(value.strip()) if isinstance(value, str) else value


def _letter(text: str) -> str:
    if re.fullmatch("[A-Z]", text) is None:
        raise _wrong(FactFaultKind.LETTER_WRONG)
    return text


def _chrono(text: str) -> str:
    if re.fullmatch("[0-9]{1,10}", text) is None:
        raise _wrong(FactFaultKind.CHRONO_WRONG)
    return text


def _direct_method(code: int) -> int:
    if code in set(Method):
        raise _wrong(FactFaultKind.DIRECT_METHOD)
    return code


Listed = Annotated[tuple[T, ...], BeforeValidator(_tuple)]
"""A list of at most 1000: far more invoices or titles than any mail has."""
Text = Annotated[str, Field(max_length=_LONGEST_TEXT), AfterValidator(_harmless), AfterValidator(_without_card)]
"""A name, a title, a word: printable, at most 200 characters, no card number and no IBAN."""
Code = Annotated[Text, AfterValidator(str.upper)]
"""A text in capitals: a circular."""
Number = Annotated[str, Field(max_length=_LONGEST_NUMBER), AfterValidator(_harmless)]
"""The number of an invoice or an order: any text, which may well look like a card number."""
Letter = Annotated[str, StringConstraints(to_upper=True), AfterValidator(_letter)]
Chrono = Annotated[str, AfterValidator(_chrono)]
PartnerCode = Annotated[int, Field(ge=1, le=999)]
MethodCode = Annotated[int, Field(ge=1, le=99)]
DirectMethod = Annotated[MethodCode, AfterValidator(_direct_method)]
"""The partner's own code for its direct debit: none of those that the procedure names."""
DayOfMonth = Annotated[int, Field(ge=1, le=31)]
Day = Annotated[date, PlainValidator(_day)]
"""`2024-03-04` or `04/03/2024`, or a date of TOML's."""
Amount = Annotated[Money, _written(FactFaultKind.AMOUNT_UNREADABLE, read_amount)]
"""A French text: `20,30`, `1 204,55`. Never a number."""
Words = Annotated[Money, _written(FactFaultKind.WORDS_UNREADABLE, read_words)]
Iban = Annotated[str, PlainValidator(_iban)]
IbanOrNone = Annotated[str, PlainValidator(_iban_or_none)]
Said = Annotated[bool, PlainValidator(_said)]
"""Yes, no, or what was said; an empty text is no."""
InkValue = Annotated[Ink, one_of({ink.value: ink for ink in Ink})]
BrandValue = Annotated[Brand, one_of({brand.value: brand for brand in Brand})]
MandateValue = Annotated[Mandate, one_of({mandate.value: mandate for mandate in Mandate})]
OptionValue = Annotated[Option, one_of({option.value: option for option in Option})]
