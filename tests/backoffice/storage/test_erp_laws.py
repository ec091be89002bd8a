"""What the database itself refuses of payments that live in a financial system too."""

from uuid import uuid4

import pytest
from sqlalchemy import text

from backoffice.domain.cancellation import ErpAnswer, MessageSettling
from backoffice.storage.database import Database
from backoffice.storage.faults import DatabaseRefusedError
from backoffice.storage.schema import metadata
from tests.office import OfficeGestures
from tests.scripted_erp import ScriptedErp
from tests.together import Together


@pytest.fixture
def desk(database: Database) -> OfficeGestures:
    """Lines 1 and 2 are there, 1 confirmed (its mirror is 3); 4 was never asked about; 5 is in an open batch."""
    together = Together(OfficeGestures(database), ScriptedErp())
    _, (first, _) = together.asked(10_00, 7_15, chrono="1")
    together.erp.say(ErpAnswer.CANCELLED, first)
    together.erp.say(ErpAnswer.CANCELLED, first, number=2)
    together.round.run()
    together.erp.say(ErpAnswer.REFUSED, first)
    together.round.run()
    together.payment(20_30, chrono="2")
    together.keyed(together.desk.batch(), 5_00, chrono="3")
    cancelling, supervisor = together.desk.payment_cancelling, together.desk.supervisor
    (kept,) = cancelling.quarantine(supervisor)
    cancelling.settle(supervisor, uuid4(), MessageSettling(kept.id, accepted=False, comment="En retard"))
    return together.desk


_UNPAID = (
    "INSERT INTO unpaids (gesture, client_id, receipt_id, debt_back, recorded_by, recorded_at) "
    "SELECT gesture, client_id, id, 2030, recorded_by, recorded_at FROM receipts WHERE id = 2"
)


def _refused(desk: OfficeGestures, statement: str) -> str:
    with pytest.raises(DatabaseRefusedError) as refusal:
        desk.database.write(lambda tx: tx.execute(text(statement)))
    return refusal.value.constraint


def _copy(table: str, where: str, **changed: str) -> str:
    columns = [column.name for column in metadata.tables[table].columns if not column.identity]
    values = ", ".join(changed.get(column, column) for column in columns)
    return f"INSERT INTO {table} ({', '.join(columns)}) SELECT {values} FROM {table} WHERE {where}"


@pytest.mark.parametrize("table", ["erp_batches", "erp_messages", "erp_verdicts"])
@pytest.mark.parametrize("change", ["UPDATE {} SET {} = {}", "DELETE FROM {}"])
def test_some_are_only_added_to(desk: OfficeGestures, table: str, change: str) -> None:
    column = list(metadata.tables[table].columns)[-1].name

    assert f"{table}_append_only" in _refused(desk, change.format(table, column, column))


@pytest.mark.parametrize("table", ["erp_lines", "cancellations", "erp_requests"])
def test_none_is_erased(desk: OfficeGestures, table: str) -> None:
    assert f"{table}_never_deleted" in _refused(desk, f"DELETE FROM {table}")


@pytest.mark.parametrize(
    "change",
    [
        "erp_lines SET reference = 'x' WHERE line_id = 1",
        "erp_lines SET handed_over_at = taken_at WHERE line_id = 1",
        "cancellations SET receipt_id = 2",
        "cancellations SET state = 'checking'",
        "cancellations SET state = 'declined'",
        "erp_requests SET reference = 'x' WHERE id = 2",
        "erp_requests SET state = 'to_send' WHERE id = 2",
        "erp_requests SET state = 'sent', settled_at = NULL WHERE id = 1",
        "erp_requests SET state = 'refused' WHERE id = 1",
    ],
)
def test_states_only_rise_and_the_rest_stays(desk: OfficeGestures, change: str) -> None:
    assert "_states_only" in _refused(desk, f"UPDATE {change}")


@pytest.mark.parametrize(
    ("statement", "law"),
    [
        (
            _copy("instruction_lines", "id = 2", amount="-amount", reverses="2"),
            "instruction_lines_batch_frozen",
        ),
        (
            _copy("receipts", "id = 1", amount="-amount", reverses="1"),
            "receipts_with_the_erp",
        ),
        (_UNPAID, "unpaids_with_the_erp"),
        (_copy("erp_lines", "line_id = 1", line_id="5", reference="'x'"), "erp_lines_stand"),
        (_copy("erp_lines", "line_id = 1", reference="'x'"), "erp_lines_stand"),
        (
            _copy("cancellations", "id = 1", receipt_id="3", inquiry="'x'"),
            "cancellations_in_the_erp",
        ),
    ],
    ids=["a line unconfirmed", "a receipt unconfirmed", "4.7", "an open batch", "a cancelled line", "not there"],
)
def test_what_lives_there_is_cancelled_when_it_says_so_and_only_then(
    desk: OfficeGestures, statement: str, law: str
) -> None:
    assert law in _refused(desk, statement)


@pytest.mark.parametrize(
    "statement",
    [
        _copy("erp_requests", "id = 1", line_id="2", reference="'x'"),
        _copy("erp_requests", "id = 1", attempt="2"),
        _copy("cancellations", "id = 1", inquiry="'x'"),
        _copy("erp_messages", "id = 1"),
        _copy("erp_verdicts", "id = 1"),
    ],
    ids=["one request a line and attempt", "one reference", "one cancellation", "one message", "one verdict"],
)
def test_nothing_is_there_twice(desk: OfficeGestures, statement: str) -> None:
    assert _refused(desk, statement)
