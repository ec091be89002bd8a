from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from backoffice.domain.documents import ReceiptLine
from backoffice.domain.money import ZERO, Money, total
from printing.slip_pages import Room, SlipPage
from printing.slip_pages import paginate as shared_out
from tests.printing.slips import a_line, some_lines

_ROOM = Room(first=10, later=14, first_closing=6, later_closing=9)


def paginate(lines: tuple[ReceiptLine, ...], room: Room) -> list[SlipPage[ReceiptLine]]:
    return shared_out(lines, room, lambda line: None if line.reversed else line.amount)


@st.composite
def _rooms(draw: st.DrawFn) -> Room:
    first_closing, later_closing = draw(st.integers(3, 12)), draw(st.integers(3, 12))
    return Room(
        first=first_closing + draw(st.integers(0, 8)),
        later=later_closing + draw(st.integers(0, 8)),
        first_closing=first_closing,
        later_closing=later_closing,
    )


@st.composite
def _lines(draw: st.DrawFn) -> tuple[ReceiptLine, ...]:
    facts = draw(st.lists(st.tuples(st.integers(1, 99_999_999_99), st.booleans()), max_size=80))
    return tuple(a_line(number, cents=cents, crossed=crossed) for number, (cents, crossed) in enumerate(facts, 1))


@given(_lines(), _rooms())
def test_every_line_stands_once_and_in_order(lines: tuple[ReceiptLine, ...], room: Room) -> None:
    assert tuple(line for page in paginate(lines, room) for line in page.lines) == lines


@given(_lines(), _rooms())
def test_no_page_holds_more_than_it_has_room_for(lines: tuple[ReceiptLine, ...], room: Room) -> None:
    pages = paginate(lines, room)
    for page, most in zip(pages[:-1], [room.first] + [room.later] * len(pages), strict=False):
        assert 0 < len(page.lines) <= most
    assert len(pages[-1].lines) <= (room.first_closing if len(pages) == 1 else room.later_closing)


@given(_lines(), _rooms())
def test_page_totals_add_up_to_the_lines_that_stand(lines: tuple[ReceiptLine, ...], room: Room) -> None:
    pages = paginate(lines, room)
    standing = [line for line in lines if not line.reversed]
    assert total(page.total for page in pages) == total(line.amount for line in standing)
    assert sum(page.count for page in pages) == len(standing)


@given(_lines(), _rooms())
def test_what_a_page_carries_the_next_one_brings(lines: tuple[ReceiptLine, ...], room: Room) -> None:
    pages = paginate(lines, room)
    assert (pages[0].brought, pages[0].brought_count) == (ZERO, 0)
    for page, following in pairwise(pages):
        assert (page.carried, page.carried_count) == (following.brought, following.brought_count)
    assert pages[-1].carried == total(line.amount for line in lines if not line.reversed)


def test_a_slip_without_a_line_has_a_page() -> None:
    [page] = paginate((), _ROOM)
    assert (page.lines, page.count, page.total) == ((), 0, ZERO)


def test_the_last_page_never_stands_with_a_signature_alone() -> None:
    counts = {
        count: [len(page.lines) for page in paginate(some_lines(count), _ROOM)] for count in (6, 7, 10, 13, 19, 20)
    }
    assert counts == {6: [6], 7: [4, 3], 10: [7, 3], 13: [10, 3], 19: [10, 9], 20: [10, 7, 3]}


def test_a_reversed_line_counts_for_nothing() -> None:
    [page] = paginate((a_line(1, cents=2030), a_line(2, cents=1310, crossed=True), a_line(3, cents=15)), _ROOM)
    assert (page.count, page.total) == (2, Money(2045))
