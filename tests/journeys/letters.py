"""How an operator deals with what is more than a cheque: the ticks, the decision, departing from it, the blocks."""

from PySide6.QtCore import Qt

from tests.journeys.keying import REFERENCE, find_client, key_up_to_number
from tests.journeys.mail import Coupon
from tests.journeys.seat import Seat
from tests.keyboard_driver import CONTROL

PROMOTIONS, REMINDERS = "BLOCAGE PROMO", "BLOCAGE RELANCE"
REASON = "Pourquoi s'en écarter"
TICKING = "Une lettre coche"
TO_PRINT = "À imprimer"


def open_mail(seat: Seat) -> None:
    """F3."""
    seat.press(Qt.Key.Key_F3)
    seat.until_seen(TICKING)


def record(seat: Seat) -> None:
    """From the ticks to the line that says what will happen, and on."""
    seat.enter()
    seat.enter()


def is_decided(seat: Seat, rule: str, *words: str) -> None:
    """The decision names its rule, and says all this."""
    seat.until(lambda: rule in seat.chips(), f"{rule} at the decision")
    for each in words:
        assert seat.sees(each), f"{each}; in sight:\n{seat.sight()}"


def blocks_stand(seat: Seat, coupon: Coupon, how: str) -> None:
    """Open the client's file: both blocks stand `how`; and leave it again."""
    find_client(seat, coupon)
    for words in (PROMOTIONS, REMINDERS):
        until_block(seat, words, how)
    seat.press(Qt.Key.Key_F2)
    seat.until_at(REFERENCE)


def until_block(seat: Seat, words: str, how: str) -> None:
    """Wait until a block's button says that it stands `how`, of a client who is there and not only looked for."""
    may_press = {"posé": False, "non posé": True, "posé, à lever": True}[how]
    named = f"{words}, {how.removesuffix(', à lever')}"
    seat.until(
        lambda: seat.button(words).accessibleName() == named and seat.button(words).isEnabled() is may_press,
        f"« {named} »",
    )


def depart_to_recovery(seat: Seat, coupon: Coupon) -> None:
    """F8, the digit of the destination, no words on the paper; up to the reason."""
    key_up_to_number(seat, coupon)
    seat.until_seen("Jeter le coupon")
    seat.press(Qt.Key.Key_F8)
    seat.until_at("Jeter")
    seat.write("7")
    seat.enter()
    seat.until_at("Mots à inscrire sur le coupon")
    seat.enter()
    seat.until_at(REASON)


def go_to_what_waits(seat: Seat) -> None:
    """To the papers that wait for a slip: the fifth place of the rail, and F8."""
    seat.press(Qt.Key.Key_5, CONTROL)
    seat.until_at("Numéro de bordereau ou de lot")
    seat.press(Qt.Key.Key_F8)
    seat.until_at(TO_PRINT)
    seat.until(lambda: seat.cells(TO_PRINT), "what waits")
