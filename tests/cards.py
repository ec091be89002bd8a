"""Card numbers for tests: those that processors publish for trials, and any other that could be one."""

from collections.abc import Iterable

from hypothesis import strategies as st

from backoffice.domain.secret_digits import SecretDigits

VISA = "4970100000000154"
MASTERCARD = "5500005555555559"
NEW_MASTERCARD = "2223000048400011"
AMEX = "378282246310005"


def secret(digits: Iterable[str]) -> SecretDigits:
    number = SecretDigits()
    for digit in digits:
        number.insert(len(number), int(digit))
    return number


def checked(digits: str) -> str:
    """The digits and their check digit."""
    doubled = sum(sum(divmod(2 * int(digit), 10)) for digit in digits[::-2])
    return f"{digits}{-(doubled + sum(int(digit) for digit in digits[-2::-2])) % 10}"


cb_numbers = st.one_of(
    st.from_regex(r"4[0-9]{14}", fullmatch=True),
    st.from_regex(r"4[0-9]{17}", fullmatch=True),
    st.from_regex(r"5[1-5][0-9]{13}", fullmatch=True),
    st.builds("{}{}".format, st.integers(2221, 2720), st.from_regex(r"[0-9]{11}", fullmatch=True)),
).map(checked)
amex_numbers = st.from_regex(r"3[47][0-9]{12}", fullmatch=True).map(checked)
