from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from forms.kit.flow_layout import Flow
from forms.kit.tokens import GAP, SPACE

WIDE, HIGH = 100, 20
TWO_ABREAST = 2 * WIDE + SPACE


class Panel(Flow):
    """Three widgets of one size."""

    def __init__(self, qtbot: QtBot, width: int) -> None:
        super().__init__()
        self.parts = [QWidget() for _ in range(3)]
        for part in self.parts:
            part.setFixedSize(WIDE, HIGH)
            self.add(part)
        qtbot.addWidget(self)
        self.setFixedWidth(width)
        self.show()


def test_it_goes_on_to_the_next_line_where_there_is_no_more_room(qtbot: QtBot) -> None:
    panel = Panel(qtbot, TWO_ABREAST)
    assert [(part.x(), part.y()) for part in panel.parts] == [(0, 0), (WIDE + SPACE, 0), (0, HIGH + GAP)]
    assert panel.heightForWidth(TWO_ABREAST) == 2 * HIGH + GAP


def test_one_line_is_as_high_as_its_widgets(qtbot: QtBot) -> None:
    panel = Panel(qtbot, 1000)
    assert {part.y() for part in panel.parts} == {0}
    assert panel.heightForWidth(1000) == HIGH


def test_what_is_hidden_takes_no_room(qtbot: QtBot) -> None:
    panel = Panel(qtbot, TWO_ABREAST)
    panel.parts[0].hide()
    assert panel.heightForWidth(TWO_ABREAST) == HIGH


def test_what_is_lower_stands_in_the_middle_of_its_line(qtbot: QtBot) -> None:
    panel = Panel(qtbot, 1000)
    panel.parts[1].setFixedSize(WIDE, HIGH + 2 * GAP)
    qtbot.waitUntil(lambda: panel.parts[0].y() == GAP)
    assert [part.y() for part in panel.parts] == [GAP, 0, GAP]


def test_what_is_hidden_while_all_is_out_of_sight_takes_no_room_afterwards(qtbot: QtBot) -> None:
    page, body = QWidget(), QWidget()
    panel = Panel(qtbot, TWO_ABREAST)
    for outer, inner in ((body, panel), (page, body)):
        column = QVBoxLayout(outer)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(inner, 0, Qt.AlignmentFlag.AlignTop)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: panel.height() == 2 * HIGH + GAP)

    body.hide()
    panel.parts[-1].hide()
    body.show()

    qtbot.waitUntil(lambda: panel.height() == HIGH)
