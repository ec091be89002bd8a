import pytest
from hypothesis import given
from hypothesis import strategies as st

from backoffice.domain.client_ref import ClientRef
from backoffice.domain.errors import Broken, RuleBroken

DURAND = ClientRef("J", 121, "52134466")

_refs = st.builds(
    ClientRef,
    st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ"),
    st.integers(1, 999),
    st.text("0123456789", min_size=1, max_size=10),
)
_PLACES = {
    **dict(zip("1234567890-/. ", "&é\"'(-è_çà)!: ", strict=True)),
    **dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "qbcdefghijkl,noparstuvzxyw", strict=True)),
}
"""What a French layout makes of the keys of an American keyboard."""
_HANDS = {
    **dict(zip("1234567890-/. ", "!@#$%^&*()6>< ", strict=True)),
    **dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "qbcdefghijkl;noparstuvzxyw", strict=True)),
}
"""What an American layout makes of hands on a French keyboard."""


def _read(text: str) -> list[str]:
    return [str(ref) for ref in ClientRef.readings(text)]


@pytest.mark.parametrize(
    "text",
    [
        "J 121 52134466",
        " J121 52134466 ",
        "J-121-52134466",
        "j/121/52134466",
        "J.121.52134466",
        "*J-121-52134466*",
        "J\t121\t52134466",
        "J\x1d121\x1d52134466\x1d",
        "\x02J-121-52134466\x03",
        "]C1J-121-52134466",
        "#J-121-52134466#",
        "$J 121 52134466%",
        "~J 121 52134466~",
        "8J-121-521344668",
    ],
)
def test_separated_it_is_one_reference(text: str) -> None:
    assert ClientRef.readings(text) == (DURAND,)


@pytest.mark.parametrize("text", ["j12152134466", "J 12152134466", "*J12152134466*"])
def test_written_together_the_code_has_one_two_or_three_digits(text: str) -> None:
    assert ClientRef.readings(text) == (DURAND, ClientRef("J", 12, "152134466"), ClientRef("J", 1, "2152134466"))


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("J5572629582", ["J 557 2629582", "J 055 72629582", "J 005 572629582"]),
        ("J00700012", ["J 007 00012"]),
        ("J05500012", ["J 055 00012", "J 005 500012"]),
        ("J121521344667", ["J 121 521344667", "J 012 1521344667"]),
        ("J1215213446678", ["J 121 5213446678"]),
        ("J71", ["J 007 1"]),
        ("8J718", ["J 007 1"]),
        ("J718", ["J 071 8", "J 007 18"]),
    ],
)
def test_every_code_and_chrono_that_can_be(text: str, read: list[str]) -> None:
    assert _read(text) == read


@pytest.mark.parametrize("text", ["J 7 00012", "J 007 00012"])
def test_leading_zeros_of_the_chrono_are_kept(text: str) -> None:
    assert ClientRef.readings(text) == (ClientRef("J", 7, "00012"),)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("q&é& (é&\"''--", ["Q 121 52134466", "A 121 52134466"]),
        ("Q&É& (É&\"''--", ["Q 121 52134466", "A 121 52134466"]),
        (",)&é&)(é", ["M 121 52"]),
        ("8J)&é&)(é8", ["J 121 52"]),
        ("8j)121)528", ["J 121 52"]),
        ("$c&j)&é&)(é", ["J 121 52"]),
        ("3j)&é&)(é3", ["J 121 52"]),
        ("? &é& (é", ["M 121 52"]),
        ("q!@! %@!", ["Q 121 521", "A 121 521"]),
        (":!@! %@!", ["M 121 521"]),
        ("Z6!@!6%@!", ["Z 121 521", "W 121 521"]),
        ("j!@!>%@!", ["J 121 521"]),
        ("; 121 52134466", ["M 121 52134466"]),
        ("? 121 52134466", ["M 121 52134466"]),
        ("W 121 52134466", ["W 121 52134466", "Z 121 52134466"]),
        ("M 121 52134466", ["M 121 52134466"]),
        ("j& &(", ["J 001 15", "J 007 79"]),
    ],
)
def test_on_the_wrong_layout_the_letter_is_read_with_its_digits(text: str, read: list[str]) -> None:
    assert _read(text) == read


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "J", "J 121", "J1", "121 52134466", "JJ 121 52134466", "J 1212 52134466", "J 121 52134466000"),
        *("J 121 5213446?", "J 121 5213446@", "J 121 5213446é", "8J 121 5213446", "]C1", "*", "8*8"),
        *("J²121 1", "é", "J 000 12", "j&é&1", ":&é& (é", "J12152134466789", "J ١٢١ ٥٢"),
    ],
)
def test_what_is_no_reference_is_refused(text: str) -> None:
    with pytest.raises(RuleBroken) as refusal:
        ClientRef.readings(text)
    assert refusal.value.code is Broken.REFERENCE_UNREADABLE
    assert refusal.value.facts["text"] == text


@given(_refs)
def test_a_reference_reads_as_it_is_written(ref: ClientRef) -> None:
    read = ClientRef.readings(str(ref))
    assert read[0] == ref
    assert len(read) == (2 if ref.letter in "AQWZ" else 1)


@given(_refs, st.sampled_from((1, 2, 3)))
def test_written_together_it_is_among_the_readings_whatever_its_zeros(ref: ClientRef, width: int) -> None:
    assert ref in ClientRef.readings(f"{ref.letter}{ref.partner_code:0{width}d}{ref.chrono}".lower())


@given(_refs, st.sampled_from(" -/."), st.sampled_from((_PLACES, _HANDS)))
def test_on_another_layout_it_is_among_the_readings(ref: ClientRef, gap: str, layout: dict[str, str]) -> None:
    typed = "".join(layout[sign] for sign in f"{ref.letter}{gap}{ref.partner_code}{gap}{ref.chrono}")
    assert ref in ClientRef.readings(typed)
    assert ref in ClientRef.readings(typed.upper())


@given(
    _refs,
    st.sampled_from([*"*#~|$%<>=+!\\([{&_\"'\x02\x1d", "]C1", "]A0", ""]),
    st.text("*#~|$%^;:<>=+!\\ \r\n\t\x03\x1d\x04", max_size=3),
)
def test_signs_around_it_change_nothing(ref: ClientRef, before: str, after: str) -> None:
    assert ClientRef.readings(f"{before}{ref}{after}") == ClientRef.readings(str(ref))


@given(_refs)
def test_stars_that_a_french_keyboard_writes_as_8_are_none_of_its_digits(ref: ClientRef) -> None:
    assert ClientRef.readings(f"8{ref}8") == ClientRef.readings(str(ref))


@given(_refs, st.integers(0, 14), st.sampled_from("?@"))
def test_a_digit_that_was_not_read_is_never_passed_over(ref: ClientRef, back: int, sign: str) -> None:
    text = str(ref)
    at = max(1, len(text) - back)
    with pytest.raises(RuleBroken):
        ClientRef.readings(text[:at] + sign + text[at + 1 :])


@given(st.text(max_size=30))
def test_anything_is_either_read_or_refused(text: str) -> None:
    try:
        read = ClientRef.readings(text)
    except RuleBroken:
        return
    for ref in read:
        assert ref in ClientRef.readings(str(ref))
