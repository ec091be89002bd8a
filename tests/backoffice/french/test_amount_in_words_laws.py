import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.money import Money
from backoffice.french.amount_in_words import read, write
from tests.backoffice.french.spellings import REGIONS, cardinal, loose, loose_spellings, printed, sentence

LARGEST_CENTS = 99_999_999_99

# As cheques are: mostly small amounts, but every size is tried.
amounts = st.one_of(st.integers(0, 999_99), st.integers(0, 99_999_99), st.integers(0, LARGEST_CENTS))
strokes = st.sampled_from(["", "-", "--", "-----", "//", "///", "===", "#", "***", "~~~", "...", "— —", "___"])
TYPO_LETTERS = "abcdefghijklmnopqrstuvwxyzéè -'/.,0123456789€"


@st.composite
def spelled(draw: st.DrawFn) -> tuple[int, str]:
    """An amount and one of the ways in which people write it."""
    cents = draw(amounts)
    text = sentence(cents, draw(st.sampled_from(REGIONS)))
    if draw(st.booleans()):
        text = printed(text)
    if draw(st.booleans()):
        text = re.sub("mille\\b", "mil", text)
    hyphens = draw(st.sampled_from(["traditional", "none", "1990"]))
    if hyphens == "none":
        text = text.replace("-", " ")
    elif hyphens == "1990":
        numbers = re.split(r"( d'euros?| euros?(?: et )?| centimes?)", text)
        text = "".join(part if index % 2 else part.replace(" ", "-") for index, part in enumerate(numbers))
    if draw(st.booleans()):
        text = text.replace("zéro", "zero")
    if draw(st.booleans()):
        text = re.sub(r"(cent|vingt|million|euro|centime)s\b", r"\1", text)
    if draw(st.booleans()):
        text = re.sub("centimes?", draw(st.sampled_from(["cts", "ct", "cts."])), text)
    text = re.sub(r"(euros?) et ", rf"\1{draw(st.sampled_from([' et ', ' ', ', ']))}", text)
    if draw(st.booleans()):
        text = text.replace("'", "’").replace("-", "\u2011")
    text = draw(st.sampled_from([text, text.upper(), text.title(), text.capitalize()]))
    return cents, f"{draw(strokes)} {text} {draw(strokes)}"


@st.composite
def mistyped(draw: st.DrawFn) -> tuple[int, str]:
    """An amount, and its words with one letter lost, changed, added or exchanged with the next."""
    cents = draw(amounts)
    text = sentence(cents, draw(st.sampled_from(REGIONS)))
    at = draw(st.integers(0, len(text) - 1))
    letter = draw(st.sampled_from(TYPO_LETTERS))
    edits = (
        text[:at] + text[at + 1 :],
        text[:at] + letter + text[at + 1 :],
        text[:at] + letter + text[at:],
        text[:at] + text[at + 1 : at + 2] + text[at] + text[at + 2 :],
    )
    return cents, draw(st.sampled_from(edits))


@given(amounts)
@example(LARGEST_CENTS)
@example(1_000_000_00)
@example(80_000_000_80)
def test_words_are_the_language_s_own(cents: int) -> None:
    assert write(Money(cents)) == sentence(cents)


@given(amounts)
def test_what_is_written_is_read_back(cents: int) -> None:
    assert read(write(Money(cents))) == Money(cents)


@given(spelled())
def test_every_way_of_writing_is_read(case: tuple[int, str]) -> None:
    cents, text = case
    assert read(text) == Money(cents)


@given(amounts.filter(lambda cents: cents % 100 >= 10), st.sampled_from(["{} virgule {} euros", "{} euros virgule {}"]))
@example(22_45, "{} virgule {} €uros")
def test_a_comma_that_is_said_is_read(cents: int, pattern: str) -> None:
    whole, rest = divmod(cents, 100)
    if whole % 1_000_000:
        assert read(pattern.format(cardinal(whole), cardinal(rest))) == Money(cents)


@given(
    amounts,
    st.sampled_from(["{} euros {:02d}", "{}€{:02d}", "{} EUR et {}/100", "{} euros {} centimes", "{} € {} cts"]),
)
def test_figures_beside_the_currency_are_read(cents: int, pattern: str) -> None:
    assert read(pattern.format(*divmod(cents, 100))) == Money(cents)


def _read_or_none(text: str) -> int | None:
    """The cents of an amount, or none when it is refused by one of the two codes there are for it."""
    try:
        return read(text).cents
    except RuleBroken as broken:
        if broken.code in {Broken.WORDS_UNREADABLE, Broken.AMOUNT_TOO_LARGE}:
            return None
        raise


@given(mistyped())
@example((6_00, "dix euros"))
@example((2_00_00, "cents euros"))
def test_a_typo_is_refused_unless_it_makes_another_amount_of_the_language(case: tuple[int, str]) -> None:
    cents, text = case
    found = _read_or_none(text)
    if found is not None and found != cents:
        assert loose(text) in loose_spellings(found)


@given(amounts, st.data())
def test_a_lost_word_is_refused_unless_what_is_left_is_another_amount(cents: int, data: st.DataObject) -> None:
    words = sentence(cents, data.draw(st.sampled_from(REGIONS))).replace("-", " ").split()
    lost = data.draw(st.integers(0, len(words) - 1))
    text = " ".join(words[:lost] + words[lost + 1 :])
    found = _read_or_none(text)
    if found is not None and found != cents:
        assert loose(text) in loose_spellings(found)


@given(amounts, st.data())
@example(101_000_00, None)
def test_two_words_exchanged_are_refused_unless_they_are_another_amount(cents: int, data: st.DataObject | None) -> None:
    words = sentence(cents).replace("-", " ").split()
    at = 0 if data is None or len(words) == 1 else data.draw(st.integers(0, len(words) - 2))
    text = " ".join([*words[:at], *words[at : at + 2][::-1], *words[at + 2 :]])
    found = _read_or_none(text)
    if found is not None and found != cents:
        assert loose(text) in loose_spellings(found)


@given(st.text(max_size=30))
@example("²² euros")
@example("٢٢ euros")
@example("½ euros")
def test_anything_at_all_is_read_or_refused(text: str) -> None:
    found = _read_or_none(text)
    assert found is None or 0 <= found <= LARGEST_CENTS


@given(st.integers(max_value=-1))
def test_a_negative_amount_has_no_words(cents: int) -> None:
    with pytest.raises(ValueError, match="negative"):
        write(Money(cents))
