"""The statement of a member's account."""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backoffice.domain.documents import MemberStatement
from backoffice.domain.group import GroupMethod
from backoffice.domain.ledger import EntryKind, Member
from backoffice.domain.money import Money
from backoffice.french.figures import amount
from printing.member_statement import draw
from printing.pen import PAGE_WIDTH
from tests.examples import tried
from tests.printing.accounts import a_statement, an_account, an_entry, orders
from tests.printing.reading import Nature, PageRead, read_nature, read_pages, read_rows

_ACCOUNT = an_account(
    [
        an_entry(EntryKind.OPENING, -20_00),
        an_entry(EntryKind.ORDER, -17_15, "Panier de légumes", "Distribution du 4 mars"),
        replace(an_entry(EntryKind.PAYMENT, 40_00, "5508018", "Distribution du 4 mars", "cheque"), cancelled=True),
        an_entry(EntryKind.CANCELLATION, -40_00, "5508018", "Distribution du 4 mars", "cheque"),
        an_entry(EntryKind.CREDIT, 1_250_00, method="transfer"),
    ],
    waiting=15_00,
)
_TITLE = "Relevé de compte · DURAND Marie"
_FIRST, _FIRST_CLOSING, _LATER_CLOSING = 38, 34, 38
"""How many entries pages have room for; a change of the form shows in `test_pages_are_filled`."""


def drawn(*statements: MemberStatement) -> bytes:
    return draw(statements, _TITLE)


def test_the_statement_reads_as_the_account() -> None:
    [rows] = read_rows(drawn(a_statement(_ACCOUNT)))
    narrow = "\N{NARROW NO-BREAK SPACE}"
    assert rows == [
        "LIASSE AMAP des Tilleuls",
        "Relevé de compte",
        "Adhérent n°",
        "A-0007",
        "Nom",
        "DURAND Marie",
        "Établi le",
        "18/03/2024",
        "Date Opération Débit (€) Crédit (€) Solde (€)",
        "04/03/2024 Reprise de solde 20,00 −20,00",
        "05/03/2024 Commande · Panier de légumes · Distribution du 4 mars 17,15 −37,15",
        "06/03/2024 Paiement par chèque · n° 5508018 · Distribution du 4 mars 40,00 2,85",
        "07/03/2024 Annulation par chèque · n° 5508018 · Distribution du 4 mars 40,00 −37,15",
        f"08/03/2024 Versement sur le compte par virement 1{narrow}250,00 1{narrow}212,85",
        f"Solde au 18/03/2024 : avoir auprès du groupe 1{narrow}212,85 €",
        "En attente de confirmation, et pas compté dans le solde : 15,00 €",
        "Établi par A. Morel Page 1/1",
    ]


@pytest.mark.parametrize(
    ("cents", "words"),
    [(-12_50, "dû au groupe −12,50 €"), (0, "compte à zéro 0,00 €"), (12_50, "avoir auprès du groupe 12,50 €")],
)
def test_where_the_account_stands_is_said_in_words(cents: int, words: str) -> None:
    [page] = read_pages(drawn(a_statement(an_account([an_entry(EntryKind.OPENING, cents)]))))
    assert page.row("Solde au") == f"Solde au 18/03/2024 : {words}"
    assert not any(row.startswith("En attente") for row in page.rows)


def test_an_account_without_entries_says_so() -> None:
    [page] = read_pages(drawn(a_statement(an_account([]))))
    assert "Aucune opération" in page.words
    assert page.row("Solde au").endswith("compte à zéro 0,00 €")


@pytest.mark.parametrize("method", GroupMethod)
def test_each_method_has_its_words(method: GroupMethod) -> None:
    [page] = read_pages(drawn(a_statement(an_account([an_entry(EntryKind.PAYMENT, 1_00, method=method)]))))
    assert page.row("04/03/2024").split(" ", 2)[2].startswith(("par ", "en liquide"))


