"""The people of an office over a real database, and a window."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtWidgets import QApplication

from backoffice.domain.people import RIGHTS, Actor, NewPerson, Role
from backoffice.services.office.office import Office
from backoffice.services.office.people import People
from backoffice.storage.database import Database
from tests.forms.screen_window import Bench, own_settings
from tests.office import AUDIT_KEY, Clock
from tests.quick_passwords import QUICK

PASSWORD = "quatre chevaux"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The display-less platform says of every window with a smallest size that it cannot pass it on."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints"))


@pytest.fixture
def nobody(sqlite_url: str) -> Iterator[People]:
    """The service over an office without people."""
    database = Database(sqlite_url)
    yield People(Office(database, AUDIT_KEY, Clock(), RIGHTS), QUICK)
    database.close()


@pytest.fixture
def administrator(nobody: People) -> Actor:
    added = nobody.add_first(uuid4(), NewPerson("d.leroy", "D. Leroy", Role.ADMINISTRATOR), PASSWORD, "PC-12")
    return Actor(added.id, added.name, added.role, "PC-12")


@pytest.fixture
def people(nobody: People, administrator: Actor) -> People:
    """The service over an office with an administrator and two operators."""
    for login, name in (("a.morel", "A. Morel"), ("s.benali", "S. Benali")):
        nobody.add(administrator, uuid4(), NewPerson(login, name, Role.OPERATOR), PASSWORD)
    return nobody


@pytest.fixture
def bench(qapp: QApplication, tmp_path: Path) -> Iterator[Bench]:
    qapp.setOrganizationName("liasse-tests")
    own_settings(tmp_path)
    made = Bench()
    yield made
    made.runner.close()
