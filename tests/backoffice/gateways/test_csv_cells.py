import pytest
from hypothesis import given
from hypothesis import strategies as st

from backoffice.gateways.csv_cells import guarded, unguarded

_TEXTS = st.text(st.sampled_from("'=+-@ab1 "), max_size=8) | st.text(max_size=20)


@given(_TEXTS)
def test_what_is_guarded_comes_back(text: str) -> None:
    assert unguarded(guarded(text)) == text


@given(_TEXTS)
def test_a_guarded_text_is_no_formula(text: str) -> None:
    assert not guarded(text).startswith(("=", "+", "-", "@"))


@pytest.mark.parametrize("text", ["DURAND", "'T HOOFT", "12 rue = 3", ""])
def test_other_texts_are_left_alone(text: str) -> None:
    assert guarded(text) == text == unguarded(text)
