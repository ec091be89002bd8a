from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QToolButton
from pytestqt.qtbot import QtBot

from backoffice.domain.money import Money
from backoffice.domain.tape import Tape
from tests.forms.closing.desk import Closing, controlled, preclosed
from tests.forms.screen_window import Bench, button, click, line
from tests.keyboard_driver import focused, hold_enter, press, write
from tests.lost_answer import lose_first_answer
from tests.office import OfficeGestures

JUST = "juste"
WAITS = "à pointer"
FIELD = "Montant du chèque"


@pytest.fixture
def closing(bench: Bench, qtbot: QtBot, office: OfficeGestures) -> Closing:
    return Closing(bench, qtbot, office)


def test_amounts_keyed_one_by_one_agree_and_lead_on(closing: Closing, office: OfficeGestures) -> None:
    batch = preclosed(office, 22_45, 13_10)
    closing.show(batch)
    write("22.45\n")
    assert closing.marks() == [("22,45", JUST, "22,45"), ("13,10", WAITS, "")]
    assert closing.says("1 montant")
    write("13.1\n")
    assert closing.marks() == [("22,45", JUST, "22,45"), ("13,10", JUST, "13,10")]
    assert closing.says("la bande tombe juste")
    assert closing.tapes() == 0
    write("\n")
    closing.settle()
    assert office.control.compare(office.operator, batch.id).agrees
    assert closing.tapes() == 1
    assert focused() is button(closing.screen, "Imprimer le bordereau")


def test_two_amounts_in_each_other_s_place_agree(closing: Closing, office: OfficeGestures) -> None:
    batch = preclosed(office, 22_45, 13_10, 20_30)
    closing.show(batch)
    write("13,10\n22,45\n20,30\n\n")
    closing.settle()
    assert office.control.compare(office.operator, batch.id).agrees


def test_a_cheque_keyed_for_another_amount_shows_at_once_and_is_corrected_in_its_place(
    closing: Closing, office: OfficeGestures
) -> None:
    batch = preclosed(office, 13_10, 22_46, 20_30)
    closing.show(batch)
    write("13,10\n22,45\n")
    assert closing.marks()[1] == ("22,46", "écart +0,01", "22,45")
    write("20,30\n\n")
    closing.settle()
    assert closing.says("La bande ne tombe pas juste")
    assert focused() is closing.control
    assert closing.marks()[1] == ("22,46", "écart +0,01", "22,45")
    current = closing.control.current_row()
    assert current is not None
    assert current.position == 2

    press(Qt.Key.Key_Enter)
    assert focused() is line(closing.screen, "Montant")
    assert closing.says("VINGT-DEUX EUROS ET QUARANTE-SIX CENTIMES")
    write("22,45")
    assert closing.says("VINGT-DEUX EUROS ET QUARANTE-CINQ CENTIMES")
    write("\n\n")
    closing.settle()
    assert office.control.compare(office.operator, batch.id).agrees
    assert [row.amount.cents for row in office.batches.lines(office.operator, batch.id)] == [
        13_10,
        22_46,
        20_30,
        -22_46,
        22_45,
    ]
    assert focused() is button(closing.screen, "Imprimer le bordereau")


def test_a_tape_fed_from_the_figures_is_told_and_not_offered_as_a_correction(
    closing: Closing, office: OfficeGestures
) -> None:
    """P-20: 20,30 in figures, 20,00 in words. The books are right."""
    batch, client = office.batch(), office.client()
    office.cheques.record(office.operator, office.form(batch, client, 20_30, "7654322", words="vingt euros"))
    office.batches.preclose(office.operator, uuid4(), batch.id)
    closing.show(batch)
    both = "20,30\u00a0€ en chiffres · 20,00\u00a0€ en lettres (P-20)"
    assert closing.marks() == [("20,00", "à pointer · P-20", "")]
    assert closing.says(both)
    write("20,30\n\n")
    closing.settle()
    assert closing.marks() == [("20,00", "bande en chiffres · P-20", "20,30")]
    assert closing.says("La bande a été faite sur les chiffres")
    assert focused() is closing.control

    press(Qt.Key.Key_Enter)
    closing.settle()
    assert not closing.says("Corriger le chèque")
    assert focused() is line(closing.screen, FIELD)
    assert line(closing.screen, FIELD).text() == "20,30"
    assert "la saisie est juste" in closing.bench.strip.text()
    write("20,00\n\n")
    closing.settle()
    assert office.control.compare(office.operator, batch.id).agrees
    assert [row.amount.cents for row in office.batches.lines(office.operator, batch.id)] == [20_00]


