import sys
import threading

import pytest
from PySide6.QtCore import qWarning
from pytestqt.qtbot import QtBot

from desktop.crash import Crash, CrashWatch, described

SECRET = "4970 1000 0000 0003"


def broken(value: str) -> None:
    hidden = value
    try:
        int(hidden)
    except ValueError as error:
        raise LookupError(hidden) from error


def caught() -> BaseException:
    with pytest.raises(LookupError) as raised:
        broken(SECRET)
    return raised.value


@pytest.fixture
def heard(qapp: object) -> tuple[CrashWatch, list[Crash], list[str]]:
    assert qapp
    watch = CrashWatch()
    crashes: list[Crash] = []
    complaints: list[str] = []
    watch.crashed.connect(crashes.append)
    watch.complained.connect(complaints.append)
    return watch, crashes, complaints


def test_what_is_told_has_kinds_and_places_and_no_value() -> None:
    crash = described(caught())

    assert crash.kind == "LookupError < ValueError"
    assert crash.places[-1].startswith(f"{__name__}:")
    assert crash.places[-1].endswith(" broken")
    assert "4970" not in str(crash)


def test_a_chain_without_end_is_cut() -> None:
    error = ValueError("a")
    error.__cause__ = KeyError("b")
    error.__cause__.__cause__ = error

    assert described(error).kind.count("<") == 19


def test_an_uncaught_exception_is_heard(
    heard: tuple[CrashWatch, list[Crash], list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    watch, crashes, _ = heard
    error = caught()
    with watch.listening():
        sys.excepthook(type(error), error, error.__traceback__)

    assert [crash.kind for crash in crashes] == ["LookupError < ValueError"]
    assert "4970" not in capsys.readouterr().err


def test_a_thread_that_breaks_is_heard(qtbot: QtBot, heard: tuple[CrashWatch, list[Crash], list[str]]) -> None:
    watch, crashes, _ = heard
    with watch.listening():
        thread = threading.Thread(target=broken, args=(SECRET,))
        thread.start()
        thread.join()

    qtbot.waitUntil(lambda: [crash.kind for crash in crashes] == ["LookupError < ValueError"])


def test_qts_complaints_are_heard_without_their_long_numbers(
    heard: tuple[CrashWatch, list[Crash], list[str]],
) -> None:
    watch, _, complaints = heard
    with watch.listening():
        qWarning("no such thing as 5508018")

    assert complaints == ["no such thing as …"]


def test_the_ears_are_given_back(heard: tuple[CrashWatch, list[Crash], list[str]]) -> None:
    watch, _, _ = heard
    before = sys.excepthook, threading.excepthook
    with watch.listening():
        assert sys.excepthook != before[0]

    assert (sys.excepthook, threading.excepthook) == before
