"""Once: whatever is clicked, held, repeated, slow or killed, a coupon is one record (promise 1, B-03)."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from sqlalchemy import Connection, Engine, event

from desktop import one_window
from tests.dying import KILLED
from tests.journeys.books import Receipt, kept_receipts
from tests.journeys.keying import AMOUNT, NUMBER, REFERENCE, key, key_up_to_number, open_batch
from tests.journeys.mail import Coupon, Day
from tests.journeys.office import COLLEAGUE, OPERATOR, SUPERVISOR, JourneyOffice
from tests.journeys.seat import Seat
from tests.sight import PATIENCE

Sit = Callable[[Path], Seat]

SLOW = 0.6
"""Seconds that each commit takes on a slow database."""


@pytest.fixture
def coupon(day: Day) -> Coupon:
    return day.coupon("P-21 – le chèque vaut la facture")


@pytest.fixture
def seat(office: JourneyOffice, sit: Sit, day: Day) -> Seat:
    """Somebody with an open batch before them."""
    return _seated(office, sit, day)


@pytest.fixture
def slow_database() -> Iterator[None]:
    """Every commit of whatever engine takes its time; nobody can hurry it."""
    never = Event()

    def wait(_connection: Connection) -> None:
        never.wait(SLOW)

    event.listen(Engine, "commit", wait)
    yield
    event.remove(Engine, "commit", wait)


@pytest.fixture
def commits() -> Iterator[Event]:
    """Every commit of whatever engine waits for this: clear it, and nothing is committed."""
    allowed = Event()
    allowed.set()

    def wait(_connection: Connection) -> None:
        allowed.wait(PATIENCE)

    event.listen(Engine, "commit", wait)
    yield allowed
    allowed.set()
    event.remove(Engine, "commit", wait)


def _seated(office: JourneyOffice, sit: Sit, day: Day) -> Seat:
    seat = sit(office.settings())
    seat.log_in(OPERATOR)
    open_batch(seat, day.piles[0], day.arrival)
    return seat


def _books(office: JourneyOffice, batch_id: int = 1) -> list[Receipt]:
    with office.services() as services:
        assert services.checking.run() == ()
        return kept_receipts(services.database, batch_id)


def _receipt(coupon: Coupon) -> Receipt:
    must = coupon.must
    return Receipt(coupon.client.ref, coupon.number, must.amount, must.rows, must.credit)


def _is_recorded(seat: Seat) -> None:
    """Everything has its answer, and one cheque stands in the batch."""
    seat.until_seen("1 chèque · ")
    seat.until(lambda: seat.can_press("F9"), "the answers to all that was sent")


# Keys and clicks


def test_a_triple_click_records_once(office: JourneyOffice, seat: Seat, coupon: Coupon) -> None:
    key_up_to_number(seat, coupon)
    seat.click_thrice(seat.button("Enregistrer"))
    _is_recorded(seat)

    assert _books(office) == [_receipt(coupon)]


def test_three_clicks_that_queued_up_record_once(office: JourneyOffice, seat: Seat, coupon: Coupon) -> None:
    key_up_to_number(seat, coupon)
    seat.queue_clicks(seat.button("Enregistrer"), 3)
    _is_recorded(seat)

    assert _books(office) == [_receipt(coupon)]


@pytest.mark.parametrize("click_first", [True, False])
def test_click_and_enter_together_record_once(
    office: JourneyOffice, seat: Seat, coupon: Coupon, *, click_first: bool
) -> None:
    key_up_to_number(seat, coupon)
    save = seat.button("Enregistrer")
    if click_first:
        seat.queue_clicks(save, 1)
    seat.queue_enter(seat.line(NUMBER))
    if not click_first:
        seat.queue_clicks(save, 1)
    _is_recorded(seat)

    assert _books(office) == [_receipt(coupon)]


def test_enter_held_down_at_every_step_is_one_press_each(office: JourneyOffice, seat: Seat, coupon: Coupon) -> None:
    seat.write(coupon.client.ref)
    seat.hold(Qt.Key.Key_Return)
    seat.until_seen(coupon.client.name)
    assert seat.is_at(AMOUNT)
    seat.write(coupon.figures)
    seat.hold(Qt.Key.Key_Return)
    assert not seat.is_at(NUMBER), "the words were confirmed by the keyboard's own repeats"
    seat.hold(Qt.Key.Key_Return)
    assert seat.is_at(NUMBER)
    seat.write(coupon.cheque[0])
    assert _books(office) == []
    seat.hold(Qt.Key.Key_Return)
    _is_recorded(seat)

    assert seat.is_at(REFERENCE)
    assert _books(office) == [_receipt(coupon)]


def test_enter_held_down_never_answers_a_warning(office: JourneyOffice, seat: Seat, day: Day) -> None:
    """P-32: the message about a row left *vide* comes up while Enter is still down."""
    coupon = day.coupon("P-32")
    key_up_to_number(seat, coupon)
    seat.hold(Qt.Key.Key_Return)
    seat.until_seen("Forcer")
    assert _books(office) == []
    seat.enter()  # after reading
    _is_recorded(seat)

    assert _books(office) == [_receipt(coupon)]


def test_enter_pressed_over_and_over_records_once(office: JourneyOffice, seat: Seat, coupon: Coupon) -> None:
    key_up_to_number(seat, coupon)
    for _ in range(6):
        seat.dash("")
    _is_recorded(seat)

    assert _books(office) == [_receipt(coupon)]


def test_enter_held_down_on_the_opening_opens_one_batch(office: JourneyOffice, sit: Sit) -> None:
    seat = sit(office.settings())
    seat.log_in(OPERATOR)
    seat.press(Qt.Key.Key_N)
    seat.until_at("Date d'arrivée courrier")
    seat.hold(Qt.Key.Key_Return, repeats=60)
    seat.until_at(REFERENCE)
    seat.press(Qt.Key.Key_Escape)
    seat.until_at("Lots")
    seat.until(lambda: seat.cells("Lots"), "the batch in the list")

    assert len(seat.cells("Lots")) == 1


def test_f9_held_down_does_not_close_what_it_leads_to(seat: Seat, coupon: Coupon) -> None:
    """F9 leads from the keying to *Clôturer*, where F9 pre-closes, which nobody can take back."""
    key(seat, coupon)
    _is_recorded(seat)
    seat.hold(Qt.Key.Key_F9)
    seat.until_seen("Ensuite plus rien ne se saisit")
    seat.hold(Qt.Key.Key_Escape, repeats=0)
    seat.until_at(REFERENCE)

    assert seat.sees("OUVERT")


# A slow database


@pytest.mark.usefixtures("slow_database")
def test_a_slow_database_records_each_coupon_once(office: JourneyOffice, seat: Seat, day: Day) -> None:
    coupons = [day.coupon("P-21 – le chèque vaut la facture"), day.coupon("P-21 – less than the invoice")]
    for each in coupons:
        key_up_to_number(seat, each)
        seat.click_thrice(seat.button("Enregistrer"))
        assert seat.is_at(REFERENCE)
        for _ in range(3):
            seat.dash("")
    seat.until_seen("2 chèques · 42,45 €")

    assert _books(office) == [_receipt(each) for each in coupons]


# Two windows


def test_two_windows_of_one_operator_on_the_same_coupon(
    office: JourneyOffice, sit: Sit, day: Day, coupon: Coupon
) -> None:
    one, other = _seated(office, sit, day), sit(office.settings("PC-13"))
    other.log_in(OPERATOR)
    _resume(other)
    _both_ready(one, other, coupon)
    _both_press_enter(one, other)
    _one_is_refused(one, other)

    assert _books(office) == [_receipt(coupon)]


def test_two_workstations_with_a_batch_each_on_the_same_coupon(office: JourneyOffice, sit: Sit, day: Day) -> None:
    """The cheque is less than the invoice, so that the second one would find something left to settle."""
    coupon = day.coupon("P-26")
    one, other = _seated(office, sit, day), sit(office.settings("PC-13"))
    other.log_in(COLLEAGUE)
    open_batch(other, day.piles[0], day.arrival)
    _both_ready(one, other, coupon)
    _both_press_enter(one, other)
    _one_is_refused(one, other)

    assert _books(office, 1) + _books(office, 2) == [_receipt(coupon)]


def test_two_windows_of_one_workstation_send_a_coupon_that_waits_once(
    office: JourneyOffice, sit: Sit, day: Day, coupon: Coupon, commits: Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second window finds what the first one has no answer to yet, and sends it too, under the same key."""
    monkeypatch.setattr(one_window, "_name", lambda *_: uuid4().hex)  # as if neither knew that it is not alone
    one, other = _seated(office, sit, day), sit(office.settings())
    other.log_in(SUPERVISOR)
    one.take_place()
    key_up_to_number(one, coupon)
    commits.clear()
    one.enter()
    one.until(office.outbox, "the coupon in the outbox")
    _resume(other)
    other.until_seen("attendait sa réponse")
    commits.set()
    for seat in (one, other):
        seat.until_seen("1 chèque · 22,45 €")

    assert _books(office) == [_receipt(coupon)]
    assert office.outbox() == []


