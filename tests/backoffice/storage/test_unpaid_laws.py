"""What a closed batch takes all the same, and no more: reversals (4.3), and what came back unpaid (4.7)."""

from uuid import uuid4

import pytest
from sqlalchemy import text

from backoffice.domain.money import Money
from backoffice.domain.unpaid import UnpaidForm
from backoffice.storage.database import Database
from backoffice.storage.faults import DatabaseRefusedError
from backoffice.storage.schema import metadata
from tests.debited import debit
from tests.office import OfficeGestures


@pytest.fixture
def desk(database: Database) -> OfficeGestures:
    """Two receipts, 1 and 2, of client 1 in a closed batch, each with a line and its mail; 1 came back unpaid."""
    desk = OfficeGestures(database)
    batch, client = desk.batch(), desk.client()
    for cents in (10_00, 10_30):
        desk.cheque(batch, client, cents, f"{cents:07d}")
    desk.close(batch, 10_00, 10_30)
    desk.cancelling.unpaid(desk.supervisor, UnpaidForm(uuid4(), client, Money(10_00), "Rejet"))
    return desk


def _refused(desk: OfficeGestures, *statements: str) -> str:
    def write(statement: str) -> None:
        desk.database.write(lambda tx: tx.execute(text(statement)))

    for statement in statements[:-1]:
        write(statement)
    with pytest.raises(DatabaseRefusedError) as refusal:
        write(statements[-1])
    return refusal.value.constraint


def _insert_again(table: str, where: str, **changed: str) -> str:
    columns = [column.name for column in metadata.tables[table].columns if column.name != "id"]
    values = ", ".join(changed.get(column, column) for column in columns)
    return f"INSERT INTO {table} ({', '.join(columns)}) SELECT {values} FROM {table} WHERE {where}"


_REVERSAL = _insert_again("receipts", "id = 2", amount="-amount", reverses="2", figures="figures")


@pytest.mark.parametrize(
    "changed",
    [
        {"amount": "amount", "reverses": "NULL"},
        {"amount": "-amount + 1", "reverses": "2"},
        {"amount": "-amount", "reverses": "1"},
        {"amount": "-amount", "reverses": "2", "corrects": "2"},
        {"amount": "amount", "reverses": "NULL", "corrects": "2"},
    ],
)
def test_a_closed_batch_takes_no_receipt_but_the_mirror_of_one(desk: OfficeGestures, changed: dict[str, str]) -> None:
    assert "receipts_batch_frozen" in _refused(desk, _insert_again("receipts", "id = 2", **changed))


@pytest.mark.parametrize(
    "changed",
    [
        {"reverses": "NULL", "receipt_id": "3"},
        {"reverses": "2", "receipt_id": "3"},
        {"reverses": "2", "receipt_id": "2", "amount": "-amount"},
        {"reverses": "2", "receipt_id": "1", "amount": "-amount"},
        {"reverses": "3", "receipt_id": "1", "amount": "-amount"},
    ],
)
def test_a_closed_batch_takes_no_line_but_the_mirror_of_one(desk: OfficeGestures, changed: dict[str, str]) -> None:
    again = _insert_again("instruction_lines", f"id = {changed['reverses'].replace('NULL', '2')}", **changed)
    assert "instruction_lines_batch_frozen" in _refused(desk, _REVERSAL, again)


def test_a_closed_batch_takes_the_mirror_of_a_receipt_its_lines_and_its_mail(desk: OfficeGestures) -> None:
    def write(statement: str) -> None:
        desk.database.write(lambda tx: tx.execute(text(statement)))

    write(_REVERSAL)
    write(_insert_again("instruction_lines", "id = 2", receipt_id="3", reverses="2", amount="-amount"))
    other = _insert_again("mail", "receipt_id = 2", receipt_id="3", reverses="(SELECT id FROM mail WHERE receipt_id=1)")
    assert "mail_batch_frozen" in _refused(desk, other)
    write(_insert_again("mail", "receipt_id = 2", receipt_id="3", reverses="id", slip="NULL"))


def test_only_what_stands_comes_back_and_once(desk: OfficeGestures) -> None:
    new = "00000000000000000000000000000001"
    gesture = f"INSERT INTO gestures SELECT '{new}', name, '', person_id, '', made_at FROM gestures LIMIT 1"
    again = _insert_again("unpaids", "id = 1", gesture=f"'{new}'")
    assert "unpaids" in _refused(desk, gesture, again)
    reversal = desk.cancel(2, desk.supervisor)
    assert reversal.debt_back == Money(10_30)
    for receipt_id in ("2", "3"):
        assert "unpaids_stand" in _refused(
            desk, _insert_again("unpaids", "id = 1", gesture=f"'{new}'", receipt_id=receipt_id)
        )


def test_what_came_back_is_only_ever_added_to(desk: OfficeGestures) -> None:
    assert "unpaids_append_only_update" in _refused(desk, "UPDATE unpaids SET debt_back = 1")
    assert "unpaids_append_only_delete" in _refused(desk, "DELETE FROM unpaids")
    if desk.database.writing_engine.dialect.name == "postgresql":
        assert "never_truncated" in _refused(desk, "TRUNCATE unpaids CASCADE")


def test_a_debit_comes_back_only_from_the_bank(database: Database) -> None:
    desk = OfficeGestures(database)
    debit(desk)
    mirror = _insert_again("debits", "id = 3", reverses="3", amount="-amount")
    assert "debits_not_after_the_bank" in _refused(desk, mirror)
    (batch,) = desk.batches.listing(desk.operator)
    desk.close(batch.batch)
    assert "debits_batch_frozen" in _refused(desk, _insert_again("debits", "id = 3", reverses="1", amount="-amount"))
    desk.cancelling.unpaid(desk.supervisor, UnpaidForm(uuid4(), 1, Money(20_30), "Rejet"))
    unsent = _insert_again("unpaids", "id = 1", gesture="(SELECT key FROM gestures LIMIT 1)", debit_id="1")
    assert "unpaids" in _refused(desk, unsent)
