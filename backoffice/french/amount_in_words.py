"""Amounts in words, as they are written on a cheque: num2words writes the numbers, text2num counts them.

Between the two stands our own reading of the sentence. It takes the spellings that people use and nothing else: a
mistyped or a missing word is refused, for a wrong guess would be the amount of the cheque (P-20).
"""

import re
from contextlib import suppress

from text_to_num import text2num  # type: ignore[attr-defined] # its __all__ holds the functions, not their names

from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.money import ZERO, Money
from backoffice.domain.unaccented import unaccented
from backoffice.french.figures import LARGEST

_MILLION = 1_000_000
_CENTS = 100
_TEN = 10

# French cardinals without hyphens or accents: traditional, 1990, Belgian and Swiss, a plural forgotten or too many.
# A plural that multiplies nothing (*cents euros*) is not among them: the word before it is lost.
_2_9 = "(?:deux|trois|quatre|cinq|six|sept|huit|neuf)"
_11_19 = "(?:onze|douze|treize|quatorze|quinze|seize|dix (?:sept|huit|neuf))"
_10_19 = f"(?:{_11_19}|dix)"
_TENS = "(?:vingt|trente|quarante|cinquante|soixante|septante|huitante|octante|nonante)"
_1_99 = (
    f"(?:{_TENS}(?: et un| {_2_9})?|soixante (?:et onze|{_10_19})"
    f"|quatre vingts?(?: un| {_2_9}| {_10_19})?|{_10_19}|un|{_2_9})"
)
_1_999 = f"(?:(?:{_2_9} cents?|cent)(?: {_1_99})?|{_1_99})"
_1_999_999 = f"(?:(?:(?!un ){_1_999} (?:milles?|mil)|mille|mil)(?: {_1_999})?|{_1_999})"
_1_999_999_999 = f"(?:(?:un million|(?!un ){_1_999} millions?)(?: {_1_999_999})?|{_1_999_999})"
_NUMBER = re.compile(
    f"zero|{_11_19} cents?(?: {_1_99})?|{_1_999_999_999}"
    f"|(?P<too_large>un milliard|(?!un ){_1_999_999} (?:millions|milliards?))(?: {_1_999_999_999})?"
)
# As programs print it, *un cent quarante*. Further on, or with nothing less after it, *un* may be a word exchanged.
_PRINTED_HUNDRED = re.compile(f"un (?=cent {_1_99}(?: |$))")
_MIL = re.compile("mil(?= |$)")
_DIGITS = re.compile("[0-9]{1,3}(?: [0-9]{3})*|[0-9]+")

_STROKES = " -–—_=~#*/\\|.…"
# A lone dash against the first word may be a minus sign, against the last one a word cut short.
_LONE_DASH = re.compile(r"[-–—](?:\w| ?[0-9]).*|.*\w[-–—]")
_HYPHEN = re.compile(r"-(?<=\w-)(?=[a-z])")
_EURO = re.compile(r"€(?:uros?)?(?![a-z])|€|(?<![a-z])eur(?:o(?:s|\(s\))?)?(?![a-z])")
_OF_EURO = re.compile(r"(centimes?) d[' ]euros?$")
_MILLION_OF = re.compile(r"(milli(?:on|ard)s?) d[' ]$")
_COMMA = " virgule "
_AFTER_MILLION = re.compile("milli(?:on|ard)s?$")
# One digit without a unit is refused: the 5 of `22 euros 5` may be 50 centimes.
_CENTIMES = re.compile(
    r"(?P<link>,? ?(?:et |virgule )?)(?:(?P<words>[a-z ]+?)|(?P<digits>[0-9]{2}|[0-9](?= ?[c/])))"
    r" ?(?P<unit>centimes?|cts?|cents?|c|/ ?100|)"
)
_LINKS = ("et", "virgule")
_NOUGHT = "zero "
_MOST_WORDS = 40
"""More than the longest amount has."""
# *Deux cents* may be hundreds, *soixante euros deux* two words exchanged, *quarante c* a word cut short.
_LEAST_IN_WORDS = {"centime": 0, "ct": 0, "cent": 20, "": 10}


def write(money: Money) -> str:
    """The amount in words: *vingt-deux euros et quarante-cinq centimes*, *un million d'euros*, *zéro euro*.

    Raises:
        ValueError: the amount is negative; no paper says such a thing in words.
    """
    if money < ZERO:
        raise ValueError("a negative amount in words")
    euros, cents = divmod(money.cents, _CENTS)
    parts = [_counted(euros, "euro")] if euros or not cents else []
    if cents:
        parts.append(_counted(cents, "centime"))
    return " et ".join(parts)


