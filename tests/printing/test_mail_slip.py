import re
from dataclasses import replace
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backoffice.domain.batch import BatchKind
from backoffice.domain.documents import MailLine
from backoffice.domain.money import Money, total
from backoffice.domain.paper import MailSlipKind
from backoffice.french.figures import amount
from printing.mail_slip import draw
from printing.pen import PAGE_WIDTH
from printing.slip_form import room
from tests.examples import tried
from tests.printing.reading import PageRead, PrintedMark, read_nature, read_pages, read_rows
from tests.printing.slips import HEADING, a_line, a_mail_line, a_mail_slip, some_mail

ROOM = room(in_words=False)
LONGEST_NAME = "MME WASSERMANN-HOLLENDER DE LA ROCHEFOUCAULD Wilhelmine-Augus"
_TOTAL = re.compile(r"Total de la page (\d+) pièces? (.+)")
_BOUNDARIES = [
    1,
    ROOM.first_closing,
    ROOM.first_closing + 1,
    ROOM.first,
    ROOM.first + 1,
    ROOM.first + ROOM.later_closing,
    ROOM.first + ROOM.later_closing + 1,
]
_TRANSMISSION = "Bordereau transmission pour numérisation"


@pytest.mark.parametrize(
    ("kind", "words", "received_by"),
    [
        (MailSlipKind.CHEQUE, {_TRANSMISSION, "Chèque"}, "Reçu par la numérisation"),
        (MailSlipKind.CARD, {_TRANSMISSION, "Carte bancaire"}, "Reçu par la numérisation"),
        (MailSlipKind.IBAN, {_TRANSMISSION, "IBAN"}, "Reçu par la numérisation"),
        (MailSlipKind.NONE, {_TRANSMISSION, "Sans mode de règlement"}, "Reçu par la numérisation"),
        (
            MailSlipKind.RECOVERY,
            {"Transfert au service de recouvrement"},
            "Reçu par le service de recouvrement",
        ),
        (MailSlipKind.SRC, {"Transfert au SRC"}, "Reçu par le SRC"),
        (MailSlipKind.ARCHIVE, {"Bordereau d’archivage", "Papiers conservés avec la sépanisation"}, "Archivé par"),
    ],
)
def test_each_kind_is_called_as_the_document_calls_it(kind: MailSlipKind, words: set[str], received_by: str) -> None:
    [page] = read_pages(draw(a_mail_slip(some_mail(3), kind)))
    assert words | {received_by, "Remis par", "BT-2024-000012"} < set(page.words)


def test_a_batchs_slip_says_which_batch_and_does_not_repeat_it_in_each_line() -> None:
    [page] = read_pages(draw(a_mail_slip(some_mail(3))))
    assert {"2024-0317", "PARTENARIAT", "AVEC FACTURE", "04/03/2024", "A. Morel", "04/03/2024 à 17:55"} < set(
        page.words
    )
    assert "N° Référence Nom Montant (€) Règle Annotation" in page.rows
    line = a_mail_line(1)
    assert page.row("1 J") == f"1 {line.ref} {line.name} {amount(Money(2463))} P-10 Réab Imp"


def test_a_direct_batch_without_invoice_is_called_so() -> None:
    heading = replace(HEADING, kind=BatchKind.DIRECT, with_invoice=False)
    [page] = read_pages(draw(a_mail_slip(some_mail(1), batch=heading)))
    assert {"FA", "SANS FACTURE"} < set(page.words)


def test_a_days_slip_says_which_day_and_names_the_batch_of_each_line() -> None:
    [page] = read_pages(draw(a_mail_slip(some_mail(3), batch=None)))
    assert {"Journée du", "04/03/2024", "S. Aubry"} < set(page.words)
    assert "N° Lot Référence Nom Montant (€) Règle Annotation" in page.rows
    assert page.row("1 2024").startswith(f"1 2024-0301 {a_mail_line(1).ref} M. ŒUVRARD Noël 24,63 P-10")


def test_mail_without_a_payment_has_no_amount_and_an_annotation_may_be_empty() -> None:
    bare = replace(a_mail_line(4), annotation="")
    [page] = read_pages(draw(a_mail_slip((bare,))))
    assert page.row("4 J") == f"4 {bare.ref} {bare.name} {bare.rules}"
    assert page.row("Total du bordereau") == "Total du bordereau : 1 pièce 0,00 €"


