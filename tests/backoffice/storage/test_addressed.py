from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.engine import make_url

from backoffice.bootstrap import Settings
from backoffice.domain.errors import Fault, Unavailable
from backoffice.domain.founding import AddressedDatabase
from backoffice.domain.people import NewPerson, Role
from backoffice.founding import found
from backoffice.storage.addressed import look_at
from backoffice.storage.database import Database
from tests.older import say_version
from tests.postgresql import PostgresqlServer

SECRET = "5e" * 32


def fault(address: str) -> Fault:
    with pytest.raises(Unavailable) as refusal:
        look_at(address)
    assert refusal.value.facts == {}
    return refusal.value.fault


def with_user(address: str, user: str, password: str = "", database: str = "") -> str:
    url = make_url(address).set(username=user, password=password or None)
    return (url.set(database=database) if database else url).render_as_string(hide_password=False)


def run(address: str, statement: str) -> None:
    database = Database(address)
    database.write(lambda tx: tx.execute(text(statement)))
    database.close()


@pytest.fixture(scope="module")
def role(postgresql_server: PostgresqlServer) -> str:
    postgresql_server.add_role("desk_looks", "le bon mot")
    return "desk_looks"


@pytest.fixture
def empty(postgresql_server: PostgresqlServer) -> str:
    name = f"empty_{uuid4().hex[:8]}"
    return postgresql_server.create_database(name)


def test_a_server_that_nobody_knows() -> None:
    assert fault("postgresql+psycopg://desk@base.invalid/liasse") is Fault.DATABASE_HOST_UNKNOWN


@pytest.mark.parametrize("server", ["base:abc", "ba se", "base..bureau", "é" * 70])
def test_what_is_no_name_of_a_server(server: str) -> None:
    assert fault(f"postgresql+psycopg://desk@{server}/liasse") is Fault.DATABASE_HOST_UNKNOWN


def test_a_port_at_which_nobody_listens() -> None:
    assert fault("postgresql+psycopg://desk@127.0.0.1:9/liasse") is Fault.DATABASE_REFUSED


def test_somebody_the_server_does_not_know(postgresql_url: str) -> None:
    assert fault(with_user(postgresql_url, "nobody")) is Fault.DATABASE_LOGIN_REFUSED


def test_a_wrong_password(postgresql_url: str, role: str) -> None:
    assert fault(with_user(postgresql_url, role, "un autre mot")) is Fault.DATABASE_LOGIN_REFUSED


def test_a_database_that_the_server_has_not(postgresql_url: str, role: str) -> None:
    assert fault(with_user(postgresql_url, role, "le bon mot", "nulle_part")) is Fault.DATABASE_ABSENT


def test_a_database_of_which_one_may_see_nothing(postgresql_url: str, role: str) -> None:
    assert fault(with_user(postgresql_url, role, "le bon mot")) is Fault.DATABASE_RIGHTS_MISSING


def test_a_database_of_another_program(empty: str) -> None:
    run(empty, "CREATE TABLE notes (id integer)")

    assert fault(empty) is Fault.DATABASE_NOT_OURS


def test_another_program_may_keep_its_versions_in_the_same_way(empty: str) -> None:
    run(empty, "CREATE TABLE alembic_version (version_num varchar(32))")
    run(empty, "INSERT INTO alembic_version VALUES ('1975ea83b712')")

    assert fault(empty) is Fault.DATABASE_NOT_OURS


@pytest.mark.parametrize(("version", "said"), [("0003", Fault.DATABASE_TOO_OLD), ("9999", Fault.DATABASE_TOO_NEW)])
def test_a_database_of_another_version(postgresql_url: str, version: str, said: Fault) -> None:
    database = Database(postgresql_url)
    database.write(lambda tx: say_version(tx, version))
    database.close()

    assert fault(postgresql_url) is said


def test_an_empty_database_can_become_an_offices(empty: str) -> None:
    assert look_at(empty) == AddressedDatabase()


def test_a_database_that_is_ready_and_has_nobody(database_url: str) -> None:
    assert look_at(database_url) == AddressedDatabase()


def test_a_database_that_knows_its_secret_and_its_people(database_url: str) -> None:
    settings = Settings.model_validate({"database": database_url, "secret": SECRET})
    found(settings, uuid4(), NewPerson("c.garnier", "Chloé Garnier", Role.ADMINISTRATOR), "quatre chevaux")

    seen = look_at(database_url)

    assert seen.has_people
    assert len(seen.check_value) == 64


def test_an_older_file_is_left_to_its_opening(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    database.write(lambda tx: say_version(tx, "0003"))
    database.close()

    assert look_at(sqlite_url) == AddressedDatabase()
