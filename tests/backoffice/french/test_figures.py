from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.money import Money
from backoffice.french.figures import (
    LARGEST,
    amount,
    day_of,
    euros,
    hour,
    moment,
    plain,
    read_amount,
    read_date,
    short_date,
    signed,
    signed_euros,
    unspaced,
)

money = st.integers(0, LARGEST.cents).map(Money)

AMOUNTS = {
    "0": 0,
    "12": 12_00,
    "12,5": 12_50,
    "12.5": 12_50,
    "12,50": 12_50,
    ",50": 50,
    "0,05": 5,
    "007,10": 7_10,
    "000000000012": 12_00,
    "1234.56": 1_234_56,
    "1234,56": 1_234_56,
    "1 234,56": 1_234_56,
    "1 234.56": 1_234_56,
    "1\u00a0234,56": 1_234_56,
    "1\u202f234,56\u00a0€": 1_234_56,
    "1.234,56 €": 1_234_56,
    "1 234": 1_234_00,
    "12.345.678,90": 12_345_678_90,
    "22,45EUR": 22_45,
    "22,45 euros": 22_45,
    " 22,45€ ": 22_45,
    "99 999 999,99": 99_999_999_99,
}
UNREADABLE = (
    "", " ", ",", ".", "€", "12,", "12.", "1.234", "1,234", "0,123", "12,345", "1,234.56", "1.234.567", "0.234,56",
    "12 34", "1 2345", "1 234 56", "-12", "\u221212,00", "+12", "12-", "12,5,0", "12 , 50", "1e3", "0x12", "²²", "12²",
    "٢٢", "douze", "12 $", "€ 12", "12 €€", "12,50 francs", "1'234,00", "1_234", "nan", "12,50\n13,50",
)  # fmt: skip


@pytest.mark.parametrize(("text", "cents"), AMOUNTS.items())
def test_amounts_are_read(text: str, cents: int) -> None:
    assert read_amount(text) == Money(cents)


@pytest.mark.parametrize("text", UNREADABLE)
def test_what_can_be_read_in_two_ways_or_in_none_is_refused(text: str) -> None:
    with pytest.raises(RuleBroken) as raised:
        read_amount(text)
    assert raised.value.code is Broken.AMOUNT_UNREADABLE
    assert raised.value.facts == {"text": text}


@pytest.mark.parametrize("text", ["100000000", "100 000 000,00 €", "9" * 5000])
def test_an_amount_beyond_the_largest_is_refused(text: str) -> None:
    with pytest.raises(RuleBroken) as raised:
        read_amount(text)
    assert raised.value.code is Broken.AMOUNT_TOO_LARGE


@given(money)
def test_what_is_written_is_read_back(value: Money) -> None:
    assert read_amount(amount(value)) == value
    assert read_amount(euros(value)) == value
    assert read_amount(plain(value)) == value
    assert read_amount(amount(value).replace("\u202f", ".")) == value
    assert read_amount(plain(value).replace(",", ".")) == value


@given(
    st.integers(0, 99_999),
    st.sampled_from(",."),
    st.text("0123456789", min_size=3, max_size=6),
    st.sampled_from(["", " €"]),
)
def test_thousands_or_decimals_are_never_guessed(whole: int, mark: str, digits: str, unit: str) -> None:
    with pytest.raises(RuleBroken) as raised:
        read_amount(f"{whole}{mark}{digits}{unit}")
    assert raised.value.code is Broken.AMOUNT_UNREADABLE


@given(st.text("0123456789 .,€-\u202feEr²", max_size=14))
def test_any_text_is_an_amount_of_the_house_or_refused(text: str) -> None:
    try:
        value = read_amount(text)
    except RuleBroken as broken:
        if broken.code in {Broken.AMOUNT_UNREADABLE, Broken.AMOUNT_TOO_LARGE}:
            return
        raise
    assert Money(0) <= value <= LARGEST


def test_amounts_are_written_as_a_french_reader_writes_them() -> None:
    assert amount(Money(1_234_56)) == "1\u202f234,56"
    assert amount(Money(5)) == "0,05"
    assert amount(Money(99_999_999_99)) == "99\u202f999\u202f999,99"
    assert euros(Money(1_234_56)) == "1\u202f234,56\u00a0€"
    assert plain(Money(1_234_56)) == "1234,56"


