import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from backoffice.domain.errors import Fault, Unavailable
from desktop import one_window
from desktop.one_window import OneWindow, _name
from desktop.options import Options
from tests.desktop.running import LONG, Running

URL = "postgresql+psycopg://desk:secret@base/liasse"
HOLD = """\
import os
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QObject, Qt
from desktop.one_window import OneWindow
app = QCoreApplication([])
parent = QObject()
window = OneWindow(parent)
window.called.connect(app.quit, Qt.ConnectionType.QueuedConnection)
print(window.claim(Path(sys.argv[1]), sys.argv[2]), flush=True)
if sys.argv[3] == "crash":
    os.kill(os.getpid(), 9)
if sys.argv[3] == "hang":
    input()
app.exec()
window.release()
"""


@pytest.fixture
def window() -> Iterator[OneWindow]:
    parent = QObject()
    made = OneWindow(parent)
    yield made
    made.release()


def started(folder: Path, then: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-c", HOLD, str(folder), URL, then]
    other = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="ascii")  # noqa: S603 - ours
    assert other.stdout is not None
    assert other.stdout.readline() == "True\n"
    return other


def test_the_second_calls_the_first_and_whoever_connects_it_is_the_same(window: OneWindow, tmp_path: Path) -> None:
    with started(tmp_path, "wait") as first:
        assert not window.claim(tmp_path, URL.replace("desk:secret", "chef"))
        try:
            assert first.wait(LONG / 1000) == 0  # it was called
        finally:
            first.kill()

    assert window.claim(tmp_path, URL)
    assert window.claim(tmp_path, URL)  # again, once the opening has failed


def test_a_file_is_the_same_by_whatever_way_one_comes_to_it(tmp_path: Path) -> None:
    assert _name(tmp_path, f"sqlite:///{tmp_path}/liasse.db") == _name(tmp_path, f"sqlite:///{tmp_path}/a/../liasse.db")
    assert _name(tmp_path, f"sqlite:///{tmp_path}/liasse.db") != _name(tmp_path, f"sqlite:///{tmp_path}/other.db")


def test_two_databases_are_open_at_once(window: OneWindow, tmp_path: Path) -> None:
    with started(tmp_path, "wait") as first:
        assert window.claim(tmp_path, URL + "_2")
        first.kill()


def test_one_that_crashed_is_in_nobodys_way(window: OneWindow, tmp_path: Path) -> None:
    with started(tmp_path, "crash") as first:
        first.wait()

    assert window.claim(tmp_path, URL)


def test_one_that_does_not_answer_is_said(window: OneWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(one_window, "_PATIENCE", 200)
    with started(tmp_path, "hang") as first:
        with pytest.raises(Unavailable) as refusal:
            window.claim(tmp_path, URL)
        first.kill()

    assert refusal.value.fault is Fault.DATABASE_OPEN_ALREADY


@pytest.mark.qt_log_ignore("does not support raise")
def test_a_second_start_ends_and_the_first_window_comes_to_the_front(office: Running, qtbot: QtBot) -> None:
    office.start(Options())
    office.login()
    first = office.window
    first.showMinimized()
    environ = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen([sys.executable, "-m", "desktop.main"], env=environ) as second:
        try:
            qtbot.waitUntil(lambda: second.poll() is not None, timeout=LONG)
        finally:
            second.kill()
    assert second.returncode == 0

    assert not first.isMinimized()
    assert first.isActiveWindow()
