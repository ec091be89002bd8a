"""How clients are found: a reference written together, a file without a batch, and *Paiements* by name."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.journeys.keying import AMOUNT, REFERENCE
from tests.journeys.office import OPERATOR, JourneyOffice
from tests.journeys.seat import Seat
from tests.journeys.undoing import RECEIPTS, begin, cheque, customer, key_cheque, leave_batch

Sit = Callable[[Path], Seat]

FIFTY_FIVE = customer("J 055 72629582", "Mme LÉGER Zoé", "20,30")
FIVE = customer("J 005 572629582", "M. BERTIN Paul", "13,10")
TESSIER = customer("J 121 00850085", "Mme TESSIER Maud", "22,45")
TOGETHER = "J5572629582"


@pytest.fixture
def seat(tmp_path: Path, sit: Sit) -> Seat:
    office = JourneyOffice(tmp_path / "office")
    office.found((FIFTY_FIVE, FIVE, TESSIER))
    seat = sit(office.settings())
    seat.log_in(OPERATOR)
    return seat


def test_a_reference_written_together_is_asked_about_and_keyed(seat: Seat) -> None:
    begin(seat)
    seat.scan(TOGETHER)
    seat.until_seen("se lit de plusieurs façons")
    assert [row["Référence"] for row in seat.cells("Clients de cette référence")] == [FIFTY_FIVE.ref, FIVE.ref]
    seat.enter()
    assert seat.is_at(REFERENCE)
    seat.press(Qt.Key.Key_Down)
    seat.press(Qt.Key.Key_Down)
    seat.enter()
    seat.until_at(AMOUNT)
    seat.until_seen(FIVE.name)
    assert seat.line(REFERENCE).text() == FIVE.ref


def test_what_nobody_knows_is_sorted_nowhere(seat: Seat) -> None:
    seat.click(seat.button("Tri"))
    seat.until_at("Référence, circulaire ou MANDAT")
    seat.scan("J 557 2629582")
    seat.until_seen("Le partenaire 557 n'est connu de personne.")
    seat.scan("J12100850085")
    seat.until_seen(TESSIER.ref)
    assert [row["Pile"] for row in seat.cells("Dernières pièces triées")] == ["PARTENARIAT"]


def test_a_client_who_has_paid_is_opened_without_a_batch_and_acted_on(seat: Seat) -> None:
    begin(seat)
    words = "vingt-deux euros et quarante-cinq centimes"
    key_cheque(seat, cheque(TESSIER, "22,45", words, "8500085"))
    leave_batch(seat)
    seat.click(seat.button("Clients"))
    seat.until_at(REFERENCE)
    seat.scan("tessier")
    seat.until(lambda: seat.cells("Recherche par nom"), "the name")
    seat.enter()
    seat.enter()
    seat.until_at("Factures en attente")
    seat.until_seen(TESSIER.name)
    assert seat.cells("Factures en attente") == []

    seat.write("4.3")
    seat.until_at("ANNULATION")
    seat.until(lambda: [row["N° du chèque"] for row in seat.cells(RECEIPTS)] == ["8500085"], "the receipt")
    seat.press(Qt.Key.Key_Escape)
    seat.until_at("Factures en attente")
    seat.write("2.6")
    seat.until_at("Commentaire")
    seat.write("a payé deux fois")
    seat.enter()
    seat.until_seen("enregistré pour")
    seat.until_at("Factures en attente")


def test_payments_are_found_by_name(seat: Seat) -> None:
    begin(seat)
    words = "vingt-deux euros et quarante-cinq centimes"
    key_cheque(seat, cheque(TESSIER, "22,45", words, "8500085"))
    leave_batch(seat)
    seat.click(seat.button("Paiements"))
    seat.until_at("Rechercher")
    seat.scan("tessier maud")
    seat.until_seen("Nom TESSIER MAUD")
    seat.until(lambda: [row["Nom"] for row in seat.cells("Paiements")] == [TESSIER.name], "the payment")
    seat.press(Qt.Key.Key_F3)
    seat.scan("bertin")
    seat.until_seen("Nom BERTIN")
    seat.until(lambda: seat.cells("Paiements") == [], "nobody's payments")
