from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from backoffice.domain.errors import Broken, Fault, RuleBroken, Unavailable
from forms.kit.export import Exporter
from forms.kit.screen_tools import ScreenTools
from forms.kit.strip import Strip
from forms.kit.table import Table
from forms.kit.tasks import TaskRunner
from forms.kit.wording.sentences import sentence
from tests.forms.kit.bundles import COLUMNS, bundles
from tests.forms.kit.question_watch import Answers


def test_a_desk_tells_errors_and_lets_tables_speak(qtbot: QtBot, runner: TaskRunner) -> None:
    strip, answers = Strip(), Answers()
    qtbot.addWidget(strip)
    desk = ScreenTools(runner, runner, answers, strip, Exporter(runner, answers, strip))
    desk.tell(Unavailable(Fault.DATABASE_BUSY))
    assert strip.text() == sentence(Unavailable(Fault.DATABASE_BUSY))

    table = Table("lots", COLUMNS, "Aucun lot.")
    qtbot.addWidget(table)
    table.show_rows(bundles(2))
    desk.serve(table, "Lots")
    QTest.keyClick(table, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert answers.asked[0] == "Lots.xlsx"

    QTest.keyClicks(table, "r1")
    editor = table.findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    QTest.keyClicks(editor, "x")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert strip.text() == sentence(RuleBroken(Broken.AMOUNT_UNREADABLE, text="1x"))
