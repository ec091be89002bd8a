import re
from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backoffice.domain.batch import BatchKind
from backoffice.domain.documents import ReceiptLine
from backoffice.domain.money import Money, total
from backoffice.french.figures import amount
from printing.pen import PAGE_WIDTH
from printing.receipt_slip import draw
from printing.slip_form import room
from tests.examples import tried
from tests.printing.reading import PageRead, read_pages, read_rows
from tests.printing.slips import ANCHOR, HEADING, LONGEST_WORDS, WORDS, a_line, a_slip, some_lines

ROOM = room(in_words=True)
_TOTAL = re.compile(r"Total de la page (\d+) chèques? (.+)")
_BOUNDARIES = [
    1,
    ROOM.first_closing,
    ROOM.first_closing + 1,
    ROOM.first,
    ROOM.first + 1,
    ROOM.first + ROOM.later_closing,
    ROOM.first + ROOM.later_closing + 1,
    ROOM.first + ROOM.later + ROOM.later_closing,
    ROOM.first + ROOM.later + ROOM.later_closing + 1,
]


def _page_totals(pages: list[list[str]]) -> list[tuple[int, Money]]:
    found = [_TOTAL.fullmatch(row) for rows in pages for row in rows if row.startswith("Total de la page")]
    return [(int(match[1]), Money(int(re.sub(r"\D", "", match[2])))) for match in found if match]


@pytest.mark.parametrize("count", _BOUNDARIES)
def test_every_cheque_is_listed_once_and_in_order(count: int) -> None:
    lines = some_lines(count)
    listed = [row for rows in read_rows(draw(a_slip(lines))) for row in rows if re.match(r"\d+ J ", row)]
    assert len(listed) == count
    for line, row in zip(lines, listed, strict=True):
        assert row.startswith(f"{line.position} {line.ref} {line.name[:20]}")
        assert row.endswith(f"{line.cheque_number} {amount(line.amount)}")


@pytest.mark.parametrize("count", _BOUNDARIES)
def test_page_totals_add_up_to_the_grand_total(count: int) -> None:
    slip = a_slip(some_lines(count, frozenset({2, 5, 40})))
    pages = read_rows(draw(slip))
    totals = _page_totals(pages)
    assert len(totals) == len(pages)
    assert total(money for _, money in totals) == slip.total
    assert sum(found for found, _ in totals) == slip.count


def test_what_is_carried_over_is_brought_forward() -> None:
    pages = read_pages(draw(a_slip(some_lines(120))))
    assert len(pages) == 4
    for page, following in pairwise(pages):
        assert following.row("Report").removeprefix("Report") == page.row("À reporter").removeprefix("À reporter")
    assert not any(row.startswith("Report") for row in pages[0].rows)
    assert not any(row.startswith("À reporter") for row in pages[-1].rows)


def test_the_last_page_says_the_total_in_figures_and_words() -> None:
    slip = a_slip(some_lines(100))
    *before, last = read_pages(draw(slip))
    assert last.row("Total du bordereau") == f"Total du bordereau : 100 chèques {amount(slip.total)} €"
    assert WORDS in last.rows
    for row in ("Remis par", "Reçu par le service encaissement", "Arrêté le présent bordereau à la somme de"):
        assert row in last.rows
        assert not any(row in page.rows for page in before)


def test_a_slip_without_a_cheque_prints_and_says_so() -> None:
    [page] = read_pages(draw(a_slip((), words="zéro euro")))
    assert "Aucun chèque" in page.rows
    assert page.row("Total du bordereau") == "Total du bordereau : 0 chèque 0,00 €"
    assert "zéro euro" in page.rows
    assert "Page 1/1" in page.rows


def test_one_cheque_is_singular() -> None:
    [page] = read_pages(draw(a_slip((a_line(1, cents=2030),))))
    assert page.row("Total de la page") == "Total de la page 1 chèque 20,30"
    assert page.row("Total du bordereau") == "Total du bordereau : 1 chèque 20,30 €"