def test_amounts_under_zero_carry_a_sign() -> None:
    assert amount(Money(-5)) == "\u22120,05"
    assert euros(Money(-1_234_56)) == "\u22121\u202f234,56\u00a0€"
    assert plain(Money(-1_234_56)) == "-1234,56"


def test_a_difference_carries_its_sign_either_way() -> None:
    assert [signed(Money(cents)) for cents in (4000, 0, -1715)] == ["+40,00", "0,00", "\u221217,15"]
    assert signed_euros(Money(4000)) == "+40,00\u00a0€"


@given(st.integers(-99_999_999_99, 99_999_999_99).map(Money))
def test_an_amount_as_it_is_shown_is_a_plain_number_without_its_blanks(money: Money) -> None:
    for shown in (amount(money), euros(money), signed(money), signed_euros(money)):
        assert unspaced(shown) == plain(money)


@pytest.mark.parametrize(
    "text", ["", "–", "12 345", "0612345678", "5508018", "1,5", "J 121 5", "12,50\u00a0$", "\u2212", "20 %", "+33"]
)
def test_what_is_no_amount_stays_as_it_is(text: str) -> None:
    assert unspaced(text) == text.removeprefix("+")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("20/02/2019", date(2019, 2, 20)),
        ("20/02/19", date(2019, 2, 20)),
        ("1/2/24", date(2024, 2, 1)),
        ("20022019", date(2019, 2, 20)),
        ("200219", date(2019, 2, 20)),
        ("20.02.2019", date(2019, 2, 20)),
        ("04,03,24", date(2024, 3, 4)),
        ("2019-02-20", date(2019, 2, 20)),
        (" 29/02/2024 ", date(2024, 2, 29)),
        ("31/12/1999", date(1999, 12, 31)),
    ],
)
def test_dates_are_read(text: str, day: date) -> None:
    assert read_date(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "", "20", "20/02", "20/02-2019", "20.02/2019", "20,02.2019", "04,03", "02/20/2019", "31/02/2024", "29/02/2023",
        "00/01/2024",
        "20/02/219", "20/02/0219", "20/02/20199", "20190220", "2019/02/20", "2002201", "٢٠/02/2019", "²0/02/2019",
        "2019-2-20", "19-02-20", "hier",
    ],
)  # fmt: skip
def test_a_date_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(RuleBroken) as raised:
        read_date(text)
    assert raised.value.code is Broken.DATE_UNREADABLE
    assert raised.value.facts == {"text": text}


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_a_date_is_read_back_in_every_way_of_writing_it(day: date) -> None:
    assert short_date(day) == f"{day.day:02d}/{day.month:02d}/{day.year}"
    for pattern in ("%d/%m/%Y", "%d/%m/%y", "%d%m%Y", "%d%m%y", "%d.%m.%Y", "%d,%m,%y", "%Y-%m-%d"):
        assert read_date(day.strftime(pattern)) == day


def test_moments_are_told_in_the_time_of_paris() -> None:
    assert moment(datetime(2024, 3, 4, 16, 55, tzinfo=UTC)) == "04/03/2024 à 17:55"
    assert hour(datetime(2024, 3, 4, 16, 55, tzinfo=UTC)) == "17:55"
    assert moment(datetime(2024, 7, 31, 22, 5, tzinfo=UTC)) == "01/08/2024 à 00:05"
    assert moment(datetime(2024, 3, 4, 12, 0, tzinfo=timezone(timedelta(hours=-5)))) == "04/03/2024 à 18:00"


def test_the_day_of_a_moment_is_that_of_paris() -> None:
    assert day_of(datetime(2024, 3, 4, 16, 55, tzinfo=UTC)) == "04/03/2024"
    assert day_of(datetime(2024, 7, 31, 22, 5, tzinfo=UTC)) == "01/08/2024"


def test_a_moment_without_a_time_zone_is_a_bug() -> None:
    with pytest.raises(ValueError, match="time zone"):
        moment(datetime(2024, 3, 4, 16, 55))  # noqa: DTZ001 - the very thing that is refused
