"""A day's mail through the real window, by keys and clicks alone: then the paper, the books and the checks agree."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from sqlalchemy import select

from backoffice.domain.batch import BatchState
from backoffice.storage.database import Database
from backoffice.storage.schema import audit_events, batches, receipts, slips
from tests.journeys.books import (
    Line,
    kept_left_to_pay,
    kept_receipts,
    left_to_pay,
    slip_lines,
    standing_receipts,
)
from tests.journeys.closing import close_for_good, key_tape, preclose, print_slip
from tests.journeys.keying import figures, key, open_batch
from tests.journeys.mail import Day, Pile, cents
from tests.journeys.office import OPERATOR, JourneyOffice
from tests.journeys.seat import Seat, keep_places
from tests.printing.reading import PageRead, read_pages
from tests.sight import plain

_REF = re.compile(r"[A-Z] \d{3} \d+")
_LINE = re.compile(
    rf"\d+ (?P<ref>{_REF.pattern}) (?P<name>.+) (?P<number>\d{{7}}) (?P<void>annulé )?(?P<amount>[\d ]+,\d\d)$"
)
PILES = pytest.mark.parametrize("place", [0, 1, 2], ids=["partenariat", "sans facture", "fa"])


@dataclass(frozen=True, slots=True)
class Evening:
    """What the day leaves behind."""

    day: Day
    office: JourneyOffice
    folder: Path

    def pile(self, place: int) -> Pile:
        return self.day.piles[place]

    def slip(self, place: int) -> list[PageRead]:
        return read_pages((self.folder / f"{place}.pdf").read_bytes())


@pytest.fixture(scope="module")
def done(qapp: QApplication, day: Day, tmp_path_factory: pytest.TempPathFactory) -> Evening:
    """The whole day, worked through once."""
    folder = tmp_path_factory.mktemp("day")
    keep_places(qapp, folder / "places")
    office = JourneyOffice(folder / "office")
    office.found(day.customers)
    seat = Seat(office.settings())
    try:
        seat.log_in(OPERATOR)
        for place, pile in enumerate(day.piles):
            _work(seat, day, pile, folder / f"{place}.pdf")
    finally:
        seat.leave()
    return Evening(day, office, folder)


def _work(seat: Seat, day: Day, pile: Pile, paper: Path) -> None:
    open_batch(seat, pile, day.arrival)
    for coupon in pile.coupons:
        key(seat, coupon)
    preclose(seat, pile)
    key_tape(seat, pile)
    print_slip(seat, paper)
    close_for_good(seat, pile)


@pytest.fixture
def database(done: Evening) -> Iterator[Database]:
    """A door to the database that is not the window's."""
    with done.office.services() as services:
        yield services.database


def test_the_file_tells_of_every_rule_of_cheques(day: Day) -> None:
    named = {rule for pile in day.piles for coupon in pile.coupons for rule in coupon.must.rules}
    refused = {coupon.must.refused for pile in day.piles for coupon in pile.coupons}

    assert sum(len(pile.coupons) for pile in day.piles) >= 44
    assert {"P-20", "P-21", "P-22", "P-29", "P-30", "P-31", "P-32", "P-33"} <= named
    assert {"(P-01)", "(P-29)"} <= refused


@PILES
def test_the_slip_lists_every_line_as_it_was_keyed(done: Evening, place: int) -> None:
    pages = done.slip(place)
    printed = [line for page in pages for line in _printed(page)]

    assert printed == slip_lines(done.pile(place))


@PILES
def test_the_slip_comes_to_what_the_file_says(done: Evening, place: int) -> None:
    pile, last = done.pile(place), done.slip(place)[-1]

    total = f"Total du bordereau : {pile.count} chèques {figures(pile.total)} €"
    assert plain(last.row("Total du bordereau")) == total
    assert pile.total_words in " ".join(last.rows)
    struck = sum(line.struck for line in slip_lines(pile))
    assert any(row.startswith(f"{struck} ligne") for row in last.rows) is bool(struck)


@PILES
def test_the_slip_says_which_batch_and_who(done: Evening, place: int) -> None:
    first = done.slip(place)[0]
    mode = "AVEC FACTURE" if done.pile(place).with_invoice else "SANS FACTURE"

    assert {done.pile(place).kind, mode, done.day.arrival, OPERATOR.name} <= {*first.words}
    assert "DUPLICATA" not in " ".join(first.rows)


@PILES
def test_the_slip_bears_the_last_link_of_the_chain_before_it(done: Evening, database: Database, place: int) -> None:
    slip = database.read(lambda tx: tx.execute(select(slips).order_by(slips.c.id)).all())[place]
    of_batch = select(audit_events.c.mac).where(audit_events.c.chain == slip.batch_id)
    links = database.read(lambda tx: tx.scalars(of_batch).all())

    printed = {plain(page.row("Ancre d’audit")).split(" ", 2)[2].replace(" ", "") for page in done.slip(place)}
    assert printed == {slip.anchor}
    assert slip.anchor in links


@PILES
def test_the_books_hold_what_the_file_says(done: Evening, database: Database, place: int) -> None:
    batch_ids = database.read(lambda tx: tx.scalars(select(batches.c.id).order_by(batches.c.id)).all())
    kept = kept_receipts(database, batch_ids[place])

    assert sorted(kept, key=str) == sorted(standing_receipts(done.pile(place)), key=str)


def test_what_is_left_to_pay_is_what_the_file_leaves(done: Evening, database: Database) -> None:
    assert kept_left_to_pay(database) == left_to_pay(done.day)


def test_the_overridden_warnings_are_on_record(done: Evening, database: Database) -> None:
    number = receipts.c.cheque_number
    forced = database.read(lambda tx: tx.scalars(select(number).where(receipts.c.forced)).all())
    doubled = database.read(lambda tx: tx.scalars(select(number).where(receipts.c.duplicate_of.is_not(None))).all())
    recorded = [coupon for pile in done.day.piles for coupon in pile.coupons if coupon.is_recorded]

    assert sorted(forced) == sorted(coupon.number for coupon in recorded if coupon.forced or "vide" in coupon.must.rows)
    assert doubled == [coupon.number for coupon in recorded if coupon.again == "forced"]


def test_every_batch_is_closed_and_nothing_waits(done: Evening, database: Database) -> None:
    states = database.read(lambda tx: tx.scalars(select(batches.c.state)).all())

    assert {*states} == {BatchState.CLOSED.value}
    assert done.office.outbox() == []


def test_the_checks_find_nothing(done: Evening) -> None:
    with done.office.services() as services:
        assert services.checking.run() == ()


def _printed(page: PageRead) -> Iterator[Line]:
    """The lines of a page: the text of each row, and whether a stroke goes through its reference."""
    rows = [row for row in map(plain, page.rows) if _LINE.match(row)]
    marks = sorted((mark for mark in page.strings if _REF.fullmatch(plain(mark.words))), key=lambda mark: -mark.top)
    for row, mark in zip(rows, marks, strict=True):
        found = _LINE.match(row)
        assert found
        struck = any(mark.bottom + 1 < stroke.bottom < mark.top - 1 and stroke.touches(mark) for stroke in page.strokes)
        assert struck is bool(found["void"]), row
        yield Line(found["ref"], found["name"], found["number"], cents(found["amount"]), struck)
