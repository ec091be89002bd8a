"""IBANs: reading, checking, masking. In clear they exist only between a field and the vault."""

import re
from collections.abc import Iterator, Mapping
from enum import StrEnum, unique

from backoffice.domain.errors import Broken, RuleBroken

LENGTHS = range(15, 35)
"""From the shortest IBAN there is (Norway) to the longest that may be (ISO 13616)."""

_COUNTRIES_OF_LENGTH: Mapping[int, str] = {
    15: "NO",
    16: "BE",
    18: "AX DK FI FK FO GL NL SD",
    19: "MK SI",
    20: "AT BA EE KZ LT LU MN XK",
    21: "CH HR LI LV",
    22: "BG BH CR DE GB GE GG IE IM JE ME RS VA",
    23: "AE GI IL IQ OM SO TL",
    24: "AD CZ ES MD PK RO SA SE SK TN VG",
    25: "AO CV GW LY MZ PT ST",
    26: "DZ IR IS TR",
    27: "BI BL CF CG CM DJ FR GA GF GP GQ GR IT KM MC MF MG MQ MR NC PF PM RE SM TD TF WF YT",
    28: "AL AZ BF BJ BY CI CY DO GT HN HU LB MA ML NE NI PL SN SV TG",
    29: "BR EG PS QA UA",
    30: "JO KW MU YE",
    31: "MT SC",
    32: "LC",
    33: "RU",
}
"""schwifty's, said again: to look for IBANs in every text must not cost the 100 ms of its import."""

_LENGTH_IN: Mapping[str, int] = {
    country: length for length, countries in _COUNTRIES_OF_LENGTH.items() for country in countries.split()
}
_COUNTRY_BEGINS = re.compile("(?=([A-Z]{2})[0-9]{2})")
_ENOUGH_DIGITS = re.compile("(?:[A-Z]*+[0-9]){12}")
"""As the IBAN with the fewest has, the Dutch; of letters alone, which some countries would allow, there is none."""

_RIB_COUNTRIES = frozenset({"FR", "MC", "BL", "GF", "GP", "MF", "MQ", "NC", "PF", "PM", "RE", "TF", "WF", "YT"})
"""Where an account is a RIB. schwifty knows the key of FR and MC only, and lets the others' pass."""

_RIB_LENGTH = 23
_RIB = re.compile("[0-9]{10}[0-9A-Z]{11}[0-9]{2}")
_RIB_LETTERS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "12345678912345678923456789")
_FRENCH_DIGITS = "FR76"
"""How every French IBAN of digits alone begins: its RIB is a multiple of 97, and 152776 mod 97 is 1."""

_KINDS = re.compile("([0-9]+)!?([nace])")
_DIGIT, _EITHER = "n", "c"
"""How the registry of IBANs names what stands in a place; *a* is a letter."""
_BEFORE_IBAN = re.compile("IBAN.*?(?=[A-Z]{2}[0-9]{2})")
_GROUP = 4
_HEAD_OFFICE = 8
"""How many signs the BIC of a bank as a whole has; those of its branches have 11."""


@unique
class IbanFault(StrEnum):
    """What is wrong with an IBAN. The words are in `forms/kit/wording/sentences.py`."""

    COUNTRY = "country"
    LENGTH = "length"
    SIGN = "sign"
    """A letter where there is a digit in that country, or the other way round."""
    KEY = "key"
    """The check digits, or the national key (RIB…)."""


def compact(text: str) -> str:
    """`fr76 3000 6000…` as it is kept: capitals, without spaces, dashes or points."""
    return text if text.isalnum() and text.isupper() else re.sub(r"[\s.-]", "", text).upper()


def masked(text: str) -> str:
    """What lists, logs and error sentences may show: `FR76 •••• 189`."""
    cleaned = compact(text)
    return f"{cleaned[:4]} •••• {cleaned[-3:]}" if len(cleaned) >= LENGTHS.start else "••••"


def stripped(text: str) -> str:
    """An IBAN as someone wrote it, down to its signs: capitals, no blank or mark of any kind, no `IBAN :` before it.

    More than `compact` does, which keeps what is in a file as it is there; of a text that is stripped already nothing
    is taken.
    """
    signs = "".join(sign for sign in text if sign.isascii() and sign.isalnum()).upper()
    return _BEFORE_IBAN.sub("", signs, count=1) if signs.startswith("IBAN") else signs


def ibans_in(signs: str) -> Iterator[str]:
    """Every IBAN, wherever it begins, in the signs of a text: capitals and digits alone, whatever stood between."""
    for begins in _COUNTRY_BEGINS.finditer(signs):
        iban = signs[begins.start() : begins.start() + _LENGTH_IN.get(begins[1], 0)]
        if _ENOUGH_DIGITS.match(iban) and is_valid(iban):
            yield iban


