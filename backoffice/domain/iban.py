"""IBANs: reading, checking, masking. In clear they exist only between a field and the vault."""

import re

_RIB_COUNTRIES = frozenset({"FR", "MC", "BL", "GF", "GP", "MF", "MQ", "NC", "PF", "PM", "RE", "TF", "WF", "YT"})
"""Where an account is a RIB. schwifty knows the key of FR and MC only, and lets the others' pass."""

_RIB_LENGTH = 23
_RIB = re.compile("[0-9]{10}[0-9A-Z]{11}[0-9]{2}")
_RIB_LETTERS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "12345678912345678923456789")
_FRENCH_DIGITS = "FR76"
"""How every French IBAN of digits alone begins: its RIB is a multiple of 97, and 152776 mod 97 is 1."""

_SHOWN_FROM = 15
"""The length of the shortest IBAN there is (Norway); of anything shorter nothing is shown."""


def compact(text: str) -> str:
    """`fr76 3000 6000…` as it is kept: capitals, without spaces, dashes or points."""
    return text if text.isalnum() and text.isupper() else re.sub(r"[\s.-]", "", text).upper()


def masked(text: str) -> str:
    """What lists, logs and error sentences may show: `FR76 •••• 189`."""
    cleaned = compact(text)
    return f"{cleaned[:4]} •••• {cleaned[-3:]}" if len(cleaned) >= _SHOWN_FROM else "••••"


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
