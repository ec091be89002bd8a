"""The document's two stories, word for word and by keys alone: in the end nothing is due and nothing is left over."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from backoffice.domain.people import Actor, Role
from backoffice.services.services import Services
from tests.journeys.books import kept_left_to_pay, kept_receipts
from tests.journeys.closing import close_for_good, key_tape, preclose, print_slip
from tests.journeys.mail import Customer
from tests.journeys.office import JourneyOffice
from tests.journeys.seat import Seat
from tests.journeys.undoing import (
    WITH,
    WITHOUT,
    back_to_file,
    begin,
    cancel_receipt,
    cheque,
    customer,
    key_cheque,
    leave_batch,
    leave_file,
    unpaid,
)
from tests.keyboard_driver import CONTROL

DURAND = customer("J 121 52134466", "Mme DURAND Marie", "17,15")
TESSIER = customer("J 121 00850085", "Mme TESSIER Maud", "22,45")
_IDS = {DURAND.ref: 1, TESSIER.ref: 2}
_SEVENTEEN = "dix-sept euros et quinze centimes"


@pytest.fixture
def counter(tmp_path: Path) -> JourneyOffice:
    """An office with two clients."""
    office = JourneyOffice(tmp_path / "office")
    office.found((DURAND, TESSIER))
    return office


def account(books: Services, client: Customer) -> tuple[int, int]:
    """The client's debt and credit, in cents."""
    shown = books.balances.client(Actor(1, "", Role.SUPERVISOR, ""), _IDS[client.ref])
    assert sum(kept_left_to_pay(books.database)[client.ref]) == shown.due.cents
    return shown.due.cents, shown.credit.cents


def standing(books: Services, *batch_ids: int) -> list[str]:
    return [receipt.number for batch_id in batch_ids for receipt in kept_receipts(books.database, batch_id)]


def apply(seat: Seat, offer: str) -> None:
    """One key, once the offer is in sight."""
    seat.until_seen(offer)
    seat.press(Qt.Key.Key_M, CONTROL)
    seat.until_seen("d'avoir imputés")
    seat.until_gone(offer)


def double(seat: Seat) -> None:
    """Two receipts of 17,15 €, the second of them on account."""
    begin(seat)
    key_cheque(seat, cheque(DURAND, "17,15", _SEVENTEEN, "0000001"))
    leave_batch(seat)
    begin(seat, WITHOUT)
    key_cheque(seat, cheque(DURAND, "17,15", _SEVENTEEN, "0000002"))


def test_a_wrong_amount_in_a_closed_batch(seat: Seat, books: Services, tmp_path: Path) -> None:
    """22,46 € instead of 22,45, the batch closed: 4.3, and the cheque again in a batch SANS FACTURE."""
    wrong = cheque(TESSIER, "22,46", "vingt-deux euros et quarante-six centimes", "8500085")
    other = cheque(DURAND, "17,15", _SEVENTEEN, "0000001")
    pile = replace(WITH, count=2, total=39_61, coupons=(wrong, other))
    begin(seat)
    for each in pile.coupons:
        key_cheque(seat, each)
    assert account(books, TESSIER) == (0, 1)
    preclose(seat, pile)
    key_tape(seat, pile)
    print_slip(seat, tmp_path / "slip.pdf")
    close_for_good(seat, pile)

    begin(seat)
    cancel_receipt(seat, TESSIER, "8500085")
    seat.until_seen("De nouveau dû : 22,45 € ; avoir en moins : 0,01 €.")
    assert account(books, TESSIER) == (22_45, 0)
    leave_file(seat)
    leave_batch(seat)

    begin(seat, WITHOUT)
    again = cheque(TESSIER, "22,45", "vingt-deux euros et quarante-cinq centimes", "8500085")
    key_cheque(seat, replace(again, forced=True))
    apply(seat, "avoir 22,45 €, facture F1 AP11 22,45 € : imputer 22,45 € ?")

    assert account(books, TESSIER) == (0, 0)
    assert standing(books, 1, 3) == ["0000001", "8500085"]


def test_the_double_receipt(seat: Seat, books: Services) -> None:
    """4.7 with the cheque's amount, ANNULATION, a comment: the debt is back; then 4.3: one receipt, and nothing due."""
    double(seat)
    assert account(books, DURAND) == (0, 17_15)

    unpaid(seat, DURAND, "17,15", "Double encaissement")
    assert account(books, DURAND) == (17_15, 34_30)
    leave_file(seat)
    cancel_receipt(seat, DURAND, "0000002", reason="2")
    assert account(books, DURAND) == (17_15, 17_15)
    back_to_file(seat)
    apply(seat, "avoir 17,15 €, facture F1 AP11 17,15 € : imputer 17,15 € ?")

    assert account(books, DURAND) == (0, 0)
    assert standing(books, 1, 2) == ["0000001"]


def test_the_credit_applied_between_4_7_and_4_3(seat: Seat, books: Services) -> None:
    double(seat)
    unpaid(seat, DURAND, "17,15", "Double encaissement")
    apply(seat, "avoir 34,30 €, facture F1 AP11 17,15 € : imputer 17,15 € ?")
    assert account(books, DURAND) == (0, 17_15)
    seat.press(Qt.Key.Key_F2)
    cancel_receipt(seat, DURAND, "0000001", reason="2")

    assert account(books, DURAND) == (0, 0)
    assert standing(books, 1, 2) == ["0000002"]


def test_4_3_before_4_7(seat: Seat, books: Services) -> None:
    double(seat)
    cancel_receipt(seat, DURAND, "0000002", reason="2")
    assert account(books, DURAND) == (0, 0)
    leave_file(seat)
    unpaid(seat, DURAND, "17,15", "Double encaissement")
    assert account(books, DURAND) == (17_15, 17_15)
    apply(seat, "avoir 17,15 €, facture F1 AP11 17,15 € : imputer 17,15 € ?")

    assert account(books, DURAND) == (0, 0)
    assert standing(books, 1, 2) == ["0000001"]


def test_4_3_on_the_first_leaves_the_second_to_settle_the_debt(seat: Seat, books: Services) -> None:
    double(seat)
    cancel_receipt(seat, DURAND, "0000001", reason="2")
    assert account(books, DURAND) == (17_15, 17_15)
    back_to_file(seat)
    apply(seat, "imputer 17,15 € ?")

    assert account(books, DURAND) == (0, 0)
