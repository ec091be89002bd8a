from collections.abc import Callable
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from backoffice.domain.batch import Batch
from tests.forms.closing.desk import Closing, controlled, preclosed
from tests.forms.screen_window import Bench, button, click, line
from tests.keyboard_driver import focused, press, write
from tests.office import OfficeGestures

Take = Callable[..., Batch]
WORDS = "Montant en lettres, comme sur le chèque"


@pytest.fixture
def closing(bench: Bench, qtbot: QtBot, office: OfficeGestures) -> Closing:
    return Closing(bench, qtbot, office)


@pytest.fixture
def take(closing: Closing, office: OfficeGestures) -> Take:
    """A pre-closed batch with the form of its first cheque open."""

    def taken(*cents: int) -> Batch:
        batch = preclosed(office, *cents)
        closing.show(batch)
        closing.control.setFocus()
        closing.control.select(closing.control.rows[0])
        press(Qt.Key.Key_Enter)
        assert focused() is line(closing.screen, "Montant")
        return batch

    return taken


def amounts(office: OfficeGestures, batch: Batch) -> list[int]:
    return [row.amount.cents for row in office.batches.lines(office.operator, batch.id)]


def test_a_wrong_number_is_put_right(closing: Closing, office: OfficeGestures, take: Take) -> None:
    batch = take(22_45)
    write("\n1298107\n")
    closing.settle()
    last = office.batches.lines(office.operator, batch.id)[-1]
    assert (last.cheque_number, last.amount.cents) == ("1298107", 22_45)
    assert "1298107 est corrigé" in closing.bench.strip.text()
    assert focused() is closing.control


def test_where_nothing_was_changed_nothing_is_recorded(closing: Closing, office: OfficeGestures, take: Take) -> None:
    batch = take(22_45)
    write("\n\n")
    closing.settle()
    assert amounts(office, batch) == [22_45]
    assert focused() is closing.control


def test_a_triple_click_corrects_once(closing: Closing, office: OfficeGestures, take: Take) -> None:
    batch = take(22_45)
    write("22,46")
    click(button(closing.screen, "Enregistrer"), times=3)
    closing.settle()
    assert amounts(office, batch) == [22_45, -22_45, 22_46]


@pytest.mark.parametrize(
    ("typed", "name", "said"),
    [
        ("0\n\n", "Montant", "supérieur à zéro"),
        ("x\n", "Montant", "n'est pas un montant"),
        ("\n12ab\n", "N° du chèque", ""),
    ],
)
def test_what_is_refused_is_told_at_its_field(
    closing: Closing, office: OfficeGestures, take: Take, typed: str, name: str, said: str
) -> None:
    batch = take(22_45)
    write(typed)
    closing.settle()
    field = line(closing.screen, name)
    assert field.property("wrong")
    assert said in field.accessibleDescription()
    assert focused() is field
    assert amounts(office, batch) == [22_45]


def test_the_words_are_asked_for_when_the_service_wants_them(
    closing: Closing, office: OfficeGestures, take: Take
) -> None:
    batch = take(22_45)
    write("160\n\n")
    closing.settle()
    words = line(closing.screen, "Montant en lettres, comme sur le chèque")
    assert focused() is words
    assert "Recopiez la somme en lettres" in words.accessibleDescription()
    write("cent soixante euros\n")
    closing.settle()
    assert amounts(office, batch) == [22_45, -22_45, 160_00]


def test_words_that_differ_are_shown_beside_the_figures_and_then_taken(
    closing: Closing, office: OfficeGestures, take: Take
) -> None:
    batch = take(22_45)
    write("160\n\n")
    closing.settle()
    write("cent soixante-deux euros\n")
    closing.settle()
    assert closing.says("Chiffres 160,00\u00a0€")
    assert closing.says("Lettres 162,00\u00a0€")
    assert amounts(office, batch) == [22_45]
    write("\n")
    closing.settle()
    assert amounts(office, batch) == [22_45, -22_45, 162_00]


