"""How many keys a cheque takes: what a reader types is not counted, what a hand types is."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from tests.journeys.keying import (
    AMOUNT,
    NUMBER,
    REFERENCE,
    find_client,
    give_amount,
    key_up_to_number,
    open_batch,
)
from tests.journeys.mail import Coupon, Day
from tests.journeys.office import OPERATOR, JourneyOffice
from tests.journeys.seat import Seat

Sit = Callable[[Path], Seat]
ENTER = 1
CMC7 = "5508018021010041908006617182025"
WORDS = "cent cinquante euros"


@pytest.fixture
def seat(office: JourneyOffice, sit: Sit, day: Day) -> Seat:
    """Somebody with an open batch before them."""
    seat = sit(office.settings())
    seat.log_in(OPERATOR)
    open_batch(seat, day.piles[0], day.arrival)
    return seat


def test_a_scanned_cheque_takes_its_amount_and_two_enters(seat: Seat, day: Day) -> None:
    coupon = day.coupon("P-21 – le chèque vaut la facture")
    before = seat.strokes

    seat.scan(f"*{coupon.client.ref.replace(' ', '')}*")
    seat.until_at(AMOUNT)
    seat.write(coupon.figures)
    seat.enter()
    seat.until_seen("VINGT-DEUX EUROS ET QUARANTE-CINQ CENTIMES")
    seat.enter()
    seat.until_at(NUMBER)
    seat.scan(CMC7)

    _is_recorded(seat, coupon)
    assert seat.strokes - before == len(coupon.figures) + 2 * ENTER


def test_a_reader_may_end_with_tab(seat: Seat, day: Day) -> None:
    coupon = day.coupon("P-21 – le chèque vaut la facture")
    before = seat.strokes

    seat.scan(f"]C1{coupon.client.ref.replace(' ', '-')}~", Qt.Key.Key_Tab)
    seat.until_at(AMOUNT)
    seat.write(coupon.figures)
    seat.enter(2)
    seat.until_at(NUMBER)
    seat.scan(f"A{CMC7[:7]}B{CMC7[7:19]}C{CMC7[19:]}D", Qt.Key.Key_Tab)

    _is_recorded(seat, coupon)
    assert seat.strokes - before == len(coupon.figures) + 2 * ENTER


def test_a_typed_cheque_takes_what_is_typed_and_four_enters(seat: Seat, day: Day) -> None:
    coupon = day.coupon("P-21 – le chèque vaut la facture")
    before = seat.strokes

    seat.write(coupon.client.ref)
    seat.enter()
    seat.until_seen(coupon.client.name)
    seat.write(coupon.figures)
    seat.enter()
    seat.enter()
    seat.write(coupon.cheque[0])
    seat.enter()

    _is_recorded(seat, coupon)
    typed = coupon.client.ref + coupon.figures + coupon.cheque[0]
    assert seat.strokes - before == len(typed) + 4 * ENTER


def test_over_the_threshold_the_words_come_on_top(seat: Seat, day: Day) -> None:
    coupon = day.coupon("P-20 – au seuil de 150 €")
    before = seat.strokes

    seat.scan(f"*{coupon.client.ref.replace(' ', '')}*")
    seat.until_at(AMOUNT)
    seat.write(coupon.figures)
    seat.enter()
    seat.write(WORDS)
    seat.enter()
    seat.until_at(NUMBER)
    seat.scan(CMC7)

    _is_recorded(seat, coupon)
    assert seat.strokes - before == len(coupon.figures) + len(WORDS) + 2 * ENTER


def test_a_hand_faster_than_the_answer_needs_no_key_more(seat: Seat, day: Day) -> None:
    """All of a cheque is typed before the client's file can have come: it is recorded when the file is there."""
    coupon = day.coupon("P-21 – le chèque vaut la facture")
    before = seat.strokes
    for text in (coupon.client.ref, coupon.figures, "", coupon.cheque[0]):
        seat.dash(text)

    _is_recorded(seat, coupon)
    assert seat.strokes - before == len(coupon.client.ref + coupon.figures + coupon.cheque[0]) + 4 * ENTER


def test_coupons_left_half_typed_come_back_one_after_the_other(seat: Seat, day: Day) -> None:
    """F2 leaves a coupon, F5 brings it back with everything that was typed on it."""
    coupons = [day.coupon(title) for title in ("P-21 – le chèque vaut la facture", "P-21 – less", "P-22")]
    for coupon in coupons:
        key_up_to_number(seat, coupon)
        seat.press(Qt.Key.Key_F2)
        seat.until_seen("mise de côté")
        seat.until_at(REFERENCE)
    for count in (1, 2, 3):
        seat.until(lambda: seat.can_press("F5"), "a coupon to take up again")
        seat.press(Qt.Key.Key_F5)
        seat.until_at(NUMBER)
        seat.enter()
        seat.until_seen(f"{count} chèque")
    seat.until_seen("3 chèques · 62,75 €")


def test_another_cheque_of_the_same_client_does_not_throw_away_the_one_set_aside(seat: Seat, day: Day) -> None:
    first, second = day.coupon("P-33"), day.coupon("a probable duplicate")
    key_up_to_number(seat, first)
    seat.press(Qt.Key.Key_F2)
    seat.until_seen("mise de côté")
    find_client(seat, second)
    give_amount(seat, second)
    seat.write("4400002")
    seat.enter()
    seat.until_seen("1 chèque · ")

    seat.until(lambda: seat.can_press("F5"), "the coupon that was set aside")


def _is_recorded(seat: Seat, coupon: Coupon) -> None:
    """The line is in the list, and the next reference can be typed."""
    seat.until_seen("1 chèque · ")
    seat.until_seen(f"{coupon.client.ref} · n° ")
    assert seat.is_at(REFERENCE)
    assert seat.line(REFERENCE).text() == ""
