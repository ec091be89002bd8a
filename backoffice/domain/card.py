"""Cards: what a number says of itself, when a card expires, and the little that is kept of one."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import islice

from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.method import Brand, Method
from backoffice.domain.secret_digits import SecretDigits

METHODS: Mapping[Brand, Method] = {Brand.CB: Method.CARD, Brand.AMEX: Method.AMEX}
"""How each brand is billed (P-50, P-51)."""

_LENGTHS: Mapping[Brand, frozenset[int]] = {Brand.CB: frozenset({16, 19}), Brand.AMEX: frozenset({15})}
"""A few Visa cards have 19 digits; those of 13 are long gone."""

_IIN_LENGTH = 4
"""After so many digits the brand is known."""

_LAST = 4
_YEARS_AHEAD = 20
_CENTURY = 2000
_EXPIRY = re.compile(r"\s*(0[1-9]|1[0-2])\s*[/.-]?\s*(?:20)?([0-9]{2})\s*", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class CardExpiry:
    """The last month in which a card can be used, as `05/2027`."""

    year: int
    month: int

    def __str__(self) -> str:
        return f"{self.month:02d}/{self.year}"


@dataclass(frozen=True, slots=True)
class AliasedCard:
    """A card as it is kept: the alias stands for the number, which is nowhere.

    Attributes:
        alias: the alias service's name for the card, at most 80 characters; nothing of the number is in it.
        last4: the last four digits of the number.
    """

    alias: str
    brand: Brand
    last4: str
    expiry: CardExpiry


def brand_of(number: SecretDigits) -> Brand | None:
    """The brand, by the first digits (IIN); None while they do not say it, or where it is one that is not billed.

    CB cards bear the numbers of Visa (4) and Mastercard (51 to 55, 2221 to 2720); American Express is 34 and 37.
    """
    first, two, four = (_beginning(number, length) for length in (1, 2, _IIN_LENGTH))
    if two in (34, 37):
        return Brand.AMEX
    is_mastercard = 51 <= two <= 55 or 2221 <= four <= 2720  # noqa: PLR2004 - Mastercard's, as said above
    return Brand.CB if first == 4 or is_mastercard else None  # noqa: PLR2004 - Visa's, as said above


def check_number(number: SecretDigits) -> Brand:
    """The brand of a number that can be one: its beginning, its length, its check digit.

    Raises:
        RuleBroken: `CARD_BRAND_UNKNOWN`, `CARD_LENGTH_WRONG` or `CARD_NUMBER_WRONG`.
    """
    brand = brand_of(number)
    if brand is None and len(number) >= _IIN_LENGTH:
        raise RuleBroken(Broken.CARD_BRAND_UNKNOWN)
    if brand is None or len(number) not in _LENGTHS[brand]:
        raise RuleBroken(Broken.CARD_LENGTH_WRONG, digits=len(number))
    if not luhn_holds(number):
        raise RuleBroken(Broken.CARD_NUMBER_WRONG)
    return brand


def luhn_holds(digits: Iterable[int]) -> bool:
    """Whether the last of some digits is their check digit (ISO/IEC 7812-1, annex B).

    Ours, as libraries want a text, and a card number must not become one.
    """
    plain, doubled = 0, 0  # the sums so far, were the last digit taken as it is, or doubled
    for digit in digits:
        plain, doubled = doubled + digit, plain + sum(divmod(2 * digit, 10))
    return plain % 10 == 0


def last_four(number: SecretDigits) -> str:
    """What may be shown of a number."""
    return "".join(map(str, islice(number, max(len(number) - _LAST, 0), None)))


def require_method(brand: Brand, method: int) -> None:
    """Refuse 80 or 82 for an American Express, which is 81 (P-51), and 81 for any other card (P-50).

    Raises:
        RuleBroken: `CARD_IS_AMEX` or `CARD_IS_NOT_AMEX`.
    """
    if brand is Brand.AMEX and method != Method.AMEX:
        raise RuleBroken(Broken.CARD_IS_AMEX)
    if brand is not Brand.AMEX and method == Method.AMEX:
        raise RuleBroken(Broken.CARD_IS_NOT_AMEX)


def read_expiry(text: str, on: date) -> CardExpiry:
    """Read an expiry as it is keyed, `0527` (P-50), or as it is shown, `05/2027`; the century is this one.

    Raises:
        RuleBroken: `CARD_EXPIRY_UNREADABLE`, and as `require_in_force`; never with the text, which may be something
            that was meant for another field.
    """
    read = _EXPIRY.fullmatch(text)
    if read is None:
        raise RuleBroken(Broken.CARD_EXPIRY_UNREADABLE)
    expiry = CardExpiry(_CENTURY + int(read[2]), int(read[1]))
    require_in_force(expiry, on)
    return expiry


def require_in_force(expiry: CardExpiry, on: date) -> None:
    """Refuse a card that has expired by the day `on` (it holds to the end of its month), or expires incredibly late.

    Raises:
        RuleBroken: `CARD_EXPIRED` or `CARD_EXPIRY_TOO_FAR`.
    """
    this_month = CardExpiry(on.year, on.month)
    if expiry < this_month:
        raise RuleBroken(Broken.CARD_EXPIRED)
    if expiry > CardExpiry(on.year + _YEARS_AHEAD, on.month):
        raise RuleBroken(Broken.CARD_EXPIRY_TOO_FAR)


def _beginning(number: SecretDigits, length: int) -> int:
    """The first digits as one figure; 0 while there are not so many."""
    digits = tuple(islice(number, length))
    return int("".join(map(str, digits))) if len(digits) == length else 0
