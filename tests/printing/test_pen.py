from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfbase import ttfonts

from printing.pen import BOLD, REGULAR, Pen, shortened, width, wrapped
from resources.paths import font_file
from tests.printing.slips import LONGEST_WORDS

_Font: Any = ttfonts.TTFont


@pytest.fixture(autouse=True)
def _registered_fonts() -> None:
    Pen("")


@pytest.mark.parametrize("name", [REGULAR, BOLD])
def test_the_font_has_what_french_papers_need(name: str) -> None:
    face = _Font(name, str(font_file(name))).face
    letters = "àâäæçéèêëîïôœöùûüÿÀÂÆÇÉÈÊËÎÏÔŒÙÛÜŸ«»’…–—·°€\N{MINUS SIGN}\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}"
    assert [letter for letter in letters if ord(letter) not in face.charToGlyph] == []
    assert len({face.charWidths[ord(digit)] for digit in "0123456789"}) == 1


def test_the_licence_of_the_font_lies_beside_it() -> None:
    assert "SIL OPEN FONT LICENSE" in font_file(REGULAR).with_name("OFL.txt").read_text(encoding="utf-8")


@given(st.text(min_size=1), st.integers(20, 300))
def test_a_shortened_name_never_overflows(name: str, room: int) -> None:
    line = shortened(name, room, 9)
    assert width(line, 9) <= room
    assert "\n" not in line


def test_a_name_that_fits_is_left_alone() -> None:
    name = "MME DURAND Marie"
    assert shortened(name, width(name, 9), 9) == name


def test_a_long_name_keeps_as_much_as_fits() -> None:
    name = "MME DE LA ROCHEFOUCAULD-MONTMORENCY Anne-Sophie"
    line = shortened(name, 120, 9)
    assert line.endswith("…")
    assert name.startswith(line[:-1])
    assert width(name[: len(line)] + "…", 9) > 120


def test_accents_typed_as_two_characters_are_drawn_as_one() -> None:
    assert shortened("BENAI\N{COMBINING DIAERESIS}SSA\tZoe\N{COMBINING ACUTE ACCENT}\n", 200, 9) == "BENAÏSSA Zoé"


def test_long_words_are_wrapped_without_losing_one() -> None:
    lines = wrapped(LONGEST_WORDS, 300, 10.5, BOLD)
    assert " ".join(lines) == LONGEST_WORDS
    assert all(width(line, 10.5, BOLD) <= 300 for line in lines)
