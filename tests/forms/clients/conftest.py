"""An office over a real database, and the screen in its window."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.forms.clients.lobby import Lobby
from tests.forms.closing.conftest import bench, dress, office
from tests.forms.screen_window import Bench
from tests.office import OfficeGestures

__all__ = ["bench", "dress", "office"]  # pytest finds fixtures by their names here


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The display-less platform says of every window with a smallest size that it cannot pass it on."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints"))


@pytest.fixture
def lobby(bench: Bench, qtbot: QtBot, office: OfficeGestures, tmp_path: Path) -> Lobby:
    return Lobby(bench, qtbot, office, tmp_path)
