"""Amounts and dates in figures: written for a French reader, and read only where there is one way to read them."""

import re
from datetime import date, datetime

from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.money import Money
from backoffice.french.office_time import at_office, office_day

LARGEST = Money(99_999_999_99)
"""The largest amount that is read: 99 999 999,99 €."""

THOUSANDS = "\u202f"
"""What stands between thousands: a narrow no-break space."""

_LARGEST_DIGITS = 8
_BEFORE_CURRENCY = "\u00a0"
_MINUS = "\u2212"
_AMOUNT = re.compile(
    r"(?P<euros>[1-9][0-9]{0,2}(?:[ \u00a0\u2009\u202f][0-9]{3})+|[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?=,)|[0-9]*)"
    r"(?:[.,](?P<cents>[0-9]{1,2}))?"
    r"\s*(?:€|eur|euros?)?",
    re.IGNORECASE,
)
_SHOWN = re.compile(r"[+\u2212-]?[0-9]{1,3}(?:[\u00a0\u202f][0-9]{3})*(?:,[0-9]{2}(?:\u00a0€)?)?")
# Years outside 1900-2099 are slips of the finger, and without them eight digits have one reading only.
_YEAR = r"(?P<century>19|20)(?P<year>[0-9]{2})"
_SHORT_YEAR = r"(?P<century>19|20)?(?P<year>[0-9]{2})"
_DATES = (
    re.compile(rf"(?P<day>[0-9]{{1,2}})(?P<mark>[/.,])(?P<month>[0-9]{{1,2}})(?P=mark){_SHORT_YEAR}"),
    re.compile(rf"(?P<day>[0-9]{{2}})(?P<month>[0-9]{{2}}){_SHORT_YEAR}"),
    re.compile(rf"{_YEAR}-(?P<month>[0-9]{{2}})-(?P<day>[0-9]{{2}})"),
)


def amount(money: Money) -> str:
    """`1 234,56`: a narrow no-break space (U+202F) between thousands, a true minus sign (U+2212) under zero."""
    euros, cents = divmod(abs(money.cents), 100)
    sign = _MINUS if money.cents < 0 else ""
    return f"{sign}{euros:,}".replace(",", THOUSANDS) + f",{cents:02d}"


def euros(money: Money) -> str:
    """`1 234,56 €`: as `amount`, and a no-break space (U+00A0) before the sign of the currency."""
    return f"{amount(money)}{_BEFORE_CURRENCY}€"


def signed(money: Money) -> str:
    """`+40,00`, `−17,15`, `0,00`: a difference, or what moves a balance."""
    return f"+{amount(money)}" if money.cents > 0 else amount(money)


def signed_euros(money: Money) -> str:
    """`+40,00 €`: as `signed`, with the currency."""
    return f"{signed(money)}{_BEFORE_CURRENCY}€"


def plain(money: Money) -> str:
    """`1234,56`, and `-1234,56` under zero: for CSV and JSON, without separators."""
    whole, cents = divmod(abs(money.cents), 100)
    return f"{'-' if money.cents < 0 else ''}{whole},{cents:02d}"


def unspaced(text: str) -> str:
    """A number or an amount as it is shown, without what a spreadsheet cannot read: `1 234,56 €` gives `1234,56`.

    A minus becomes the one of the keyboard, a plus goes; any other text stays as it is.
    """
    if not _SHOWN.fullmatch(text):
        return text
    return re.sub(r"[\s€+]", "", text).replace(_MINUS, "-")


def read_amount(text: str) -> Money:
    """Read an amount in euros as keyed, pasted or imported: `1234.56`, `1 234,56`, `1.234,56 €`, `12,5`, `,50`.

    Refused, never guessed: `1.234` and `1,234` (thousands or decimals?), a sign, more than two decimals.

    Raises:
        RuleBroken: `AMOUNT_UNREADABLE`, or `AMOUNT_TOO_LARGE` above `LARGEST`.
    """
    match = _AMOUNT.fullmatch(text.strip())
    if match is None or not (match["euros"] or match["cents"]):
        raise RuleBroken(Broken.AMOUNT_UNREADABLE, text=text)
    whole = re.sub(r"[^0-9]", "", match["euros"]).lstrip("0")
    if len(whole) > _LARGEST_DIGITS:
        raise RuleBroken(Broken.AMOUNT_TOO_LARGE, text=text)
    return Money(int(whole or "0") * 100 + int((match["cents"] or "").ljust(2, "0")))


def short_date(day: date) -> str:
    """`04/03/2024`."""
    return f"{day:%d/%m/%Y}"


def day_of(at: datetime) -> str:
    """`04/03/2024`: the day of a moment, in the office's time.

    Args:
        at: a moment that knows its time zone.

    Raises:
        ValueError: it knows none; guessing one would show the wrong day.
    """
    return short_date(office_day(at))


def hour(at: datetime) -> str:
    """`17:55`, in the office's time.

    Args:
        at: a moment that knows its time zone.

    Raises:
        ValueError: it knows none; guessing one would show the wrong hour.
    """
    return f"{at_office(at):%H:%M}"


def moment(at: datetime) -> str:
    """`04/03/2024 à 17:55`, in the office's time.

    Args:
        at: a moment that knows its time zone.

    Raises:
        ValueError: it knows none; guessing one would show the wrong hour.
    """
    return f"{day_of(at)} à {hour(at)}"


def read_date(text: str) -> date:
    """Read a date, day first: `20/02/2019`, `20.2.19`, `20,2,19`, `20022019`, `200219`; or ISO, `2019-02-20`.

    A year of two digits is of this century.

    Raises:
        RuleBroken: `DATE_UNREADABLE`.
    """
    cleaned = text.strip()
    match = next((found for pattern in _DATES if (found := pattern.fullmatch(cleaned))), None)
    if match is None:
        raise RuleBroken(Broken.DATE_UNREADABLE, text=text)
    year = int((match["century"] or "20") + match["year"])
    try:
        return date(year, int(match["month"]), int(match["day"]))
    except ValueError as error:
        raise RuleBroken(Broken.DATE_UNREADABLE, text=text) from error
