"""A window, over an office where slips of piles are kept."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from backoffice.storage.database import Database
from tests.forms.screen_window import Bench, own_settings
from tests.office import OfficeGestures


@pytest.fixture
def bench(qapp: QApplication, tmp_path: Path) -> Iterator[Bench]:
    qapp.setOrganizationName("liasse-tests")
    own_settings(tmp_path)
    made = Bench()
    yield made
    made.runner.close()


@pytest.fixture
def office(sqlite_url: str) -> Iterator[OfficeGestures]:
    database = Database(sqlite_url)
    yield OfficeGestures(database)
    database.close()
