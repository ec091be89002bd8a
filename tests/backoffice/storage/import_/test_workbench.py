"""What the workbench promises beside the results, which the tests of the import show."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import insert, select, text

from backoffice.domain.errors import Fault, Unavailable
from backoffice.domain.import_rows import ImportedPartner, ImportFile, ImportRow
from backoffice.storage.database import Database
from backoffice.storage.import_ import merge as moving
from backoffice.storage.import_ import staging as staged
from backoffice.storage.import_.workbench import workbench
from backoffice.storage.schema import partners

_PATIENCE = 10.0
"""Seconds."""


def a_partner(code: int) -> ImportedPartner:
    return ImportedPartner(code + 1, code, f"Partenaire {code}", "")


def same(one: bytes, other: bytes) -> bool:
    return one == other


def test_others_write_while_a_file_is_read(database: Database) -> None:
    def rows() -> Iterator[ImportRow]:
        yield a_partner(1)
        database.write(lambda tx: tx.execute(insert(partners).values(code=7, name="entre-temps", banks="")))
        yield a_partner(2)

    with workbench(database) as bench:
        bench.load(ImportFile.PARTNERS, rows())
        with bench.transaction(keep=True) as tx:
            assert [moved.added for moved in moving.move(tx, ImportFile.PARTNERS, same, keep=True)] == [2]
    assert database.read(lambda tx: tx.scalars(select(partners.c.code).order_by(partners.c.code)).all()) == [1, 2, 7]


def test_nothing_of_the_workbench_is_left(database: Database) -> None:
    for _ in range(2):
        with workbench(database) as bench:
            bench.load(ImportFile.PARTNERS, [a_partner(1)])
    tables = "sqlite_schema" if database.writing_engine.dialect.name == "sqlite" else "pg_class"
    column = "name" if tables == "sqlite_schema" else "relname"
    query = text(f"SELECT count(*) FROM {tables} WHERE {column} LIKE '%staged%'")
    patience = time.monotonic() + _PATIENCE
    while (left := database.write(lambda tx: tx.scalar(query))) and time.monotonic() < patience:
        time.sleep(0.01)  # a server clears up once it has noticed that the line is closed
    assert left == 0


def test_rows_that_fail_to_come_leave_nothing(database: Database) -> None:
    def rows() -> Iterator[ImportRow]:
        yield a_partner(1)
        raise Unavailable(Fault.FILE_UNREADABLE)

    with pytest.raises(Unavailable), workbench(database) as bench:
        bench.load(ImportFile.PARTNERS, rows())
    assert database.read(lambda tx: tx.scalar(select(partners.c.code))) is None


def test_a_rolled_back_transaction_leaves_the_workbench_as_it_was(database: Database) -> None:
    database.write(lambda tx: tx.execute(insert(partners).values(code=1, name="Partenaire 1", banks="")))
    with workbench(database) as bench:
        bench.load(ImportFile.PARTNERS, [a_partner(code) for code in range(1, 4)])
        for keep in (False, True):
            with bench.transaction(keep=keep) as tx:
                (moved,) = moving.move(tx, ImportFile.PARTNERS, same, keep=keep)
                assert (moved.added, moved.updated, moved.unchanged) == (2, 0, 1)


def test_a_refusal_of_the_engine_is_told_without_its_text(database: Database) -> None:
    with pytest.raises(Exception, match=r"^(sqlite 19|23505)") as refusal, workbench(database) as bench:
        bench.load(ImportFile.PARTNERS, [a_partner(1), a_partner(1)])  # the line is the primary key
    assert "Partenaire" not in str(refusal.value)


def test_a_database_that_is_not_there(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/new.db")
    with pytest.raises(Unavailable) as refusal, workbench(database) as bench, bench.transaction(keep=True) as tx:
        staged.faults(tx, ImportFile.CLIENTS, references=True)
    database.close()
    assert refusal.value.fault is Fault.DATABASE_NOT_READY
