"""The session at the system ends while something is half typed: it is there at the next start."""

import ctypes
from pathlib import Path

import PySide6
from PySide6.QtWidgets import QApplication
from shiboken6 import getCppPointer

from desktop.options import Options
from tests.desktop.running import LONG, Running
from tests.desktop.test_leaving import begin_cheque, find_cheque_again
from tests.keyboard_driver import write
from tests.needs import needs_linux

pytestmark = needs_linux("Qt's own call is looked up in a library of Linux")

_OF_THE_OBJECT = 1
"""Where a QObject has the pointer to its private part, behind that of its virtual functions."""


def end_session() -> None:
    """What Qt does when the system asks it to commit: the signal's QSessionManager is its own to make."""
    gui = ctypes.CDLL(str(Path(PySide6.__file__).parent / "Qt" / "lib" / "libQt6Gui.so.6"))
    app = QApplication.instance()
    assert app is not None
    (address,) = getCppPointer(app)[:1]
    private = ctypes.cast(address, ctypes.POINTER(ctypes.c_void_p))[_OF_THE_OBJECT]
    gui["_ZN22QGuiApplicationPrivate10commitDataEv"](ctypes.c_void_p(private))


def kept(tmp_path: Path) -> list[Path]:
    return list((tmp_path / "own" / "aside").glob("*.json"))


def test_what_is_half_typed_is_on_the_disk_and_stays_in_hand(office: Running, tmp_path: Path) -> None:
    begin_cheque(office)
    assert kept(tmp_path) == []
    end_session()

    assert len(kept(tmp_path)) == 1
    assert office.keyboard.is_at("N° du chèque")
    write("\n")  # the session goes on after all: it is recorded, and nothing of it stays
    office.qtbot.waitUntil(lambda: kept(tmp_path) == [], timeout=LONG)
    office.keyboard.until_at("Référence")


def test_nobody_is_asked_and_it_is_there_at_the_next_start(office: Running) -> None:
    begin_cheque(office)
    end_session()
    office.answers.yes = False
    office.end()
    assert office.answers.asked == []
    office.answers.yes = True

    office.start(Options())
    office.work("A. Morel")
    find_cheque_again(office)


def test_where_nothing_is_typed_nothing_is_kept(office: Running, tmp_path: Path) -> None:
    office.start(Options())
    office.work("A. Morel")
    end_session()

    assert kept(tmp_path) == []
