"""What has the focus is in sight, whoever put it there and however the content grows."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from forms.kit.scroll import Scroll

Shown = Callable[..., QWidget]


def in_sight(scroll: Scroll, widget: QWidget) -> bool:
    view = scroll.viewport()
    return view.rect().contains(QRect(widget.mapTo(view, QPoint(0, 0)), widget.size()))


def test_the_focus_comes_into_view_and_stays_there(shown: Shown, qtbot: QtBot) -> None:
    content = QWidget()
    column = QVBoxLayout(content)
    fields = [QLineEdit() for _ in range(60)]
    for field in fields:
        column.addWidget(field)
    scroll, beside = Scroll(content), QLineEdit()
    shown(scroll, beside)
    fields[0].setFocus()
    assert not in_sight(scroll, fields[-1])

    fields[-1].setFocus()
    qtbot.waitUntil(lambda: in_sight(scroll, fields[-1]))
    for field in fields[:-1]:
        field.setMinimumHeight(60)
    qtbot.waitUntil(lambda: in_sight(scroll, fields[-1]) and fields[-1].y() > 59 * 60)
    fields[0].setFocus()
    qtbot.waitUntil(lambda: in_sight(scroll, fields[0]))

    beside.setFocus()
    scroll.verticalScrollBar().setValue(scroll.verticalScrollBar().maximum())
    fields[0].setMinimumHeight(80)
    qtbot.waitUntil(lambda: fields[0].height() == 80)
    assert not in_sight(scroll, fields[0])