def test_a_hair_line_under_every_fifth_line_helps_to_count() -> None:
    [page] = read_pages(draw(a_slip(some_lines(15))))
    lines = [string for string in page.strings if string.words.startswith("J ")]
    between = [
        number
        for number, (upper, lower) in enumerate(pairwise(lines), start=1)
        if any(lower.top - 2 < stroke.bottom < upper.bottom for stroke in page.strokes)
    ]
    assert between == [5, 10]


def test_the_head_says_which_batch_it_is() -> None:
    page = read_pages(draw(a_slip(some_lines(1))))[0]
    for words in ("LIASSE", "Bordereau d’encaissement", "BE-2024-000123", "PARTENARIAT", "AVEC FACTURE", "04/03/2024"):
        assert words in page.words
    assert "A. Morel" in page.words
    assert "04/03/2024 à 17:55" in page.words


def test_a_direct_batch_without_invoice_is_called_so() -> None:
    heading = replace(HEADING, kind=BatchKind.DIRECT, with_invoice=False)
    page = read_pages(draw(replace(a_slip(some_lines(1)), batch=heading)))[0]
    assert {"FA", "SANS FACTURE"} < set(page.words)


def test_a_later_page_says_which_slip_it_belongs_to_and_repeats_the_column_heads() -> None:
    first, second = read_pages(draw(a_slip(some_lines(ROOM.first))))
    assert "BE-2024-000123" in second.words
    assert any("Lot 2024-0317 · PARTENARIAT" in row for row in second.rows)
    heads = "N° Référence Nom N° du chèque Montant (€)"
    assert heads in first.rows
    assert heads in second.rows


def test_the_foot_bears_anchor_page_and_printer() -> None:
    pages = read_pages(draw(a_slip(some_lines(100))))
    for number, page in enumerate(pages, start=1):
        assert page.row("Ancre d’audit").removeprefix("Ancre d’audit").replace(" ", "") == ANCHOR
        assert "2d711642 b726b044 " in page.row("Ancre d’audit")
        assert f"Page {number}/{len(pages)}" in page.rows
        assert "Imprimé le 04/03/2024 à 17:55 par S. Aubry" in page.rows


@pytest.mark.parametrize("duplicate", [True, False])
def test_a_reprint_is_marked_on_every_page_and_an_original_on_none(duplicate: bool) -> None:  # noqa: FBT001 - pytest passes it by name
    pages = read_pages(draw(a_slip(some_lines(50), duplicate=duplicate)))
    marks = [sum(string.words.startswith("DUPLICATA") for string in page.strings) for page in pages]
    assert marks == [int(duplicate)] * 2


def test_a_reversed_line_is_struck_through_says_so_and_counts_for_nothing() -> None:
    lines = (a_line(1, cents=2030), a_line(2, name="M. BARRÉ Luc", cents=1310), a_line(3, cents=4500))
    crossed = (lines[0], replace(lines[1], reversed=True), lines[2])
    [page] = read_pages(draw(a_slip(crossed)))
    assert page.row("2 J").endswith("annulé 13,10")
    for words in (str(lines[1].ref), "M. BARRÉ Luc", lines[1].cheque_number, "13,10"):
        assert _is_struck(page, words)
    for words in (str(lines[0].ref), lines[2].name[:5], lines[2].cheque_number, "20,30", "annulé", "2"):
        assert not _is_struck(page, words)
    assert page.row("Total de la page") == "Total de la page 2 chèques 65,30"
    assert page.row("Total du bordereau") == "Total du bordereau : 2 chèques 65,30 €"
    assert "1 ligne annulée, non comptée" in page.rows
    [whole] = read_pages(draw(a_slip(lines)))
    assert not any("annulé" in row for row in whole.rows)
    assert not _is_struck(whole, "M. BARRÉ Luc")