def test_words_that_cannot_be_read_stay_with_their_error(closing: Closing, office: OfficeGestures, take: Take) -> None:
    batch = take(22_45)
    write("160\n\n")
    closing.settle()
    write("cent soixant euros\n")
    closing.settle()
    words = line(closing.screen, "Montant en lettres, comme sur le chèque")
    assert words.text() == "cent soixant euros"
    assert "soixant\u00a0»" in words.accessibleDescription()
    words.selectAll()
    write("un milliard d'euros\n")
    closing.settle()
    assert focused() is words
    assert "plus grand montant" in words.accessibleDescription()
    assert amounts(office, batch) == [22_45]


@pytest.fixture
def in_words(closing: Closing, office: OfficeGestures) -> Batch:
    """A pre-closed batch whose cheque says 20,30 in figures and 20,00 in words (P-20); the tape is in front."""
    batch, client = office.batch(), office.client()
    office.cheques.record(office.operator, office.form(batch, client, 20_30, "7654322", words="vingt euros"))
    office.batches.preclose(office.operator, uuid4(), batch.id)
    closing.show(batch)
    return batch


def open_form(closing: Closing) -> None:
    closing.control.setFocus()
    closing.control.select(closing.control.rows[0])
    press(Qt.Key.Key_Enter)
    assert focused() is line(closing.screen, "Montant")


@pytest.mark.usefixtures("in_words")
def test_the_form_says_both_amounts_and_has_the_words_of_the_cheque(closing: Closing) -> None:
    open_form(closing)
    assert closing.says("20,30\u00a0€ en chiffres · 20,00\u00a0€ en lettres (P-20)")
    assert line(closing.screen, "Montant").text() == "20,30"
    assert line(closing.screen, WORDS).text() == "vingt euros"
    assert not closing.says("VINGT EUROS ET TRENTE CENTIMES")


def test_another_amount_asks_for_the_words_again(closing: Closing, office: OfficeGestures, in_words: Batch) -> None:
    """What a tester did: 21, Enter, Enter."""
    open_form(closing)
    write("21\n\n")
    closing.settle()
    words = line(closing.screen, WORDS)
    assert focused() is words
    assert words.text() == ""
    press(Qt.Key.Key_F6)
    closing.settle()
    assert "Recopiez la somme en lettres" in words.accessibleDescription()
    assert amounts(office, in_words) == [20_00]
    write("vingt et un euros\n")
    closing.settle()
    assert amounts(office, in_words) == [20_00, -20_00, 21_00]
    (kept,) = [row for row in office.mail.of_batch(office.operator, in_words.id) if not row.cancelled]
    assert "P-20" not in kept.trace.rules


@pytest.mark.usefixtures("in_words")
def test_the_words_come_back_with_the_figures_that_they_belong_to(closing: Closing) -> None:
    open_form(closing)
    write("21")
    assert line(closing.screen, WORDS).text() == ""
    line(closing.screen, "Montant").clear()
    write("20,30")
    assert line(closing.screen, WORDS).text() == "vingt euros"


def test_the_number_alone_is_put_right_and_the_words_stay(
    closing: Closing, office: OfficeGestures, in_words: Batch
) -> None:
    open_form(closing)
    write("\n1298107\n")
    closing.settle()
    last = office.batches.lines(office.operator, in_words.id)[-1]
    assert (last.cheque_number, last.amount.cents, last.figures.cents) == ("1298107", 20_00, 20_30)
    assert last.words == "vingt euros"


def test_words_that_were_misread_are_put_right(closing: Closing, office: OfficeGestures, in_words: Batch) -> None:
    open_form(closing)
    words = line(closing.screen, WORDS)
    words.setFocus()
    words.selectAll()
    write("vingt euros trente\n")
    closing.settle()
    assert amounts(office, in_words) == [20_00, -20_00, 20_30]


