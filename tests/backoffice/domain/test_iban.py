import pytest
from hypothesis import given
from hypothesis import strategies as st
from schwifty import IBAN
from schwifty.exceptions import SchwiftyException

from backoffice.domain.iban import compact, is_valid, masked

VECTORS = ("FR1420041010050500013M02606", "FR7630006000011234567890189", "FR7616348000011523645985206")
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ACCOUNTS = st.text("0123456789" + _LETTERS, min_size=11, max_size=11) | st.text("0123456789", min_size=11, max_size=11)


def _schwifty_says(iban: str) -> bool:
    try:
        IBAN(iban, validate_bban=True)
    except SchwiftyException:
        return False
    return True


@st.composite
def french_ibans(draw: st.DrawFn) -> str:
    bank, branch = draw(st.integers(0, 99_999)), draw(st.integers(0, 99_999))
    return str(IBAN.generate("FR", f"{bank:05d}", draw(_ACCOUNTS), f"{branch:05d}"))


@st.composite
def nearly_ibans(draw: st.DrawFn) -> str:
    iban = draw(french_ibans())
    place = draw(st.integers(0, len(iban) - 1))
    return iban[:place] + draw(st.sampled_from("0123456789AZ")) + iban[place + 1 :]


@pytest.mark.parametrize("iban", VECTORS)
def test_the_known_ibans_hold(iban: str) -> None:
    assert is_valid(iban)


@given(french_ibans())
def test_what_schwifty_makes_holds(iban: str) -> None:
    assert is_valid(iban)


@given(nearly_ibans())
def test_a_changed_sign_is_judged_as_schwifty_does(iban: str) -> None:
    assert is_valid(iban) == _schwifty_says(iban)


@given(st.text("FR0123456789MCA ²٣é", max_size=30))
def test_nonsense_does_not_hold(text: str) -> None:
    assert not is_valid(text)


def test_a_rib_key_has_one_form_only() -> None:
    # 98 and 00 leave the same remainder as the keys 01 and 97.
    assert is_valid("FR7699011001000000000001497") == _schwifty_says("FR7699011001000000000001497")
    for key in range(100):
        iban = f"FR769901100100000000000{14:02d}{key:02d}"
        assert is_valid(iban) == _schwifty_says(iban)


@pytest.mark.parametrize("country", ["GP", "MQ", "RE", "NC"])
def test_overseas_the_rib_key_is_checked_although_schwifty_lets_it_pass(country: str) -> None:
    rib = VECTORS[1][4:]
    wrong = f"{rib[:-1]}{(int(rib[-1]) + 1) % 10}"
    assert is_valid(_with_check_digits(country, rib))
    assert not is_valid(_with_check_digits(country, wrong))


@pytest.mark.parametrize(
    ("iban", "holds"),
    [
        ("BE68539007547034", True),
        ("BE68539007547035", False),
        ("DE89370400440532013000", True),
        ("HU42117730161111101800000000", True),  # a national key that schwifty does not know: no warning either
        ("ES9121000418450200051332", True),
        ("ES9121000418450200051333", False),
        ("MC5811222000010123456789030", True),
        ("XX0012345678901234", False),
    ],
)
def test_abroad(iban: str, *, holds: bool) -> None:
    assert is_valid(iban) is holds


def test_spaces_dashes_and_small_letters_are_set_aside() -> None:
    assert compact(" fr76 3000-6000.0112 3456 7890 189 ") == VECTORS[1]


@given(st.text(min_size=0, max_size=40))
def test_a_mask_shows_seven_signs_at_most(text: str) -> None:
    shown = masked(text).replace("•", "").replace(" ", "")
    assert len(shown) <= 7
    assert len(compact(text)) >= 15 or not shown


def _with_check_digits(country: str, rib: str) -> str:
    number = "".join(str(int(sign, 36)) for sign in f"{rib}{country}00")
    return f"{country}{98 - int(number) % 97:02d}{rib}"
