"""SQLite finds mail by an index that leads to few rows, whatever it believes of the others."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import Engine, event

from backoffice.domain.batch import BatchKind
from backoffice.domain.paper import MailSlipKind, Paper
from backoffice.storage.database import Database
from tests.office import FIRST_DAY, Desk

_GESTURES: dict[str, Callable[[Desk, int], object]] = {
    "a repeat": lambda desk, _: desk.letter(desk.batch(), 1),
    "a cheque sans facture": lambda desk, _: desk.cheque(desk.batch(with_invoice=False), 1, 20_30),
    "an undo": lambda desk, receipt_id: desk.corrections.reverse(desk.operator, uuid4(), receipt_id),
    "the worklist": lambda desk, _: desk.mail.set_aside(desk.operator, BatchKind.PARTNER),
    "a batch": lambda desk, _: desk.mail.of_batch(desk.operator, 1),
    "a day": lambda desk, _: desk.mail_slips.waiting(desk.operator, FIRST_DAY.date()),
    "a slip": lambda desk, _: desk.mail_slips.print_slip(desk.operator, uuid4(), MailSlipKind.SRC, 1),
    "the batches": lambda desk, _: desk.batches.listing(desk.supervisor),
}


@pytest.mark.parametrize("gesture", _GESTURES.values(), ids=_GESTURES)
def test_no_gesture_walks_through_all_mail(sqlite_url: str, gesture: Callable[[Desk, int], object]) -> None:
    database = Database(sqlite_url)
    desk = Desk(database)
    batch, client = desk.batch(), desk.client()
    desk.letter(batch, client, Paper.SRC)
    receipt = desk.cheque(batch, client, 10_00)
    with _asked() as asked:
        gesture(desk, receipt.id)
    steps = [step for statement, values in asked for step in _plan(database, statement, values)]
    database.close()
    assert [step for step in steps if " mail " in step]
    assert not [step for step in steps if step.startswith("SCAN mail") and "ix_mail_set_aside" not in step]
    assert not [step for step in steps if step.startswith("SEARCH mail USING INDEX uq_mail_reverses")]


@contextmanager
def _asked() -> Iterator[list[tuple[str, Any]]]:
    """Every statement meanwhile, with its values."""
    asked: list[tuple[str, Any]] = []

    def keep(*told: Any) -> None:  # noqa: ANN401 - the event's own
        asked.append((told[2], told[3]))

    event.listen(Engine, "before_cursor_execute", keep)
    try:
        yield asked
    finally:
        event.remove(Engine, "before_cursor_execute", keep)


def _plan(database: Database, statement: str, values: Any) -> list[str]:  # noqa: ANN401 - a driver's parameters
    if not statement.lstrip().startswith("SELECT"):
        return []
    return database.read(lambda tx: [row[3] for row in tx.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)])
