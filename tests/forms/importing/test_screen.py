import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from backoffice.demonstration import write_folder
from backoffice.domain.importing import ImportReport, WorkProgress
from backoffice.domain.people import Actor
from backoffice.gateways.import_files.folder import open_folder
from backoffice.services.office.importing import Importing
from backoffice.storage.database import Database
from forms.importing.screen import ImportScreen
from forms.kit.panels import Advance
from tests.forms.screen_window import Bench, button, texts
from tests.keyboard_driver import focused, press, write
from tests.office import VAULT, OfficeGestures

CLIENTS = 20


class HeldImporting(Importing):
    """An import that waits where it tells how far it is, until it may go on."""

    def __init__(self, desk: OfficeGestures) -> None:
        super().__init__(desk.office, VAULT, open_folder)
        self.go_on = threading.Event()
        self.go_on.set()

    def run(
        self,
        who: Actor,
        folder: Path,
        progress: Callable[[WorkProgress], None],
        cancelled: Callable[[], bool],
        *,
        dry_run: bool = False,
    ) -> ImportReport:
        def told(far: WorkProgress) -> None:
            progress(far)
            self.go_on.wait()

        return super().run(who, folder, told, cancelled, dry_run=dry_run)


@pytest.fixture
def desk(sqlite_url: str) -> Iterator[OfficeGestures]:
    database = Database(sqlite_url)
    yield OfficeGestures(database)
    database.close()


@pytest.fixture
def importing(desk: OfficeGestures) -> HeldImporting:
    return HeldImporting(desk)


@pytest.fixture
def screen(importing: HeldImporting, desk: OfficeGestures, bench: Bench, qtbot: QtBot) -> Iterator[ImportScreen]:
    made = ImportScreen(importing, bench.desk, desk.supervisor)
    bench.open(made, qtbot)
    yield made
    importing.go_on.set()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "import"
    write_folder(made, CLIENTS)
    return made


def spoil(folder: Path) -> None:
    file = folder / "clients.csv"
    file.write_text(
        file.read_text(encoding="utf-8-sig").replace("non;non;non", "non;peut-être;non", 1), encoding="utf-8"
    )


def outcomes(screen: ImportScreen) -> list[str]:
    return [row[1] for row in texts(screen.files)]


def test_the_trial_writes_nothing_and_leads_to_the_import(
    screen: ImportScreen, folder: Path, desk: OfficeGestures, qtbot: QtBot
) -> None:
    write(f"{folder}\n")

    qtbot.waitUntil(lambda: len(screen.files.rows) == 4)
    assert outcomes(screen) == ["SERAIT IMPORTÉ"] * 4
    assert texts(screen.files)[1][2:] == ("20", "20", "0", "0", "0")
    assert "rien n'a été écrit" in screen.summary.text()
    assert focused() is button(screen, "Importer")
    assert desk.clients.search(desk.operator, "durand").clients == ()

    write("\n")
    qtbot.waitUntil(lambda: outcomes(screen) == ["IMPORTÉ"] * 4)
    assert len(desk.clients.search(desk.operator, "durand").clients) > 0


def test_refused_rows_are_told_line_by_line(screen: ImportScreen, folder: Path, qtbot: QtBot) -> None:
    spoil(folder)
    write(str(folder))
    press(Qt.Key.Key_F6)

    qtbot.waitUntil(lambda: len(screen.files.rows) == 4)
    assert outcomes(screen) == ["IMPORTÉ", "REFUSÉ", "RETENU", "RETENU"]
    assert texts(screen.faults)[0][:3] == ("clients.csv", "2", "decede")
    assert "peut-être" in texts(screen.faults)[0][3]
    assert focused() is screen.faults
    assert "Corrigez" in screen.summary.text()


def test_a_folder_without_files_is_said_at_the_field(screen: ImportScreen, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "empty").mkdir()
    write(f"{tmp_path / 'empty'}\n")

    qtbot.waitUntil(lambda: screen.folder.error() != "")
    assert focused() is screen.folder.edit
    assert screen.folder.text() == str(tmp_path / "empty")


def test_the_folder_can_be_chosen(screen: ImportScreen, folder: Path, bench: Bench) -> None:
    bench.answers.path = folder
    press(Qt.Key.Key_F2)

    assert screen.folder.text() == str(folder)
    assert focused() is button(screen, "Essai à blanc")


def test_an_import_shows_how_far_it_is_and_can_be_stopped(
    screen: ImportScreen, importing: HeldImporting, folder: Path, bench: Bench, qtbot: QtBot
) -> None:
    importing.go_on.clear()
    write(str(folder))
    press(Qt.Key.Key_F6)

    qtbot.waitUntil(lambda: [far.isVisible() for far in screen.findChildren(Advance)] == [True])
    assert screen.unsaved() != ""
    write("\n")
    assert screen.at_work
    press(Qt.Key.Key_F6)
    assert "en cours" in bench.strip.text()
    button(screen, "Arrêter").click()
    importing.go_on.set()

    qtbot.waitUntil(lambda: not screen.at_work)
    assert set(outcomes(screen)) == {"ARRÊTÉ"}
    assert screen.unsaved() == ""
    qtbot.waitUntil(lambda: screen.findChildren(Advance) == [])


def test_leaving_stops_it(screen: ImportScreen, importing: HeldImporting, folder: Path, qtbot: QtBot) -> None:
    importing.go_on.clear()
    write(f"{folder}\n")

    screen.stop()
    importing.go_on.set()

    qtbot.waitUntil(lambda: not screen.at_work)
    assert "Arrêté" in screen.summary.text()
