import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backoffice.domain.search_name import SEARCH_NAME_LENGTH, search_name, search_prefix


@pytest.mark.parametrize(
    ("last", "first", "expected"),
    [
        ("DURAND", "Marie", "DURAND MARIE"),
        ("de La Tour", "Jean-Marie", "DE LA TOUR JEAN MARIE"),
        ("LEFÈVRE", "Zoé", "LEFEVRE ZOE"),
        ("Cœurderoy", "Æmilia", "COEURDEROY AEMILIA"),
        ("D'AUBIGNÉ", "", "D AUBIGNE"),
        ("  Straße ", " Øystein", "STRASSE OYSTEIN"),
        ("O’NEILL", "ﬁona", "O NEILL FIONA"),
        ("", "Ève", "EVE"),
        ("ΠΑΠΑΣ", "", ""),
    ],
)
def test_names(last: str, first: str, expected: str) -> None:
    assert search_name(last, first) == expected


@given(st.text(max_size=80), st.text(max_size=80))
def test_a_search_name_is_capitals_digits_and_single_spaces(last: str, first: str) -> None:
    name = search_name(last, first)
    assert re.fullmatch("(?:[A-Z0-9]+(?: [A-Z0-9]+)*)?", name)
    assert len(name) <= SEARCH_NAME_LENGTH


@given(st.text(max_size=80), st.text(max_size=80))
def test_folding_apart_and_together_is_the_same(last: str, first: str) -> None:
    assert search_name(last, first) == search_prefix(f"{last} {first}")


@given(st.text(max_size=40))
def test_folding_again_changes_nothing(text: str) -> None:
    assert search_prefix(search_prefix(text)) == search_prefix(text)


@given(st.from_regex("[A-Za-zÀ-ÿ]{1,20}", fullmatch=True), st.integers(1, 20))
def test_the_beginning_of_a_name_is_a_prefix_of_it(last: str, length: int) -> None:
    assert search_name(last, "Marie").startswith(search_prefix(last[:length]))
