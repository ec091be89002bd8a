from pathlib import Path
from uuid import uuid4

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import insert, text

from backoffice.domain.cheque import ChequeCorrection
from backoffice.domain.errors import Fault, Unavailable
from backoffice.domain.ledger import ClientAccount
from backoffice.domain.money import ZERO, Money
from backoffice.domain.paper import MailSlipKind, Paper
from backoffice.domain.unpaid import UnpaidForm
from backoffice.storage import mail_slips
from backoffice.storage.database import Database, Transaction
from backoffice.storage.faults import DatabaseRefusedError
from backoffice.storage.mail_slips import NewMailSlip
from backoffice.storage.migrate import migrate
from backoffice.storage.revisions import MIGRATIONS, known_revisions, require_current
from backoffice.storage.schema import gestures, metadata, receipts
from backoffice.storage.writing import Writing
from tests.debited import key_card
from tests.office import DURAND, FIRST_DAY, WHY, OfficeGestures
from tests.older import migrate_to, say_version


def test_the_migrations_make_exactly_the_tables_of_the_schema(database: Database) -> None:
    with database.writing_engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_the_names_of_the_files_say_the_migrations_as_alembic_knows_them() -> None:
    scripts = ScriptDirectory(MIGRATIONS.as_posix())

    assert known_revisions() == {script.revision for script in scripts.walk_revisions()}
    assert max(known_revisions()) == scripts.get_current_head()


def test_migrating_twice_changes_nothing(database: Database) -> None:
    migrate(database)
    require_current(database)


def test_a_database_of_a_newer_program_is_refused(database: Database) -> None:
    database.write(lambda tx: tx.execute(text("UPDATE alembic_version SET version_num = '9999'")))
    for gesture in (migrate, require_current):
        with pytest.raises(Unavailable) as refusal:
            gesture(database)
        assert refusal.value.fault is Fault.DATABASE_TOO_NEW


def test_an_empty_database_asks_for_the_migration(tmp_path: object) -> None:
    database = Database(f"sqlite:///{tmp_path}/new.db")
    with pytest.raises(Unavailable) as refusal:
        require_current(database)
    database.close()
    assert refusal.value.fault is Fault.DATABASE_NOT_READY


def test_receipts_older_than_the_keeping_of_mail_are_left_as_they_are(tmp_path: Path) -> None:
    """Where their coupons went was not kept; what puts them right later has no mail either."""
    database = Database(f"sqlite:///{tmp_path}/old.db")
    database.write(lambda tx: migrate_to(tx, "0003"))
    database.write(lambda tx: tx.execute(text("INSERT INTO partners VALUES (121, 'Les Éditions du Tilleul', '')")))
    desk = OfficeGestures(database)
    batch, client = desk.batch(), desk.client()
    taken_back, put_right = (
        database.write(lambda tx, number=number: _add_receipt(tx, desk, batch.id, client, number))  # type: ignore[misc]
        for number in ("0000001", "0000002")
    )
    migrate(database)
    assert desk.checking.run() == ()
    desk.corrections.reverse(desk.operator, uuid4(), taken_back)
    correction = ChequeCorrection(uuid4(), put_right, Money(9_00), None, "0000003")
    again = desk.corrections.correct(desk.operator, correction)
    desk.corrections.reverse(desk.operator, uuid4(), again.id)
    assert desk.checking.run() == ()
    assert desk.mail.of_batch(desk.operator, batch.id) == ()
    desk.cheque(batch, client, 20_30, "0000004")
    assert len(desk.mail.of_batch(desk.operator, batch.id)) == 1
    assert desk.checking.run() == ()
    database.close()


def test_older_mail_and_its_slips_are_as_they_were(tmp_path: Path) -> None:
    """Their tables are made anew: what points at them still does, and their laws hold."""
    database = Database(f"sqlite:///{tmp_path}/old.db")
    database.write(lambda tx: migrate_to(tx, "0013"))
    desk = OfficeGestures(database)
    batch, client = desk.batch(), desk.client()
    letter, taken_back = (desk.letter(batch, client, paper) for paper in (Paper.SRC, Paper.SCAN))
    desk.mail.cancel(desk.operator, uuid4(), taken_back.id)
    database.write(lambda tx: _add_slip(tx, desk, letter.id))
    before = database.read(_papers)
    migrate(database)
    assert database.read(_papers) == before
    assert desk.checking.run() == ()
    (slip,) = desk.mail_slips.listing(desk.operator)
    assert [line.ref for line in desk.mail_slips.reprint(desk.operator, uuid4(), slip.id).lines] == [DURAND]
    with pytest.raises(DatabaseRefusedError, match="mail_append_only_update"):
        database.write(lambda tx: tx.execute(text("UPDATE mail SET slip = 'src'")))
    with pytest.raises(DatabaseRefusedError, match="FOREIGN KEY"):
        database.write(lambda tx: tx.execute(text("INSERT INTO mail_slip_lines VALUES (1, 2, 99)")))
    desk.letter(batch, client, Paper.REJECT)
    desk.mail_slips.print_slip(desk.operator, uuid4(), MailSlipKind.REJECT, batch.id)
    assert desk.checking.run() == ()
    database.close()


