from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from forms.kit.buttons import allow, button, nav, tool
from forms.kit.icons import Icon


def test_a_button_does_what_it_says(qtbot: QtBot) -> None:
    done: list[str] = []
    made = button("Enregistrer", lambda: done.append("saved"), Icon.SAVE, primary=True)
    qtbot.addWidget(made)
    QTest.mouseClick(made, Qt.MouseButton.LeftButton)

    assert done == ["saved"]
    assert made.accessibleName() == "Enregistrer"
    assert made.property("primary") is True


def test_a_button_without_words_says_them_to_those_who_need_them(qtbot: QtBot) -> None:
    done: list[str] = []
    made = tool(Icon.CLOSE, "Fermer", lambda: done.append("closed"))
    qtbot.addWidget(made)
    QTest.mouseClick(made, Qt.MouseButton.LeftButton)

    assert done == ["closed"]
    assert made.accessibleName() == made.toolTip() == "Fermer"


def test_a_place_of_the_rail_stays_checked(qtbot: QtBot) -> None:
    made = nav(Icon.BATCHES, "Lots")
    qtbot.addWidget(made)
    for _ in range(2):
        QTest.mouseClick(made, Qt.MouseButton.LeftButton)

    assert made.isChecked()
    assert made.accessibleName() == "Lots"


def test_a_place_of_the_rail_has_room_for_its_word_in_the_heavier_face(qtbot: QtBot) -> None:
    made = nav(Icon.FINANCE, "Système financier")
    qtbot.addWidget(made)
    heavy = QFont(made.font())
    heavy.setWeight(QFont.Weight.DemiBold)
    light, wide = (QFontMetrics(face).horizontalAdvance(made.text()) for face in (made.font(), heavy))

    assert wide > light
    assert made.sizeHint().width() - QToolButton.sizeHint(made).width() == wide - light


def test_what_is_not_allowed_says_why_until_it_is(qtbot: QtBot) -> None:
    made = button("Clôturer", list)
    qtbot.addWidget(made)
    allow(made, "Le lot est vide.")
    assert not made.isEnabled()
    assert made.toolTip() == made.accessibleDescription() == "Le lot est vide."

    allow(made, "")
    assert made.isEnabled()
    assert made.toolTip() == made.accessibleDescription() == ""
