import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backoffice.domain.sepa_latin import sepa_latin

SEPA_SET = re.compile(r"[A-Za-z0-9/?:().,'+ -]*")


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Société Œuvre & Fils", "Societe OEuvre + Fils"),
        ("d’Aubigné, Zoé", "d'Aubigne, Zoe"),
        ("Łódź  Straße\t12_B", "Lodz Strasse 12-B"),
        ("  A*B@C;D  ", "A B C D"),
        ("😀 *", ""),
        ("", ""),
    ],
)
def test_words_are_written_in_the_banks_letters(text: str, plain: str) -> None:
    assert sepa_latin(text, 70) == plain


def test_a_cut_leaves_no_space_at_the_end() -> None:
    assert sepa_latin("DURAND MARIE", 7) == "DURAND"


@given(st.text(), st.integers(min_value=1, max_value=70))
def test_whatever_comes_what_goes_out_is_in_the_set_and_is_not_longer(text: str, length: int) -> None:
    plain = sepa_latin(text, length)

    assert SEPA_SET.fullmatch(plain)
    assert len(plain) <= length
    assert sepa_latin(plain, length) == plain
