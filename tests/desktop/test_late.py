"""What is made and loaded only when somebody needs it, so that nobody waits for it before."""

import os
import subprocess
import sys
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from backoffice.bootstrap import Settings, open_services
from backoffice.domain.batch import BatchKind, NewBatch
from backoffice.domain.people import Actor
from desktop.options import Options
from forms.batches.screen import BatchesScreen
from forms.coupon.screen import CouponScreen
from forms.kit.screen import Screen
from forms.kit.table import Table
from forms.sorting.screen import SortingScreen
from tests.benchmarks.first_window import OPERATOR
from tests.desktop.running import Running
from tests.keyboard_driver import press, write
from tests.office import FIRST_DAY

PATIENCE = 120
"""Seconds."""
CONTROL = Qt.KeyboardModifier.ControlModifier
LATE = (
    *("alembic", "psycopg", "reportlab", "schwifty", "httpx2", "lxml", "num2words", "keyring", "xlsxwriter"),
    *("PySide6.QtWebEngineCore", "PySide6.QtWebEngineWidgets"),
    *(
        "backoffice.gateways.alias.exchange",
        "backoffice.gateways.slimpay.exchange",
        "backoffice.gateways.tryton.system",
    ),
    *("backoffice.gateways.iso20022.folder", "backoffice.gateways.demo_erp", "desktop.demo"),
    *("forms.sorting.screen", "forms.accounts.screen", "forms.closing.screen", "forms.importing.screen"),
)
AT_WORK = f"""
import builtins, os, sys
from tests.benchmarks import first_window

def tell(word):
    if word == "ready":
        print(*(name for name in {LATE!r} if name in sys.modules))
        print(*({{"__feature_import__"}} & {{builtins.__import__.__name__}}), flush=True)
        os._exit(0)

first_window.tell = tell
first_window.show_program()
"""


def screens(office: Running) -> set[type[Screen]]:
    return {type(screen) for screen in office.window.findChildren(Screen)}


def test_a_screen_is_made_when_it_is_first_gone_to(office: Running) -> None:
    office.start(Options())
    office.work("A. Morel")
    office.screen(BatchesScreen)
    office.keyboard.until_at("Lots")
    assert screens(office) == {BatchesScreen}

    press(Qt.Key.Key_2, CONTROL)
    office.screen(SortingScreen)
    assert screens(office) == {BatchesScreen, SortingScreen}

    press(Qt.Key.Key_1, CONTROL)
    office.keyboard.until_at("Lots")
    write("n")
    office.keyboard.until_at("Date d'arrivée courrier")
    write("\n")
    office.screen(CouponScreen)
    assert screens(office) == {BatchesScreen, SortingScreen, CouponScreen}


def test_what_is_not_in_sight_is_dressed_when_it_is_shown_again(office: Running, qtbot: QtBot) -> None:
    office.start(Options())
    office.work("A. Morel")
    batches = office.screen(BatchesScreen)
    office.keyboard.until_at("Lots")
    press(Qt.Key.Key_2, CONTROL)
    office.screen(SortingScreen)
    table = batches.findChildren(Table)[0]
    size = batches.font().pointSizeF()

    press(Qt.Key.Key_Plus, CONTROL)
    assert batches.window() is not office.window
    press(Qt.Key.Key_1, CONTROL)
    office.keyboard.until_at("Lots")
    qtbot.waitUntil(batches.isVisible)
    assert batches.window() is office.window
    assert all(font.pointSizeF() > size for font in (batches.font(), table.font()))


@pytest.mark.usefixtures("office")
def test_whoever_is_at_work_has_waited_for_no_library_that_is_not_needed_yet(tmp_path: Path) -> None:
    _open_a_batch()
    environ = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "XDG_CONFIG_HOME": str(tmp_path)}

    answer = subprocess.run(  # noqa: S603 - ours
        [sys.executable, "-c", AT_WORK], env=environ, capture_output=True, check=True, text=True, timeout=PATIENCE
    )

    assert answer.stdout.split() == []


def _open_a_batch() -> None:
    services = open_services(Settings.load())
    (person,) = (person for person in services.people.active() if person.name == OPERATOR)
    new = NewBatch(FIRST_DAY.date(), with_invoice=True, kind=BatchKind.PARTNER)
    services.batches.open(Actor(person.id, person.name, person.role, services.workstation), uuid4(), new)
    services.close()
