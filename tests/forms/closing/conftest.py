"""An office over a real database, and a window."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from forms.kit.theme import Scheme, apply
from tests.forms.batches.conftest import bench, office

__all__ = ["bench", "dress", "office"]  # pytest finds fixtures by their names here

Dress = Callable[[int], object]


@pytest.fixture
def dress(qapp: QApplication) -> Iterator[Dress]:
    """Gives everything the program's own look, with the text so many percent as large."""
    yield partial(apply, qapp, Scheme.LIGHT)
    qapp.setStyleSheet("")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The display-less platform says of every window with a smallest size that it cannot pass it on."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints"))
