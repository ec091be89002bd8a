"""A program that is killed while it records: run as a process of its own.

Arguments: the office's folder, a folder for the places of windows, the coupon's title, and the moment of death.
"""

import sys
from pathlib import Path

from sqlalchemy import Connection, Engine, event
from sqlalchemy.pool import Pool

from desktop.main import application
from tests.dying import die
from tests.journeys.keying import key_up_to_number, open_batch
from tests.journeys.mail import read_day
from tests.journeys.office import OPERATOR, JourneyOffice
from tests.journeys.seat import Seat, keep_places

_RECEIPT = "INSERT INTO receipts"


class _Death:
    """Comes in the transaction that adds a receipt: before its commit, or when its connection is given back."""

    def __init__(self, moment: str) -> None:
        self._recording = False
        event.listen(Engine, "before_cursor_execute", self._look)
        if moment == "before the commit":
            event.listen(Engine, "commit", self._come)
        else:
            event.listen(Pool, "checkin", self._come)

    def _look(self, _connection: Connection, _cursor: object, statement: str, *_rest: object) -> None:
        self._recording = self._recording or statement.startswith(_RECEIPT)

    def _come(self, *_what: object) -> None:
        if self._recording:
            die()


def main(office: str, places: str, title: str, moment: str) -> None:
    """Key the coupon, and never come to the end."""
    keep_places(application(), Path(places))
    day = read_day()
    seat = Seat(JourneyOffice(Path(office)).settings())
    seat.log_in(OPERATOR)
    open_batch(seat, day.piles[0], day.arrival)
    key_up_to_number(seat, day.coupon(title))
    _Death(moment)
    seat.enter()
    seat.until_seen("1 chèque · ")


if __name__ == "__main__":
    main(*sys.argv[1:])
