"""Mistakes undone in the open, by keys alone: 4.3, 4.7, and payments that live in a financial system too."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from backoffice.services.services import Services
from desktop import erp_polling as erp_way
from forms.payments.timeline import Timeline
from tests.iso_peer import SECRET, IsoPeer
from tests.journeys.books import Receipt, kept_left_to_pay, kept_receipts
from tests.journeys.closing import close_for_good, key_tape, preclose, print_slip
from tests.journeys.mail import Coupon, Customer
from tests.journeys.office import OPERATOR, JourneyOffice
from tests.journeys.seat import Seat
from tests.journeys.undoing import (
    RECEIPTS,
    WITH,
    begin,
    cancel_receipt,
    cheque,
    customer,
    key_cheque,
    leave_file,
    type_code,
)
from tests.keyboard_driver import CONTROL
from tests.printing.reading import read_pages
from tests.sight import plain

Sit = Callable[[Path], Seat]

TESSIER = customer("J 121 00850085", "Mme TESSIER Maud", "22,45")
BERTIN = customer("J 121 52134467", "M. BERTIN Paul", "13,10", "20,30")


@pytest.fixture
def counter(tmp_path: Path) -> JourneyOffice:
    """An office with two clients, and no financial system."""
    office = JourneyOffice(tmp_path / "office")
    office.found((TESSIER, BERTIN))
    return office


def left(books: Services, client: Customer) -> list[int]:
    return kept_left_to_pay(books.database)[client.ref]


def standing(books: Services, *batch_ids: int) -> list[Receipt]:
    return [receipt for batch_id in batch_ids for receipt in kept_receipts(books.database, batch_id)]


def test_a_wrong_amount_is_cancelled_and_keyed_again(seat: Seat, books: Services) -> None:
    """22,46 € keyed instead of 22,45: 4.3, and the cheque once more."""
    words = "vingt-deux euros et quarante-six centimes"
    begin(seat)
    key_cheque(seat, cheque(TESSIER, "22,46", words, "8500085"))
    assert left(books, TESSIER) == [0]
    cancel_receipt(seat, TESSIER, "8500085")
    seat.until_seen("De nouveau dû : 22,45 €")
    assert left(books, TESSIER) == [22_45]
    leave_file(seat)

    key_cheque(seat, cheque(TESSIER, "22,45", "vingt-deux euros et quarante-cinq centimes", "8500085"))
    seat.until_seen("1 chèque · 22,45 €")
    assert standing(books, 1) == [Receipt(TESSIER.ref, "8500085", 22_45, ("22,45",), 0)]
    assert left(books, TESSIER) == [0]


def test_in_a_closed_batch_the_operator_cancels_and_the_line_is_struck_on_the_slip_printed_again(
    seat: Seat, books: Services, tmp_path: Path
) -> None:
    first, second = _closed_batch(seat, tmp_path / "slip.pdf")
    assert not _is_struck(tmp_path / "slip.pdf", TESSIER)
    begin(seat)
    cancel_receipt(seat, TESSIER, first.number)
    for words in (
        "Copie de la ligne",
        TESSIER.ref,
        TESSIER.name,
        first.number,
        "22,45 €",
        OPERATOR.name,
        "Erreur de saisie",
    ):
        assert words in seat.paper(), words
    leave_file(seat)
    assert left(books, TESSIER) == [22_45]
    assert [receipt.number for receipt in standing(books, 1)] == [second.number]

    seat.click(seat.button("Bordereaux"))
    seat.until(lambda: seat.cells("Bordereaux"), "the slip among the printed")
    seat.press(Qt.Key.Key_F6)
    seat.until(lambda: "DUPLICATA" in seat.paper(), "the slip once more")
    seat.answers.path = tmp_path / "again.pdf"
    seat.press(Qt.Key.Key_S, CONTROL)
    seat.until_seen("Enregistré : again.pdf")
    [page] = read_pages((tmp_path / "again.pdf").read_bytes())
    assert plain(page.row(f"1 {TESSIER.ref}")).endswith("annulé 22,45")
    assert plain(page.row("Total du bordereau")) == "Total du bordereau : 1 chèque 33,40 €"
    assert _is_struck(tmp_path / "again.pdf", TESSIER)
    assert not _is_struck(tmp_path / "again.pdf", BERTIN)


def _closed_batch(seat: Seat, paper: Path) -> tuple[Coupon, Coupon]:
    """Two cheques keyed, taped, printed and closed for good."""
    both = (
        cheque(TESSIER, "22,45", "vingt-deux euros et quarante-cinq centimes", "8500085"),
        cheque(BERTIN, "33,40", "trente-trois euros et quarante centimes", "5508019"),
    )
    pile = replace(WITH, count=2, total=55_85, coupons=both)
    begin(seat)
    for each in both:
        key_cheque(seat, each)
    preclose(seat, pile)
    key_tape(seat, pile)
    print_slip(seat, paper)
    close_for_good(seat, pile)
    return both


def _is_struck(paper: Path, client: Customer) -> bool:
    [page] = read_pages(paper.read_bytes())
    ref = page.string(client.ref)
    return any(stroke.touches(ref) for stroke in page.strokes)


@pytest.fixture
def peer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> IsoPeer:
    """A financial system at the other end of a folder; the rounds with it come fast."""
    monkeypatch.setattr(erp_way, "_SOON", 50)
    return IsoPeer(tmp_path / "erp")


@pytest.fixture
def integrated(tmp_path: Path, peer: IsoPeer) -> JourneyOffice:
    """The same office with this financial system."""
    office = JourneyOffice(tmp_path / "integrated", outside={"erp_folder": str(peer.folder), "erp_secret": SECRET})
    office.found((TESSIER, BERTIN))
    return office


def test_a_payment_of_the_financial_system_is_cancelled_when_it_says_so_line_by_line(
    integrated: JourneyOffice, peer: IsoPeer, sit: Sit, tmp_path: Path
) -> None:
    """4.3 asks for it (C-05). One line confirmed, one refused and asked again: first partly, then wholly cancelled."""
    seat = sit(integrated.settings())
    seat.log_in(OPERATOR)
    _, coupon = _closed_batch(seat, tmp_path / "slip.pdf")

    def until(holds: Callable[[], bool], what: str) -> None:
        def worked() -> bool:
            peer.work()
            return holds()

        seat.until(worked, what)

    until(lambda: len(peer.booked) == 3, "the three lines at the financial system")
    refused = next(line for line, euros in peer.amounts.items() if euros == "20.30")
    peer.refusing.add(refused)
    begin(seat)
    type_code(seat, BERTIN, "4.3", "ANNULATION")
    seat.press(Qt.Key.Key_Space)
    seat.until_seen("la demande d'annulation y part")
    seat.enter()
    seat.until_at(RECEIPTS)
    seat.enter()
    seat.write("2")
    seat.until(lambda: seat.can_press("F6"), "the reason")
    seat.enter()
    seat.until_seen("est demandée au système financier")
    seat.click(seat.button("Paiements"))
    seat.until_at("Rechercher")
    seat.write(coupon.number)
    seat.enter()
    seat.until(lambda: len(seat.cells("Paiements")) == 1, "the payment")
    until(lambda: _state(seat) == "Partiellement annulé", "one line confirmed")
    with integrated.services() as books:
        assert left(books, BERTIN) == [13_10, 0]
    seat.enter()
    seat.until_at("Lignes du paiement")
    seat.press(Qt.Key.Key_Down)
    until(lambda: seat.can_press("F9"), "the other line refused")
    assert any("Paiement déjà lettré" in each.accessibleName() for each in seat.visible(Timeline))
    peer.refusing.clear()
    seat.press(Qt.Key.Key_F9)
    until(lambda: _state(seat) == "Annulé", "the line asked again")
    with integrated.services() as books:
        assert left(books, BERTIN) == [13_10, 20_30]
        assert left(books, TESSIER) == [0]
        assert books.checking.run() == ()
    assert set(peer.booked.values()) == {1}
    assert len(peer.cancelled) == 2


def _state(seat: Seat) -> str:
    [row] = seat.cells("Paiements")
    return row["État"]
