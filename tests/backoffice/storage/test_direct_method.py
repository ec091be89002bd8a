"""The partner's own code for its direct debit: what was there before it, and what it cannot be."""

from uuid import uuid4

import pytest
from sqlalchemy import text

from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.means import MethodChange, MethodForm
from backoffice.storage.database import Database
from backoffice.storage.faults import DatabaseRefusedError
from tests.ibans import FRENCH
from tests.office import VAULT, OfficeGestures
from tests.older import migrate_to, say_version


def test_clients_of_an_earlier_version_stay_readable_and_their_partner_has_no_code(database: Database) -> None:
    desk = OfficeGestures(database)
    client_id = desk.client(method_code=20, sealed_iban=VAULT.seal(FRENCH), rum="ADLP-1", mandate="active")
    latest = database.read(lambda tx: tx.scalar(text("SELECT version_num FROM alembic_version")))
    database.write(lambda tx: tx.execute(text("ALTER TABLE partners DROP COLUMN direct_method")))
    database.write(lambda tx: say_version(tx, "0010"))
    database.write(lambda tx: migrate_to(tx, "0011"))
    database.write(lambda tx: say_version(tx, latest or ""))

    dossier = desk.dossier(client_id)
    assert (dossier.means.method_code, dossier.client.direct_method) == (20, None)
    with pytest.raises(RuleBroken) as refusal:
        desk.methods.change(desk.operator, MethodForm(uuid4(), client_id, MethodChange(20)))
    assert refusal.value.code is Broken.DIRECT_METHOD_MISSING
    assert refusal.value.facts == {"partner_code": 121}
    assert desk.checking.run() == ()


@pytest.mark.parametrize("code", [0, 15, 80, 81, 82, 99, 100])
def test_a_code_that_means_something_else_is_no_partner_s_own(database: Database, code: int) -> None:
    statement = text(f"INSERT INTO partners (code, name, banks, direct_method) VALUES (1, 'Tilleul', '', {code})")
    with pytest.raises(DatabaseRefusedError):
        database.write(lambda tx: tx.execute(statement))


@pytest.mark.parametrize("code", ["NULL", "1", "14", "16", "79", "83", "98"])
def test_any_other_code_of_two_digits_is(database: Database, code: str) -> None:
    statement = text(f"INSERT INTO partners (code, name, banks, direct_method) VALUES (1, 'Tilleul', '', {code})")
    assert database.write(lambda tx: tx.execute(statement).rowcount) == 1
