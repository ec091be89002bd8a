"""The slip of a pile of *Tri*: its addressee, its pieces, and no amount anywhere."""

from datetime import UTC, date, datetime
from itertools import combinations

import pytest

from backoffice.domain.pile_slip import PileLine, PileSlip
from backoffice.procedure.sorting import Pile
from printing.paper import RIGHT
from printing.pile_slip import draw
from tests.printing.reading import read_pages, read_rows

ADDRESSEES = {
    Pile.DIRECT: "Lot FA à part, puis numérisation et traitement DEKUPLE",
    Pile.PARTNER: "Lot PARTENARIAT",
    Pile.SRC: "SRC, par navette interne, enveloppe inter-service",
}


def _slip(pile: Pile, count: int, *, duplicate: bool = False) -> PileSlip:
    return PileSlip(
        number="TR-2024-000012",
        pile=pile.value,
        day=date(2024, 3, 4),
        lines=tuple(PileLine(at, "W 310 5213446612 QCU2", "P-03") for at in range(1, count + 1)),
        duplicate=duplicate,
        printed_at=datetime(2024, 3, 4, 9, 30, tzinfo=UTC),
        printed_by="Marie-Antoinette de la Rochefoucauld-Montmorency",
    )


@pytest.mark.parametrize("pile", Pile)
def test_each_pile_has_its_addressee(pile: Pile) -> None:
    [page] = read_rows(draw(_slip(pile, 2)))
    text = "\n".join(page)
    assert ADDRESSEES[pile] in text
    assert f"Bordereau de tri · pile {pile}" in text
    assert "1 W 310 5213446612 QCU2 P-03" in page
    assert "Total du bordereau : 2 pièces" in text
    assert "0,00" not in text
    assert "DUPLICATA" not in text


@pytest.mark.parametrize("pile", Pile)
def test_the_addressee_leaves_the_barcode_its_quiet_zone(pile: Pile) -> None:
    strings = read_pages(draw(_slip(pile, 2)))[0].strings
    addressee = next(mark for mark in strings if mark.words == ADDRESSEES[pile])
    number = next(mark for mark in strings if mark.words == "TR-2024-000012")  # centred under the bars
    assert addressee.right < number.left + number.right - RIGHT - 10


@pytest.mark.parametrize("count", [1, 40, 120])
@pytest.mark.parametrize("pile", Pile)
def test_nothing_touches_anything_and_the_barcode_is_the_number(pile: Pile, count: int) -> None:
    pages = read_pages(draw(_slip(pile, count, duplicate=True)))
    assert pages[0].barcodes == [("TR-2024-000012", "Code128")]
    for page in pages:
        assert "DUPLICATA" in page.words
        assert [pair for pair in combinations(page.strings, 2) if pair[0].touches(pair[1])] == []
