"""The copy of a cancelled line, for the receipts desk."""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import combinations

from backoffice.domain.cancel_why import CancelReason, CancelWhy
from backoffice.domain.documents import CancelledReceipt
from backoffice.domain.money import Money
from printing.cancelled_receipt import draw
from tests.printing.reading import Nature, read_nature, read_pages
from tests.printing.slips import HEADING, a_line

_COPY = CancelledReceipt(
    batch=HEADING,
    slip_number="BE-2024-000123",
    line=a_line(37, name="MME DURAND Marie", cents=22_46, crossed=True),
    debt_back=Money(20_30),
    cancelled_at=datetime(2024, 3, 5, 9, 30, tzinfo=UTC),
    cancelled_by="C. Dupuis",
    why=CancelWhy(CancelReason.KEYED_WRONG),
)


def test_one_page_says_which_line_of_which_slip_is_cancelled() -> None:
    [page] = read_pages(draw(_COPY))
    for words in ("Annulation d’encaissement", "2024-0317", "BE-2024-000123", "PARTENARIAT", "A. Morel", "C. Dupuis"):
        assert words in page.words
    amounts = ("22,46 €", "20,30 €", "2,16 €")  # the last is the surplus, which was the client's credit
    for words in ("37", str(_COPY.line.ref), "MME DURAND Marie", _COPY.line.cheque_number, *amounts):
        assert words in page.words
    assert "05/03/2024 à 10:30" in page.words
    assert page.barcodes == [("2024-0317", "Code128")]


def test_it_says_why() -> None:
    [page] = read_pages(draw(_COPY))
    assert "Erreur de saisie" in page.words
    [page] = read_pages(draw(replace(_COPY, why=CancelWhy(CancelReason.OTHER, "Chèque rendu au client"))))
    assert "Chèque rendu au client" in page.words
    [page] = read_pages(draw(replace(_COPY, why=None)))
    assert "Motif" not in page.words


def test_the_line_is_struck_through() -> None:
    [page] = read_pages(draw(_COPY))
    for words in ("MME DURAND Marie", _COPY.line.cheque_number, "22,46 €"):
        written = page.string(words)
        over = [mark for mark in page.strokes if written.bottom < mark.bottom < mark.top < written.top]
        assert any(mark.left <= written.left + 1 and mark.right >= written.right - 1 for mark in over)


def test_a_line_without_a_slip_says_so() -> None:
    [page] = read_pages(draw(replace(_COPY, slip_number="")))
    assert "non imprimé" in page.words


def test_nothing_touches_anything_even_when_all_is_at_its_longest() -> None:
    long = "Marie-Antoinette de la Rochefoucauld-Montmorency"
    line = replace(_COPY.line, position=10_000, name=long * 2, amount=Money(99_999_999_99))
    heading = replace(HEADING, operator=long, number="2024-10317")
    copy = replace(_COPY, batch=heading, line=line, debt_back=Money(99_999_999_99), cancelled_by=long * 2)
    [page] = read_pages(draw(copy))
    assert [pair for pair in combinations(page.strings, 2) if pair[0].touches(pair[1])] == []


def test_the_same_facts_give_the_same_bytes() -> None:
    assert draw(_COPY) == draw(_COPY)


def test_all_fonts_are_embedded_and_the_document_says_what_it_is() -> None:
    assert read_nature(draw(_COPY)) == Nature(
        title="Annulation d’encaissement 2024-0317 37",
        author="Liasse",
        language="fr-FR",
        fonts=frozenset({("NotoSans-Regular", True), ("NotoSans-SemiBold", True)}),
    )
