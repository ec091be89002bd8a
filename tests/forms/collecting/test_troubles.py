"""What can go wrong: it is said where it is wrong, and no debit goes twice."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from backoffice.domain.collection import Creditor
from backoffice.services.papers.collecting import Collector
from tests.forms.collecting.counter import DAY, FOLDER, Counter, names
from tests.forms.collecting.watched import Watched
from tests.forms.screen_window import Bench, button, line
from tests.keyboard_driver import focused, hold_enter, press, write
from tests.office import OfficeGestures


@pytest.fixture
def watched(office: OfficeGestures) -> Watched:
    made = Watched(office)
    office.collecting = made
    return made


def test_a_day_that_is_not_to_come_is_said_at_the_field(counter: Counter, folder: Path) -> None:
    counter.rebill()
    counter.open()
    counter.type_day("040324")
    counter.send(folder)

    assert counter.says("La date de prélèvement doit être à venir.")
    assert focused() is line(counter.screen, DAY)
    assert counter.numbers() == []

    counter.type_day("xx")
    press(Qt.Key.Key_F6)
    assert focused() is line(counter.screen, DAY)
    counter.type_day("050324")
    press(Qt.Key.Key_F6)
    counter.settle()
    assert counter.numbers() == ["CB-2024-000001"]


def test_nothing_is_made_that_is_not_meant(counter: Counter, folder: Path, bench: Bench) -> None:
    counter.rebill()
    counter.open()
    bench.answers.yes = False
    counter.send(folder)

    assert counter.numbers() == []
    assert names(folder) == []
    assert len(counter.waiting()) == 1


def test_while_files_are_made_it_shows_and_another_press_does_nothing(
    counter: Counter, watched: Watched, folder: Path, bench: Bench, qtbot: QtBot
) -> None:
    counter.rebill()
    counter.represent()
    counter.open()
    counter.go_to(folder)
    watched.go_on.clear()
    hold_enter()
    press(Qt.Key.Key_F6)
    press(Qt.Key.Key_F5)
    press(Qt.Key.Key_F7)

    assert counter.says("Cartes du 04/03/2024 : contrôle et enregistrement en cours… (1 sur 2)")
    assert "en cours" in bench.strip.text()
    assert not button(counter.screen, "Faire les fichiers").isEnabled()
    assert not line(counter.screen, FOLDER).isEnabled()
    watched.go_on.set()
    counter.settle()

    assert counter.events("bank file made") == 2
    assert len(names(folder)) == 2
    assert bench.answers.asked.count("Revenir") == 1
    assert line(counter.screen, FOLDER).isEnabled()
    qtbot.waitUntil(lambda: not counter.says("en cours"))


def test_coming_back_meanwhile_disturbs_nothing(counter: Counter, watched: Watched, folder: Path) -> None:
    counter.rebill()
    counter.open()
    counter.go_to(folder)
    watched.go_on.clear()
    press(Qt.Key.Key_F6)
    counter.screen.enter()
    watched.go_on.set()
    counter.settle()

    assert counter.waiting() == []
    assert counter.numbers() == ["CB-2024-000001"]


def test_after_a_lost_answer_the_same_files_are_saved(
    counter: Counter, watched: Watched, folder: Path, bench: Bench
) -> None:
    counter.rebill()
    counter.open()
    watched.loses = True
    counter.send(folder)
    assert counter.says("Cartes du 04/03/2024 : La base ne répond pas")
    assert len(counter.waiting()) == 1
    assert names(folder) == []

    press(Qt.Key.Key_F6)
    counter.settle()

    assert counter.events("bank file made") == 1
    assert names(folder) == ["cartes_CB-2024-000001.csv"]
    assert "20,30" in bench.strip.text()
    assert counter.waiting() == []


def test_a_folder_that_takes_nothing_is_said_at_the_field_and_the_files_are_kept_for_another(
    counter: Counter, folder: Path, tmp_path: Path, bench: Bench
) -> None:
    counter.rebill()
    counter.open()
    (tmp_path / "fichier").write_text("")
    counter.send(tmp_path / "fichier")

    assert counter.says("On ne peut pas écrire dans le dossier")
    assert focused() is line(counter.screen, FOLDER)
    assert counter.waiting() == [("04/03/2024", "Cartes", "1", "20,30", "fait, à enregistrer : CB-2024-000001")]
    assert "CB-2024-000001" in counter.screen.unsaved()
    press(Qt.Key.Key_F5)
    counter.settle()
    assert len(counter.waiting()) == 1

    write(f"{folder}")
    press(Qt.Key.Key_F6)
    counter.settle()

    assert names(folder) == ["cartes_CB-2024-000001.csv"]
    assert counter.events("bank file made") == 1
    assert bench.answers.asked.count("Revenir") == 1, "what is made already is not asked for again"
    assert counter.waiting() == []
    assert counter.screen.unsaved() == ""


def test_a_debit_that_cannot_go_is_named_and_the_other_ways_go(counter: Counter, folder: Path) -> None:
    counter.represent(last_name="", first_name="", title="")
    counter.rebill()
    counter.open()
    counter.send(folder)

    assert counter.says("Banque du 04/03/2024 : Le prélèvement LIASSE000000001 ne peut pas partir")
    assert names(folder) == ["cartes_CB-2024-000001.csv"]
    assert [row[1] for row in counter.waiting()] == ["Banque"]


def test_a_setting_of_the_creditor_that_is_missing_is_named(
    counter: Counter, office: OfficeGestures, folder: Path
) -> None:
    office.collecting = Watched(office, Collector(Creditor("", "", "", ""), None))
    counter.represent()
    counter.open()
    counter.send(folder)

    assert counter.says("Le réglage creditor_name du créancier n'est pas valable")
    assert len(counter.waiting()) == 1
    assert counter.numbers() == []


def test_who_may_not_send_is_told_why(counter: Counter, office: OfficeGestures) -> None:
    counter.rebill()
    counter.open(office.operator)

    assert counter.says("envoyer des prélèvements à la banque")
    assert counter.waiting() == []
    assert not button(counter.screen, "Faire les fichiers").isEnabled()
