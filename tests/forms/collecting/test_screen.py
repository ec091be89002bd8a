"""The screen by keys: files that are really written, and what it says of them."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QAbstractButton, QLineEdit

from forms.kit.table import Table
from tests.forms.collecting.counter import DAY, FOLDER, Counter, names
from tests.forms.screen_window import Bench, button, line, texts
from tests.ibans import POSTAL
from tests.keyboard_driver import focused, hold_enter, press, write


def test_with_nothing_to_send_the_screen_and_its_keys_say_so(counter: Counter) -> None:
    counter.open()

    assert counter.says("Rien à envoyer.")
    assert counter.says("Aucun fichier n'est encore parti.")
    assert not button(counter.screen, "Faire les fichiers").isEnabled()
    press(Qt.Key.Key_F6)
    assert counter.bench.strip.text() == "Rien à envoyer."
    press(Qt.Key.Key_F7)
    assert "Choisissez un fichier" in counter.bench.strip.text()


def test_a_day_goes_out_by_one_key_each_way_in_its_file(counter: Counter, folder: Path, bench: Bench) -> None:
    counter.represent(2)
    counter.rebill()
    counter.open()
    assert counter.waiting() == [
        ("04/03/2024", "Cartes", "1", "20,30", "à envoyer"),
        ("04/03/2024", "Banque", "2", "40,60", "à envoyer"),
    ]
    assert counter.says("3 prélèvements · 60,90\u00a0€")
    assert line(counter.screen, DAY).text() == "06/03/2024"
    assert counter.says("mercredi")

    counter.send(folder)

    assert bench.answers.figures == [
        ("Cartes du 04/03/2024", "1 prélèvement · 20,30\u00a0€"),
        ("Banque du 04/03/2024", "2 prélèvements · 40,60\u00a0€"),
        ("Prélevés le", "06/03/2024"),
    ]
    card, bank = "cartes_CB-2024-000001.csv", "prelevements_2024-03-06_RCUR_PR-2024-000001.xml"
    assert names(folder) == [card, bank]
    assert "AL-1;CB;0154;05/2027;20,30" in (folder / card).read_text(encoding="utf-8-sig")
    assert (folder / bank).read_text(encoding="utf-8").count(f"<IBAN>{POSTAL}</IBAN>") == 2
    said = bench.strip.text()
    assert str(folder) in said
    assert f"{card}, 1 prélèvement, 20,30\u00a0€" in said
    assert f"{bank}, 2 prélèvements, 40,60\u00a0€" in said
    assert counter.waiting() == []
    assert [row[:7] for row in texts(counter.sent)] == [
        ("PR-2024-000001", "Banque", "04/03/2024", "06/03/2024", "RCUR", "2", "40,60"),
        ("CB-2024-000001", "Cartes", "04/03/2024", "06/03/2024", "", "1", "20,30"),
    ]
    assert texts(counter.sent)[0][8] == "C. Dupuis"
    assert focused() is counter.to_send


def test_one_line_alone_can_be_sent(counter: Counter, folder: Path) -> None:
    counter.represent()
    counter.rebill()
    counter.open()
    press(Qt.Key.Key_Down)
    assert counter.says("1 prélèvement · 20,30\u00a0€")

    counter.send(folder)

    assert counter.numbers() == ["PR-2024-000001"]
    assert [row[1] for row in counter.waiting()] == ["Cartes"]


def test_the_day_is_the_operator_s(counter: Counter, folder: Path) -> None:
    counter.rebill()
    counter.open()
    counter.type_day("090324")
    assert counter.says("samedi : non ouvré")
    counter.type_day("110324")
    counter.send(folder)

    assert counter.sent.rows[0].collected_on == date(2024, 3, 11)


def test_the_folder_is_chosen_by_key_and_kept_for_the_next_time(counter: Counter, folder: Path, bench: Bench) -> None:
    counter.rebill()
    counter.open()
    press(Qt.Key.Key_F6)
    assert counter.says("à remplir")
    assert counter.numbers() == []
    bench.answers.path = folder
    press(Qt.Key.Key_F2)
    press(Qt.Key.Key_F6)
    counter.settle()

    assert names(folder) == ["cartes_CB-2024-000001.csv"]
    assert QSettings().value("collecting/folder") == str(folder)
    counter.screen.hide()
    counter.open()
    assert line(counter.screen, FOLDER).text() == str(folder)


def test_a_duplicate_is_the_same_marked_and_asked_for_once(counter: Counter, folder: Path, bench: Bench) -> None:
    counter.represent()
    counter.open()
    counter.send(folder)
    (first,) = names(folder)

    bench.answers.asked.clear()
    bench.answers.yes = False
    press(Qt.Key.Key_F7)
    counter.settle()
    assert "Si la banque accepte les deux fichiers, tout est prélevé deux fois." in bench.answers.asked[1]
    assert names(folder) == [first]

    bench.answers.yes = True
    counter.sent.setFocus()
    hold_enter()
    counter.settle()

    assert names(folder) == [f"DUPLICATA_{first}", first]
    assert (folder / f"DUPLICATA_{first}").read_bytes() == (folder / first).read_bytes()
    assert counter.events("bank file made again") == 1
    assert f"DUPLICATA_{first}" in bench.strip.text()
    assert counter.numbers() == ["PR-2024-000001"]


def test_what_waits_for_slimpay_stays(counter: Counter, folder: Path) -> None:
    counter.represent(method_code=99)
    counter.rebill_at_slimpay()
    counter.open()
    assert counter.waiting() == [("04/03/2024", "SlimPay", "2", "40,60", "1 à envoyer, 1 en attente de SlimPay")]
    counter.send(folder)

    assert names(folder) == ["slimpay_SP-2024-000001.csv"]
    assert counter.waiting() == [("04/03/2024", "SlimPay", "1", "20,30", "en attente de SlimPay")]
    press(Qt.Key.Key_F6)
    assert "attendent SlimPay" in counter.bench.strip.text()


def test_the_keys_go_from_the_lines_to_the_button(counter: Counter) -> None:
    counter.rebill()
    counter.open()

    reached = []
    for _ in range(6):
        reached.append(focused().accessibleName())
        press(Qt.Key.Key_Tab)
    assert reached == ["À envoyer", DAY, FOLDER, "Parcourir…", "Faire les fichiers", "Envoyés"]
    counter.to_send.setFocus()
    write("\n")
    assert focused() is line(counter.screen, DAY)
    write("\n")
    assert focused() is line(counter.screen, FOLDER)


def test_every_button_and_line_in_sight_has_a_name(counter: Counter) -> None:
    counter.open()
    found = [*counter.screen.findChildren(QAbstractButton), *counter.screen.findChildren(QLineEdit)]
    in_sight = [widget for widget in found if widget.isVisible() and not isinstance(widget.parent(), Table)]
    assert len(in_sight) > 4
    assert [widget for widget in in_sight if not widget.accessibleName()] == []
