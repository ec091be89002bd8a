"""The program itself, started in this process, with its real window and services."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.desktop.running import Running
from tests.forms.batches.bench import own_settings


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The display-less platform says of every window with a smallest size that it cannot pass it on."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints"))


@pytest.fixture(autouse=True)
def own_places(qapp: QApplication, tmp_path: Path) -> None:
    qapp.setOrganizationName("liasse-tests")
    own_settings(tmp_path)


@pytest.fixture
def running(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Running]:
    monkeypatch.setenv("LIASSE_FOLDER", str(tmp_path / "own"))
    monkeypatch.setenv("LIASSE_SECRET", "5e" * 32)
    monkeypatch.setenv("LIASSE_WORKSTATION", "PC-12")
    made = Running(qtbot)
    yield made
    made.end()