def test_an_amount_that_the_tape_lacks_is_told_when_the_tape_is_ended(closing: Closing, office: OfficeGestures) -> None:
    closing.show(preclosed(office, 22_45, 13_10))
    write("22,45\n\n")
    assert closing.marks() == [("22,45", JUST, "22,45"), ("13,10", "absent de la bande", "")]
    assert closing.says("La bande ne tombe pas juste")
    assert closing.tapes() == 1
    line(closing.screen, FIELD).setFocus()
    write("13,10\n\n")
    closing.settle()
    assert closing.tapes() == 2
    assert focused() is button(closing.screen, "Imprimer le bordereau")


def test_one_too_many_goes_back_into_the_field_or_off_the_tape(closing: Closing, office: OfficeGestures) -> None:
    closing.show(preclosed(office, 22_45))
    write("22,45\n7\n")
    assert closing.marks() == [("22,45", JUST, "22,45"), ("", "sans chèque", "7,00")]
    closing.control.setFocus()
    closing.control.select(closing.control.rows[1])
    press(Qt.Key.Key_Enter)
    assert closing.marks() == [("22,45", JUST, "22,45")]
    assert focused() is line(closing.screen, FIELD)
    assert line(closing.screen, FIELD).text() == "7,00"

    write("\n")
    assert len(closing.marks()) == 2
    closing.control.setFocus()
    closing.control.select(closing.control.rows[1])
    press(Qt.Key.Key_Delete)
    assert closing.marks() == [("22,45", JUST, "22,45")]
    assert focused() is closing.control


def test_only_an_amount_of_the_tape_can_be_taken_off_it(closing: Closing, office: OfficeGestures) -> None:
    closing.show(preclosed(office, 22_45, 13_10))
    write("22,45\n")
    closing.settle()
    remove = button(closing.screen, "Retirer de la bande")
    closing.control.select(closing.control.rows[1])
    assert not remove.isEnabled()
    closing.control.select(closing.control.rows[0])
    click(remove)
    assert closing.marks() == [("22,45", WAITS, ""), ("13,10", WAITS, "")]


@pytest.mark.parametrize("key", [Qt.Key.Key_Backspace, Qt.Key.Key_Minus])
def test_the_last_amount_comes_back_into_the_empty_field(closing: Closing, office: OfficeGestures, key: Qt.Key) -> None:
    closing.show(preclosed(office, 22_45, 13_10))
    write("22,45\n13,01\n")
    press(key)
    assert line(closing.screen, FIELD).text() == "13,01"
    assert closing.marks() == [("22,45", JUST, "22,45"), ("13,10", WAITS, "")]


def test_what_is_no_amount_stays_in_the_field_with_its_error(closing: Closing, office: OfficeGestures) -> None:
    closing.show(preclosed(office, 22_45))
    write("2245,3,1\n")
    field = line(closing.screen, FIELD)
    assert field.text() == "2245,3,1"
    assert "n'est pas un montant" in field.accessibleDescription()
    assert closing.marks() == [("22,45", WAITS, "")]


def test_several_amounts_are_pasted_at_once(closing: Closing, office: OfficeGestures) -> None:
    closing.show(preclosed(office, 22_45, 13_10, 1_20))
    QGuiApplication.clipboard().setText("22,45\n13,10\r\n1,20\n")
    QTest.keySequence(focused(), QKeySequence(QKeySequence.StandardKey.Paste))
    write("\n")
    assert [mark for _, mark, _ in closing.marks()] == [JUST, JUST, JUST]


def test_a_tape_is_read_from_a_file(closing: Closing, office: OfficeGestures, tmp_path: Path) -> None:
    closing.show(preclosed(office, 22_45, 13_10))
    file = tmp_path / "bande.csv"
    file.write_text("numero;montant\n5508018;22,45\n5508019;13,10\n", encoding="utf-8")
    closing.bench.answers.path = file
    click(button(closing.screen, "Lire un fichier…"))
    assert [mark for _, mark, _ in closing.marks()] == [JUST, JUST]


