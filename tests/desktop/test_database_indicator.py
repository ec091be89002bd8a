from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from backoffice.domain.errors import Fault, Unavailable
from desktop.database_indicator import DatabaseIndicator
from forms.kit.tasks import TaskRunner


class Base:
    """A database that can be cut off."""

    def __init__(self) -> None:
        self.fault: Fault | None = None
        self.reads = 0

    def read(self) -> None:
        self.reads += 1
        if self.fault:
            raise Unavailable(self.fault)


@pytest.fixture
def runner(qapp: object) -> Iterator[TaskRunner]:
    assert qapp
    made = TaskRunner()
    yield made
    made.close()


def work(runner: TaskRunner, base: Base, owner: QObject) -> None:
    runner.run(base.read, lambda _: None, lambda _: None, owner)


def test_it_answers_until_work_says_otherwise(qtbot: QtBot, runner: TaskRunner) -> None:
    base = Base()
    sign = DatabaseIndicator(runner, base.read)
    qtbot.addWidget(sign)
    assert sign.text() == "● base"

    base.fault = Fault.DATABASE_UNREACHABLE
    work(runner, base, sign)
    qtbot.waitUntil(lambda: sign.text() == "○ base injoignable")

    base.fault = None
    with qtbot.waitSignal(sign.back):
        work(runner, base, sign)
    assert sign.text() == "● base"


def test_a_full_disk_is_not_the_database(qtbot: QtBot, runner: TaskRunner) -> None:
    base, disk = Base(), Base()
    disk.fault = Fault.DISK_FULL
    sign = DatabaseIndicator(runner, base.read)
    qtbot.addWidget(sign)

    work(runner, disk, sign)
    qtbot.waitUntil(lambda: base.reads == 1)

    assert sign.text() == "● base"


def test_while_it_is_lost_it_asks_by_itself(qtbot: QtBot, runner: TaskRunner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.database_indicator._ASKS_AGAIN", 5)
    base = Base()
    base.fault = Fault.DATABASE_UNREACHABLE
    sign = DatabaseIndicator(runner, base.read)
    qtbot.addWidget(sign)
    work(runner, base, sign)
    qtbot.waitUntil(lambda: base.reads > 4)

    base.fault = None

    qtbot.waitUntil(lambda: sign.text() == "● base")
