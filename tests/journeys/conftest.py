"""What every journey starts from."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.journeys.mail import Day, read_day
from tests.journeys.office import Office
from tests.journeys.seat import Seat, keep_places


@pytest.fixture(scope="session")
def day() -> Day:
    """The mail of the day."""
    return read_day()


@pytest.fixture(scope="session")
def evening(tmp_path_factory: pytest.TempPathFactory, day: Day) -> Path:
    """The folder of an office that has imported the clients of the day, the evening before."""
    folder = tmp_path_factory.mktemp("evening") / "office"
    Office(folder).found(day.customers)
    return folder


@pytest.fixture
def office(evening: Path, tmp_path: Path) -> Office:
    """An office whose database is a file of the workstation PC-12."""
    shutil.copytree(evening, tmp_path / "office")
    return Office(tmp_path / "office")


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
