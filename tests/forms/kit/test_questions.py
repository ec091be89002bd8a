from collections.abc import Callable
from inspect import signature
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtPrintSupport import QPrintDialog, QPrinterInfo
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from backoffice.domain.errors import Fault, Unavailable
from forms.kit.questions import Confirmation, Dialogs, Questions
from tests.forms.kit.question_watch import Answers

FIGURES = [("Chèques", "37"), ("Total", "1 204,55 €")]


def ask(window: QWidget, act: Callable[[Confirmation], None]) -> bool:
    def answer() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, Confirmation)
        act(box)

    QTimer.singleShot(0, answer)
    return Dialogs(window).confirm(
        "Clôturer définitivement", "Le lot ne changera plus.", FIGURES, "Clôturer", "Ne pas clôturer"
    )


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize("name", ["confirm", "save_path", "folder", "printer"])
def test_the_fake_asks_as_the_dialogs_do(name: str) -> None:
    asked, faked = (signature(getattr(kind, name)) for kind in (Questions, Answers))

    assert signature(getattr(Dialogs, name)) == asked == faked


def test_the_box_shows_the_figures_and_its_buttons_say_what_they_do(window: QWidget) -> None:
    seen: list[str] = []

    def look(box: Confirmation) -> None:
        seen.extend(label.text() for label in box.findChildren(QLabel))
        seen.extend([box.yes.text(), box.no.text()])
        box.yes.click()

    assert ask(window, look)
    for expected in ("Le lot ne changera plus.", "Chèques", "37", "1 204,55 €", "Clôturer", "Ne pas clôturer"):
        assert expected in seen


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_a_careless_key_does_not_confirm(window: QWidget, key: Qt.Key) -> None:
    assert not ask(window, lambda box: QTest.keyClick(box, key))


def test_the_box_is_freed_after_the_answer(qtbot: QtBot, window: QWidget) -> None:
    ask(window, lambda box: box.no.click())

    qtbot.waitUntil(lambda: not window.findChildren(Confirmation))


@pytest.mark.parametrize(("name", "path"), [("/a/lots.xlsx", Path("/a/lots.xlsx")), ("", None)])
def test_files_and_folders_are_the_systems_answer(
    window: QWidget, monkeypatch: pytest.MonkeyPatch, name: str, path: Path | None
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (name, ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: name)

    assert Dialogs(window).save_path("lots.xlsx", "Classeur (*.xlsx)") == path
    assert Dialogs(window).folder("Dossier à importer") == path


@pytest.mark.qt_log_ignore("non-native printers")  # a Windows that has none
@pytest.mark.parametrize("code", [QDialog.DialogCode.Accepted, QDialog.DialogCode.Rejected])
def test_a_printer_is_there_only_once_it_was_chosen(
    window: QWidget, monkeypatch: pytest.MonkeyPatch, code: QDialog.DialogCode
) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: ["Accueil"])
    monkeypatch.setattr(QPrintDialog, "exec", lambda _: code)
    printer = Dialogs(window).printer("BE-2024-000123")

    assert (printer is not None) == (code == QDialog.DialogCode.Accepted)
    if printer is not None:
        assert printer.docName() == "BE-2024-000123"


def test_where_no_printer_is_installed_no_dialog_opens_and_it_is_said(
    window: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", list)
    monkeypatch.setattr(QPrintDialog, "exec", lambda _: pytest.fail("a dialog opened"))
    with pytest.raises(Unavailable) as failure:
        Dialogs(window).printer("BE-2024-000123")

    assert failure.value.fault is Fault.PRINTER_MISSING