@pytest.mark.parametrize("count", _BOUNDARIES)
def test_every_paper_is_listed_once_and_the_pages_add_up(count: int) -> None:
    slip = a_mail_slip(some_mail(count, frozenset({2, 5, 40})), batch=None)
    pages = read_rows(draw(slip))
    listed = [row for rows in pages for row in rows if re.match(r"\d+ 2024-", row)]
    assert [row.split()[0] for row in listed] == [str(line.position) for line in slip.lines]
    assert all(str(line.ref) in row for line, row in zip(slip.lines, listed, strict=True))
    totals = _page_totals(pages)
    assert len(totals) == len(pages)
    assert (sum(found for found, _ in totals), total(money for _, money in totals)) == (slip.count, slip.total)


def test_what_is_carried_over_is_brought_forward() -> None:
    pages = read_pages(draw(a_mail_slip(some_mail(120))))
    assert len(pages) == 4
    for page, following in pairwise(pages):
        assert following.row("Report").removeprefix("Report") == page.row("À reporter").removeprefix("À reporter")


@pytest.mark.parametrize(
    ("kind", "about"),
    [
        (MailSlipKind.CARD, "Transmission · Carte bancaire · Lot 2024-0317"),
        (MailSlipKind.SRC, "Transfert au SRC · Lot 2024-0317"),
        (MailSlipKind.ARCHIVE, "Bordereau d’archivage · Lot 2024-0317"),
    ],
)
def test_a_later_page_says_which_slip_it_belongs_to(kind: MailSlipKind, about: str) -> None:
    pages = read_pages(draw(a_mail_slip(some_mail(ROOM.first), kind)))
    assert {"BT-2024-000012", about} < set(pages[1].words)
    assert [_page(page) for page in pages] == ["Page 1/2", "Page 2/2"]
    assert all("Imprimé le 04/03/2024 à 17:55 par S. Aubry" in page.words for page in pages)


@pytest.mark.parametrize("duplicate", [True, False])
def test_a_reprint_is_marked_on_every_page_and_an_original_on_none(*, duplicate: bool) -> None:
    pages = read_pages(draw(a_mail_slip(some_mail(50), duplicate=duplicate)))
    marks = [sum(string.words.startswith("DUPLICATA") for string in page.strings) for page in pages]
    assert marks == [int(duplicate)] * 2


def test_a_cancelled_line_is_struck_through_says_so_and_counts_for_nothing() -> None:
    lines = (a_mail_line(1), a_mail_line(2, cancelled=True), a_mail_line(3))
    [page] = read_pages(draw(a_mail_slip(lines)))
    assert page.row("2 J").endswith("P-26 P-21 annulé")
    struck = (str(lines[1].ref), lines[1].name, "36,16", "P-26 P-21")
    assert all(_is_struck(page, page.string(words)) for words in struck)
    standing = ("annulé", str(lines[0].ref), lines[2].name, "24,63", "E")
    assert not any(_is_struck(page, page.string(words)) for words in standing)
    assert page.row("Total de la page") == "Total de la page 2 pièces 72,32"
    assert page.row("Total du bordereau") == "Total du bordereau : 2 pièces 72,32 €"
    assert "1 ligne annulée, non comptée" in page.rows


def _is_struck(page: PageRead, string: PrintedMark) -> bool:
    height = string.top - string.bottom
    return any(
        stroke.left <= string.left + 2 and stroke.right >= string.right - 2
        for stroke in page.strokes
        if stroke.bottom > string.bottom + height / 5 and stroke.top < string.top - height / 5
    )


