"""What every journey starts from."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from backoffice.gateways.alias.sandbox import AliasSandbox
from backoffice.gateways.slimpay.sandbox import SlimpaySandbox
from backoffice.services.services import Services
from tests.journeys.debtors import write_debtors
from tests.journeys.mail import Day, read_day
from tests.journeys.office import OPERATOR, JourneyOffice
from tests.journeys.seat import Seat, keep_places
from tests.quick_passwords import hashed_quickly
from tests.slimpay import OLD_IBAN, RUM


@pytest.fixture(autouse=True, scope="session")
def quick_passwords() -> Iterator[None]:
    """To found an office and to log in takes no time."""
    with hashed_quickly():
        yield


@pytest.fixture(scope="session")
def day() -> Day:
    """The mail of the day."""
    return read_day()


@pytest.fixture(scope="session")
def evening(tmp_path_factory: pytest.TempPathFactory, day: Day) -> Path:
    """The folder of an office that has imported the clients of the day, the evening before."""
    folder = tmp_path_factory.mktemp("evening") / "office"
    JourneyOffice(folder).found(day.customers)
    return folder


@pytest.fixture
def office(evening: Path, tmp_path: Path) -> JourneyOffice:
    """An office whose database is a file of the workstation PC-12."""
    shutil.copytree(evening, tmp_path / "office")
    return JourneyOffice(tmp_path / "office")


@pytest.fixture
def sit(qapp: QApplication, tmp_path: Path) -> Iterator[Callable[[Path], Seat]]:
    """Sits down at a workstation, whose settings it is given; leaves in the end."""
    keep_places(qapp, tmp_path / "places")
    seats: list[Seat] = []

    def sit_down(settings: Path) -> Seat:
        seat = Seat(settings)
        seats.append(seat)
        return seat

    yield sit_down
    for seat in seats:
        seat.leave()


@pytest.fixture
def seat(counter: JourneyOffice, sit: Callable[[Path], Seat]) -> Seat:
    """An operator at work at the `counter`, the office that the test has founded."""
    seat = sit(counter.settings())
    seat.log_in(OPERATOR)
    return seat


@pytest.fixture
def books(counter: JourneyOffice) -> Iterator[Services]:
    """The books beside the window; nothing in them is unsound in the end."""
    with counter.services() as services:
        yield services
        assert services.checking.run() == ()


@pytest.fixture(scope="module")
def outside() -> Iterator[dict[str, str]]:
    """The alias service and SlimPay, on the loopback, as settings."""
    with closing(AliasSandbox()) as aliases, SlimpaySandbox({RUM: OLD_IBAN}) as slimpay:
        yield {
            "alias_url": aliases.url,
            "alias_token": aliases.token.get_secret_value(),
            "slimpay_url": slimpay.url,
            "slimpay_creditor": slimpay.creditor,
            "slimpay_app": slimpay.app,
            "slimpay_secret": slimpay.secret.get_secret_value(),
        }


@pytest.fixture
def bureau(tmp_path: Path, outside: dict[str, str]) -> JourneyOffice:
    """An office whose clients send cards and IBANs."""
    office = JourneyOffice(tmp_path / "office", outside=outside)
    office.found_from(write_debtors(tmp_path / "import"))
    return office
