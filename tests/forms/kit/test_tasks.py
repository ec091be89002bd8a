import threading

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from backoffice.domain.errors import Broken, Fault, RuleBroken, Unavailable
from forms.kit.tasks import TaskRunner, WorkWatch


@pytest.fixture
def owner(qapp: object) -> QObject:
    assert qapp
    return QObject()


def never(value: object) -> None:
    pytest.fail(f"called with {value}")


def test_the_result_comes_back_in_the_windows_thread(qtbot: QtBot, runner: TaskRunner, owner: QObject) -> None:
    seen: list[tuple[int, threading.Thread]] = []
    runner.run(threading.current_thread, lambda worker: seen.append((1, worker)), never, owner)
    runner.run(lambda: 2, lambda value: seen.append((value, threading.current_thread())), never, owner)

    qtbot.waitUntil(lambda: len(seen) == 2)

    assert seen[0][1] is not threading.main_thread()
    assert seen[1] == (2, threading.main_thread())


def test_work_is_done_in_the_order_in_which_it_was_given(qtbot: QtBot, runner: TaskRunner, owner: QObject) -> None:
    done: list[int] = []
    for number in range(50):
        runner.run(lambda number=number: number, done.append, never, owner)  # type: ignore[misc]

    qtbot.waitUntil(lambda: len(done) == 50)

    assert done == list(range(50))


def test_with_several_workers_slow_work_holds_up_nothing(qtbot: QtBot, owner: QObject) -> None:
    runner, go_on, done = TaskRunner(workers=2), threading.Event(), list[str]()

    def slow() -> str:
        go_on.wait()
        return "slow"

    runner.run(slow, done.append, never, owner)
    runner.run(lambda: "quick", done.append, never, owner)

    qtbot.waitUntil(lambda: done == ["quick"])
    go_on.set()
    qtbot.waitUntil(lambda: done == ["quick", "slow"])
    runner.close()


@pytest.mark.parametrize("error", [RuleBroken(Broken.BLANK_ROW), Unavailable(Fault.DISK_FULL)], ids=str)
def test_a_refusal_goes_to_failed_and_is_no_crash(
    qtbot: QtBot, runner: TaskRunner, owner: QObject, error: Exception
) -> None:
    failures: list[Exception] = []
    runner.crashed.connect(never)

    def work() -> None:
        raise error

    runner.run(work, never, failures.append, owner)
    qtbot.waitUntil(lambda: failures == [error])


def test_a_bug_goes_to_crashed_and_the_form_comes_back_all_the_same(
    qtbot: QtBot, runner: TaskRunner, owner: QObject
) -> None:
    told: list[tuple[str, Exception]] = []
    runner.crashed.connect(lambda error: told.append(("crashed", error)))
    bug = ZeroDivisionError()

    def work() -> None:
        raise bug

    runner.run(work, never, lambda error: told.append(("failed", error)), owner)

    qtbot.waitUntil(lambda: told == [("crashed", bug), ("failed", bug)])


def test_nothing_is_told_to_an_owner_that_is_gone(qtbot: QtBot, runner: TaskRunner, owner: QObject) -> None:
    hold = threading.Event()
    other = QObject()
    after: list[str] = []
    runner.run(hold.wait, never, never, owner)
    runner.run(lambda: "next", after.append, never, other)
    delete(owner)
    hold.set()

    qtbot.waitUntil(lambda: after == ["next"])


def test_busy_shows_once_work_takes_long_and_ends_with_the_last_of_it(
    qtbot: QtBot, runner: TaskRunner, owner: QObject
) -> None:
    hold = threading.Event()
    shown: list[bool] = []
    runner.busy.connect(shown.append)
    runner.run(hold.wait, lambda _: None, never, owner)
    runner.run(lambda: None, lambda _: None, never, owner)

    qtbot.waitUntil(lambda: shown == [True])
    hold.set()
    qtbot.waitUntil(lambda: shown == [True, False])


def test_short_work_never_shows_as_busy(qtbot: QtBot, runner: TaskRunner, owner: QObject) -> None:
    shown: list[bool] = []
    runner.busy.connect(shown.append)
    done: list[int] = []
    runner.run(lambda: 1, done.append, never, owner)
    qtbot.waitUntil(lambda: done == [1])

    assert not any(timer.isActive() for timer in runner.findChildren(QTimer))
    assert shown == []


def test_close_waits_for_all_the_work_and_delivers_nothing_more(qapp: QApplication, owner: QObject) -> None:
    runner = TaskRunner()
    hold = threading.Event()
    written: list[str] = []
    runner.run(hold.wait, never, never, owner)
    runner.run(lambda: written.append("saved"), never, never, owner)
    threading.Timer(0.05, hold.set).start()

    runner.close()

    assert written == ["saved"]
    qapp.processEvents()
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("work")]


def test_long_work_says_how_far_it_is_and_can_be_stopped(qtbot: QtBot, runner: TaskRunner, owner: QObject) -> None:
    watch = WorkWatch()
    answers: list[bool] = []
    far: list[tuple[int, int, str, threading.Thread]] = []
    watch.reported.connect(lambda done, total, words: far.append((done, total, words, threading.current_thread())))
    reached = threading.Event()

    def work() -> bool:
        watch.report(3_000_000_000, 5_000_000_000, "clients.csv")
        reached.wait()
        return watch.cancelled()

    runner.run(work, answers.append, never, owner)
    qtbot.waitUntil(lambda: len(far) == 1)
    watch.cancel()
    reached.set()
    qtbot.waitUntil(lambda: answers == [True])

    assert far == [(3_000_000_000, 5_000_000_000, "clients.csv", threading.main_thread())]