def _resume(seat: Seat) -> None:
    """Enter on the only batch of the list."""
    seat.take_place()
    seat.until_at("Lots")
    seat.until(lambda: seat.cells("Lots"), "the batch in the list")
    seat.enter()
    seat.until_at(REFERENCE)


def _both_ready(one: Seat, other: Seat, coupon: Coupon) -> None:
    for seat in (one, other):
        seat.take_place()
        key_up_to_number(seat, coupon)


def _both_press_enter(one: Seat, other: Seat) -> None:
    """Each in its window, and no answer between them."""
    for seat in (one, other):
        seat.queue_enter(seat.line(NUMBER))


def _one_is_refused(one: Seat, other: Seat) -> None:
    said = ("déjà saisi", "ont changé", "n'a pas de facture")
    one.until(lambda: any(seat.sees(words) for seat in (one, other) for words in said), "the refusal of one of them")


# The program is killed


@pytest.mark.parametrize("moment", ["before the commit", "after the commit"])
def test_a_program_killed_halfway_has_recorded_once_when_it_starts_again(
    office: JourneyOffice, sit: Sit, coupon: Coupon, moment: str, tmp_path: Path
) -> None:
    facts = (str(office.folder), str(tmp_path / "doomed"), coupon.title, moment)
    doomed = [sys.executable, "-m", "tests.journeys.doomed", *facts]
    ended = subprocess.run(doomed, check=False, timeout=60, capture_output=True, text=True)  # noqa: S603 - our own
    assert ended.returncode == KILLED, ended.stderr
    assert len(office.outbox()) == 1
    assert _books(office) == ([] if moment == "before the commit" else [_receipt(coupon)])

    seat = sit(office.settings())
    seat.log_in(OPERATOR)
    seat.until(lambda: office.outbox() == [], "the coupon to be sent again")
    seat.until_seen("La saisie gardée sur ce poste est enregistrée.")

    assert _books(office) == [_receipt(coupon)]


@pytest.mark.usefixtures("slow_database")
def test_what_is_typed_blind_before_the_client_is_there_never_becomes_the_number_of_the_cheque(
    office: JourneyOffice, seat: Seat, day: Day, coupon: Coupon
) -> None:
    following = day.coupon("P-21 – less than the invoice")
    seat.dash(coupon.client.ref)
    seat.dash(coupon.figures)
    seat.dash("")
    seat.dash(coupon.cheque[0])
    seat.dash(following.client.ref)
    seat.dash(following.figures)
    seat.until_seen("1 chèque · ")

    assert _books(office) == [_receipt(coupon)]
