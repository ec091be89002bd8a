"""What the database refuses of mail, actions and their slips, whatever program asks (promise 2, B-06)."""

from uuid import uuid4

import pytest
from sqlalchemy import text

from backoffice.domain.mail_facts import ChequeFacts
from backoffice.domain.money import Money
from backoffice.domain.paper import MailSlipKind, Paper, SlipKind
from backoffice.domain.pile_slip import PilePrinting, SortedPiece
from backoffice.domain.unknown_mail import UnknownMail
from backoffice.keying.ticks import ChequeTicks, Ticks
from backoffice.services.office.checking import BookFault
from backoffice.storage.database import Database
from backoffice.storage.faults import DatabaseRefusedError
from backoffice.storage.schema import metadata
from tests.coupons import GUARDED
from tests.office import OfficeGestures

_TABLES = (
    *("mail", "file_actions", "action_lifts", "mail_slips", "mail_slip_lines", "other_cheques"),
    *("unknown_mail", "pile_slips", "pile_slip_lines"),
)


@pytest.fixture
def desk(database: Database) -> OfficeGestures:
    """An office with a printed letter whose stop was lifted, and a set-aside one that was taken up."""
    desk = OfficeGestures(database)
    batch, without, client = desk.batch(), desk.batch(with_invoice=False), desk.client()
    desk.letter(batch, client, Paper.SCAN, GUARDED)
    desk.mail_slips.print_slip(desk.operator, uuid4(), MailSlipKind.NONE, batch.id)
    (stop,) = desk.dossier(client).actions
    desk.actions.lift(desk.supervisor, uuid4(), stop.id, "Erreur")
    desk.letter(batch, client, Paper.SET_ASIDE)
    desk.cheque(without, client, 20_30)
    several = ChequeTicks(several=True, others=(ChequeFacts(Money(5_00), number="0000009"),))
    desk.cheques.record(desk.operator, desk.form(batch, client, 10_00, "0000008", ticks=Ticks(cheque=several)))
    desk.unknown_mails.record(desk.operator, UnknownMail(uuid4(), batch.id, SlipKind.NONE, name="Mme DUR…"))
    piece = SortedPiece("J 121 52134466 QCU2", "P-03")
    desk.pile_slips.print_slip(desk.operator, uuid4(), PilePrinting("SRC", (piece,)))
    return desk


def _refused(desk: OfficeGestures, statement: str) -> str:
    with pytest.raises(DatabaseRefusedError) as refusal:
        desk.database.write(lambda tx: tx.execute(text(statement)))
    return refusal.value.constraint


def _insert_again(table: str, **changed: str) -> str:
    columns = [column.name for column in metadata.tables[table].columns if column.name != "id"]
    values = ", ".join(changed.get(column, column) for column in columns)
    return f"INSERT INTO {table} ({', '.join(columns)}) SELECT {values} FROM {table}"


@pytest.mark.parametrize("table", _TABLES)
def test_a_row_is_neither_changed_nor_erased(desk: OfficeGestures, table: str) -> None:
    column = metadata.tables[table].columns.keys()[1]
    assert f"{table}_append_only_update" in _refused(desk, f"UPDATE {table} SET {column} = {column}")
    assert f"{table}_append_only_delete" in _refused(desk, f"DELETE FROM {table}")


@pytest.mark.parametrize("table", _TABLES)
def test_a_table_is_not_truncated(desk: OfficeGestures, table: str) -> None:
    if desk.database.writing_engine.dialect.name == "postgresql":
        assert _refused(desk, f"TRUNCATE {table} CASCADE").endswith("_never_truncated")
    else:
        assert _refused(desk, f"DELETE FROM {table}").endswith("_append_only_delete")


def test_a_closed_batch_takes_no_mail_and_no_action_of_its_mail(desk: OfficeGestures) -> None:
    for state in ("preclosed", "closed"):
        desk.database.write(lambda tx, state=state: tx.execute(text(f"UPDATE batches SET state = '{state}'")))  # type: ignore[misc]
    free = {"receipt_id": "NULL", "settles": "NULL"}
    assert "mail_batch_frozen" in _refused(desk, _insert_again("mail", **free))
    assert "mail_batch_frozen" in _refused(desk, _insert_again("mail", **free, reverses="id"))
    assert "file_actions_batch_frozen" in _refused(desk, _insert_again("file_actions"))


def test_a_preclosed_batch_takes_reversals_of_mail_only(desk: OfficeGestures) -> None:
    desk.database.write(lambda tx: tx.execute(text("UPDATE batches SET state = 'preclosed'")))
    free = {"receipt_id": "NULL", "settles": "NULL"}
    assert "mail_batch_frozen" in _refused(desk, _insert_again("mail", **free))
    desk.database.write(lambda tx: tx.execute(text(_insert_again("mail", **free, reverses="id"))))


def test_an_action_typed_on_its_own_knows_no_batch(desk: OfficeGestures) -> None:
    desk.database.write(lambda tx: tx.execute(text("UPDATE batches SET state = 'preclosed'")))
    desk.database.write(lambda tx: tx.execute(text("UPDATE batches SET state = 'closed'")))
    desk.database.write(lambda tx: tx.execute(text(_insert_again("file_actions", mail_id="NULL"))))


def test_mail_of_nobody_comes_with_no_cheque_and_says_what_was_read(desk: OfficeGestures) -> None:
    nobody = {"client_id": "NULL", "slip": "NULL"}
    with_cheque = f"{_insert_again('mail', **nobody)} WHERE receipt_id IS NOT NULL"
    assert "mail_of_nobody" in _refused(desk, with_cheque)
    taking_up = f"{_insert_again('mail', **nobody, receipt_id='NULL')} WHERE settles IS NOT NULL"
    assert "mail_" in _refused(desk, taking_up)
    of_a_client = "INSERT INTO unknown_mail SELECT 1, 'CI-1', 'J', '', '', 'J'"
    assert "unknown_mail_of_nobody" in _refused(desk, of_a_client)
    assert desk.checking.run() == ()
    unread = f"{_insert_again('mail', **nobody)} WHERE client_id IS NULL"
    desk.database.write(lambda tx: tx.execute(text(unread)))
    assert BookFault.STRANGE_MAIL in {finding.fault for finding in desk.checking.run()}


def test_what_was_set_aside_is_taken_up_once(desk: OfficeGestures) -> None:
    again = f"{_insert_again('mail', receipt_id='NULL')} WHERE settles IS NOT NULL"
    assert "mail_taken_up_once" in _refused(desk, again)


@pytest.mark.parametrize(
    ("statement", "law"),
    [
        (_insert_again("mail_slip_lines", position="position + 1"), "mail_id"),
        (_insert_again("action_lifts"), "action_id"),
        (f"{_insert_again('mail', settles='NULL')} WHERE receipt_id IS NOT NULL", "receipt_id"),
        (_insert_again("mail", receipt_id="NULL", settles="NULL", paper="'sea'"), "ck_mail_paper"),
        (_insert_again("mail", receipt_id="NULL", settles="NULL", slip="'sea'"), "ck_mail_slip"),
        (_insert_again("file_actions", code="'9.9'"), "ck_file_actions_code"),
    ],
)
def test_what_the_tables_themselves_refuse(desk: OfficeGestures, statement: str, law: str) -> None:
    assert law in _refused(desk, statement)
