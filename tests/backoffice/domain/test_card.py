from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from stdnum import luhn

from backoffice.domain.card import (
    METHODS,
    AliasedCard,
    CardExpiry,
    brand_of,
    check_number,
    last_four,
    luhn_holds,
    read_expiry,
    require_in_force,
    require_method,
)
from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.method import Brand, Method
from tests.cards import AMEX, MASTERCARD, NEW_MASTERCARD, VISA, amex_numbers, cb_numbers, secret

TODAY = date(2024, 3, 4)
figures = st.text(st.sampled_from("0123456789"), min_size=1, max_size=19)


def refusal(number: str) -> Broken:
    with pytest.raises(RuleBroken) as refused:
        check_number(secret(number))
    assert set(refused.value.facts) <= {"digits"}
    return refused.value.code


@pytest.mark.parametrize("number", [VISA, MASTERCARD, NEW_MASTERCARD, "2720990000000007", "4000000000000000006"])
def test_visa_and_mastercard_are_carte_bleue(number: str) -> None:
    assert check_number(secret(number)) is Brand.CB
    assert METHODS[Brand.CB] == 80


@pytest.mark.parametrize("number", [AMEX, "340000000000009"])
def test_an_american_express_is_81(number: str) -> None:
    assert check_number(secret(number)) is Brand.AMEX
    assert METHODS[Brand.AMEX] == 81


@given(cb_numbers | amex_numbers)
def test_a_sound_number_is_taken_and_its_last_four_are_shown(number: str) -> None:
    assert METHODS[check_number(secret(number))] in {80, 81}
    assert last_four(secret(number)) == number[-4:]


@given(figures)
def test_the_check_digit_is_that_of_the_library(digits: str) -> None:
    assert luhn_holds(map(int, digits)) is luhn.is_valid(digits)


@given(cb_numbers | amex_numbers, st.data())
def test_one_wrong_digit_is_always_seen(number: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(4, len(number) - 1))
    other = data.draw(st.sampled_from("0123456789").filter(lambda digit: digit != number[place]))

    assert refusal(f"{number[:place]}{other}{number[place + 1 :]}") is Broken.CARD_NUMBER_WRONG


@given(cb_numbers | amex_numbers, st.data())
def test_two_digits_the_wrong_way_round_are_seen_but_for_0_and_9(number: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(4, len(number) - 2))
    left, right = number[place], number[place + 1]
    assume(left != right and {left, right} != {"0", "9"})

    assert refusal(f"{number[:place]}{right}{left}{number[place + 2 :]}") is Broken.CARD_NUMBER_WRONG


@given(cb_numbers | amex_numbers)
def test_the_brand_is_known_after_four_digits_and_stays(number: str) -> None:
    whole = brand_of(secret(number))

    assert {brand_of(secret(number[:length])) for length in range(4, len(number) + 1)} == {whole}
    assert {brand_of(secret(number[:length])) for length in range(4)} <= {whole, None}


@pytest.mark.parametrize("number", ["30569309025904", "6011111111111117", "3530111333300000", "2220990000000005"])
def test_another_brand_is_not_billed(number: str) -> None:
    assert refusal(number) is Broken.CARD_BRAND_UNKNOWN


@pytest.mark.parametrize("number", ["", "497", VISA[:-1], VISA + "0", AMEX[:-1], AMEX + "0", MASTERCARD + "00"])
def test_a_number_that_is_too_short_or_too_long(number: str) -> None:
    assert refusal(number) is Broken.CARD_LENGTH_WRONG


@pytest.mark.parametrize("method", [Method.CARD, Method.OTHER_CARD, Method.CHEQUE, 20])
def test_an_american_express_is_never_82_nor_anything_but_81(method: int) -> None:
    with pytest.raises(RuleBroken) as refused:
        require_method(Brand.AMEX, method)

    assert refused.value.code is Broken.CARD_IS_AMEX
    require_method(Brand.AMEX, 81)


def test_nothing_else_is_81() -> None:
    with pytest.raises(RuleBroken) as refused:
        require_method(Brand.CB, 81)

    assert refused.value.code is Broken.CARD_IS_NOT_AMEX
    require_method(Brand.CB, 80)


@pytest.mark.parametrize("text", ["0527", "05/27", " 05 27 ", "05-27", "052027", "05/2027"])
def test_an_expiry_is_read_as_it_is_keyed_or_shown(text: str) -> None:
    assert read_expiry(text, TODAY) == CardExpiry(2027, 5)


@pytest.mark.parametrize("text", ["", "527", "1327", "0027", "05271", "mai 27", "²527", "٠٥٢٧", VISA])
def test_what_is_no_expiry_is_refused_and_not_repeated(text: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        read_expiry(text, TODAY)

    assert refused.value.code is Broken.CARD_EXPIRY_UNREADABLE
    assert refused.value.facts == {}


@given(st.dates(date(2000, 1, 1), date(2079, 12, 31)), st.integers(2000, 2099), st.integers(1, 12))
def test_a_card_holds_to_the_end_of_its_month_and_for_20_years_at_most(on: date, year: int, month: int) -> None:
    months = 12 * (year - on.year) + month - on.month
    text = f"{month:02d}{year % 100:02d}"
    if 0 <= months <= 240:
        assert str(read_expiry(text, on)) == f"{month:02d}/{year}"
        assert read_expiry(f"{month:02d}/{year}", on) == read_expiry(text, on)
    else:
        with pytest.raises(RuleBroken) as refused:
            read_expiry(text, on)
        assert refused.value.code is (Broken.CARD_EXPIRED if months < 0 else Broken.CARD_EXPIRY_TOO_FAR)


def test_the_day_decides() -> None:
    expiry = CardExpiry(2024, 3)
    require_in_force(expiry, date(2024, 3, 31))

    with pytest.raises(RuleBroken):
        require_in_force(expiry, date(2024, 4, 1))


def test_what_is_kept_of_a_card_has_no_room_for_its_number() -> None:
    card = AliasedCard("AL-5c0ffee", Brand.CB, "0154", CardExpiry(2027, 5))

    assert AliasedCard.__slots__ == ("alias", "brand", "last4", "expiry")
    assert str(card.expiry) == "05/2027"
