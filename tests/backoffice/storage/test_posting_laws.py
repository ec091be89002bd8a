"""What is installed in a database is what `posting_laws` says, wherever the database comes from."""

from hashlib import sha256
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import text

from backoffice.domain.group import Group, GroupMethod
from backoffice.storage.database import Database, Transaction
from backoffice.storage.migrate import migrate
from backoffice.storage.posting_laws import PostingLaw, posting_laws
from tests.members import Coop
from tests.office import OfficeGestures
from tests.older import migrate_to
from tests.postgresql import PostgresqlServer

_names = count(1)
_ON_SQLITE = text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND sql LIKE '%AFTER INSERT%'")
_ON_POSTGRESQL = text(
    "SELECT t.tgname, pg_get_triggerdef(t.oid), t.tgenabled, f.prosrc FROM pg_trigger t "
    "JOIN pg_proc f ON f.oid = t.tgfoid WHERE pg_get_triggerdef(t.oid) LIKE '%AFTER INSERT%' AND NOT t.tgisinternal"
)
_LEFT_BY_0014 = {
    "sqlite": "17d64d0653e6e78c7c642cdebdde93ff346ac47ab286add0436154fe52c0898c",
    "postgresql": "b38b843da1d0b55dc460b3c5c1ea9de5aa254951bf1af6459d85fc1835fbce8e",
}
"""A hash of the laws as the last version installed them before they stood in the module."""


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Database:
    """A database without a table, once on each engine."""
    if request.param == "sqlite":
        return Database(f"sqlite:///{tmp_path}/old.db")
    server: PostgresqlServer = request.getfixturevalue("postgresql_server")
    return Database(server.create_database(f"liasse_laws_{next(_names)}"))


def test_a_new_database_is_posted_as_the_module_says(database: Database) -> None:
    assert database.read(_installed) == database.write(_told)


@pytest.mark.parametrize("revision", ["0008", "0009", "0012", "0014"])
def test_so_is_one_that_an_earlier_version_made(empty: Database, revision: str) -> None:
    empty.write(lambda tx: migrate_to(tx, revision))
    before = empty.read(_installed)
    migrate(empty)
    assert empty.read(_installed) == empty.write(_told) != before
    empty.close()


def test_what_earlier_versions_installed_is_not_written_otherwise(empty: Database) -> None:
    """A database that stands there already would not learn of it."""
    empty.write(lambda tx: migrate_to(tx, "0014"))
    laws = empty.read(_installed)
    dialect = empty.writing_engine.dialect.name
    empty.close()
    statements = sorted((name, told[-1]) for name, told in laws.items())
    assert sha256(repr(statements).encode()).hexdigest() == _LEFT_BY_0014[dialect]


def test_a_law_that_is_another_is_found(database: Database) -> None:
    def change(tx: Transaction) -> None:
        law = next(law for law in posting_laws(tx.dialect.name) if law.name == "receipts_post")
        if tx.dialect.name == "sqlite":
            tx.execute(text("DROP TRIGGER receipts_post"))
            tx.exec_driver_sql(_on_sqlite(law).replace("'credit'", "'payment'"))
        else:
            body = _body(law).replace("'credit'", "'payment'")
            tx.exec_driver_sql(
                f"CREATE OR REPLACE FUNCTION receipts_post() RETURNS trigger LANGUAGE plpgsql AS $${body}$$"
            )

    database.write(change)
    found, told = database.read(_installed), database.write(_told)
    assert [name for name in told if found[name] != told[name]] == ["receipts_post"]


@pytest.mark.parametrize("managed", [True, False])
@pytest.mark.parametrize("methods", ["", "cagnotte", "cash", "cash card_online"])
def test_a_payment_into_a_cagnotte_is_a_credit_and_no_other(database: Database, methods: str, *, managed: bool) -> None:
    """Whether a group has one, `Group` says, and so do the laws of payments."""
    coop = Coop(OfficeGestures(database))
    values = {"member": coop.member().id, "distribution": coop.distribution().id}
    setup = {"managed": managed, "methods": methods, "id": coop.group.id}

    def pay(tx: Transaction) -> set[str]:
        tx.execute(text("UPDATE member_groups SET managed = :managed, methods = :methods WHERE id = :id"), setup)
        for statement in _PAID:
            tx.execute(text(statement), values)
        return set(tx.scalars(text("SELECT kind FROM ledger_entries WHERE amount IN (100, 200)")))

    offered = tuple(map(GroupMethod, methods.split()))
    group = Group(coop.group.id, coop.group.name, managed, offered, negative_allowed=False)
    assert database.write(pay) == {"credit" if group.has_cagnotte else "payment"}


_BY = "SELECT {}, gesture, opened_by, opened_at FROM distributions WHERE id = :distribution"
_INTO_PAYMENTS = (
    "INSERT INTO member_payments ({}, member_id, method, amount, cheque_number, reason, forced, gesture, recorded_by, "
    "recorded_at) "
)
_LINE = (
    "INSERT INTO validation_lines (validation_id, position, payment_id, amount) "
    "SELECT v.id, 1, p.id, p.amount FROM validations v, member_payments p WHERE p.method = 'cash'"
)
_PAID = (
    _INTO_PAYMENTS.format("provider_id") + _BY.format("'CB1', :member, 'card_online', 100, '', '', 1 = 0"),
    _INTO_PAYMENTS.format("distribution_id") + _BY.format("id, :member, 'cash', 200, '', '', 1 = 0"),
    "INSERT INTO validations (distribution_id, gesture, recorded_by, recorded_at) " + _BY.format("id"),
    _LINE,
)
"""One payment by card online, and one in cash that is confirmed."""


def _installed(tx: Transaction) -> dict[str, tuple[str, ...]]:
    """What follows the rows that are added, by the trigger's name, as the database tells it."""
    rows = tx.execute(_ON_SQLITE if tx.dialect.name == "sqlite" else _ON_POSTGRESQL)
    return {name: tuple(map(str, told)) for name, *told in rows}


def _told(tx: Transaction) -> dict[str, tuple[str, ...]]:
    """The same as it should be."""
    laws = posting_laws(tx.dialect.name)
    if tx.dialect.name == "sqlite":
        return {law.name: (_on_sqlite(law),) for law in laws}
    return {law.name: (_definition(tx, law), "A", _body(law)) for law in laws}


def _on_sqlite(law: PostingLaw) -> str:
    return f"CREATE TRIGGER {law.name} AFTER INSERT ON {law.table} WHEN {law.condition} BEGIN {law.statements}; END"


def _body(law: PostingLaw) -> str:
    return f" BEGIN {law.statements}; RETURN NULL; END "


def _definition(tx: Transaction, law: PostingLaw) -> str:
    """PostgreSQL tells a condition in words of its own: those of a trigger that is made for that, and taken away."""
    with tx.begin_nested() as made:
        tx.exec_driver_sql(
            f"CREATE TRIGGER probe AFTER INSERT ON {law.table} FOR EACH ROW WHEN ({law.condition}) "
            f"EXECUTE FUNCTION {law.name}()"
        )
        definition: str = tx.exec_driver_sql(
            "SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE tgname = 'probe'"
        ).scalar_one()
        made.rollback()
    return definition.replace("TRIGGER probe", f"TRIGGER {law.name}", 1)
