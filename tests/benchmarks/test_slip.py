from printing import mail_slip, receipt_slip
from tests.benchmarks.slip import draw_bare, strings_of
from tests.printing.reading import PrintedMark, read_pages
from tests.printing.slips import a_mail_slip, a_slip, some_lines, some_mail


def test_the_bare_canvas_draws_the_same_strings_on_the_same_pages() -> None:
    slip = a_slip(some_lines(100, frozenset({3})), duplicate=True)
    bare = draw_bare(strings_of(slip, receipt_slip, receipt_slip.draw))
    assert _pages(receipt_slip.draw(slip)) == _pages(bare)


def test_it_does_so_for_a_transmission_slip() -> None:
    slip = a_mail_slip(some_mail(100, frozenset({3})), batch=None)
    bare = draw_bare(strings_of(slip, mail_slip, mail_slip.draw))
    assert _pages(mail_slip.draw(slip)) == _pages(bare)


def _pages(pdf: bytes) -> list[list[str]]:
    return [_words(page.strings) for page in read_pages(pdf)]


def _words(strings: list[PrintedMark]) -> list[str]:
    return sorted(string.words for string in strings)
