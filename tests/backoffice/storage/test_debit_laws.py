"""What the database refuses of means, debits, renewals, bank files and SlimPay orders, whatever program asks."""

import pytest
from sqlalchemy import text

from backoffice.storage.database import Database
from backoffice.storage.faults import DatabaseRefusedError
from backoffice.storage.schema import metadata
from tests.debited import debit
from tests.office import OfficeGestures

_TABLES = ("means", "debits", "renewals", "bank_files", "bank_file_lines")


@pytest.fixture
def desk(database: Database) -> OfficeGestures:
    desk = OfficeGestures(database)
    debit(desk)
    return desk


def _refused(desk: OfficeGestures, statement: str) -> str:
    with pytest.raises(DatabaseRefusedError) as refusal:
        desk.database.write(lambda tx: tx.execute(text(statement)))
    return refusal.value.constraint


def _done(desk: OfficeGestures, statement: str) -> None:
    desk.database.write(lambda tx: tx.execute(text(statement)))


def _insert_again(table: str, where: str, **changed: str) -> str:
    columns = [column.name for column in metadata.tables[table].columns if column.name != "id"]
    values = ", ".join(changed.get(column, column) for column in columns)
    return f"INSERT INTO {table} ({', '.join(columns)}) SELECT {values} FROM {table} WHERE {where}"


@pytest.mark.parametrize("table", _TABLES)
def test_a_row_is_neither_changed_nor_erased(desk: OfficeGestures, table: str) -> None:
    column = metadata.tables[table].columns.keys()[1]
    assert f"{table}_append_only_update" in _refused(desk, f"UPDATE {table} SET {column} = {column}")
    assert f"{table}_append_only_delete" in _refused(desk, f"DELETE FROM {table}")


@pytest.mark.parametrize("table", ["debits", "renewals"])
def test_a_closed_batch_takes_no_debit_and_no_renewal(desk: OfficeGestures, table: str) -> None:
    for state in ("preclosed", "closed"):
        _done(desk, f"UPDATE batches SET state = '{state}'")
    assert f"{table}_batch_frozen" in _refused(desk, _insert_again(table, "id = 1", reverses="NULL"))


def test_a_debit_in_a_file_is_not_reversed_and_a_reversed_one_goes_into_none(desk: OfficeGestures) -> None:
    reversal = _insert_again("debits", "id = 3", reverses="3", amount="-amount")
    assert "debits_not_after_the_bank" in _refused(desk, reversal)
    again = "INSERT INTO bank_file_lines (file_id, position, debit_id) VALUES (1, 2, 1)"
    assert "bank_file_lines_stand" in _refused(desk, again)


def test_a_debit_is_reversed_once_and_is_in_one_file(desk: OfficeGestures) -> None:
    assert "reverses" in _refused(desk, _insert_again("debits", "id = 2"))
    twice = "INSERT INTO bank_file_lines (file_id, position, debit_id) VALUES (1, 2, 3)"
    assert "debit_id" in _refused(desk, twice)


def test_an_amount_has_the_sign_of_what_it_is(desk: OfficeGestures) -> None:
    assert "sign" in _refused(desk, _insert_again("debits", "id = 3", amount="-amount"))


def test_an_order_only_moves_along_its_states(desk: OfficeGestures) -> None:
    assert "never_deleted" in _refused(desk, "DELETE FROM slimpay_orders")
    for column in ("rum", "reference"):
        assert "states_only" in _refused(desk, f"UPDATE slimpay_orders SET {column} = 'X'")
    _done(desk, "UPDATE slimpay_orders SET state = 'open'")
    assert "states_only" in _refused(desk, "UPDATE slimpay_orders SET state = 'to_send'")
    _done(desk, "UPDATE slimpay_orders SET state = 'completed'")
    for state in ("open", "aborted"):
        assert "states_only" in _refused(desk, f"UPDATE slimpay_orders SET state = '{state}'")
