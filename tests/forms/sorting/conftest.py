"""A window; the sorting needs no database."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.forms.batches.bench import Bench, own_settings


@pytest.fixture
def bench(qapp: QApplication, tmp_path: Path) -> Iterator[Bench]:
    qapp.setOrganizationName("liasse-tests")
    own_settings(tmp_path)
    made = Bench()
    yield made
    made.runner.close()