def read(text: str) -> Money:
    """Read an amount in words as it was typed from a cheque, strokes before and after it included.

    Read: with hyphens or without, in capitals, without accents, traditional, 1990, Belgian and Swiss spellings, a
    forgotten plural, `22 euros 45`, `et 45/100`, `45 cts`, `vingt-deux virgule quarante-cinq euros`. Everything that
    can be read in two ways or in none is refused, figures and words without a currency among them.

    Raises:
        RuleBroken: `WORDS_UNREADABLE`, with the first word that cannot stand where it does (`unread_word`) or, where
            all of them can, *euros* (`missing_word`); or `AMOUNT_TOO_LARGE` above `figures.LARGEST`.
    """
    try:
        money = Money(_cents(_flat(text)))
    except ValueError as error:
        unread = _unread_word(text)
        missing = "" if unread else "euros"
        raise RuleBroken(Broken.WORDS_UNREADABLE, text=text, unread_word=unread, missing_word=missing) from error
    if money > LARGEST:
        raise RuleBroken(Broken.AMOUNT_TOO_LARGE, text=text)
    return money


def _counted(number: int, noun: str) -> str:
    from num2words import num2words  # noqa: PLC0415 - all its languages, for what is written in one

    of = "d'" if number and number % _MILLION == 0 else ""
    plural = "s" if number > 1 else ""
    written = num2words(number, lang="fr")  # type: ignore[no-untyped-call] # the library has no types
    return f"{written} {of}{noun}{plural}"


def _flat(text: str) -> str:
    """Small letters without accents, single spaces, no hyphens, no strokes around."""
    letters = unaccented(text.lower())
    spaced = " ".join(letters.replace("’", "'").replace("‐", "-").replace("‑", "-").split())
    if _LONE_DASH.fullmatch(spaced):
        raise ValueError("a minus sign, or a word cut short")
    return _HYPHEN.sub(" ", spaced.strip(_STROKES))


def _cents(flat: str) -> int:
    sentence = _OF_EURO.sub(r"\1", flat)
    euro = _EURO.search(sentence)
    if euro is None:
        return _centimes(sentence, alone=True)
    whole, rest = sentence[: euro.start()], sentence[euro.end() :]
    whole, comma, decimals = _MILLION_OF.sub(r"\1", whole).rstrip().partition(_COMMA)
    if comma and (rest or _AFTER_MILLION.search(whole)):
        raise ValueError("centimes twice, or parts of a million")
    if comma:
        rest = f",{decimals}"
    return _number(whole) * _CENTS + (_centimes(rest, alone=False) if rest else 0)


def _centimes(flat: str, *, alone: bool) -> int:
    match = _CENTIMES.fullmatch(flat)
    if match is None:
        raise ValueError("no centimes")
    unit = match["unit"].removesuffix("s")
    if alone and (match["link"] or unit not in {"centime", "ct"}):
        raise ValueError("an amount without euros that does not say centimes")
    if match["digits"]:
        return int(match["digits"])
    number, least = _number(match["words"].removeprefix(_NOUGHT)), _LEAST_IN_WORDS.get(unit, _CENTS)
    if match["words"].startswith(_NOUGHT):
        is_certain = not unit and 0 < number < _TEN
    else:
        is_certain = least <= number < _CENTS or (number == 0 and least < _CENTS)
    if not is_certain:
        raise ValueError("not certainly centimes")
    return number


def _number(flat: str) -> int:
    if _DIGITS.fullmatch(flat):
        return int(flat.replace(" ", ""))
    printed = _PRINTED_HUNDRED.match(flat)
    number = flat if printed is None else flat[printed.end() :]
    match = _NUMBER.fullmatch(number)
    if match is None:
        raise ValueError("not a number")
    if match["too_large"]:
        return _MILLION * _MILLION
    counted: int = text2num(_MIL.sub("mille", number).replace("zero", "zéro"), "fr")
    return counted


def _unread_word(text: str) -> str:
    """The word at which a sentence that is refused cannot be read on; empty where there is none."""
    try:
        words = _flat(text).split()[:_MOST_WORDS]
    except ValueError:
        return "-"
    read = max((at for at in range(1, len(words) + 1) if _begins(" ".join(words[:at]))), default=0)
    rest = words[read:]
    unread = rest[1] if len(rest) > 1 and rest[0] in _LINKS else "".join(rest[:1])
    as_typed = (word for word in re.findall(r"[^\s-]+", text) if unaccented(word.lower()) == unread)
    return next(as_typed, unread)


def _begins(flat: str) -> bool:
    """Whether a sentence that goes on so far makes sense: as it is, or as so many euros."""
    for sentence in (flat, f"{flat} euros"):
        with suppress(ValueError):
            _cents(sentence)
            return True
    return False
