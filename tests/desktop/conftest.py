"""The program itself, started in this process, with its real window and services."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from pydantic import SecretStr
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from backoffice.bootstrap import Settings, open_services, prepare
from backoffice.demonstration import people, write_folder
from backoffice.domain.people import Actor, NewPerson, Role
from tests.desktop.running import SECRET, Running
from tests.forms.screen_window import own_settings
from tests.quick_passwords import hashed_quickly

CLIENTS = 50


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The display-less platform says of every window with a smallest size that it cannot pass it on."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints"))


@pytest.fixture(autouse=True, scope="session")
def quick_passwords() -> Iterator[None]:
    """To found an office and to log in takes no time."""
    with hashed_quickly():
        yield


@pytest.fixture(autouse=True)
def own_places(qapp: QApplication, tmp_path: Path) -> None:
    qapp.setOrganizationName("liasse-tests")
    own_settings(tmp_path)


@pytest.fixture
def running(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Running]:
    """The program on an embedded database that does not exist yet."""
    monkeypatch.setenv("LIASSE_FOLDER", str(tmp_path / "own"))
    monkeypatch.setenv("LIASSE_SECRET", SECRET)
    monkeypatch.setenv("LIASSE_WORKSTATION", "PC-12")
    monkeypatch.setenv("LIASSE_WORDS_ONE_IN", "0")
    made = Running(qtbot)
    yield made
    made.end()


@pytest.fixture(scope="session")
def peopled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with the people of the demonstration and a few clients."""
    folder = tmp_path_factory.mktemp("peopled")
    settings = Settings.model_construct(folder=folder, workstation="PC-12", secret=SecretStr(SECRET))
    prepare(settings)
    services = open_services(settings)
    everybody = sorted(people(), key=lambda person: person.role is not Role.ADMINISTRATOR)
    first, *others = everybody
    added = services.people.add_first(uuid4(), NewPerson(first.login, first.name, first.role), first.password, "PC-12")
    who = Actor(added.id, added.name, added.role, "PC-12")
    for person in others:
        services.people.add(who, uuid4(), NewPerson(person.login, person.name, person.role), person.password)
    write_folder(folder / "import", CLIENTS)
    services.importing.run(who, folder / "import", lambda _: None, lambda: False)
    services.close()
    return folder / "liasse.db"


@pytest.fixture
def office(running: Running, peopled: Path, tmp_path: Path) -> Running:
    """The program on an embedded database with people and clients."""
    (tmp_path / "own").mkdir()
    shutil.copy(peopled, tmp_path / "own" / "liasse.db")
    return running
