"""The application's role on PostgreSQL adds, and changes only what may change."""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.engine import make_url

from backoffice.domain.money import Money
from backoffice.domain.paper import MailSlipKind, Paper
from backoffice.domain.tape import Tape
from backoffice.storage.database import Database
from backoffice.storage.faults import DatabaseRefusedError
from backoffice.storage.grants import grant
from backoffice.storage.revisions import require_current
from tests.coupons import GUARDED
from tests.members import Coop
from tests.office import OfficeGestures

_ROLE = 'a "role" of ours'


@pytest.fixture
def application(postgresql_url: str) -> Iterator[Database]:
    """The database as a workstation connects to it."""
    owner = Database(postgresql_url)
    quoted = _ROLE.replace('"', '""')
    owner.write(lambda tx: tx.execute(text(f'CREATE ROLE "{quoted}" LOGIN')))
    grant(owner, _ROLE)
    opened = Database(make_url(postgresql_url).set(username=_ROLE).render_as_string(hide_password=False))
    yield opened
    opened.close()
    owner.write(lambda tx: tx.execute(text(f'DROP OWNED BY "{quoted}"')))
    owner.write(lambda tx: tx.execute(text(f'DROP ROLE "{quoted}"')))
    owner.close()


def test_a_batch_goes_through_everything_under_the_application_s_role(application: Database) -> None:
    require_current(application)
    desk = OfficeGestures(application)
    batch = desk.batch()
    receipt = desk.cheque(batch, desk.client(), 20_30)
    desk.corrections.reverse(desk.operator, uuid4(), receipt.id)
    client = _client_of(desk, receipt.id)
    desk.cheque(batch, client, 20_30, "0000002")
    desk.letter(batch, client, Paper.SRC, GUARDED)
    (stop,) = desk.dossier(client).actions
    desk.actions.lift(desk.supervisor, uuid4(), stop.id, "Erreur")
    desk.mail_slips.print_slip(desk.operator, uuid4(), MailSlipKind.SRC, batch.id)
    desk.batches.preclose(desk.operator, uuid4(), batch.id)
    desk.control.keep(desk.operator, uuid4(), Tape(batch.id, (Money(20_30),)))
    desk.slips.print_receipt_slip(desk.operator, uuid4(), batch.id)
    desk.batches.close(desk.operator, uuid4(), batch.id)
    assert desk.checking.run() == ()


def test_accounts_are_kept_under_the_application_s_role(application: Database) -> None:
    desk = OfficeGestures(application)
    coop = Coop(desk)
    member, distribution = coop.member(), coop.distribution()
    coop.open(member, 5_00)
    coop.order(distribution, member, 12_50)
    done = coop.validate(distribution, coop.pay(distribution, member, 7_50))
    desk.validating.undo(desk.supervisor, uuid4(), done.id)
    assert coop.figures(member) == (-7_50, 7_50)
    assert desk.checking.run() == ()


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE receipts DISABLE TRIGGER ALL",
        "DROP TRIGGER receipts_append_only_update ON receipts",
        "UPDATE receipts SET amount = 1",
        "DELETE FROM audit_events",
        "TRUNCATE audit_events",
        "UPDATE invoices SET amount = 1",
        "UPDATE invoices SET opening = 0",
        "UPDATE batches SET number = '2024-9999'",
        "UPDATE people SET login = 'x'",
        "UPDATE office_facts SET value = 'x'",
        "UPDATE mail SET paper = 'src'",
        "DELETE FROM mail_slip_lines",
        "TRUNCATE file_actions",
        "UPDATE ledger_entries SET amount = 1",
        "DELETE FROM ledger_entries",
        "UPDATE members SET number = 'x'",
    ],
)
def test_what_may_not_change_is_out_of_its_reach(application: Database, statement: str) -> None:
    with pytest.raises(DatabaseRefusedError) as refusal:
        application.write(lambda tx: tx.execute(text(statement)))
    assert refusal.value.kind == "42501"


def _client_of(desk: OfficeGestures, receipt_id: int) -> int:
    query = text("SELECT client_id FROM receipts WHERE id = :id")
    return int(desk.database.read(lambda tx: tx.execute(query, {"id": receipt_id}).scalar_one()))
