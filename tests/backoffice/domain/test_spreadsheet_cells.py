import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from backoffice.domain.spreadsheet_cells import guarded, unguarded

_TEXTS = st.text(st.sampled_from("'=+-@ab1 \t\r\n\u00a0\u202f\x0b\x1d\ufeff＝－"), max_size=8) | st.text(max_size=20)


@given(_TEXTS)
def test_what_is_guarded_comes_back(text: str) -> None:
    assert unguarded(guarded(text)) == text


@given(_TEXTS)
@example("\t=1+1")
@example("\r=1+1")
@example("  \u00a0=1+1")
@example("\ufeff@SUM(A1)")
def test_a_guarded_text_is_no_formula(text: str) -> None:
    seen = guarded(text).lstrip().lstrip("\x00\t\r\n\ufeff\u200b \u00a0")
    assert not seen.startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))


@pytest.mark.parametrize("text", ["DURAND", "'T HOOFT", "12 rue = 3", " DURAND", "\tDURAND", ""])
def test_other_texts_are_left_alone(text: str) -> None:
    assert guarded(text) == text == unguarded(text)
