"""An office over a real database, and a window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from backoffice.storage.database import Database
from tests.forms.screen_window import Bench, own_settings
from tests.office import OfficeGestures


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
    made.network.close()
    made.runner.close()


@pytest.fixture
def beeps(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    heard: list[bool] = []
    monkeypatch.setattr(QApplication, "beep", lambda: heard.append(True))
    return heard
