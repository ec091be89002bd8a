import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from backoffice.domain.iban import is_valid
from backoffice.domain.iban_look_alikes import exchanges
from tests.ibans import BELGIAN, FRENCH, POSTAL, french_ibans, valid_ibans

_LOOKS_LIKE = {"0": "O", "1": "I"}


def _mended(iban: str) -> str:
    signs = list(iban)
    for at, sign in exchanges(iban):
        signs[at] = sign
    return "".join(signs)


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        (FRENCH.replace("0", "O"), FRENCH),
        (FRENCH.replace("0", "O").replace("1", "I"), FRENCH),
        (BELGIAN.replace("0", "O"), BELGIAN),
        ("N09386011117947", "NO9386011117947"),
        ("1T60X0542811101000000123456", "IT60X0542811101000000123456"),
    ],
)
def test_signs_that_look_alike_are_exchanged(wrong: str, right: str) -> None:
    assert is_valid(right)
    assert _mended(wrong) == right


@given(valid_ibans, st.data())
def test_a_digit_typed_as_the_letter_that_it_looks_like_is_found(iban: str, data: st.DataObject) -> None:
    places = [at for at, sign in enumerate(iban) if at > 1 and sign in "01"]
    assume(places)
    at = data.draw(st.sampled_from(places))
    wrong = iban[:at] + _LOOKS_LIKE[iban[at]] + iban[at + 1 :]
    assume(not is_valid(wrong))
    assert _mended(wrong) in {iban, wrong}  # another letter O of the account may make it right as well
    if not set(iban[2:]) & {"O", "I"}:
        assert _mended(wrong) == iban


@given(french_ibans(), st.integers(2, 26), st.sampled_from("0123456789OI"))
def test_what_is_offered_is_right_and_differs_in_signs_that_look_alike(iban: str, at: int, sign: str) -> None:
    wrong = iban[:at] + sign + iban[at + 1 :]
    assume(not is_valid(wrong))
    mended = _mended(wrong)
    assert mended == wrong or is_valid(mended)
    assert mended.replace("O", "0").replace("I", "1") == wrong.replace("O", "0").replace("I", "1")


@pytest.mark.parametrize("text", ["", "O", "FR", "OIOIOIOIOIOIOIOIOIOIOIOIOIO", FRENCH[:-1] + "8", POSTAL[:-1]])
def test_nothing_is_offered_for_what_stays_wrong(text: str) -> None:
    assert exchanges(text) == ()
