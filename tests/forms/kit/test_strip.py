import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from forms.kit import strip as module
from forms.kit.strip import Action, Strip


@pytest.fixture
def strip(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Strip:
    monkeypatch.setattr(module, "_STAYS", 30)
    monkeypatch.setattr(module, "_PER_CHARACTER", 0)
    made = Strip()
    qtbot.addWidget(made)
    return made


def press(strip: Strip, kind: type[QPushButton] | type[QToolButton]) -> None:
    button = strip.findChild(kind)
    assert isinstance(button, (QPushButton, QToolButton))
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_there_is_no_strip_until_something_is_said(strip: Strip) -> None:
    assert strip.isHidden()
    assert strip.text() == ""


@pytest.mark.parametrize("kind", ["info", "ok", "warning"])
def test_what_needs_nothing_goes_by_itself(qtbot: QtBot, strip: Strip, kind: str) -> None:
    getattr(strip, kind)("Le chèque est enregistré.")
    assert strip.text() == "Le chèque est enregistré."

    qtbot.waitUntil(strip.isHidden)


def stays(strip: Strip) -> bool:
    return not strip.isHidden() and not any(timer.isActive() for timer in strip.findChildren(QTimer))


def test_an_error_stays_until_it_is_closed(strip: Strip) -> None:
    strip.ok("Enregistré.")
    assert not stays(strip)
    strip.error("La base ne répond pas.")
    assert stays(strip)
    assert strip.text() == "La base ne répond pas."
    assert strip.property("tone") == "error"

    press(strip, QToolButton)
    assert strip.isHidden()


def test_something_to_do_stays_and_is_done_once(strip: Strip) -> None:
    done: list[str] = []
    strip.ok("Le chèque est enregistré.", Action("Annuler", lambda: done.append("undone")))
    assert stays(strip)

    press(strip, QPushButton)
    assert done == ["undone"]
    assert strip.isHidden()


def test_the_button_is_gone_with_its_notice(strip: Strip) -> None:
    strip.warning("Doublon probable.", Action("Voir", lambda: None))
    strip.warning("Autre chose.")
    button = strip.findChild(QPushButton)

    assert isinstance(button, QPushButton)
    assert button.isHidden()


def test_an_action_may_say_something_itself(strip: Strip) -> None:
    strip.ok("Enregistré.", Action("Annuler", lambda: strip.error("Trop tard.")))
    press(strip, QPushButton)

    assert strip.text() == "Trop tard."
