"""IBANs for tests, and the ways in which people write them."""

from collections.abc import Sequence

from hypothesis import strategies as st
from schwifty import IBAN

FRENCH = "FR7630006000011234567890189"
POSTAL = "FR1420041010050500013M02606"
BELGIAN = "BE68539007547034"
VECTORS = (POSTAL, FRENCH, "FR7616348000011523645985206")

_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ACCOUNTS = st.text("0123456789" + _LETTERS, min_size=11, max_size=11) | st.text("0123456789", min_size=11, max_size=11)
TYPED_MARKS = (" ", "-", ".", "  ", " / ")
PASTED_MARKS = (*TYPED_MARKS, "\u00a0", "\u202f", "\t", "\n", "–")
_BEFORE = ("", "IBAN", "IBAN : ", "iban ", " IBAN n° ", "(IBAN) ")


@st.composite
def french_ibans(draw: st.DrawFn) -> str:
    bank, branch = draw(st.integers(0, 99_999)), draw(st.integers(0, 99_999))
    return str(IBAN.generate("FR", f"{bank:05d}", draw(_ACCOUNTS), f"{branch:05d}"))


valid_ibans = french_ibans() | st.sampled_from(
    ("MC5811222000010123456789030", BELGIAN, "DE89370400440532013000", "ES9121000418450200051332")
)


@st.composite
def written(draw: st.DrawFn, marks: Sequence[str] = PASTED_MARKS) -> tuple[str, str]:
    """A valid IBAN, compact and in some writing."""
    iban = draw(valid_ibans)
    between = st.sampled_from(("", *marks)) if draw(st.booleans()) else st.sampled_from(marks[:1])
    text = "".join(draw(st.sampled_from((sign, sign.lower()))) + draw(between) for sign in iban)
    before = draw(st.sampled_from([word for word in _BEFORE if word.isascii() or marks is PASTED_MARKS]))
    return iban, before + text


@st.composite
def one_digit_off(draw: st.DrawFn) -> str:
    """A valid IBAN with one digit changed."""
    iban = draw(valid_ibans)
    place = draw(st.sampled_from([place for place, sign in enumerate(iban) if sign.isdigit()]))
    other = draw(st.sampled_from([digit for digit in "0123456789" if digit != iban[place]]))
    return iban[:place] + other + iban[place + 1 :]
