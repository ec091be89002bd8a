import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from schwifty import IBAN, registry
from schwifty.exceptions import SchwiftyException

from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.iban import (
    IbanFault,
    accepted,
    bank_code,
    bank_name,
    check_iban,
    compact,
    is_valid,
    masked,
    stripped,
)
from tests.ibans import BELGIAN, FRENCH, POSTAL, VECTORS, french_ibans, one_digit_off, written


def _schwifty_says(iban: str) -> bool:
    try:
        IBAN(iban, validate_bban=True)
    except SchwiftyException:
        return False
    return True


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


@given(written())
def test_however_an_iban_is_written_it_is_read(case: tuple[str, str]) -> None:
    iban, text = case
    assert check_iban(text) == iban


@given(one_digit_off())
def test_one_wrong_digit_is_always_seen(iban: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        check_iban(iban)
    assert refused.value.code is Broken.IBAN_WRONG
    assert iban not in repr(refused.value.facts)


@given(st.text(st.sampled_from("IBANFR76 :é²ı.-"), max_size=30) | st.text(max_size=60))
def test_what_is_stripped_stays_as_it_is(text: str) -> None:
    once = stripped(text)
    assert stripped(once) == once
    assert once == "" or (once.isascii() and once.isalnum() and once == once.upper())


@pytest.mark.parametrize(
    ("text", "fault", "missing"),
    [
        ("", IbanFault.COUNTRY, None),
        ("F", IbanFault.COUNTRY, None),
        (FRENCH[2:], IbanFault.COUNTRY, None),
        ("XX" + FRENCH[2:], IbanFault.COUNTRY, None),
        ("FR", IbanFault.LENGTH, 25),
        (FRENCH[:-1], IbanFault.LENGTH, 1),
        (FRENCH + "12", IbanFault.LENGTH, -2),
        (BELGIAN + "1", IbanFault.LENGTH, -1),
        ("FRO6" + FRENCH[4:], IbanFault.SIGN, None),
        ("FR76O" + FRENCH[5:], IbanFault.SIGN, None),
        ("BE68O" + BELGIAN[5:], IbanFault.SIGN, None),
        (FRENCH[:-1] + "8", IbanFault.KEY, None),
        (BELGIAN[:-1] + "5", IbanFault.KEY, None),
        (FRENCH[:14] + "21" + FRENCH[16:], IbanFault.KEY, None),
    ],
)
def test_it_is_said_which_thing_is_wrong(text: str, fault: IbanFault, missing: int | None) -> None:
    with pytest.raises(RuleBroken) as refused:
        check_iban(text)
    assert refused.value.facts.get("iban_fault") is fault
    assert refused.value.facts.get("signs_missing") == missing


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("XX" + FRENCH[2:], {"begins_with": "XX"}),
        (FRENCH[:-1], {"signs_wanted": "FR 27", "signs_missing": 1}),
        (BELGIAN + "1", {"signs_wanted": "BE 16", "signs_missing": -1}),
        ("FRO6" + FRENCH[4:], {"wrong_sign": "3 O"}),
        ("FR7630OO6" + FRENCH[9:], {"wrong_sign": "7 O"}),
        ("NL91ABN00417164300", {"wrong_sign": "8 0"}),
        ("FR14200410100505OOO13M026O6", {"wrong_sign": "26 O"}),
        (FRENCH[:-1] + "8", {}),
    ],
)
def test_it_is_said_which_sign_or_which_length_is_wrong(text: str, facts: dict[str, object]) -> None:
    with pytest.raises(RuleBroken) as refused:
        check_iban(text)
    assert {name: fact for name, fact in refused.value.facts.items() if name != "iban_fault"} == facts


@given(french_ibans(), st.integers(2, 26), st.sampled_from(["O", "I", "X"]))
def test_a_letter_in_the_place_of_a_digit_is_named_by_its_place(iban: str, place: int, letter: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        check_iban(f"{iban[:place]}{letter}{iban[place + 1 :]}x")
    assert refused.value.facts["signs_missing"] == -1
    if place < 14 or place > 24:
        with pytest.raises(RuleBroken) as refused:
            check_iban(f"{iban[:place]}{letter}{iban[place + 1 :]}")
        assert refused.value.facts["wrong_sign"] == f"{place + 1} {letter}"


@pytest.mark.parametrize("country", sorted(registry.get_countries()))
def test_every_country_is_judged_sign_by_sign(country: str) -> None:
    length = registry.get_iban_spec(country).iban_length
    with pytest.raises(RuleBroken) as refused:
        check_iban(f"{country}0X{'0' * (length - 4)}")
    assert refused.value.facts["wrong_sign"] == "4 X"


@pytest.mark.parametrize(
    ("iban", "code", "name"),
    [
        (FRENCH, "30006", "CREDIT AGRICOLE SA"),
        (POSTAL, "20041", "LA BANQUE POSTALE"),
        (str(IBAN.generate("FR", "30003", "1", "1")), "30003", "SOCIETE GENERALE SA"),
        (str(IBAN.generate("FR", "17515", "1", "1")), "17515", "CAISSE D'EPARGNE ET DE PREVOYANCE ILE-DE-FRANCE"),
        (str(IBAN.generate("GP", "30006", "1", "1")), "30006", "CREDIT AGRICOLE SA"),
        (str(IBAN.generate("FR", "99999", "1", "1")), "99999", ""),
        ("DE89370400440532013000", "37040044", "Commerzbank"),
        (BELGIAN, "539", ""),
        ("XX0012345678901234", "", ""),
    ],
)
def test_a_bank_has_its_code_and_its_name(iban: str, code: str, name: str) -> None:
    assert (bank_code(iban), bank_name(iban)) == (code, name)


def test_a_partner_file_takes_every_bank_or_those_on_its_list() -> None:
    assert accepted(FRENCH, "")
    assert accepted(BELGIAN, "")
    assert accepted(FRENCH, "20041|30006")
    assert accepted(POSTAL, "20041|30006")
    assert not accepted(FRENCH, "20041")
    assert not accepted(FRENCH, "130006")
    assert not accepted(BELGIAN, "539")


def test_an_italian_bank_is_not_the_french_one_of_the_same_code() -> None:
    italian = str(IBAN.generate("IT", "30006", "000000123456", "11101"))
    assert bank_code(italian) == "30006"
    assert not accepted(italian, "30006")


def test_french_ibans_and_foreign_ones_that_cannot_be_do_without_schwifty() -> None:
    code = (
        "import sys; from backoffice.domain.iban import accepted, check_iban, is_valid;"
        f"accepted(check_iban('{FRENCH}'), '30006'); is_valid('{BELGIAN[:-1]}5'); is_valid('BE68');"
        "sys.exit('schwifty' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603 - our own code


def _with_check_digits(country: str, rib: str) -> str:
    number = "".join(str(int(sign, 36)) for sign in f"{rib}{country}00")
    return f"{country}{98 - int(number) % 97:02d}{rib}"