def test_the_day_is_that_of_paris() -> None:
    late = replace(an_entry(EntryKind.ORDER, -1_00), happened_at=datetime(2024, 3, 4, 23, 30, tzinfo=UTC))
    [page] = read_pages(drawn(a_statement(an_account([late]))))
    assert page.row("05/03/2024")


def test_pages_are_filled() -> None:
    counts = (_FIRST_CLOSING, _FIRST_CLOSING + 1, _FIRST + _LATER_CLOSING, _FIRST + _LATER_CLOSING + 1)
    assert [len(read_rows(drawn(a_statement(an_account(orders(count)))))) for count in counts] == [1, 2, 2, 3]


def test_what_is_carried_over_is_brought_forward_and_is_the_running_balance() -> None:
    account = an_account(orders(120))
    pages = read_pages(drawn(a_statement(account)))
    assert [_numbered(page) for page in pages] == [f"Page {number}/{len(pages)}" for number in range(1, len(pages) + 1)]
    balances = {amount(entry.running) for entry in account.entries}
    for page, following in pairwise(pages):
        carried = page.row("À reporter").removeprefix("À reporter ")
        assert following.row("Report") == f"Report {carried}"
        assert carried in balances
    assert all("Relevé de compte · A-0007 · DURAND Marie" in page.words for page in pages[1:])


def test_several_statements_come_one_after_the_other_each_with_its_own_pages() -> None:
    other = an_account(orders(50), member=Member(2, 1, "A-0008", "PETIT Jean"))
    paper = drawn(a_statement(_ACCOUNT), a_statement(other))
    pages = read_pages(paper)
    assert [_numbered(page) for page in pages] == ["Page 1/1", "Page 1/2", "Page 2/2"]
    assert ["PETIT Jean" in page.words for page in pages] == [False, True, False]


@pytest.mark.parametrize("count", [0, 1, _FIRST_CLOSING, _FIRST_CLOSING + 1, _FIRST, _FIRST + _LATER_CLOSING])
def test_nothing_touches_anything_even_when_all_is_at_its_longest(count: int) -> None:
    long = "Marie-Antoinette de la Rochefoucauld-Montmorency"
    entries = [
        replace(an_entry(EntryKind.PAYMENT, (-1) ** at * 99_999_999_99, long, long, "card_on_site"), cancelled=True)
        for at in range(count)
    ]
    account = replace(
        an_account(entries, waiting=99_999_999_99, member=Member(1, 1, "A-123456789", long * 2)),
        group_name=long * 3,
        balance=Money(-99_999_999_99),
    )
    for page in read_pages(drawn(replace(a_statement(account), drawn_by=long * 4))):
        assert [pair for pair in combinations(page.strings, 2) if pair[0].touches(pair[1])] == []
        assert all(
            string.left > 50 and string.right < PAGE_WIDTH - 40 and string.bottom > 28 for string in page.strings
        )


@settings(max_examples=tried(25), deadline=None)
@given(st.lists(st.integers(-9_999_99, 9_999_99).filter(bool), min_size=1, max_size=90))
def test_whatever_the_entries_each_is_listed_once_with_the_balance_after_it(cents: list[int]) -> None:
    account = an_account([an_entry(EntryKind.OPENING, each) for each in cents])
    rows = [row for page in read_rows(drawn(a_statement(account))) for row in page if " Reprise de solde " in row]
    assert [row.split(" ")[-1] for row in rows] == [amount(entry.running) for entry in account.entries]
    assert [row.split(" ")[-2] for row in rows] == [amount(Money(abs(each))) for each in cents]


def test_the_same_facts_give_the_same_bytes() -> None:
    assert drawn(a_statement(_ACCOUNT)) == drawn(a_statement(_ACCOUNT))


def test_all_fonts_are_embedded_and_the_document_says_what_it_is() -> None:
    assert read_nature(drawn(a_statement(_ACCOUNT))) == Nature(
        title=_TITLE,
        author="Liasse",
        language="fr-FR",
        fonts=frozenset({("NotoSans-Regular", True), ("NotoSans-SemiBold", True)}),
    )


def _numbered(page: PageRead) -> str:
    return next(words for words in page.words if words.startswith("Page "))