@pytest.mark.parametrize("count", [0, *_BOUNDARIES])
@pytest.mark.parametrize("kind", [MailSlipKind.NONE, MailSlipKind.RECOVERY, MailSlipKind.ARCHIVE])
@pytest.mark.parametrize("of_day", [True, False])
def test_nothing_touches_anything_even_when_all_is_at_its_longest(
    count: int, kind: MailSlipKind, *, of_day: bool
) -> None:
    operator = "Marie-Antoinette de la Rochefoucauld-Montmorency"
    heading = replace(HEADING, operator=operator, number="2024-10317")
    lines = tuple(
        MailLine(
            position=40_000 + position,
            batch_number="2024-10317",
            ref=replace(a_line(1).ref, letter="W", chrono="5213446612"),
            name=LONGEST_NAME,
            amount=Money(99_999_999_99),
            rules="P-02 P-21 P-30 P-10 P-40 P-43",
            annotation="1 chèque encaissé · Réab Imp · IBAN inv FP · E · B",
            cancelled=position % 7 == 0,
        )
        for position in range(1, count + 1)
    )
    slip = a_mail_slip(lines, kind, batch=None if of_day else heading, duplicate=True)
    for page in read_pages(draw(replace(slip, number="BT-2024-1000012", printed_by=operator * 2))):
        assert [pair for pair in combinations(page.strings, 2) if pair[0].touches(pair[1])] == []
        assert all(
            string.left > 50 and string.right < PAGE_WIDTH - 40 and string.bottom > 28 for string in page.strings
        )


def test_what_is_too_long_is_cut_with_an_ellipsis_and_rule_ids_are_never_cut_in_two() -> None:
    line = replace(
        a_mail_line(1),
        name=LONGEST_NAME,
        rules="P-02 P-21 P-30 P-10 P-40 P-43",
        annotation="1 chèque encaissé · Réab Imp · IBAN inv FP · E · B",
    )
    [page] = read_pages(draw(a_mail_slip((line,), batch=None)))
    assert re.search(r"MME WASSERMANN-\S+…", page.row("1 2024"))
    assert re.search(r"( P-\d\d)+ … 1 chèque", page.row("1 2024"))
    assert page.row("1 2024").endswith("…")


def test_what_fits_is_written_whole() -> None:
    lines = (replace(a_mail_line(1), rules="P-02 P-10 P-23", annotation="1 chèque encaissé"), a_mail_line(2))
    for batch in (None, HEADING):
        [page] = read_pages(draw(a_mail_slip(lines, batch=batch)))
        assert {"P-02 P-10 P-23", "1 chèque encaissé"} < set(page.words)


def test_the_barcode_reads_as_the_slips_number() -> None:
    first, second = read_pages(draw(a_mail_slip(some_mail(ROOM.first), duplicate=True)))
    assert first.barcodes == [("BT-2024-000012", "Code128")]
    assert second.barcodes == []


def test_several_slips_come_one_after_the_other_each_with_its_own_pages() -> None:
    cards = replace(a_mail_slip(some_mail(ROOM.first), MailSlipKind.CARD), number="BT-2024-000013")
    paper = draw(a_mail_slip(some_mail(1)), cards)
    pages = read_pages(paper)
    assert [_page(page) for page in pages] == ["Page 1/1", "Page 1/2", "Page 2/2"]
    assert ["Chèque" in page.words for page in pages] == [True, False, False]
    assert ["BT-2024-000013" in page.words for page in pages] == [False, True, True]
    assert read_nature(paper).title == f"{_TRANSMISSION} BT-2024-000012 · {_TRANSMISSION} BT-2024-000013"


@st.composite
def _random_lines(draw_fact: st.DrawFn) -> tuple[MailLine, ...]:
    facts = draw_fact(
        st.lists(
            st.tuples(st.text(min_size=1), st.none() | st.integers(1, 9_999_999_99), st.text(), st.booleans()),
            max_size=90,
        )
    )
    return tuple(
        replace(
            a_mail_line(number, cancelled=cancelled),
            name=name,
            amount=None if cents is None else Money(cents),
            annotation=annotation,
        )
        for number, (name, cents, annotation, cancelled) in enumerate(facts, start=1)
    )


@settings(max_examples=tried(40), deadline=None)
@given(_random_lines())
def test_whatever_the_names_amounts_and_annotations_the_pages_add_up(lines: tuple[MailLine, ...]) -> None:
    slip = a_mail_slip(lines)
    pages = read_rows(draw(slip))
    totals = _page_totals(pages)
    assert len(totals) == len(pages)
    assert (sum(count for count, _ in totals), total(money for _, money in totals)) == (slip.count, slip.total)


def _page_totals(pages: list[list[str]]) -> list[tuple[int, Money]]:
    found = [_TOTAL.fullmatch(row) for rows in pages for row in rows if row.startswith("Total de la page")]
    return [(int(match[1]), Money(int(re.sub(r"\D", "", match[2])))) for match in found if match]


def _page(page: PageRead) -> str:
    return next(words for words in page.words if words.startswith("Page "))
