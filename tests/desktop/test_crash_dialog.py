import json
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from desktop.crash_dialog import CrashDialog
from desktop.logs import LOG_NAMES
from desktop.options import Options
from tests.desktop.running import LONG, Running
from tests.forms.screen_window import button
from tests.keyboard_driver import press

CARD = "4970 1000 0000 0003"


def break_down() -> None:
    raise LookupError(CARD)


def dialogs(running: Running) -> list[CrashDialog]:
    return [box for box in running.window.findChildren(CrashDialog) if box.isVisible()]


def crashed(running: Running, qtbot: QtBot) -> CrashDialog:
    """A bug in the window's thread, and the dialog that tells it."""
    with running.watch.listening():
        QTimer.singleShot(0, break_down)
        qtbot.waitUntil(lambda: len(dialogs(running)) == 1)
    return dialogs(running)[0]


def test_a_bug_is_told_and_logged_without_a_value(running: Running, tmp_path: Path, qtbot: QtBot) -> None:
    running.start(Options())
    running.first()
    dialog = crashed(running, qtbot)

    told = dialog.report.toPlainText()
    assert told.startswith("LookupError")
    assert "break_down" in told
    (log,) = (tmp_path / "own").glob(LOG_NAMES)
    lines = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    assert [line["kind"] for line in lines if line["event"] == "crash"] == ["LookupError"]
    assert "4970" not in told + log.read_text(encoding="utf-8")
    button(dialog, "Copier").click()
    assert QGuiApplication.clipboard().text() == told


def test_work_goes_on_after_enter_and_the_dialog_is_freed(running: Running, qtbot: QtBot) -> None:
    running.start(Options())
    running.first()
    dialog = crashed(running, qtbot)
    qtbot.waitUntil(dialog.isActiveWindow)

    press(Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: not isValid(dialog))
    assert running.window.isVisible()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is running.window)


def test_a_bug_that_repeats_is_told_once_at_a_time(running: Running, qtbot: QtBot) -> None:
    running.start(Options())
    running.first()
    crashed(running, qtbot)

    with running.watch.listening(), qtbot.waitSignal(running.watch.crashed):
        QTimer.singleShot(0, break_down)
    QApplication.processEvents()

    assert len(dialogs(running)) == 1


def test_leave_from_the_dialog(running: Running, qtbot: QtBot) -> None:
    running.start(Options())
    running.first()
    button(crashed(running, qtbot), "Quitter Liasse").click()

    qtbot.waitUntil(running.window.isHidden, timeout=LONG)


def test_a_bug_before_there_is_a_log(running: Running, tmp_path: Path, qtbot: QtBot) -> None:
    running.start(Options(config=tmp_path / "absent.toml"))
    dialog = crashed(running, qtbot)

    assert "Ouvrir le dossier du journal" not in [made.text() for made in dialog.findChildren(type(dialog.stay))]
