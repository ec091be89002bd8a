from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from backoffice.domain.people import Person, Role
from desktop.options import Options
from desktop.remembered import recall, remember
from desktop.trouble import TroublePage
from desktop.workplace import Workplace
from tests.desktop.running import PASSWORD, Running
from tests.keyboard_driver import write

MOREL = Person(2, "a.morel", "A. Morel", Role.OPERATOR, active=True)
CLOSED_PORT = "postgresql+psycopg://liasse@127.0.0.1:9/liasse"


def is_open(running: Running) -> bool:
    return running.program.office is not None


@pytest.mark.parametrize("config", [None, Path("some/liasse.toml")])
def test_people_are_remembered_for_these_settings(config: Path | None) -> None:
    remember(config, "PC-12", (MOREL,))

    assert recall(config) == ("PC-12", (MOREL,))
    assert recall(Path("other/liasse.toml")) == ("", ())


@pytest.mark.parametrize("kept", ["", "{", '{"people": 3}', '{"workstation": "PC-12", "people": [{"id": 1}]}'])
def test_what_cannot_be_understood_is_nobody(kept: str) -> None:
    QSettings().setValue("login/people/usual", kept)

    assert recall(None) == ("", ())


def test_the_second_start_asks_who_before_the_database_is_open(office: Running) -> None:
    office.start(Options())
    office.login()
    office.end()

    office.start(Options())
    office.login()
    assert not is_open(office)
    write("A. Morel")
    write(f"\n{PASSWORD}\n")

    office.page(Workplace)
    assert is_open(office)


def test_a_password_that_is_given_before_the_database_is_even_begun_with_waits_for_it(office: Running) -> None:
    office.start(Options())
    office.login()
    office.end()

    def log_in() -> None:
        login = office.login()
        login.cards.keyboardSearch("A. Morel")
        login.password.set_value(PASSWORD)
        login.password.commit()

    office.start(Options(), log_in)

    office.page(Workplace)


def test_a_database_that_is_gone_since_is_said_after_all(office: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    office.start(Options())
    office.login()
    office.end()

    monkeypatch.setenv("LIASSE_DATABASE", CLOSED_PORT)
    office.start(Options())

    assert "ne répond pas" in office.page(TroublePage).sentence.text()


def test_the_first_start_of_another_database_asks_for_its_administrator(
    office: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.start(Options())
    office.login()
    office.end()

    monkeypatch.setenv("LIASSE_FOLDER", str(tmp_path / "new"))
    office.start(Options())

    office.first()
