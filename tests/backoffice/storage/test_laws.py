"""What the database itself refuses, whatever program asks (promise 2, B-06)."""

from uuid import uuid4

import pytest
from sqlalchemy import text

from backoffice.domain.money import Money
from backoffice.domain.tape import Tape
from backoffice.storage.database import Database, Transaction
from backoffice.storage.faults import DatabaseRefusedError
from backoffice.storage.schema import metadata
from tests.office import OfficeGestures

_APPEND_ONLY = ("gestures", "receipts", "instruction_lines", "tapes", "slips", "audit_events")
_CHANGING = {
    *("batches", "cancellations", "clients", "counters", "erp_lines", "erp_requests", "invoices", "member_groups"),
    *("members", "office_facts", "orders", "partners", "people", "slimpay_orders"),
}
"""The tables of which a row may be changed, each within laws and grants of its own."""


@pytest.fixture
def desk(database: Database) -> OfficeGestures:
    """An office with one batch that went through everything."""
    desk = OfficeGestures(database)
    batch = desk.batch()
    desk.cheque(batch, desk.client(), 22_45)
    desk.batches.preclose(desk.operator, uuid4(), batch.id)
    desk.control.keep(desk.operator, uuid4(), Tape(batch.id, (Money(22_45),)))
    desk.slips.print_receipt_slip(desk.operator, uuid4(), batch.id)
    return desk


def _refused(desk: OfficeGestures, statement: str) -> str:
    with pytest.raises(DatabaseRefusedError) as refusal:
        desk.database.write(lambda tx: tx.execute(text(statement)))
    return refusal.value.constraint


@pytest.mark.parametrize("table", _APPEND_ONLY)
def test_a_row_is_neither_changed_nor_erased(desk: OfficeGestures, table: str) -> None:
    column = "workstation" if table in ("gestures", "audit_events") else "batch_id"
    if table == "instruction_lines":
        column = "amount"
    assert f"{table}_append_only_update" in _refused(desk, f"UPDATE {table} SET {column} = {column}")
    assert f"{table}_append_only_delete" in _refused(desk, f"DELETE FROM {table}")


@pytest.mark.parametrize("table", [*_APPEND_ONLY, "batches", "people"])
def test_a_table_is_not_truncated(desk: OfficeGestures, table: str) -> None:
    if desk.database.writing_engine.dialect.name == "postgresql":
        assert _refused(desk, f"TRUNCATE {table} CASCADE").endswith("_never_truncated")
    else:
        assert _refused(desk, f"DELETE FROM {table}").endswith(("_append_only_delete", "_never_deleted"))


def test_replacing_a_row_is_refused_too(desk: OfficeGestures) -> None:
    if desk.database.writing_engine.dialect.name == "sqlite":
        columns = "id, chain, position, kind, workstation, happened_at, facts, mac"
        statement = f"INSERT OR REPLACE INTO audit_events ({columns}) SELECT {columns} FROM audit_events"
        assert "audit_events_append_only_delete" in _refused(desk, statement)
    else:
        statement = (
            "INSERT INTO counters SELECT name, value FROM counters ON CONFLICT (name) DO NOTHING;"
            "UPDATE receipts SET amount = 1"
        )
        assert _refused(desk, statement) == "receipts_append_only_update"


@pytest.mark.parametrize("state", ["open", "preclosed", "closed"])
def test_a_batch_only_moves_along_its_transitions(desk: OfficeGestures, state: str) -> None:
    """The batch of the fixture is pre-closed: it can be closed, and nothing else."""
    if state == "closed":
        desk.database.write(lambda tx: tx.execute(text("UPDATE batches SET state = 'closed'")))
    assert "batches_transitions" in _refused(desk, f"UPDATE batches SET state = '{state}'")


@pytest.mark.parametrize("column", ["number", "kind", "arrival_date", "with_invoice", "opened_by"])
def test_nothing_else_of_a_batch_changes(desk: OfficeGestures, column: str) -> None:
    other = {
        "number": "'2024-9999'",
        "kind": "'FA'",
        "arrival_date": "'2020-01-01'",
        "with_invoice": "NOT with_invoice",
        "opened_by": "opened_by + 1",
    }[column]
    assert "batches_transitions" in _refused(desk, f"UPDATE batches SET {column} = {other}, state = 'closed'")


@pytest.mark.parametrize("table", ["receipts", "instruction_lines", "tapes", "slips"])
def test_a_closed_batch_takes_nothing(desk: OfficeGestures, table: str) -> None:
    desk.database.write(lambda tx: tx.execute(text("UPDATE batches SET state = 'closed'")))
    names = _columns(table)
    assert f"{table}_batch_frozen" in _refused(desk, f"INSERT INTO {table} ({names}) SELECT {names} FROM {table}")


def test_a_preclosed_batch_takes_corrections_only(desk: OfficeGestures) -> None:
    names = _columns("receipts")
    assert "receipts_batch_frozen" in _refused(desk, f"INSERT INTO receipts ({names}) SELECT {names} FROM receipts")


def test_a_remainder_below_zero_or_above_the_debt_is_refused(desk: OfficeGestures) -> None:
    assert "ck_invoices_pending" in _refused(desk, "UPDATE invoices SET pending = -1")
    assert "ck_invoices_pending" in _refused(desk, "UPDATE invoices SET pending = opening + 1")


def _columns(table: str) -> str:
    return ", ".join(column.name for column in metadata.tables[table].columns if column.name != "id")


def test_whatever_does_not_change_is_only_added_to(database: Database) -> None:
    names = database.read(_laws)

    assert {table for table in metadata.tables if f"{table}_append_only_update" not in names} == _CHANGING


def _laws(tx: Transaction) -> set[str]:
    engine = {"sqlite": "SELECT name FROM sqlite_master", "postgresql": "SELECT tgname FROM pg_trigger"}
    return set(tx.scalars(text(engine[tx.dialect.name])))
