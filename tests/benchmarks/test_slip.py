from printing.receipt_slip import draw
from tests.benchmarks.slip import draw_bare, strings_of
from tests.printing.reading import Mark, read_pages
from tests.printing.slips import a_slip, some_lines


def test_the_bare_canvas_draws_the_same_strings_on_the_same_pages() -> None:
    slip = a_slip(some_lines(100, frozenset({3})), duplicate=True)
    ours, bare = read_pages(draw(slip)), read_pages(draw_bare(strings_of(slip)))
    assert [_words(page.strings) for page in ours] == [_words(page.strings) for page in bare]


def _words(strings: list[Mark]) -> list[str]:
    return sorted(string.words for string in strings)
