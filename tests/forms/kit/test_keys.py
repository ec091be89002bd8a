from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from forms.kit.keys import KeyBar, KeyHint
from forms.kit.labels import Words

Shown = Callable[..., QWidget]


def button(bar: KeyBar, words: str) -> QPushButton:
    return next(found for found in bar.findChildren(QPushButton) if words in found.text())


def test_a_key_and_its_button_do_the_same(shown: Shown) -> None:
    done: list[str] = []
    bar = KeyBar()
    window = shown(bar)
    bar.show_hints([KeyHint("F6", "Enregistrer", lambda: done.append("saved"))])
    QTest.keyClick(window, Qt.Key.Key_F6)
    QTest.mouseClick(button(bar, "F6"), Qt.MouseButton.LeftButton)

    assert done == ["saved", "saved"]
    assert button(bar, "F6").accessibleName() == "Enregistrer, F6"


def test_a_key_that_cannot_says_why(qtbot: QtBot, shown: Shown) -> None:
    done: list[str] = []
    bar = KeyBar()
    window = shown(bar)
    reason = "Le lot est vide : il n'y a rien à clôturer."
    bar.show_hints([KeyHint("F9", "Clôturer", lambda: done.append("closed"), enabled=False, reason=reason)])
    with qtbot.waitSignal(bar.refused) as refused:
        QTest.keyClick(window, Qt.Key.Key_F9)

    assert refused.args == [reason]
    assert done == []
    assert not button(bar, "F9").isEnabled()
    assert button(bar, "F9").toolTip() == button(bar, "F9").accessibleDescription() == reason


def test_the_keys_of_the_last_screen_are_gone(shown: Shown) -> None:
    done: list[str] = []
    bar = KeyBar()
    window = shown(bar)
    bar.show_hints([KeyHint("F6", "Enregistrer", lambda: done.append("first"))])
    bar.show_hints([KeyHint("F6", "Enregistrer", lambda: done.append("second")), KeyHint("F2", "Client", bar.hide)])
    QTest.keyClick(window, Qt.Key.Key_F6)

    assert done == ["second"]
    assert len(bar.findChildren(QPushButton)) == 2


def test_the_status_stands_at_the_right_end(shown: Shown) -> None:
    bar = KeyBar()
    who = Words("A. Morel · PC-12")
    bar.add_status(who)
    bar.show_hints([KeyHint("F1", "Procédure", bar.hide)])
    shown(bar)

    assert who.x() > button(bar, "F1").geometry().right()
    assert who.geometry().right() > bar.width() - 40
