"""A coupon is put aside, and its batch is closed from another workstation: at *Lots* it is found, and recorded."""

from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import Qt

from backoffice.domain.people import Actor, Role
from tests.journeys.books import Receipt, kept_receipts
from tests.journeys.keying import NUMBER, REFERENCE, key_up_to_number, open_batch
from tests.journeys.mail import Day
from tests.journeys.office import FIRST, OPERATOR, JourneyOffice
from tests.journeys.seat import Seat

Sit = Callable[[Path], Seat]


def test_a_coupon_of_a_batch_closed_elsewhere_is_taken_up_at_the_batches(
    office: JourneyOffice, sit: Sit, day: Day
) -> None:
    coupon = day.coupon("P-21 – le chèque vaut la facture")
    seat = sit(office.settings())
    seat.log_in(OPERATOR)
    open_batch(seat, day.piles[0], day.arrival)
    key_up_to_number(seat, coupon)
    seat.press(Qt.Key.Key_F2)
    seat.until_seen("est mise de côté, rien n'est perdu")
    seat.press(Qt.Key.Key_Escape)
    seat.until_seen("Ouvrir un lot")
    open_batch(seat, day.piles[0], day.arrival)
    with office.services() as services:
        (me,) = (each for each in services.people.active() if each.role is Role.OPERATOR and each.name == OPERATOR.name)
        services.batches.preclose(Actor(me.id, me.name, me.role, FIRST), uuid4(), 1)
    seat.press(Qt.Key.Key_Escape)
    seat.until_seen("1 coupon de côté sur ce poste est dans un lot qui n'est plus ouvert")

    seat.press(Qt.Key.Key_F4)
    seat.until_seen("Reprendre dans le lot")
    seat.enter()
    seat.until_at(NUMBER)
    seat.enter()
    seat.until_seen("1 chèque · ")
    seat.until_at(REFERENCE)

    with office.services() as services:
        kept = kept_receipts(services.database, 2)
        assert kept == [
            Receipt(coupon.client.ref, coupon.number, coupon.must.amount, coupon.must.rows, coupon.must.credit)
        ]
        assert kept_receipts(services.database, 1) == []
