"""An office over a real database, and a window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from backoffice.storage.database import Database
from tests.forms.screen_window import Bench, own_settings
from tests.office import OfficeGestures


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The display-less platform says of every window with a smallest size that it cannot pass it on."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints"))


@pytest.fixture
def office(sqlite_url: str) -> Iterator[OfficeGestures]:
    database = Database(sqlite_url)
    yield OfficeGestures(database)
    database.close()


@pytest.fixture
def bench(qapp: QApplication, tmp_path: Path) -> Iterator[Bench]:
    qapp.setOrganizationName("liasse-tests")
    own_settings(tmp_path)
    made = Bench()
    yield made
    made.runner.close()
