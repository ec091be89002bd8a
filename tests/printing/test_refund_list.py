"""The list of refunds for the accounts."""

from datetime import UTC, datetime

import pytest

from backoffice.domain.client_ref import ClientRef
from backoffice.domain.credit import RefundList, RefundListRow, RefundRow
from backoffice.domain.money import Money, total
from printing.refund_list import draw
from tests.printing.reading import read_pages

_AT = datetime(2024, 3, 5, 9, 30, tzinfo=UTC)


def _list(count: int, reason: str = "Double encaissement") -> RefundList:
    rows = tuple(
        RefundRow(at, ClientRef("J", 121, f"{at:08d}"), "MME DURAND Marie", Money(at), reason, _AT, "C. Dupuis")
        for at in range(1, count + 1)
    )
    amount = total(row.amount for row in rows)
    return RefundList(RefundListRow(1, "RA-2024-000001", count, amount, _AT, "C. Dupuis"), rows)


def test_each_refund_has_its_line_and_the_list_its_total() -> None:
    [page] = read_pages(draw(_list(2)))
    for words in ("Remboursements d’avoirs", "RA-2024-000001", "J 121 00000002", "Double encaissement", "0,03 €"):
        assert words in page.words


@pytest.mark.parametrize(("count", "pages"), [(1, 1), (35, 1), (100, 3), (101, 3)])
def test_every_refund_is_on_one_page(count: int, pages: int) -> None:
    read = read_pages(draw(_list(count, reason="Un motif assez long pour ne pas tenir dans sa colonne")))
    assert len(read) == pages
    found = [at for page in read for at in range(1, count + 1) if f"J 121 {at:08d}" in page.words]
    assert found == list(range(1, count + 1))
    assert all(f"Page {at}/{pages}" in page.words for at, page in enumerate(read, 1))
