"""An office with a group, over a real database, and the screen in a window."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.forms.batches.conftest import bench, office
from tests.forms.distributions.stall import Stall
from tests.forms.screen_window import Bench
from tests.office import OfficeGestures

__all__ = ["bench", "office"]  # pytest finds fixtures by their names here


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The display-less platform says of every window with a smallest size that it cannot pass it on."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints"))


@pytest.fixture
def stall(bench: Bench, qtbot: QtBot, office: OfficeGestures) -> Stall:
    return Stall(bench, qtbot, office)
