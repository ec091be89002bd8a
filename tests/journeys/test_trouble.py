"""The database goes away in the midst of the work, and comes back: one clear sentence, and nothing is lost."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import stamina
from PySide6.QtCore import Qt
from sqlalchemy import create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import Pool

from backoffice.storage.engine import writing_engine
from tests.journeys.books import Receipt, kept_receipts
from tests.journeys.closing import close_for_good, key_tape, preclose, print_slip
from tests.journeys.keying import REFERENCE, key, key_up_to_number, open_batch
from tests.journeys.mail import Coupon, Day, Pile
from tests.journeys.office import FIRST, OPERATOR, JourneyOffice
from tests.journeys.seat import Seat
from tests.needs import needs_posix

Sit = Callable[[Path], Seat]
TITLES = ("P-21 – le chèque vaut la facture", "P-21 – less than the invoice", "P-21 – one cheque for both lines")
WAITS = "est gardée sur ce poste et repart toute seule"


@pytest.fixture
def coupons(day: Day) -> list[Coupon]:
    return [day.coupon(title) for title in TITLES]


@pytest.fixture
def served(postgresql_url: str, day: Day, tmp_path: Path) -> JourneyOffice:
    """An office on a PostgreSQL server."""
    office = JourneyOffice(tmp_path / "served", postgresql_url)
    office.found(day.customers)
    return office


@contextmanager
def locked(office: JourneyOffice) -> Iterator[None]:
    """Another program holds the database's file, and nobody has the patience of half a minute."""

    def hurry(connection: DBAPIConnection, *_rest: object) -> None:
        connection.cursor().execute("PRAGMA busy_timeout = 50")

    event.listen(Pool, "checkout", hurry)
    holder = writing_engine(make_url(office.address))
    try:
        with holder.begin(), stamina.set_testing(True, attempts=2):
            yield
    finally:
        holder.dispose()
        event.remove(Pool, "checkout", hurry)


@contextmanager
def cut_off(office: JourneyOffice) -> Iterator[None]:
    """The server ends every connection and takes no new one."""
    url = make_url(office.database)
    admin = create_engine(url.set(database="postgres"), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text(f"ALTER DATABASE {url.database} ALLOW_CONNECTIONS false"))
        ended = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :name"
        connection.execute(text(ended), {"name": url.database})
        try:
            yield
        finally:
            connection.execute(text(f"ALTER DATABASE {url.database} ALLOW_CONNECTIONS true"))
    admin.dispose()


def _seated(office: JourneyOffice, sit: Sit, day: Day) -> Seat:
    seat = sit(office.settings())
    seat.log_in(OPERATOR)
    open_batch(seat, day.piles[0], day.arrival)
    return seat


def _books(office: JourneyOffice) -> list[Receipt]:
    with office.services() as services:
        assert services.checking.run() == ()
        return kept_receipts(services.database, 1)


def _receipts(coupons: list[Coupon]) -> list[Receipt]:
    return [
        Receipt(each.client.ref, each.number, each.must.amount, each.must.rows, each.must.credit) for each in coupons
    ]


# A file that another program holds


def test_coupons_wait_while_the_file_is_locked_and_go_by_themselves_after(
    office: JourneyOffice, sit: Sit, day: Day, coupons: list[Coupon]
) -> None:
    seat = _seated(office, sit, day)
    with locked(office):
        for coupon in coupons:
            key(seat, coupon)
        seat.until_seen("3 sur ce poste")
        assert seat.sees("La base est occupée par un autre poste.")
        assert seat.sees(WAITS)
        assert len(office.outbox()) == 3
    seat.until_seen("3 chèques · ")
    seat.until(lambda: office.outbox() == [], "the end of the waiting")

    assert _books(office) == _receipts(coupons)


@needs_posix("an open file that can be replaced")
def test_a_backup_that_is_put_back_under_the_program_gets_what_is_recorded_after(
    office: JourneyOffice, sit: Sit, day: Day, coupons: list[Coupon], tmp_path: Path
) -> None:
    """What the screen calls recorded must be in the file that the others open, not in one that is gone."""
    before, after, _ = coupons
    seat = _seated(office, sit, day)
    key(seat, before)
    seat.until_seen("1 chèque · ")
    _put_back(office, tmp_path / "backup.db")
    key(seat, after)
    seat.until_seen("2 chèques · ")

    assert _books(office) == _receipts([before, after])


def _put_back(office: JourneyOffice, backup: Path) -> None:
    with office.services() as services, services.database.writing_engine.connect() as connection:
        connection.commit()
        connection.connection.cursor().execute(f"VACUUM INTO '{backup}'")
    file = office.folder / FIRST / "liasse.db"
    for part in ("liasse.db-wal", "liasse.db-shm"):
        file.with_name(part).unlink(missing_ok=True)
    backup.replace(file)


# A server that is cut off


def test_a_short_batch_on_a_server_that_is_cut_off_in_the_midst_of_it(
    served: JourneyOffice, sit: Sit, day: Day, coupons: list[Coupon], tmp_path: Path
) -> None:
    before, during, after = coupons
    seat = _seated(served, sit, day)
    key(seat, before)
    key_up_to_number(seat, during)
    with cut_off(served):
        seat.enter()
        seat.until_seen("1 sur ce poste")
        assert seat.sees("La base ne répond pas.")
        assert seat.sees(WAITS)
        seat.until_seen("base injoignable")
        seat.write(after.client.ref)
        seat.enter()
        seat.until_seen("La base ne répond pas.")
        assert seat.line(REFERENCE).text() == after.client.ref
        assert len(served.outbox()) == 1
    seat.until_seen("2 chèques · ")
    seat.until_seen("● base")
    seat.press(Qt.Key.Key_Escape)
    key(seat, after)
    assert _books(served) == _receipts(coupons)

    pile = Pile("", "PARTENARIAT", True, 3, sum(each.must.amount for each in coupons), "", "", tuple(coupons))
    preclose(seat, pile)
    key_tape(seat, pile)
    print_slip(seat, tmp_path / "slip.pdf")
    close_for_good(seat, pile)
    assert _books(served) == _receipts(coupons)


def test_a_program_that_is_left_while_a_coupon_waits_sends_it_when_it_starts_again(
    served: JourneyOffice, sit: Sit, day: Day, coupons: list[Coupon]
) -> None:
    seat = _seated(served, sit, day)
    key_up_to_number(seat, coupons[0])
    with cut_off(served):
        seat.enter()
        seat.until_seen("1 sur ce poste")
        seat.leave()
    again = sit(served.settings())
    again.log_in(OPERATOR)
    again.until_seen("La saisie gardée sur ce poste est enregistrée.")

    assert _books(served) == _receipts(coupons[:1])
    assert served.outbox() == []


def test_a_server_that_does_not_answer_at_the_opening_is_tried_again(served: JourneyOffice, sit: Sit) -> None:
    with cut_off(served):
        seat = sit(served.settings())
        seat.until_seen("La base ne répond pas.")
        assert seat.is_at("Réessayer")
    seat.enter()
    seat.log_in(OPERATOR)
