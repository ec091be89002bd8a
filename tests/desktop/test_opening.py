from contextlib import closing
from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QLabel
from pysqlite3 import dbapi2
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from backoffice.domain.people import Person, Role
from backoffice.storage.database import Database
from desktop.options import Options
from desktop.remembered import remember
from desktop.trouble import TroublePage
from desktop.waiting import WaitingPage
from forms.kit.theme import NORMAL
from forms.people.first_administrator import FirstScreen
from tests.desktop.running import LONG, Running
from tests.keyboard_driver import press
from tests.older import migrate_to

CLOSED_PORT = "postgresql+psycopg://liasse@127.0.0.1:9/liasse"


def trouble(running: Running, config: Path | None = None) -> str:
    running.start(Options(config=config))
    return running.page(TroublePage).sentence.text()


def test_settings_that_cannot_be_read(running: Running, tmp_path: Path) -> None:
    config = tmp_path / "liasse.toml"
    config.write_text('words_from = "beaucoup"\n', encoding="utf-8")

    said = trouble(running, config)

    assert "words_from" in said
    assert "beaucoup" not in said


def test_a_settings_file_that_is_not_there(running: Running, tmp_path: Path) -> None:
    assert "Corrigez-le" in trouble(running, tmp_path / "absent.toml")


def test_a_broken_database_file(running: Running, tmp_path: Path) -> None:
    file = tmp_path / "own" / "liasse.db"
    file.parent.mkdir()
    file.write_bytes(b"this is no database" * 1000)

    assert "abîmée" in trouble(running)


def test_a_folder_that_cannot_be_written(running: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")
    monkeypatch.setenv("LIASSE_FOLDER", str(tmp_path / "file" / "sub"))

    assert "On ne peut pas écrire" in trouble(running)


def test_a_database_server_that_does_not_answer(running: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIASSE_DATABASE", CLOSED_PORT)

    assert "La base ne répond pas" in trouble(running)


def test_a_database_of_a_newer_program(running: Running, sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    database = Database(sqlite_url)
    database.write(lambda tx: tx.execute(text("UPDATE alembic_version SET version_num = '9999'")))
    database.close()
    monkeypatch.setenv("LIASSE_DATABASE", sqlite_url)

    assert "plus récente" in trouble(running)


@pytest.mark.parametrize("is_remembered", [False, True])
def test_an_older_database_is_brought_up_to_date_while_one_sees_how_far_it_is(
    running: Running, tmp_path: Path, qtbot: QtBot, *, is_remembered: bool
) -> None:
    (tmp_path / "own").mkdir()
    older = Database(f"sqlite:///{tmp_path / 'own' / 'liasse.db'}")
    older.write(lambda tx: migrate_to(tx, "0012"))
    older.close()
    if is_remembered:
        remember(None, "PC-12", (Person(1, "d.leroy", "D. Leroy", Role.ADMINISTRATOR, active=True),))
    running.start(Options())
    if is_remembered:
        running.login()
    running.page(WaitingPage)
    qtbot.waitUntil(lambda: "Mise à niveau" in said(running), timeout=LONG)

    running.first()
    assert len(list((tmp_path / "own").glob("liasse-tables-0012-*.db"))) == 1


def said(running: Running) -> str:
    return " ".join(label.text() for label in running.window.findChildren(QLabel))


def test_a_database_that_is_named_is_never_made_by_the_program(
    running: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIASSE_DATABASE", f"sqlite:///{tmp_path / 'named.db'}")

    assert "liasse-admin" in trouble(running)


def test_another_secret_than_the_databases(running: Running, sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIASSE_DATABASE", sqlite_url)
    running.start(Options())
    running.page(FirstScreen)
    running.end()

    monkeypatch.setenv("LIASSE_SECRET", "0f" * 32)
    assert "clé secrète" in trouble(running)


def test_try_again_after_the_cause_is_gone(running: Running, tmp_path: Path, qtbot: QtBot) -> None:
    file = tmp_path / "own" / "liasse.db"
    file.parent.mkdir()
    file.write_bytes(b"this is no database" * 1000)
    trouble(running)

    file.unlink()
    press(Qt.Key.Key_Return)

    qtbot.waitUntil(running.first().form.name.edit.hasFocus)


def test_leave_from_the_trouble_page(running: Running, tmp_path: Path, qtbot: QtBot) -> None:
    page_text = trouble(running, tmp_path / "absent.toml")
    assert page_text

    running.page(TroublePage).leave.click()

    qtbot.waitUntil(running.window.isHidden)


def test_a_database_that_somebody_holds_to_themselves_is_waited_for_and_the_window_answers_meanwhile(
    office: Running, tmp_path: Path, qtbot: QtBot
) -> None:
    file, sqlite = tmp_path / "own" / "liasse.db", cast("Any", dbapi2)
    with closing(sqlite.connect(file)) as other:
        other.execute("PRAGMA locking_mode=EXCLUSIVE")  # before anything else: nobody else reads then, either
        other.execute("BEGIN IMMEDIATE")
        with closing(sqlite.connect(file, timeout=0)) as reader, pytest.raises(sqlite.OperationalError, match="locked"):
            reader.execute("SELECT 1 FROM people")
        office.start(Options())
        waiting = office.page(WaitingPage)
        qtbot.waitUntil(lambda: list((tmp_path / "own").glob("*.lock")) != [])
        press(Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)  # larger text
        qtbot.waitUntil(lambda: int(str(QSettings().value("text", NORMAL, type=int))) > NORMAL)
        assert office.window.page is waiting

    office.login()
    press(Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