def _is_struck(page: PageRead, words: str) -> bool:
    string = next(string for string in page.strings if string.words.startswith(words))
    height = string.top - string.bottom
    return any(
        stroke.left <= string.left + 2 and stroke.right >= string.right - 2
        for stroke in page.strokes
        if stroke.bottom > string.bottom + height / 5 and stroke.top < string.top - height / 5
    )


@pytest.mark.parametrize("count", [0, *_BOUNDARIES])
def test_nothing_touches_anything_even_when_all_is_at_its_longest(count: int) -> None:
    lines = tuple(
        replace(
            a_line(position, name="MME WASSERMANN-HOLLENDER Wilhelmine-Augustine", cents=99_999_999_99),
            position=40_000 + position,
            ref=replace(a_line(1).ref, letter="W", chrono="5213446612"),
            reversed=position % 7 == 0,
        )
        for position in range(1, count + 1)
    )
    heading = replace(HEADING, operator="Marie-Antoinette de la Rochefoucauld-Montmorency")
    slip = replace(a_slip(lines, duplicate=True, words=LONGEST_WORDS), batch=heading, printed_by=heading.operator * 3)
    for page in read_pages(draw(slip)):
        assert [pair for pair in combinations(page.strings, 2) if pair[0].touches(pair[1])] == []
        assert all(
            string.left > 50 and string.right < PAGE_WIDTH - 40 and string.bottom > 28 for string in page.strings
        )
        signatures = [stroke for stroke in page.strokes if stroke.top - stroke.bottom > 80]
        for string in page.strings:
            inside = string.words in {"Remis par", "Reçu par le service encaissement", "Nom, date et signature"}
            assert inside or not any(string.touches(box) for box in signatures)


def test_a_long_name_is_cut_with_an_ellipsis_before_the_next_column() -> None:
    name = "MME WASSERMANN-HOLLENDER Wilhelmine-Augustine"
    [page] = read_pages(draw(a_slip((a_line(1, name=name),))))
    [drawn] = [string for string in page.strings if string.words.startswith("MME WASSERMANN")]
    assert drawn.words.endswith("…")
    assert drawn.right < page.string(a_line(1).cheque_number).left - 6


def test_amounts_end_on_one_line_and_keep_their_narrow_spaces() -> None:
    lines = (a_line(1, cents=5), a_line(2, cents=1_234_567_89), a_line(3, cents=99_00))
    [page] = read_pages(draw(a_slip(lines)))
    drawn = [
        page.string(words)
        for words in ("0,05", "1\N{NARROW NO-BREAK SPACE}234\N{NARROW NO-BREAK SPACE}567,89", "99,00")
    ]
    assert max(string.right for string in drawn) - min(string.right for string in drawn) < 1


def test_the_barcode_reads_as_the_batch_number() -> None:
    first, second = read_pages(draw(a_slip(some_lines(ROOM.first), duplicate=True)))
    assert first.barcodes == [("2024-0317", "Code128")]
    assert second.barcodes == []


@st.composite
def _random_lines(draw_fact: st.DrawFn) -> tuple[ReceiptLine, ...]:
    facts = draw_fact(
        st.lists(st.tuples(st.text(min_size=1), st.integers(1, 9_999_999_99), st.booleans()), max_size=90)
    )
    return tuple(
        a_line(number, name=name, cents=cents, crossed=crossed)
        for number, (name, cents, crossed) in enumerate(facts, start=1)
    )


@settings(max_examples=tried(40), deadline=None)
@given(_random_lines())
def test_whatever_the_names_and_amounts_the_pages_add_up(lines: tuple[ReceiptLine, ...]) -> None:
    slip = a_slip(lines)
    pages = read_rows(draw(slip))
    totals = _page_totals(pages)
    assert len(totals) == len(pages)
    assert total(money for _, money in totals) == slip.total
    assert sum(count for count, _ in totals) == slip.count
