from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
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
    bar.show_hints([KeyHint("F9", "Clôturer", lambda: done.append("closed"), reason=reason)])
    with qtbot.waitSignal(bar.refused) as refused:
        QTest.keyClick(window, Qt.Key.Key_F9)

    assert refused.args == [reason]
    assert done == []
    assert not button(bar, "F9").isEnabled()
    assert button(bar, "F9").toolTip() == button(bar, "F9").accessibleDescription() == reason


def test_a_refused_key_says_why_and_then_leads_to_what_is_missing(shown: Shown) -> None:
    done: list[str] = []
    bar = KeyBar()
    window = shown(bar)
    bar.refused.connect(done.append)
    bar.show_hints([KeyHint("F6", "Enregistrer", bar.hide, reason="Rien.", lead=lambda: done.append("there"))])
    QTest.keyClick(window, Qt.Key.Key_F6)

    assert done == ["Rien.", "there"]


def test_the_keys_of_the_last_screen_are_gone(shown: Shown) -> None:
    done: list[str] = []
    bar = KeyBar()
    window = shown(bar)
    bar.show_hints([KeyHint("F6", "Enregistrer", lambda: done.append("first"))])
    bar.show_hints([KeyHint("F6", "Enregistrer", lambda: done.append("second")), KeyHint("F2", "Client", bar.hide)])
    QTest.keyClick(window, Qt.Key.Key_F6)

    assert done == ["second"]
    assert len(bar.findChildren(QPushButton)) == 2


def test_a_key_that_stays_keeps_its_button_and_does_what_it_does_now(shown: Shown) -> None:
    done: list[str] = []
    bar = KeyBar()
    window = shown(bar)
    bar.show_hints([KeyHint("F2", "Client", bar.hide), KeyHint("F6", "Enregistrer", bar.hide, reason="Trop tôt.")])
    before = button(bar, "F6")
    bar.show_hints([KeyHint("F6", "Imprimer", lambda: done.append("printed")), KeyHint("F2", "Client", bar.hide)])

    assert button(bar, "F6") is before
    assert before.accessibleName() == "Imprimer, F6"
    assert before.toolTip() == before.accessibleDescription() == ""
    QTest.mouseClick(before, Qt.MouseButton.LeftButton)
    QTest.keyClick(window, Qt.Key.Key_F6)
    assert done == ["printed", "printed"]
    QApplication.processEvents()
    assert before.x() < button(bar, "F2").x()
    before.setFocus()
    QTest.keyClick(before, Qt.Key.Key_Tab)
    assert button(bar, "F2").hasFocus()


def test_a_click_begun_on_another_action_is_none(shown: Shown) -> None:
    done: list[str] = []
    bar = KeyBar()
    shown(bar)
    bar.show_hints([KeyHint("F9", "Clôturer", lambda: done.append("gone to"))])
    QTest.mousePress(button(bar, "F9"), Qt.MouseButton.LeftButton)
    bar.show_hints([KeyHint("F9", "Préclôturer", lambda: done.append("closed"))])
    QTest.mouseRelease(button(bar, "F9"), Qt.MouseButton.LeftButton)

    assert done == []


def test_a_key_that_is_gone_does_nothing(qtbot: QtBot, shown: Shown) -> None:
    done: list[str] = []
    bar = KeyBar()
    window = shown(bar)
    bar.show_hints([KeyHint("F9", "Clôturer", lambda: done.append("closed"))])
    bar.show_hints([])
    with qtbot.assertNotEmitted(bar.refused):
        QTest.keyClick(window, Qt.Key.Key_F9)

    assert done == []
    assert bar.findChildren(QPushButton) == []


def test_the_status_stands_at_the_right_end(shown: Shown) -> None:
    bar = KeyBar()
    who = Words("A. Morel · PC-12")
    bar.add_status(who)
    bar.show_hints([KeyHint("F1", "Procédure", bar.hide)])
    shown(bar)

    assert who.x() > button(bar, "F1").geometry().right()
    assert who.geometry().right() > bar.width() - 40


def test_in_a_narrow_window_the_first_keys_are_whole_and_the_last_ones_cut(qtbot: QtBot, shown: Shown) -> None:
    bar = KeyBar()
    who = Words("A. Morel")
    bar.add_status(who)
    window = shown(bar)
    bar.show_hints([KeyHint(f"F{number}", "Enregistrer", bar.hide) for number in range(1, 13)])
    window.resize(400, 100)
    qtbot.waitUntil(lambda: button(bar, "F12").x() > 400)

    assert window.width() == 400
    assert all(key.width() >= key.sizeHint().width() for key in bar.findChildren(QPushButton))
    assert who.geometry().right() <= bar.width()