def test_books_older_than_the_ledger_are_posted(database_url: str) -> None:
    """Whatever was keyed, debited, reversed and came back unpaid before: both sides agree, and go on agreeing."""
    database = Database(database_url)
    desk = OfficeGestures(database)
    client, batch = desk.client(pending=_TWO_INVOICES), desk.batch()
    desk.order(client, "C1", "Le Jardin")
    standing, taken_back = desk.cheque(batch, client, 25_00, "0000001"), desk.cheque(batch, client, 17_15, "0000002")
    desk.corrections.reverse(desk.operator, uuid4(), taken_back.id)
    desk.cancelling.unpaid(desk.supervisor, UnpaidForm(uuid4(), client, Money(25_00), "Rejet"))
    key_card(desk, batch.id, client, desk.operator)
    desk.cheque(desk.batch(with_invoice=False), client, 9_00, "0000003")
    before = desk.balances.client(desk.operator, client)
    database.write(_forget_the_ledger)

    database.write(lambda tx: migrate_to(tx, "0009"))
    database.write(_let_it_be_read)

    after = desk.balances.client(desk.operator, client)
    assert desk.checking.run() == ()
    assert (after.balance, after.credit, after.due) == (before.balance, before.credit, before.due)
    assert sorted(_told(after)) == sorted(_told(before))
    desk.cancelling.cancel_receipt(desk.supervisor, uuid4(), standing.id, WHY)
    assert desk.checking.run() == ()
    database.close()


_TWO_INVOICES = (("AP11", FIRST_DAY.date(), 20_30), ("AP12", FIRST_DAY.date(), 17_15))


def _told(account: ClientAccount) -> list[tuple[str, str, int, bool]]:
    return [(row.kind.value, row.what, row.amount.cents, row.cancelled) for row in account.entries]


def _forget_the_ledger(tx: Transaction) -> None:
    posting = ("invoices", "receipts", "debits", "openings", "member_order_lines", "member_payments")
    triggers = [f"{table}_post" for table in (*posting, "validation_lines", "validations")]
    for name in (*triggers, "invoices_keep_their_opening"):
        if tx.dialect.name == "sqlite":
            tx.execute(text(f"DROP TRIGGER {name}"))
        else:
            tx.execute(text(f"DROP FUNCTION {name}() CASCADE"))
    tx.execute(text("DROP TABLE ledger_entries"))
    if tx.dialect.name == "postgresql":
        for name in ("append_only_update", "append_only_delete", "never_truncated", "mirror", "sum"):
            tx.execute(text(f"DROP FUNCTION ledger_entries_{name}()"))
    say_version(tx, "0008")


def _papers(tx: Transaction) -> list[tuple[object, ...]]:
    tables = ("mail", "mail_slips", "mail_slip_lines")
    return [tuple(row) for table in tables for row in tx.execute(text(f"SELECT * FROM {table} ORDER BY 1"))]


def _add_slip(tx: Transaction, desk: OfficeGestures, mail_id: int) -> None:
    key = uuid4()
    about = {"person_id": desk.operator.person_id, "workstation": "PC-12", "made_at": FIRST_DAY}
    tx.execute(insert(gestures).values(key=key, name="MailSlipPrinting", fingerprint="", **about))
    new = NewMailSlip("BS-2024-000001", MailSlipKind.SRC, None, FIRST_DAY.date(), 1, ZERO)
    mail_slips.add(tx, Writing(key, desk.operator.person_id, FIRST_DAY), new, [mail_id])


def _let_it_be_read(tx: Transaction) -> None:
    """The columns that a later migration added."""
    for name in ("allocation_id", "refund_id"):
        tx.execute(text(f"ALTER TABLE ledger_entries ADD COLUMN {name} BIGINT"))


def _add_receipt(tx: Transaction, desk: OfficeGestures, batch_id: int, client_id: int, number: str) -> int:
    about = {"person_id": desk.operator.person_id, "workstation": "PC-12", "made_at": FIRST_DAY}
    key = uuid4()
    tx.execute(insert(gestures).values(key=key, name="ChequeForm", fingerprint="", **about))
    values = {
        "gesture": key,
        "batch_id": batch_id,
        "client_id": client_id,
        "method_code": 15,
        "amount": 10_00,
        "figures": 10_00,
        "cheque_number": number,
        "forced": False,
        "recorded_by": desk.operator.person_id,
        "recorded_at": FIRST_DAY,
    }
    desk.office.note(tx, desk.operator, "cheque recorded", {}, chain=batch_id)
    receipt_id: int = tx.execute(insert(receipts).values(values).returning(receipts.c.id)).scalar_one()
    return receipt_id
