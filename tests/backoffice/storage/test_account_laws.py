"""What the database itself refuses of the ledger and the members' accounts, whatever program asks."""

from uuid import uuid4

import pytest
from sqlalchemy import text

from backoffice.domain.group import GroupMethod
from backoffice.domain.member_order import PaymentForm
from backoffice.domain.money import Money
from backoffice.storage.database import Database
from backoffice.storage.faults import DatabaseRefusedError
from tests.members import Coop
from tests.office import OfficeGestures

_LINE = (
    "INSERT INTO member_order_lines (gesture, distribution_id, member_id, label, amount, reverses, recorded_by, "
    "recorded_at) SELECT gesture, {distribution}, {member}, label, {amount}, {reverses}, recorded_by, recorded_at "
    "FROM member_order_lines WHERE id = 1"
)
_VALIDATION = (
    "INSERT INTO validations (gesture, distribution_id, reverses, recorded_by, recorded_at) "
    "SELECT (SELECT gesture FROM distributions WHERE id = {of}), {distribution}, {reverses}, recorded_by, recorded_at "
    "FROM validations WHERE id = 1"
)


@pytest.fixture
def desk(database: Database) -> OfficeGestures:
    """Group 1 with member 1, whose distribution 1 is validated and 2 is open; group 2 with member 2."""
    desk = OfficeGestures(database)
    desk.cheque(desk.batch(), desk.client(), 25_00)
    coop, other = Coop(desk), Coop(desk)
    member, first = coop.member(), coop.distribution("Un")
    other.member()
    coop.open(member, 5_00)
    coop.order(first, member, 12_50)
    coop.validate(first, coop.pay(first, member, 7_50))
    second = coop.distribution("Deux")
    coop.order(second, member, 3_00)
    form = PaymentForm(second.id, member.id, GroupMethod.CASH, Money(3_00))
    desk.member_payments.record(desk.operator, uuid4(), form)
    return desk


def _refused(desk: OfficeGestures, statement: str) -> str:
    with pytest.raises(DatabaseRefusedError) as refusal:
        desk.database.write(lambda tx: tx.execute(text(statement)))
    return str(refusal.value)


@pytest.mark.parametrize(
    "table",
    [
        "ledger_entries",
        "openings",
        "distributions",
        "member_order_lines",
        "member_payments",
        "validations",
        "validation_lines",
    ],
)
def test_what_moved_an_account_is_only_ever_added_to(desk: OfficeGestures, table: str) -> None:
    column = "amount" if table not in ("distributions", "validations") else "gesture"
    assert f"{table}_append_only_update" in _refused(desk, f"UPDATE {table} SET {column} = {column}")
    assert f"{table}_append_only_delete" in _refused(desk, f"DELETE FROM {table}")


@pytest.mark.parametrize(
    ("statement", "law"),
    [
        ("DELETE FROM members", "members_never_deleted"),
        ("DELETE FROM member_groups", "member_groups_never_deleted"),
        ("UPDATE members SET group_id = 2 WHERE id = 1", "members_keep_their_place"),
        ("UPDATE members SET number = 'x' WHERE id = 1", "members_keep_their_place"),
        ("UPDATE member_groups SET name = 'x' WHERE id = 1", "member_groups_keep_their_place"),
        ("UPDATE member_groups SET methods = 'cash cagnotte'", "ck_member_groups_methods"),
        ("UPDATE members SET waiting = -1 WHERE id = 1", "ck_members_waiting"),
        ("UPDATE invoices SET opening = opening + 1", "invoices_keep_their_opening"),
        (
            (
                "INSERT INTO ledger_entries (client_id, kind, amount, reverses, happened_at) "
                "SELECT client_id, 'cancellation', 1, id, happened_at FROM ledger_entries WHERE id = 2"
            ),
            "ledger_entries_mirror",
        ),
        (
            (
                "INSERT INTO ledger_entries (client_id, kind, amount, happened_at) "
                "SELECT client_id, 'payment', -1, happened_at FROM ledger_entries WHERE id = 2"
            ),
            "ck_ledger_entries_sign",
        ),
        (
            (
                "INSERT INTO ledger_entries (kind, amount, happened_at) "
                "SELECT 'payment', 1, happened_at FROM ledger_entries WHERE id = 2"
            ),
            "ck_ledger_entries_account",
        ),
        (
            (
                "INSERT INTO ledger_entries (client_id, kind, amount, receipt_id, happened_at) "
                "SELECT client_id, 'payment', 1, receipt_id, happened_at FROM ledger_entries WHERE id = 2"
            ),
            "receipt_id",
        ),
        (
            _LINE.format(distribution=2, member=2, amount=1, reverses="NULL"),
            "member_order_lines_of_one_group",
        ),
        (
            _LINE.format(distribution=1, member=1, amount=1, reverses="NULL"),
            "member_order_lines_validated",
        ),
        (
            _LINE.format(distribution=2, member=1, amount=-300, reverses=2),
            "member_order_lines_only_grow",
        ),
        (
            _LINE.format(distribution=2, member=1, amount=-1, reverses=2),
            "member_order_lines_",
        ),
        (_VALIDATION.format(of=2, distribution=1, reverses="NULL"), "validations_in_turn"),
        (_VALIDATION.format(of=2, distribution=2, reverses=1), "validations_in_turn"),
        (
            "INSERT INTO validation_lines (validation_id, position, payment_id, amount) VALUES (1, 2, 1, 1)",
            "validation_lines_wait",
        ),
    ],
)
def test_what_the_laws_refuse(desk: OfficeGestures, statement: str, law: str) -> None:
    assert law in _refused(desk, statement)


def test_a_confirmed_payment_is_not_withdrawn(desk: OfficeGestures) -> None:
    withdrawn = (
        "INSERT INTO member_payments (gesture, member_id, distribution_id, method, amount, cheque_number, forced, "
        "reason, reverses, recorded_by, recorded_at) SELECT gesture, member_id, distribution_id, method, -amount, "
        "cheque_number, forced, 'x', id, recorded_by, recorded_at FROM member_payments WHERE id = {}"
    )
    assert "member_payments_confirmed" in _refused(desk, withdrawn.format(1))
    desk.database.write(lambda tx: tx.execute(text(withdrawn.format(2))))
    assert desk.checking.run() == ()
