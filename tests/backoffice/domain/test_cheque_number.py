import pytest
from hypothesis import example, given
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
        (_LINE + " 56", ChequeNumber("5508018", 56, key_compared=True)),
        (_LINE + " (56)", ChequeNumber("5508018", 56, key_compared=True)),
        (_LINE.replace(" ", ""), ChequeNumber("5508018", 56)),
        ("5508 018 0210 1004 1908 0066 1718 2025", ChequeNumber("5508018", 56)),
        (":5508018;021010041908>006617182025<", ChequeNumber("5508018", 56)),
        ("A5508018B021010041908C006617182025D", ChequeNumber("5508018", 56)),
        ("e5508018c021010041908c006617182025e56", ChequeNumber("5508018", 56, key_compared=True)),
        ("\x1d5508018\x1d021010041908\x1d006617182025\x1d", ChequeNumber("5508018", 56)),
        ("006617182025 021010041908 5508018", ChequeNumber("5508018", 56)),
        ("<006617182025:021010041908:5508018> 56", ChequeNumber("5508018", 56, key_compared=True)),
        ("((à_à&_", ChequeNumber("5508018", None)),  # an American reader on a French keyboard
        ("M((à_à&_màé&à&àà'&çà_:àà--&è&_éàé(.", ChequeNumber("5508018", 56)),
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
        ("J 121 52134466", Broken.CHEQUE_NUMBER_UNREADABLE),
        ("0000000 021010041908 006617182025", Broken.CHEQUE_NUMBER_UNREADABLE),
        ("55?8018", Broken.CMC7_UNREAD),
        ("550801?", Broken.CMC7_UNREAD),
        ("?", Broken.CHEQUE_NUMBER_UNREADABLE),
        ("5508018 021?10041908 0066171?2025 56", Broken.CMC7_UNREAD),
        ("5508018021?100419080066171?202556", Broken.CMC7_UNREAD),
        ("((§_à&_", Broken.CMC7_UNREAD),
        ("55080180 21010041908 006617182025", Broken.CMC7_ZONES),
        ("5508-018 021010041908 006617182025", Broken.CMC7_ZONES),
        ("0210 1004 1908 0066 1718 2025 5508 018", Broken.CMC7_ZONES),
        ("021010041908 5508018 006617182025", Broken.CMC7_ZONES),
        ("006617182025 021010041908 5508018 57", Broken.CMC7_KEY_WRONG),
        ("A5508018B021010041908C00661718202D", Broken.CMC7_UNREADABLE),
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


_UNREAD = st.sampled_from("?@!*")
_MARKS = st.text(" ABCDE:;<>=#/|-", max_size=3)
_DIGITS = st.text("0123456789", min_size=31, max_size=31).filter(lambda line: line[:7].strip("0"))


@given(_DIGITS, st.integers(0, 32), _UNREAD, st.sampled_from([7, 31, 33]))
def test_a_digit_that_the_reader_could_not_read_is_never_passed_over(line: str, at: int, sign: str, size: int) -> None:
    whole = f"{line}{rlmc_key(line):02d}"[:size]
    at = min(at, size - 1)
    for text in (whole[:at] + sign + whole[at + 1 :], whole[:at] + sign + whole[at:]):
        with pytest.raises(RuleBroken) as refusal:
            parse(text)
        assert refusal.value.code is Broken.CMC7_UNREAD
        assert sign in str(refusal.value.facts["read"])


@given(_DIGITS, st.tuples(_MARKS, _MARKS, _MARKS, _MARKS, _MARKS), st.sampled_from(["without", "with"]))
def test_marks_between_the_zones_change_nothing(line: str, marks: tuple[str, ...], key: str) -> None:
    zones = (line[:7], line[7:19], line[19:], f"{rlmc_key(line):02d}" if key == "with" else "")
    text = marks[0] + "".join(zone + mark for zone, mark in zip(zones, marks[1:], strict=True))
    if marks[1] or not (marks[2] or marks[3]):
        assert parse(text) == ChequeNumber(line[:7], rlmc_key(line), key_compared=key == "with")


@given(_DIGITS, st.integers(1, 30), st.integers(1, 30), st.sampled_from(":;<>A-"))
@example("0" * 30 + "1", 12, 24, ":")
def test_marked_zones_are_those_of_a_line_or_are_named(line: str, one: int, other: int, mark: str) -> None:
    first, second = sorted((one, other))
    number = _number_or_none(mark.join((line[:first], line[first:second], line[second:])))
    known = {(7, 7): line[:7], (7, 19): line[:7], (12, 24): line[24:]}
    assert number in {None, known.get((first, second))}


@given(st.text("0123456789.,:;/-ABCDE? ", max_size=12))
def test_what_is_shorter_than_a_line_is_its_digits_alone(text: str) -> None:
    assert _number_or_none(text) in {None, "".join(text.split()).zfill(7)}


def _number_or_none(text: str) -> str | None:
    try:
        return parse(text).number
    except RuleBroken:
        return None
