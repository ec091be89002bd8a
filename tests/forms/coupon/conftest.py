"""An office with a batch, and windows on it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QSettings
from pytestqt.qtbot import QtBot

from backoffice.domain.batch import Batch
from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.people import Actor
from backoffice.services.keying.recording import Recording
from backoffice.storage.database import Database
from forms.actions.method_fields import MethodFields
from forms.coupon.mail.panel import MailPanel
from tests.forms.coupon.aliases import HeldAliases
from tests.forms.coupon.workplace import CouponWorkplace, FailingRecording, SlowClients, recording
from tests.office import OfficeGestures

Open = Callable[..., CouponWorkplace]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The display-less platform says of every window with a smallest size that it cannot pass it on."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints"))


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path, qapp: QCoreApplication) -> None:
    qapp.setOrganizationName("liasse-tests")
    QSettings.setDefaultFormat(QSettings.Format.IniFormat)
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path))


@pytest.fixture
def aliases() -> Iterator[HeldAliases]:
    held = HeldAliases()
    yield held
    held.answer.set()


@pytest.fixture
def office(sqlite_url: str, aliases: HeldAliases) -> Iterator[OfficeGestures]:
    database = Database(sqlite_url)
    yield OfficeGestures(database, aliases=aliases)
    database.close()


@pytest.fixture
def batch(office: OfficeGestures) -> Batch:
    return office.batch()


@pytest.fixture
def slow_clients(office: OfficeGestures) -> Iterator[SlowClients]:
    """A database that is slow to find clients, until `answer` is set."""
    office.clients = clients = SlowClients(office.office)
    yield clients
    clients.answer.set()


@pytest.fixture
def failing(office: OfficeGestures, tmp_path: Path) -> FailingRecording:
    """A recording that refuses, until it is told not to."""
    made = recording(office, tmp_path, FailingRecording)
    made.error = RuleBroken(Broken.ROLE_MAY_NOT)
    return made


@pytest.fixture
def open_window(qtbot: QtBot, office: OfficeGestures, tmp_path: Path) -> Iterator[Open]:
    """Opens a window on a batch, as the operator or somebody else, with the real recording or another."""
    places: list[CouponWorkplace] = []

    def open_one(batch: Batch | None, who: Actor | None = None, saving: Recording | None = None) -> CouponWorkplace:
        place = CouponWorkplace(qtbot, office, saving or recording(office, tmp_path), who or office.operator, tmp_path)
        places.append(place)
        place.open(batch)
        return place

    yield open_one
    for place in places:
        place.close()
    places.clear()


@pytest.fixture
def place(open_window: Open, batch: Batch) -> CouponWorkplace:
    """A window on the batch."""
    return open_window(batch)


@pytest.fixture
def fields(place: CouponWorkplace) -> MethodFields:
    return place.part(MethodFields)


@pytest.fixture
def mail(place: CouponWorkplace) -> MailPanel:
    return place.part(MailPanel)
