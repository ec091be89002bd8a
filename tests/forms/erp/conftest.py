"""An office with its financial system, and a window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from backoffice.storage.database import Database
from tests.forms.closing.conftest import bench, dress
from tests.forms.erp.watch import Watch
from tests.forms.screen_window import Bench
from tests.office import Clock, OfficeGestures
from tests.scripted_erp import ScriptedErp
from tests.together import Together

__all__ = ["bench", "dress", "watch"]  # pytest finds fixtures by their names here


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The display-less platform says of every window with a smallest size that it cannot pass it on."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints"))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def together(sqlite_url: str, clock: Clock) -> Iterator[Together]:
    database = Database(sqlite_url)
    yield Together(OfficeGestures(database, clock), ScriptedErp())
    database.close()


@pytest.fixture
def watch(together: Together, clock: Clock, bench: Bench, qtbot: QtBot) -> Watch:
    return Watch(bench, qtbot, together, clock)
