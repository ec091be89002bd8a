from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QEvent, QIODevice, QMarginsF, QObject
from PySide6.QtGui import QPageSize, QPainter, QPdfWriter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot
from typing_extensions import override

from backoffice.domain.errors import Fault, Unavailable
from forms.kit.export import Exporter
from forms.kit.labels import Words
from forms.kit.preview import Preview
from forms.kit.screen_tools import ScreenTools
from forms.kit.strip import Strip
from forms.kit.tasks import TaskRunner
from tests.forms.kit.question_watch import Answers

Shown = Callable[..., QWidget]


@pytest.fixture(scope="module")
def paper(qapp: object) -> bytes:
    assert qapp is not None
    return drawn(3)


def drawn(pages: int) -> bytes:
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    painter = QPainter(writer)
    for page in range(pages):
        if page:
            writer.newPage()
        painter.fillRect(0, 0, writer.width() // 2, writer.height(), 0x00_00_00)
    painter.end()
    buffer.close()
    return bytes(content.data())


@pytest.fixture
def answers() -> Answers:
    return Answers()


@pytest.fixture
def preview(shown: Shown, runner: TaskRunner, answers: Answers) -> Preview:
    strip = Strip()
    desk = ScreenTools(runner, runner, answers, strip, Exporter(runner, answers, strip))
    made = Preview(desk, "Choisissez un bordereau.")
    shown(made, strip)  # both go with the window, in its own thread
    return made


class Resizes(QObject):
    """Counts how often a widget changes its size, and hides it where that goes on for ever."""

    def __init__(self, watched: QWidget) -> None:
        super().__init__(watched)
        self.count = 0
        watched.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Resize
        if self.count > 20 and isinstance(watched, QWidget):
            watched.window().hide()
        return False


def press(preview: Preview, words: str) -> None:
    found = next(button for button in preview.findChildren(QAbstractButton) if button.accessibleName() == words)
    found.click()


def said(preview: Preview) -> list[str]:
    return [words.text() for words in preview.findChildren(Words) if words.isVisible()]


def view(preview: Preview) -> QPdfView:
    found = preview.findChild(QPdfView)
    assert isinstance(found, QPdfView)
    return found


def test_an_empty_preview_says_what_to_do_and_prints_nothing(preview: Preview, answers: Answers) -> None:
    assert "Choisissez un bordereau." in said(preview)
    press(preview, "Imprimer")
    press(preview, "Enregistrer…")

    assert answers.asked == []


def test_a_paper_shows_page_by_page(qtbot: QtBot, preview: Preview, paper: bytes) -> None:
    preview.show_paper(paper, "BE-2024-000123")
    assert said(preview) == ["Page 1 / 3"]
    press(preview, "Page suivante")
    press(preview, "Page suivante")
    press(preview, "Page suivante")
    qtbot.waitUntil(lambda: said(preview) == ["Page 3 / 3"])
    press(preview, "Page précédente")
    qtbot.waitUntil(lambda: said(preview) == ["Page 2 / 3"])

    preview.show_paper(paper, "BE-2024-000124")
    assert said(preview) == ["Page 1 / 3"]
    preview.clear()
    assert "Choisissez un bordereau." in said(preview)


def test_the_paper_can_be_seen_closer_and_fits_again(preview: Preview, paper: bytes) -> None:
    preview.show_paper(paper, "BE")
    press(preview, "Plus grand")
    closer = view(preview).zoomFactor()
    press(preview, "Plus petit")
    press(preview, "Plus petit")
    assert view(preview).zoomFactor() < closer
    press(preview, "Toute la largeur")

    assert view(preview).zoomMode() == QPdfView.ZoomMode.FitToWidth


def test_the_paper_is_saved_as_it_is(
    qtbot: QtBot, preview: Preview, answers: Answers, paper: bytes, tmp_path: Path
) -> None:
    answers.path = tmp_path / "bordereau.pdf"
    preview.show_paper(paper, "BE-2024-000123")
    with qtbot.waitSignal(preview.saved) as saved:
        press(preview, "Enregistrer…")

    assert saved.args == [answers.path]
    assert answers.path.read_bytes() == paper
    assert answers.asked[0] == "BE-2024-000123.pdf"


def test_a_folder_that_takes_nothing_is_told(
    qtbot: QtBot, preview: Preview, answers: Answers, paper: bytes, tmp_path: Path
) -> None:
    answers.path = tmp_path / "absent" / "bordereau.pdf"
    preview.show_paper(paper, "BE")
    with qtbot.waitSignal(preview.failed) as failed:
        press(preview, "Enregistrer…")

    assert isinstance(failed.args[0], Unavailable)


@pytest.mark.parametrize(("pages", "count"), [((0, 0), 3), ((2, 3), 2)])
def test_the_pages_asked_for_are_printed_whole(
    qtbot: QtBot, preview: Preview, answers: Answers, paper: bytes, tmp_path: Path, pages: tuple[int, int], count: int
) -> None:
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    printer.setFromTo(*pages)
    answers.chosen_printer = printer
    preview.show_paper(paper, "BE")
    with qtbot.waitSignal(preview.printed, timeout=20_000):
        press(preview, "Imprimer")

    printed = QPdfDocument()
    printed.load(str(tmp_path / "printed.pdf"))
    page = printed.render(0, printed.pagePointSize(0).toSize())
    assert printed.pageCount() == count
    assert page.pixelColor(5, 5).alpha() == page.pixelColor(5, page.height() - 5).alpha() == 255
    assert page.pixelColor(page.width() // 2 - 5, 5).alpha() == 255
    assert page.pixelColor(page.width() // 2 + 5, 5).alpha() == 0
    printed.close()


def test_nothing_is_printed_without_a_printer(qtbot: QtBot, preview: Preview, paper: bytes) -> None:
    preview.show_paper(paper, "BE")
    with qtbot.assertNotEmitted(preview.printed), qtbot.assertNotEmitted(preview.failed):
        press(preview, "Imprimer")
        QTest.qWait(0)


def test_where_no_printer_is_installed_it_is_said(
    qtbot: QtBot, preview: Preview, answers: Answers, paper: bytes
) -> None:
    answers.chosen_printer = Unavailable(Fault.PRINTER_MISSING)
    preview.show_paper(paper, "BE")
    with qtbot.assertNotEmitted(preview.printed), qtbot.waitSignal(preview.failed) as failed:
        press(preview, "Imprimer")

    assert failed.args == [answers.chosen_printer]


@pytest.mark.qt_log_ignore("Returned false")
def test_a_printer_that_takes_nothing_is_named(
    qtbot: QtBot, preview: Preview, answers: Answers, paper: bytes, tmp_path: Path
) -> None:
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFileName(str(tmp_path / "absent" / "printed.pdf"))
    answers.chosen_printer = printer
    preview.show_paper(paper, "BE")
    with qtbot.assertNotEmitted(preview.printed), qtbot.waitSignal(preview.failed) as failed:
        press(preview, "Imprimer")

    assert failed.args
    failure = failed.args[0]
    assert isinstance(failure, Unavailable)
    assert (failure.fault, failure.facts) == (Fault.PRINTER_UNUSABLE, {"printer": printer.printerName()})


def test_a_name_that_is_no_files_is_proposed_as_one(preview: Preview, answers: Answers, paper: bytes) -> None:
    preview.show_paper(paper, "Relevé ACME / Nord : 1.")
    press(preview, "Enregistrer…")

    assert answers.asked[0] == "Relevé ACME Nord 1.pdf"


def test_a_page_as_high_as_its_place_does_not_change_the_width_for_ever(preview: Preview) -> None:
    preview.show_paper(drawn(1), "BE")
    view = preview.findChild(QPdfView)
    assert view is not None
    window = preview.window()
    for high in range(window.width(), 2 * window.width(), 3):
        resizes = Resizes(view.viewport())
        window.resize(window.width(), high)
        QTest.qWait(5)
        assert resizes.count <= 2, high
        view.viewport().removeEventFilter(resizes)