def test_a_cheque_that_looks_keyed_already_is_asked_about(closing: Closing, office: OfficeGestures, take: Take) -> None:
    batch = take(22_45, 13_10)
    twin = office.batches.lines(office.operator, batch.id)[1]
    write(f"13,10\n{twin.cheque_number}\n")
    closing.settle()
    assert closing.says("semble déjà saisi")
    assert amounts(office, batch) == [22_45, 13_10]
    press(Qt.Key.Key_Escape)
    assert focused() is line(closing.screen, "N° du chèque")
    write("\n")
    closing.settle()
    assert closing.says("semble déjà saisi")
    press(Qt.Key.Key_F6)
    closing.settle()
    assert amounts(office, batch) == [22_45, 13_10, -22_45, 13_10]


def test_what_escape_gives_up_is_said(closing: Closing, take: Take) -> None:
    take(22_45)
    write("9")
    press(Qt.Key.Key_Escape)
    assert "reste tel quel, 22,45" in closing.bench.strip.text()
    assert "« 9 ·" in closing.bench.strip.text()


def test_where_nothing_was_typed_escape_says_nothing(closing: Closing, take: Take) -> None:
    take(22_45)
    press(Qt.Key.Key_Escape)
    assert "tel quel" not in closing.bench.strip.text()


def test_another_line_does_not_put_a_correction_away_in_silence(closing: Closing, take: Take) -> None:
    take(22_45, 13_10)
    write("9")
    closing.control.setFocus()
    closing.control.select(closing.control.rows[1])
    press(Qt.Key.Key_Enter)
    assert "reste tel quel, 22,45" in closing.bench.strip.text()
    assert line(closing.screen, "Montant").text() == "13,10"


def test_escape_leaves_the_line_as_it_is(closing: Closing, office: OfficeGestures, take: Take) -> None:
    batch = take(22_45)
    write("9")
    press(Qt.Key.Key_Escape)
    assert focused() is closing.control
    assert closing.left == []
    assert amounts(office, batch) == [22_45]


def test_a_receipt_is_taken_back_only_when_it_is_confirmed_in_its_place(
    closing: Closing, office: OfficeGestures, take: Take
) -> None:
    batch = take(22_45, 13_10)
    click(button(closing.screen, "Annuler l'encaissement…"))
    assert closing.says("Annuler l'encaissement de 22,45\u00a0€")
    assert focused() is button(closing.screen, "Garder")
    press(Qt.Key.Key_Escape)
    assert focused() is line(closing.screen, "Montant")
    assert amounts(office, batch) == [22_45, 13_10]

    click(button(closing.screen, "Annuler l'encaissement…"))
    click(button(closing.screen, "Annuler l'encaissement"), times=3)
    closing.settle()
    assert amounts(office, batch) == [22_45, 13_10, -22_45]
    assert "la dette est de retour" in closing.bench.strip.text()
    assert closing.marks() == [("13,10", "à pointer", "")]


def test_a_line_taken_back_elsewhere_meanwhile_is_told_in_place(
    closing: Closing, office: OfficeGestures, take: Take
) -> None:
    batch = take(22_45)
    receipt = office.batches.lines(office.operator, batch.id)[0]
    office.corrections.reverse(office.supervisor, uuid4(), receipt.id)
    write("22,46\n\n")
    closing.settle()
    assert closing.says("déjà annulé")
    assert amounts(office, batch) == [22_45, -22_45]


def test_the_tape_s_amount_stands_beside_the_field(closing: Closing, office: OfficeGestures) -> None:
    closing.show(preclosed(office, 22_46))
    write("22,45\n\n")
    closing.settle()
    press(Qt.Key.Key_Enter)
    assert closing.says("bande : 22,45")


def test_a_correction_after_the_tape_agreed_asks_for_it_again(closing: Closing, office: OfficeGestures) -> None:
    batch = controlled(office, 22_45)
    closing.show(batch)
    click(button(closing.screen, "Bande chèque", QToolButton))
    closing.control.setFocus()
    press(Qt.Key.Key_Enter)
    write("22,46\n\n")
    closing.settle()
    assert closing.marks() == [("22,46", "écart +0,01", "22,45")]
    assert not button(closing.screen, "Imprimer", QToolButton).isEnabled()
