"""What holds of every slip, of receipts and of papers."""

from collections.abc import Callable

import pytest

from backoffice.domain.paper import MailSlipKind
from printing import mail_slip, receipt_slip
from tests.printing.reading import Nature, read_nature
from tests.printing.slips import a_mail_slip, a_slip, some_lines, some_mail

Draw = Callable[..., bytes]


def _receipts(*, duplicate: bool) -> bytes:
    return receipt_slip.draw(a_slip(some_lines(60), duplicate=duplicate))


def _papers(*, duplicate: bool) -> bytes:
    return mail_slip.draw(a_mail_slip(some_mail(60), MailSlipKind.SRC, duplicate=duplicate))


@pytest.mark.parametrize(
    ("draw", "title"),
    [(_receipts, "Bordereau d’encaissement BE-2024-000123"), (_papers, "Transfert au SRC BT-2024-000012")],
)
def test_all_fonts_are_embedded_and_the_document_says_what_it_is(draw: Draw, title: str) -> None:
    assert read_nature(draw(duplicate=False)) == Nature(
        title=title,
        author="Liasse",
        language="fr-FR",
        fonts=frozenset({("NotoSans-Regular", True), ("NotoSans-SemiBold", True)}),
    )


@pytest.mark.parametrize("draw", [_receipts, _papers])
def test_the_same_facts_give_the_same_bytes(draw: Draw) -> None:
    assert draw(duplicate=True) == draw(duplicate=True)
    assert draw(duplicate=True) != draw(duplicate=False)
