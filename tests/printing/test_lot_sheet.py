from dataclasses import replace
from itertools import combinations

import pytest

from backoffice.domain.batch import BatchKind
from backoffice.domain.money import Money
from printing.lot_sheet import draw
from printing.paper import RIGHT
from printing.pen import PAGE_HEIGHT
from tests.printing.reading import Nature, read_nature, read_pages
from tests.printing.slips import ANCHOR, HEADING, LONGEST_WORDS, WORDS, a_lot_sheet


def test_one_page_says_all_about_the_batch() -> None:
    [page] = read_pages(draw(a_lot_sheet()))
    for words in ("LIASSE", "Feuille de lot", "PARTENARIAT", "AVEC FACTURE", "04/03/2024", "A. Morel", WORDS):
        assert words in page.words
    assert "04/03/2024 à 09:02" in page.words
    assert "BE-2024-000123" in page.words
    assert "2\N{NARROW NO-BREAK SPACE}462,96 €" in page.words
    assert "1\N{NARROW NO-BREAK SPACE}037 chèques" in page.words
    assert page.row("Ancre d’audit").removeprefix("Ancre d’audit").replace(" ", "") == ANCHOR
    assert "Imprimé le 04/03/2024 à 17:55 par S. Aubry" in page.rows
    assert "Page 1/1" in page.rows


def test_a_direct_batch_without_invoice_is_called_so() -> None:
    [page] = read_pages(draw(a_lot_sheet(replace(HEADING, kind=BatchKind.DIRECT, with_invoice=False))))
    assert "FA" in page.words
    assert "SANS FACTURE" in page.words


@pytest.mark.parametrize("number", ["2024-0317", "2024-10317", "2024-1"])
def test_the_number_is_huge_and_its_barcode_reads_as_it(number: str) -> None:
    [page] = read_pages(draw(a_lot_sheet(replace(HEADING, number=number))))
    largest = max(page.strings, key=lambda string: string.top - string.bottom)
    assert largest.words == number
    assert largest.top - largest.bottom > 55
    assert largest.right < RIGHT
    assert page.barcodes == [(number, "Code128")]


def test_the_upper_half_alone_says_which_lot_it_is() -> None:
    [page] = read_pages(draw(a_lot_sheet()))
    for words in ("PARTENARIAT", "AVEC FACTURE", "04/03/2024", "A. Morel", "BE-2024-000123"):
        assert page.string(words).bottom > PAGE_HEIGHT / 2


def test_nothing_touches_anything_even_when_all_is_at_its_longest() -> None:
    heading = replace(HEADING, operator="Marie-Antoinette de la Rochefoucauld-Montmorency", number="2024-10317")
    sheet = replace(a_lot_sheet(heading, LONGEST_WORDS), count=50_000, total=Money(999_999_999_99))
    [page] = read_pages(draw(replace(sheet, printed_by=heading.operator * 3)))
    assert [pair for pair in combinations(page.strings, 2) if pair[0].touches(pair[1])] == []


def test_the_same_facts_give_the_same_bytes() -> None:
    assert draw(a_lot_sheet()) == draw(a_lot_sheet())


def test_all_fonts_are_embedded_and_the_document_says_what_it_is() -> None:
    assert read_nature(draw(a_lot_sheet())) == Nature(
        title="Feuille de lot 2024-0317",
        author="Liasse",
        language="fr-FR",
        fonts=frozenset({("NotoSans-Regular", True), ("NotoSans-SemiBold", True)}),
    )
