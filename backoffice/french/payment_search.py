"""What is typed to find payments, read in every way in which it makes sense: never guessed in silence."""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from enum import StrEnum, unique

from backoffice.domain.cheque_number import LINE_LENGTH, NUMBER_LENGTH, parse
from backoffice.domain.client_ref import ClientRef
from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.payments import Sought
from backoffice.domain.search_name import SHORTEST_NAME, name_and_postcode
from backoffice.french.figures import read_amount, read_date


@unique
class Meaning(StrEnum):
    """What a text is taken for."""

    CLIENT = "client"
    NAME = "name"
    CHEQUE = "cheque"
    AMOUNT = "amount"
    BATCH = "batch"
    DAYS = "days"


@dataclass(frozen=True, slots=True)
class Understood:
    """A text taken for something."""

    meaning: Meaning
    sought: Sought


_SIGN = re.compile(r"^[+\-\u2212]\s*")
_PERIOD = re.compile(r"(?:du\s+)?(\S.*?)\s*(?:\bau\b|-|–|\u2026|\.\.)\s*(\S.*)", re.IGNORECASE)
_BATCH = re.compile(r"(?:lot\s+)?((?:19|20)[0-9]{2})-([0-9]{1,6})", re.IGNORECASE)
_WHOLE_BATCH = re.compile(r"(20[0-9]{2})([0-9]{3,5})")
_SHORT_BATCH = re.compile(r"[0-9]{1,4}")
_BEGINNING = 4
"""Fewer digits of a cheque's number find too much."""
_CHRONO = re.compile(r"[0-9]{5,10}")
_NAME = re.compile(r"(?:[0-9]{1,5}\s+)?[^\W\d_][^\d_]*(?:\s[0-9]{1,5})?")
"""Words without digits, before or after a postcode."""
_WHOLE_EUROS = re.compile(r"[0-9]{1,5}")


def understood(text: str, today: date) -> tuple[Understood, ...]:
    """Every way in which `text` makes sense, the likeliest first.

    A reference in all its readings, a cheque's number or how it begins, a whole CMC7 line, an amount (a sign before it
    counts for nothing), a batch's number or its end in the year of `today`, a day, or a stretch of days. What is
    nothing of these may be the beginning of a client's name, with that of the postcode: `durand marie 69`.

    Raises:
        RuleBroken: `SEARCH_UNREADABLE`.
    """
    typed = text.strip()
    ways = _of_digits if typed.isascii() and typed.isdigit() else _of_words
    found = tuple(dict.fromkeys(ways(typed, today))) or tuple(_named(typed))
    if not found:
        raise RuleBroken(Broken.SEARCH_UNREADABLE)
    return found


def _of_words(typed: str, _today: date) -> Iterator[Understood]:
    batch = _BATCH.fullmatch(typed)
    if batch is not None:
        yield _batch(batch[1], batch[2])
    with suppress(RuleBroken):
        yield _days(read_date(typed), read_date(typed))
    with suppress(RuleBroken):
        yield from _period(typed)
    try:
        yield Understood(Meaning.AMOUNT, Sought(amount=read_amount(_SIGN.sub("", typed))))
    except RuleBroken:  # no mark that begins an amount is the letter of a reference on another keyboard
        with suppress(RuleBroken):
            yield Understood(Meaning.CLIENT, Sought(refs=ClientRef.readings(typed)))
    with suppress(RuleBroken):
        number = parse(typed)
        if number.key is not None:
            yield Understood(Meaning.CHEQUE, Sought(cheque=number.number))


def _named(typed: str) -> Iterator[Understood]:
    name, postcode = name_and_postcode(typed)
    if len(name) >= SHORTEST_NAME and _NAME.fullmatch(typed):
        yield Understood(Meaning.NAME, Sought(name=name, postcode=postcode))


def _of_digits(typed: str, today: date) -> Iterator[Understood]:
    readings: tuple[Callable[[str, date], Iterator[Understood]], ...] = (_day, _number, _lot, _client, _euros)
    for reading in readings:
        with suppress(RuleBroken):
            yield from reading(typed, today)


def _day(typed: str, _today: date) -> Iterator[Understood]:
    day = read_date(typed)
    yield _days(day, day)


def _number(typed: str, _today: date) -> Iterator[Understood]:
    if len(typed) >= LINE_LENGTH:
        yield Understood(Meaning.CHEQUE, Sought(cheque=parse(typed).number))
    elif _BEGINNING <= len(typed) <= NUMBER_LENGTH:
        yield Understood(Meaning.CHEQUE, Sought(cheque=typed))


def _lot(typed: str, today: date) -> Iterator[Understood]:
    whole = _WHOLE_BATCH.fullmatch(typed)
    if whole is not None:
        yield _batch(whole[1], whole[2])
    if _SHORT_BATCH.fullmatch(typed):
        yield _batch(str(today.year), typed)


def _client(typed: str, _today: date) -> Iterator[Understood]:
    if _CHRONO.fullmatch(typed):
        yield Understood(Meaning.CLIENT, Sought(chrono=typed))


def _euros(typed: str, _today: date) -> Iterator[Understood]:
    if _WHOLE_EUROS.fullmatch(typed):
        yield Understood(Meaning.AMOUNT, Sought(amount=read_amount(typed)))


def _period(typed: str) -> Iterator[Understood]:
    ends = _PERIOD.fullmatch(typed)
    if ends is not None:
        first, last = sorted((read_date(ends[1]), read_date(ends[2])))
        yield _days(first, last)


def _batch(year: str, number: str) -> Understood:
    return Understood(Meaning.BATCH, Sought(batch=f"{year}-{int(number):04d}"))


def _days(first: date, last: date) -> Understood:
    return Understood(Meaning.DAYS, Sought(since=first, until=last))
