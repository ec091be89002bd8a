from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.busy_overlay import BusyOverlay
from tests.keyboard_driver import focused, press, write


def test_nothing_is_typed_or_triggered_while_it_covers(qtbot: QtBot) -> None:
    window, line = QWidget(), QLineEdit()
    qtbot.addWidget(window)
    QVBoxLayout(window).addWidget(line)
    cover = BusyOverlay(window)
    triggered: list[int] = []
    QShortcut(QKeySequence("F6"), window).activated.connect(lambda: triggered.append(1))
    window.show()
    qtbot.waitUntil(window.isActiveWindow)
    line.setFocus()
    press(Qt.Key.Key_F6)

    cover.cover("Enregistrement en cours…")
    assert focused() is cover
    write("abc")
    press(Qt.Key.Key_F6)
    assert (line.text(), triggered) == ("", [1])

    cover.uncover()
    write("abc")
    press(Qt.Key.Key_F6)
    assert (line.text(), triggered) == ("abc", [1, 1])
