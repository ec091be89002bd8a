"""SQLite finds mail by an index that leads to few rows, whatever it believes of the others."""

from collections.abc import Callable
from uuid import uuid4

import pytest

from backoffice.domain.batch import BatchKind
from backoffice.domain.paper import MailSlipKind, Paper
from backoffice.storage.database import Database
from tests.office import FIRST_DAY, WHY, OfficeGestures
from tests.plans import asked_of_the_database, plan

_GESTURES: dict[str, Callable[[OfficeGestures, int], object]] = {
    "a repeat": lambda desk, _: desk.letter(desk.batch(), 1),
    "a cheque sans facture": lambda desk, _: desk.cheque(desk.batch(with_invoice=False), 1, 20_30, "0000001"),
    "an undo": lambda desk, receipt_id: desk.corrections.reverse(desk.operator, uuid4(), receipt_id),
    "the worklist": lambda desk, _: desk.mail.set_aside(desk.operator, BatchKind.PARTNER),
    "a batch": lambda desk, _: desk.mail.of_batch(desk.operator, 1),
    "a day": lambda desk, _: desk.mail_slips.waiting(desk.operator, FIRST_DAY.date()),
    "a slip": lambda desk, _: desk.mail_slips.print_slip(desk.operator, uuid4(), MailSlipKind.SRC, 1),
    "the batches": lambda desk, _: desk.batches.listing(desk.supervisor),
}


@pytest.mark.parametrize("gesture", _GESTURES.values(), ids=_GESTURES)
def test_no_gesture_walks_through_all_mail(sqlite_url: str, gesture: Callable[[OfficeGestures, int], object]) -> None:
    database = Database(sqlite_url)
    desk = OfficeGestures(database)
    batch, client = desk.batch(), desk.client()
    desk.letter(batch, client, Paper.SRC)
    receipt = desk.cheque(batch, client, 10_00)
    with asked_of_the_database() as asked:
        gesture(desk, receipt.id)
    steps = [step for statement, values in asked for step in plan(database, statement, values)]
    database.close()
    assert [step for step in steps if " mail " in step]
    assert not [step for step in steps if step.startswith("SCAN mail") and "ix_mail_set_aside" not in step]
    assert not [step for step in steps if step.startswith("SEARCH mail USING INDEX uq_mail_reverses")]


def test_undoing_does_not_walk_through_all_lines(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    desk = OfficeGestures(database)
    batch, client = desk.batch(), desk.client()
    receipt = desk.cheque(batch, client, 10_00)
    with asked_of_the_database() as asked:
        desk.cancelling.cancel_receipt(desk.operator, uuid4(), receipt.id, WHY)
    steps = [step for statement, values in asked for step in plan(database, statement, values)]
    database.close()
    assert [step for step in steps if step.startswith("SEARCH instruction_lines USING INDEX ix_")]
    assert not [step for step in steps if "(reverses=?)" in step and step.startswith("SEARCH instruction_lines ")]
