"""An older SQLite database is copied before it is brought up to date."""

from contextlib import closing
from pathlib import Path

import pytest
from pydantic import SecretStr
from sqlalchemy import text

from backoffice.bootstrap import Settings, prepare
from backoffice.domain.errors import Fault, Unavailable
from backoffice.storage.copying import copy_sqlite
from backoffice.storage.database import Database
from backoffice.storage.revisions import newest_revision, revision
from tests.older import migrate_to, say_version

OLD = "0012"


@pytest.fixture
def older(tmp_path: Path) -> Settings:
    """The settings of a database as an earlier version left it, with a partner in it."""
    settings = Settings.model_construct(folder=tmp_path, workstation="PC-12", secret=SecretStr("5e" * 32))
    with closing(Database(settings.database_url)) as database:
        database.write(lambda tx: migrate_to(tx, OLD))
        database.write(lambda tx: tx.execute(text("INSERT INTO partners (code, name, banks) VALUES (121, 'ADLP', '')")))
    return settings


def version(file: Path) -> str | None:
    with closing(Database(f"sqlite:///{file}")) as database:
        assert database.read(lambda tx: tx.scalar(text("SELECT name FROM partners"))) == "ADLP"
        assert database.read(lambda tx: tx.scalar(text("PRAGMA integrity_check"))) == "ok"
        return database.read(revision)


def copies(folder: Path) -> list[Path]:
    return sorted(folder.glob("liasse-tables-*"))


def test_it_is_copied_with_what_its_log_holds_and_then_brought_up_to_date(older: Settings, tmp_path: Path) -> None:
    told: list[tuple[int, int, str]] = []
    with closing(Database(older.database_url)) as open_all_the_while:
        open_all_the_while.read(lambda tx: tx.scalar(text("SELECT count(*) FROM partners")))
        prepare(older, report=lambda done, total, words: told.append((done, total, words)))

    (copy,) = copies(tmp_path)
    assert copy.name.startswith(f"liasse-tables-{OLD}-20")
    assert (version(copy), version(tmp_path / "liasse.db")) == (OLD, newest_revision())
    first, last = told[0], told[-1]
    assert "Copie" in first[2]
    assert (last[0], last[2]) == (last[1], "Mise à niveau de la base…")
    assert last[1] == int(newest_revision()) - int(OLD)


def test_one_that_is_up_to_date_is_not_copied(older: Settings, tmp_path: Path) -> None:
    prepare(older)
    prepare(older)

    assert len(copies(tmp_path)) == 1


def test_nor_is_a_new_one(tmp_path: Path) -> None:
    prepare(Settings.model_construct(folder=tmp_path))

    assert copies(tmp_path) == []


def test_one_of_a_newer_program_is_left_alone(older: Settings, tmp_path: Path) -> None:
    with closing(Database(older.database_url)) as database:
        database.write(lambda tx: say_version(tx, "9999"))

    with pytest.raises(Unavailable) as refusal:
        prepare(older)

    assert refusal.value.fault is Fault.DATABASE_TOO_NEW
    assert copies(tmp_path) == []


def test_where_it_fails_the_database_is_as_it_was(older: Settings, tmp_path: Path) -> None:
    with closing(Database(older.database_url)) as database:
        database.write(lambda tx: tx.execute(text("CREATE TABLE refund_lists (id integer)")))  # in its way

    with pytest.raises(Unavailable) as refusal:
        prepare(older)

    (copy,) = copies(tmp_path)
    assert refusal.value.fault is Fault.MIGRATION_FAILED
    assert refusal.value.facts["file"] == str(copy)
    assert (version(copy), version(tmp_path / "liasse.db")) == (OLD, OLD)


def test_where_no_copy_can_be_made_it_is_said(older: Settings, tmp_path: Path) -> None:
    file = older.database_file
    assert file is not None

    with pytest.raises(Unavailable) as refusal:
        copy_sqlite(file, tmp_path / "nowhere" / "copy.db", lambda _done, _total: None)

    assert refusal.value.fault is Fault.FOLDER_UNUSABLE
