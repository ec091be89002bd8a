from dataclasses import asdict

import pytest

from backoffice.domain.errors import Broken, RuleBroken
from backoffice.french.binding import compare


def test_the_words_bind_where_the_two_differ() -> None:
    reading = compare("22,45", "vingt-deux euros et quarante-six centimes")
    assert asdict(reading) == {"figures_cents": 22_45, "words_cents": 22_46, "binding_cents": 22_46, "agree": False}


def test_figures_and_words_agree() -> None:
    reading = compare("1 200,00 €", "--- douze cents euros ---")
    assert asdict(reading) == {
        "figures_cents": 1_200_00,
        "words_cents": 1_200_00,
        "binding_cents": 1_200_00,
        "agree": True,
    }


@pytest.mark.parametrize(
    ("figures", "words", "code"),
    [
        ("1.234", "vingt euros", Broken.AMOUNT_UNREADABLE),
        ("20,00", "vingt", Broken.WORDS_UNREADABLE),
        ("100000000", "vingt euros", Broken.AMOUNT_TOO_LARGE),
    ],
)
def test_what_cannot_be_read_is_refused(figures: str, words: str, code: Broken) -> None:
    with pytest.raises(RuleBroken) as raised:
        compare(figures, words)
    assert raised.value.code is code
