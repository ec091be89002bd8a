"""SlimPay's sandbox, an office that asks it, and a window."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from backoffice.gateways.slimpay.sandbox import SlimpaySandbox
from backoffice.storage.database import Database
from forms.kit.theme import Scheme, apply
from tests.forms.screen_window import Bench, own_settings
from tests.forms.slimpay.counter import Counter
from tests.office import OfficeGestures
from tests.slimpay import OLD_IBAN, RUM, client_of


@pytest.fixture
def sandbox() -> Iterator[SlimpaySandbox]:
    with SlimpaySandbox({RUM: OLD_IBAN}) as slimpay:
        yield slimpay


@pytest.fixture
def office(sqlite_url: str, sandbox: SlimpaySandbox) -> Iterator[OfficeGestures]:
    database = Database(sqlite_url)
    yield OfficeGestures(database, mandates=client_of(sandbox))
    database.close()


@pytest.fixture
def bench(qapp: QApplication, tmp_path: Path) -> Iterator[Bench]:
    qapp.setOrganizationName("liasse-tests")
    own_settings(tmp_path)
    apply(qapp, Scheme.LIGHT, 100)
    made = Bench()
    yield made
    made.network.close()
    made.runner.close()
    delete(made)  # at the end of the program Chromium's parts would go in the wrong order


@pytest.fixture
def counter(bench: Bench, qtbot: QtBot, office: OfficeGestures, sandbox: SlimpaySandbox) -> Counter:
    return Counter(bench, qtbot, office, sandbox)