def test_a_file_that_is_no_tape_is_refused_in_place_and_changes_nothing(
    closing: Closing, office: OfficeGestures, tmp_path: Path
) -> None:
    closing.show(preclosed(office, 22_45))
    write("22,45\n")
    file = tmp_path / "bande.txt"
    file.write_text("22,45\nTOTAL\n", encoding="utf-8")
    closing.bench.answers.path = file
    click(button(closing.screen, "Lire un fichier…"))
    closing.settle()
    assert closing.says("« TOTAL »") or closing.says("TOTAL")
    assert closing.marks() == [("22,45", JUST, "22,45")]


def test_begin_again_empties_the_tape(closing: Closing, office: OfficeGestures) -> None:
    closing.show(preclosed(office, 22_45))
    write("22,45\n")
    click(button(closing.screen, "Recommencer"))
    assert closing.marks() == [("22,45", WAITS, "")]
    assert focused() is line(closing.screen, FIELD)


def test_enter_held_down_keys_one_amount_and_does_not_end_the_tape(closing: Closing, office: OfficeGestures) -> None:
    closing.show(preclosed(office, 22_45, 13_10))
    write("22,45")
    hold_enter()
    closing.settle()
    assert closing.marks() == [("22,45", JUST, "22,45"), ("13,10", WAITS, "")]
    assert closing.tapes() == 0


def test_the_lines_that_differ_can_be_seen_alone(closing: Closing, office: OfficeGestures) -> None:
    closing.show(preclosed(office, 22_45, 13_10, 20_30))
    write("22,45\n13,11\n20,30\n")
    closing.settle()
    click(button(closing.screen, "Écarts seuls", QCheckBox))
    assert closing.marks() == [("13,10", "écart \u22120,01", "13,11")]


def test_an_empty_tape_is_not_recorded(closing: Closing, office: OfficeGestures) -> None:
    closing.show(preclosed(office, 22_45))
    write("\n")
    press(Qt.Key.Key_F6)
    closing.settle()
    assert closing.tapes() == 0
    assert "La bande est vide" in closing.bench.strip.text()


def test_after_a_lost_answer_the_same_tape_is_kept_once(bench: Bench, qtbot: QtBot, office: OfficeGestures) -> None:
    lose_first_answer(office.control, "keep")
    closing = Closing(bench, qtbot, office)
    closing.show(preclosed(office, 22_45, 13_10))
    write("22,45\n\n")
    closing.settle()
    assert closing.says("La base ne répond pas")
    assert closing.tapes() == 1
    press(Qt.Key.Key_F6)
    closing.settle()
    assert closing.tapes() == 1


def test_a_recorded_tape_comes_back_and_can_be_completed(closing: Closing, office: OfficeGestures) -> None:
    batch = preclosed(office, 22_45, 13_10)
    office.control.keep(office.operator, uuid4(), Tape(batch.id, (Money(22_45),)))
    closing.show(batch)
    assert closing.marks() == [("22,45", JUST, "22,45"), ("13,10", "absent de la bande", "")]
    write("13,10\n\n")
    closing.settle()
    assert office.control.compare(office.operator, batch.id).agrees


def test_a_tape_that_is_not_recorded_waits_while_another_batch_is_looked_at(
    closing: Closing, office: OfficeGestures
) -> None:
    batch, other = preclosed(office, 22_45, 13_10), preclosed(office, 9_90)
    closing.show(batch)
    assert closing.screen.unsaved() == ""
    write("22,45\n")
    closing.show(other)
    assert closing.marks() == [("9,90", WAITS, "")]
    assert "à retaper" in closing.screen.unsaved()
    closing.show(batch)
    assert closing.marks() == [("22,45", JUST, "22,45"), ("13,10", WAITS, "")]
    write("13,10\n\n")
    closing.settle()
    assert closing.screen.unsaved() == ""


def test_the_tape_of_a_batch_that_agrees_can_be_looked_at_again(closing: Closing, office: OfficeGestures) -> None:
    closing.show(controlled(office, 22_45))
    click(button(closing.screen, "Bande chèque", QToolButton))
    assert closing.marks() == [("22,45", JUST, "22,45")]


def test_an_amount_that_is_typed_and_not_taken_is_on_the_tape_that_f6_records(
    closing: Closing, office: OfficeGestures
) -> None:
    closing.show(preclosed(office, 22_45))
    write("22,45\n5")
    press(Qt.Key.Key_F6)
    assert closing.marks() == [("22,45", JUST, "22,45"), ("", "sans chèque", "5,00")]
    assert closing.tapes() == 1
    line(closing.screen, FIELD).setFocus()
    write("5,0x")
    press(Qt.Key.Key_F6)
    closing.settle()
    assert closing.tapes() == 1