def check_iban(text: str) -> str:
    """The compact IBAN that `text` is, however it is written.

    Raises:
        RuleBroken: `IBAN_WRONG`, without the text; its facts say what is wrong (`iban_fault`), and where it is the
            country, how it begins (`begins_with`); the length, the country and how many signs it has there
            (`signs_wanted`, `FR 27`) and how many are missing (`signs_missing`, below zero where there are too many);
            a sign, which one, from 1 (`wrong_sign`, `7 O`).
    """
    iban = stripped(text)
    if not is_valid(iban):
        raise _refusal(iban)
    return iban


def bank_code(iban: str) -> str:
    """The code of the bank in a compact IBAN: the 5 digits of a RIB, or what is its like abroad; empty if unknown."""
    if iban[:2] in _RIB_COUNTRIES:
        return iban[4:9]
    from schwifty import IBAN  # noqa: PLC0415 - 100 ms to import
    from schwifty.exceptions import SchwiftyException  # noqa: PLC0415 - as said above

    try:
        return IBAN(iban, allow_invalid=True).bank_code
    except SchwiftyException:
        return ""


def bank_name(iban: str) -> str:
    """The name of the bank of a compact IBAN, to be compared with the paper; empty where none is known.

    A hint and no more: the registry is schwifty's, and banks merge.
    """
    from schwifty import registry  # noqa: PLC0415 - 100 ms to import

    banks = registry.get_banks_by_code("FR" if iban[:2] in _RIB_COUNTRIES else iban[:2], bank_code(iban))
    # Several names have the code of a French mutual bank: last that of the group's head office, whose BIC ends in XXX.
    closest = sorted(banks, key=lambda bank: (len(bank.bic) != _HEAD_OFFICE, bank.bic.endswith("XXX")))
    return closest[0].name if closest else ""


def accepted(iban: str, banks: str) -> bool:
    """Whether a partner file takes a compact IBAN (P-67).

    Args:
        iban: compact.
        banks: the RIB bank codes that it accepts, `|` between; empty where it takes any. A foreign account is on no
            such list, even where its bank's code happens to read the same.
    """
    return not banks or (iban[:2] in _RIB_COUNTRIES and bank_code(iban) in banks.split("|"))


def is_valid(iban: str) -> bool:
    """Whether a compact IBAN holds: its length, its check digits, and the national key where there is one."""
    if iban[:2] not in _RIB_COUNTRIES:
        return _is_valid_abroad(iban)
    rib = iban[4:]
    if len(rib) != _RIB_LENGTH or not iban.isascii() or not "01" <= rib[-2:] <= "97":
        return False
    if rib.isdigit() and iban.startswith(_FRENCH_DIGITS):  # nearly every account, ten times as fast
        return int(rib) % 97 == 0
    rib_holds = _RIB.fullmatch(rib) is not None and int(rib.translate(_RIB_LETTERS)) % 97 == 0
    return rib_holds and iban[2:4] == _check_digits(iban[:2], rib)


def _check_digits(country: str, bban: str) -> str:
    """ISO 13616: 98 − (the account, the country and 00, letters as 10 to 35) mod 97."""
    return f"{98 - int(''.join(str(int(sign, 36)) for sign in f'{bban}{country}00')) % 97:02d}"


def _is_valid_abroad(iban: str) -> bool:
    plausible = len(iban) in LENGTHS and iban.isascii() and iban.isalnum() and iban.isupper()
    if not plausible or iban[2:4] != _check_digits(iban[:2], iban[4:]):
        return False
    # 100 ms to import, for the few foreign IBANs only
    from schwifty import IBAN  # noqa: PLC0415 - as said above
    from schwifty.checksum import algorithms  # noqa: PLC0415 - as said above
    from schwifty.exceptions import SchwiftyException  # noqa: PLC0415 - as said above

    # Where schwifty has no algorithm (Hungary, Sweden…) it would only warn, and the check digits are all there is.
    has_national_key = any(name[:2] == iban[:2] for name in algorithms)
    try:
        IBAN(iban, validate_bban=has_national_key)
    except SchwiftyException:
        return False
    return True


def _refusal(iban: str) -> RuleBroken:
    from schwifty import registry  # noqa: PLC0415 - 100 ms to import
    from schwifty.exceptions import InvalidCountryCode  # noqa: PLC0415 - as said above

    country = iban[:2]
    try:
        spec = registry.get_iban_spec(country)
    except InvalidCountryCode:
        return RuleBroken(Broken.IBAN_WRONG, iban_fault=IbanFault.COUNTRY, begins_with=country)
    if missing := spec.iban_length - len(iban):
        wanted = f"{country} {spec.iban_length}"
        return RuleBroken(Broken.IBAN_WRONG, iban_fault=IbanFault.LENGTH, signs_wanted=wanted, signs_missing=missing)
    kinds = "nn" + "".join(kind * int(number) for number, kind in _KINDS.findall(spec.bban_spec))
    for place, (sign, kind) in enumerate(zip(iban[2:], kinds, strict=True), start=3):
        if kind != _EITHER and sign.isdigit() is not (kind == _DIGIT):
            return RuleBroken(Broken.IBAN_WRONG, iban_fault=IbanFault.SIGN, wrong_sign=f"{place} {sign}")
    return RuleBroken(Broken.IBAN_WRONG, iban_fault=IbanFault.KEY)
