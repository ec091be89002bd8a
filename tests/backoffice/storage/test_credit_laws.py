"""What the database refuses of credits, whatever program asks (C-04)."""

from uuid import uuid4

import pytest
from sqlalchemy import text

from backoffice.domain.client_ref import ClientRef
from backoffice.domain.credit import CreditApplying, RefundForm
from backoffice.domain.money import Money
from backoffice.services.office.checking import BookFault
from backoffice.storage.database import Database
from backoffice.storage.faults import DatabaseRefusedError
from backoffice.storage.schema import metadata
from tests.laws import lift_laws
from tests.office import OfficeGestures


@pytest.fixture
def desk(database: Database) -> OfficeGestures:
    """Client 1 owed 20,30 € and paid 30,00 € on account: 10,00 € are applied, 5,00 € refunded and listed, 4,00 € not.

    Client 2 owes 20,30 € as well.
    """
    desk = OfficeGestures(database)
    client, _ = desk.client(), desk.client(ClientRef("J", 121, "2"))
    desk.cheque(desk.batch(with_invoice=False), client, 30_00)
    desk.credits.apply(desk.operator, uuid4(), CreditApplying(client, 1, Money(10_00)))
    desk.credits.refund(desk.supervisor, RefundForm(uuid4(), client, Money(5_00), "À sa demande"))
    desk.credits.list_refunds(desk.supervisor, uuid4())
    desk.credits.refund(desk.supervisor, RefundForm(uuid4(), client, Money(4_00), "À sa demande"))
    return desk


def _again(table: str, row: int, **changed: str) -> str:
    columns = [column.name for column in metadata.tables[table].columns if column.name != "id"]
    values = ", ".join(changed.get(column, column) for column in columns)
    return f"INSERT INTO {table} ({', '.join(columns)}) SELECT {values} FROM {table} WHERE id = {row}"


_GESTURE = "(SELECT key FROM gestures WHERE name = 'batch.opening')"
_REFUND = {"gesture": _GESTURE}


@pytest.mark.parametrize(
    ("statement", "law"),
    [
        ("UPDATE allocations SET amount = 1", "allocations_append_only_update"),
        ("DELETE FROM allocations", "allocations_append_only_delete"),
        ("UPDATE refunds SET reason = ''", "refunds_append_only_update"),
        ("DELETE FROM refunds", "refunds_append_only_delete"),
        ("DELETE FROM refund_lists", "refund_lists_append_only_delete"),
        ("DELETE FROM refund_list_lines", "refund_list_lines_append_only_delete"),
        (_again("allocations", 1, client_id="2", invoice_id="2"), "allocations_of_a_credit"),
        (_again("allocations", 1, amount="1031"), "allocations_of_what_is_due"),
        (_again("allocations", 1, amount="1", invoice_id="2"), "allocations_of_what_is_due"),
        (_again("allocations", 1, amount="-999", reverses="1"), "allocations_mirror"),
        (_again("allocations", 1, amount="-amount", reverses="1", invoice_id="2"), "allocations_mirror"),
        (_again("allocations", 1, amount="-amount", reverses="1", client_id="2"), "allocations_mirror"),
        (_again("refunds", 2, amount="1101", **_REFUND), "refunds_of_a_credit"),
        (_again("refunds", 2, amount="-399", reverses="2", **_REFUND), "refunds_mirror"),
        (_again("refunds", 1, amount="-amount", reverses="1", **_REFUND), "refunds_not_after_the_list"),
    ],
)
def test_what_is_refused(desk: OfficeGestures, statement: str, law: str) -> None:
    with pytest.raises(DatabaseRefusedError) as refusal:
        desk.database.write(lambda tx: tx.execute(text(statement)))
    assert refusal.value.constraint == law
    assert desk.checking.run() == ()


def test_a_refund_that_was_taken_back_goes_on_no_list(desk: OfficeGestures) -> None:
    desk.database.write(lambda tx: tx.execute(text(_again("refunds", 2, amount="-amount", reverses="2", **_REFUND))))
    with pytest.raises(DatabaseRefusedError) as refusal:
        desk.database.write(lambda tx: tx.execute(text("INSERT INTO refund_list_lines VALUES (2, 1)")))
    assert refusal.value.constraint == "refund_list_lines_stand"


@pytest.mark.parametrize(
    ("statement", "faults"),
    [
        (_again("allocations", 1, amount="1101"), {BookFault.OVERDRAWN, BookFault.PENDING, BookFault.CLIENT_ACCOUNT}),
        ("UPDATE invoices SET pending = pending + 1 WHERE id = 1", {BookFault.PENDING, BookFault.CLIENT_ACCOUNT}),
        ("UPDATE allocations SET client_id = 2", {BookFault.ALLOCATION, BookFault.OVERDRAWN, BookFault.CLIENT_ACCOUNT}),
        ("DELETE FROM refund_list_lines", {BookFault.REFUND_LIST}),
        ("UPDATE refund_lists SET amount = 1", {BookFault.REFUND_LIST}),
        ("UPDATE refunds SET amount = 1000000 WHERE id = 2", {BookFault.OVERDRAWN, BookFault.UNPOSTED_REFUND}),
        ("DELETE FROM ledger_entries WHERE kind = 'allocation'", {BookFault.UNPOSTED_ALLOCATION}),
        (_again("refunds", 1, amount="-amount", reverses="1", **_REFUND), {BookFault.REFUND}),
    ],
)
def test_the_check_finds_what_was_tampered_with(desk: OfficeGestures, statement: str, faults: set[BookFault]) -> None:
    lift_laws(desk.database)
    desk.database.write(lambda tx: tx.execute(text(statement)))
    assert faults <= {finding.fault for finding in desk.checking.run()}
