import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from backoffice.demonstration import write_folder
from backoffice.storage.database import Database
from desktop.busy_overlay import BusyOverlay
from desktop.options import Options
from forms.batches.screen import BatchesScreen
from forms.coupon.cheque.asked_line import AskedLine
from forms.importing.screen import ImportScreen
from tests.desktop.running import LONG, Running
from tests.keyboard_driver import press, write

CONTROL = Qt.KeyboardModifier.ControlModifier
DURAND = "J 121 52134466"


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Somebody else writes in the database all the while."""
    other = Database(f"sqlite:///{file}")
    with other.writing_engine.begin():
        yield
    other.close()


def receipts(file: Path) -> int:
    reader = Database(f"sqlite:///{file}")
    count = reader.read(lambda tx: tx.execute(text("SELECT count(*) FROM receipts")).scalar_one())
    reader.close()
    return int(count)


def begin_cheque(office: Running) -> None:
    """Open a batch and key a cheque, but for the last Enter."""
    office.start(Options())
    office.work("A. Morel")
    office.keyboard.until_at("Lots")
    write("n")
    office.keyboard.until_at("Date d'arrivée courrier")
    write("\n")
    office.keyboard.until_at("Référence")
    write(f"{DURAND}\n")
    office.keyboard.until_at("Montant")
    office.keyboard.until_said("Mme DURAND Marie")
    write("22,45\n")
    office.keyboard.until_at("Circulaire")
    (asked,) = office.window.findChildren(AskedLine)
    office.qtbot.waitUntil(lambda: asked.reading.is_over)
    write("\n")  # the coupon says nothing of its debt
    office.keyboard.until_at("Somme en lettres")
    write("\n")
    office.keyboard.until_at("N° du chèque")
    write("5508018")


def find_cheque_again(office: Running) -> None:
    """Resume the batch at the next log-in, and the cheque in it that was begun."""
    office.keyboard.until_at("Lots")
    office.keyboard.until_said("0,00")  # of the lots listed: Enter resumes the one in hand
    write("\n")
    office.keyboard.until_at("Référence")
    office.keyboard.until_said("Mis de côté avant cette session")
    press(Qt.Key.Key_F5)
    office.keyboard.until_at("N° du chèque")
    number = QApplication.focusWidget()
    assert isinstance(number, QLineEdit)
    assert number.text() == "5508018"


def test_the_window_waits_for_the_cheque_that_is_being_recorded(office: Running, tmp_path: Path, qtbot: QtBot) -> None:
    file = tmp_path / "own" / "liasse.db"
    begin_cheque(office)
    with locked(file):
        write("\n")
        office.window.close()
        cover = office.window.findChild(BusyOverlay)
        assert cover is not None
        qtbot.waitUntil(lambda: any(label.isVisible() for label in cover.findChildren(QLabel)))
        office.window.close()  # once more: nobody likes to wait
        assert office.window.isVisible()
        assert receipts(file) == 0

    qtbot.waitUntil(office.window.isHidden, timeout=LONG)
    assert receipts(file) == 1
    assert list((tmp_path / "own" / "outbox").iterdir()) == []


def test_so_does_a_change_of_operator(office: Running, tmp_path: Path) -> None:
    file = tmp_path / "own" / "liasse.db"
    begin_cheque(office)
    with locked(file):
        write("\n")
        press(Qt.Key.Key_L, CONTROL)
        assert receipts(file) == 0

    office.login()
    assert receipts(file) == 1


def test_a_coupon_that_is_begun_is_not_left_without_a_word(office: Running) -> None:
    begin_cheque(office)
    office.answers.yes = False
    office.window.close()

    assert office.answers.asked[0] == "Quitter Liasse"
    assert office.window.isVisible()
    assert office.keyboard.is_at("N° du chèque")
    office.answers.yes = True


def test_an_import_that_is_under_way_is_stopped_or_waited_for(office: Running, tmp_path: Path, qtbot: QtBot) -> None:
    folder = tmp_path / "import"
    write_folder(folder, 50)
    office.start(Options())
    office.work("C. Dupuis")
    office.screen(BatchesScreen)
    office.keyboard.go_to("Import")
    screen = office.screen(ImportScreen)
    office.keyboard.until_at("Dossier")
    with locked(tmp_path / "own" / "liasse.db"):
        write(str(folder))
        press(Qt.Key.Key_F6)
        office.answers.yes = False
        office.window.close()
        assert "importation est en cours" in office.answers.asked[1]
        assert screen.at_work

        office.answers.yes = True
        office.window.close()
    qtbot.waitUntil(office.window.isHidden, timeout=LONG)


def test_ctrl_q_leaves(office: Running, qtbot: QtBot) -> None:
    office.start(Options())
    office.work("A. Morel")
    press(Qt.Key.Key_Q, CONTROL)

    qtbot.waitUntil(office.window.isHidden, timeout=LONG)


def test_the_window_can_be_closed_while_it_opens(running: Running, qtbot: QtBot) -> None:
    running.start(Options())
    running.window.close()

    qtbot.waitUntil(running.window.isHidden, timeout=LONG)


def test_the_places_of_the_window_are_kept(office: Running) -> None:
    office.start(Options())
    office.window.resize(900, 700)
    office.end()

    office.start(Options())
    assert (office.window.width(), office.window.height()) == (900, 700)


def test_what_waits_from_an_earlier_session_is_sent_when_work_begins(office: Running, tmp_path: Path) -> None:
    file = tmp_path / "own" / "liasse.db"
    begin_cheque(office)
    kept = tmp_path / "kept"
    outbox = tmp_path / "own" / "outbox"
    with locked(file):
        write("\n")
        office.qtbot.waitUntil(lambda: list(outbox.glob("*.json")) != [])
        shutil.copytree(outbox, kept)  # as a crash between commit and answer would leave it
    office.end()
    assert receipts(file) == 1
    for form in kept.glob("*.json"):
        shutil.copy(form, outbox)

    office.start(Options())
    office.work("A. Morel")

    office.qtbot.waitUntil(lambda: list(outbox.iterdir()) == [], timeout=LONG)
    assert receipts(file) == 1


def test_the_coupon_in_hand_is_named_once_and_found_again(office: Running) -> None:
    begin_cheque(office)
    press(Qt.Key.Key_L, CONTROL)
    office.login()
    title, told, *_ = office.answers.asked
    assert office.answers.asked.count(title) == 2  # the title and its button: it is asked once
    assert DURAND in told
    office.work("A. Morel")
    find_cheque_again(office)
