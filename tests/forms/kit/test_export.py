from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from python_calamine import CalamineWorkbook

from backoffice.domain.errors import Fault, Unavailable
from forms.kit.export import Exporter, write_xlsx
from forms.kit.strip import Strip
from forms.kit.table import Table
from forms.kit.tasks import TaskRunner
from tests.forms.kit.bundles import COLUMNS, bundles
from tests.forms.kit.question_watch import Answers


def test_amounts_are_numbers_and_dates_are_dates(tmp_path: Path) -> None:
    path = tmp_path / "factures.xlsx"
    write_xlsx(path, "Factures en attente", COLUMNS, bundles(3))
    sheet = CalamineWorkbook.from_path(path).get_sheet_by_name("Factures en attente").to_python()

    assert sheet[0] == [column.title for column in COLUMNS]
    assert sheet[2] == [1.0, "client 1", date(2024, 2, 2), 79.19, "Vide", 0.0, "OUVERT"]
    assert len(sheet) == 4


def test_a_folder_that_takes_nothing_is_told(tmp_path: Path) -> None:
    with pytest.raises(Unavailable) as told:
        write_xlsx(tmp_path / "absent" / "x.xlsx", "Lots", COLUMNS, bundles(1))

    assert told.value.fault is Fault.FOLDER_UNUSABLE
    assert told.value.facts == {"folder": str(tmp_path / "absent")}


def test_ctrl_e_asks_where_and_says_that_it_is_done(qtbot: QtBot, runner: TaskRunner, tmp_path: Path) -> None:
    answers, strip = Answers(path=tmp_path / "lots.xlsx"), Strip()
    table = Table("lots", COLUMNS, "Aucun lot.")
    table.show_rows(bundles(3))
    qtbot.addWidget(table)
    qtbot.addWidget(strip)
    Exporter(runner, answers, strip).serve(table, "Lots")
    QTest.keyClick(table, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: strip.text() != "")

    assert answers.asked[0] == "Lots.xlsx"
    assert (tmp_path / "lots.xlsx").exists()
    assert strip.text() == "3 lignes enregistrées dans lots.xlsx."


def test_nothing_is_written_when_no_place_is_given(qtbot: QtBot, runner: TaskRunner, tmp_path: Path) -> None:
    strip = Strip()
    table = Table("lots", COLUMNS, "Aucun lot.")
    qtbot.addWidget(table)
    qtbot.addWidget(strip)
    Exporter(runner, Answers(), strip).serve(table, "Lots")
    QTest.keyClick(table, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    order: list[object] = []
    runner.run(lambda: None, order.append, order.append, strip)
    qtbot.waitUntil(lambda: order == [None])

    assert not list(tmp_path.glob("*.xlsx"))
    assert strip.text() == ""
