import pytest
from hypothesis import given
from hypothesis import strategies as st

from backoffice.domain.cheque_number import ChequeNumber, parse, rlmc_key
from backoffice.domain.errors import Broken, RuleBroken

_LINE = "5508018 021010041908 006617182025"


@pytest.mark.parametrize(("line", "key"), [(_LINE, 56), ("1298107 063016806908 033002762000", 38)])
def test_the_published_keys(line: str, key: int) -> None:
    assert rlmc_key(line.replace(" ", "")) == key


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("5508018", ChequeNumber("5508018", None)),
        ("18", ChequeNumber("0000018", None)),
        (" 5508 018", ChequeNumber("5508018", None)),
        (_LINE, ChequeNumber("5508018", 56)),
        (_LINE + " 56", ChequeNumber("5508018", 56)),
        (_LINE.replace(" ", ""), ChequeNumber("5508018", 56)),
        (":5508018;021010041908>006617182025<", ChequeNumber("5508018", 56)),
    ],
)
def test_numbers_and_lines(text: str, read: ChequeNumber) -> None:
    assert parse(text) == read


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", Broken.CHEQUE_NUMBER_UNREADABLE),
        ("0000000", Broken.CHEQUE_NUMBER_UNREADABLE),
        ("55O8018", Broken.CHEQUE_NUMBER_UNREADABLE),
        ("²²", Broken.CHEQUE_NUMBER_UNREADABLE),
        ("4.3", Broken.CHEQUE_NUMBER_UNREADABLE),
        ("22.45", Broken.CHEQUE_NUMBER_UNREADABLE),
        ("5508-018", Broken.CHEQUE_NUMBER_UNREADABLE),
        ("55080181", Broken.CMC7_UNREADABLE),
        (_LINE[:-1], Broken.CMC7_UNREADABLE),
        (_LINE + "5", Broken.CMC7_UNREADABLE),
        (_LINE + "57", Broken.CMC7_KEY_WRONG),
    ],
)
def test_what_is_no_cheque(text: str, code: Broken) -> None:
    with pytest.raises(RuleBroken) as refusal:
        parse(text)
    assert refusal.value.code is code


@given(st.text("0123456789", min_size=31, max_size=31), st.integers(0, 30), st.integers(1, 9))
def test_one_wrong_digit_never_has_the_same_key(line: str, place: int, shift: int) -> None:
    other = str((int(line[place]) + shift) % 10)
    misread = line[:place] + other + line[place + 1 :]
    assert rlmc_key(misread) != rlmc_key(line)
    with pytest.raises(RuleBroken):
        parse(f"{misread}{rlmc_key(line):02d}")
