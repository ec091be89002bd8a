from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from backoffice.domain.cheque_number import ChequeNumber, rlmc_key
from backoffice.domain.client_ref import ClientRef
from backoffice.domain.money import Money
from forms.kit.trade_fields import AmountField, DateField, NumberField, ReferenceField
from tests.examples import tried
from tests.keyboard_driver import focused, press, strike, write

Following = Callable[[ReferenceField | NumberField], QLineEdit]
LINE = "5508018" + "069999999999" + "012345678901"


@pytest.mark.parametrize("modifier", [Qt.KeyboardModifier.KeypadModifier, Qt.KeyboardModifier.NoModifier])
def test_the_point_is_a_comma(qtbot: QtBot, modifier: Qt.KeyboardModifier) -> None:
    field = AmountField("Montant", large=True)
    qtbot.addWidget(field)
    QTest.keyClicks(field.edit, "22")
    QTest.keyClick(field.edit, ".", modifier)  # type: ignore[call-overload]
    QTest.keyClicks(field.edit, "45")

    assert field.text() == "22,45"
    assert field.value() == Money(2245)


@pytest.mark.parametrize("text", ["1234.56", "1 234,56", "1.234,56 €", "1\u202f234,56\u00a0€", "1234,56"])
def test_every_way_to_write_an_amount_can_be_pasted(qtbot: QtBot, text: str) -> None:
    field = AmountField("Montant")
    qtbot.addWidget(field)
    QGuiApplication.clipboard().setText(text)
    QTest.keyClick(field.edit, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)

    assert field.value() == Money(123456)
    with qtbot.waitSignal(field.committed):
        QTest.keyClick(field.edit, Qt.Key.Key_Return)
    assert field.text() == "1\u202f234,56"


@pytest.mark.usefixtures("qapp")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=tried(60))
@given(cents=st.integers(0, 99_999_999_99))
def test_an_amount_written_in_the_field_is_read_back_to_the_cent(cents: int) -> None:
    field = AmountField("Montant")
    field.set_value(Money(cents))

    assert field.check()
    assert field.value() == Money(cents)


@pytest.mark.parametrize("text", ["040324", "04/03/2024", "4.3.24", "04,03,24", "2024-03-04"])
def test_a_day_is_typed_short_and_written_in_full(qtbot: QtBot, text: str) -> None:
    field = DateField("Date d'arrivée", date(2024, 3, 5))
    qtbot.addWidget(field)
    QTest.keyClicks(field.edit, text)
    with qtbot.waitSignal(field.committed):
        QTest.keyClick(field.edit, Qt.Key.Key_Return)

    assert field.text() == "04/03/2024"
    assert field.value() == date(2024, 3, 4)


def test_up_and_down_go_a_day_on_and_back_and_begin_with_today(qtbot: QtBot) -> None:
    field = DateField("Date d'arrivée", date(2024, 3, 1))
    qtbot.addWidget(field)
    with qtbot.waitSignal(field.edited):
        QTest.keyClick(field.edit, Qt.Key.Key_Up)
    assert field.value() == date(2024, 3, 1)
    QTest.keyClick(field.edit, Qt.Key.Key_Down)
    assert field.text() == "29/02/2024"
    QTest.keyClick(field.edit, Qt.Key.Key_Up)
    assert field.text() == "01/03/2024"


@pytest.mark.parametrize("text", ["J 121 52134466", "j121/52134466", "*J-121-52134466*"])
def test_a_reference_is_typed_or_read_from_a_barcode(qtbot: QtBot, text: str) -> None:
    field = ReferenceField("Référence")
    qtbot.addWidget(field)
    QTest.keyClicks(field.edit, text)
    with qtbot.waitSignal(field.committed):
        QTest.keyClick(field.edit, Qt.Key.Key_Return)

    assert field.value() == (ClientRef("J", 121, "52134466"),)
    assert field.text() == "J 121 52134466"


def test_what_can_be_several_references_stays_as_it_was_typed(qtbot: QtBot) -> None:
    field = ReferenceField("Référence")
    qtbot.addWidget(field)
    for text, shown in (("j12152134466", "j12152134466"), ("a 121 5", "A 121 5")):
        QTest.keyClicks(field.edit, text)
        with qtbot.waitSignal(field.committed):
            QTest.keyClick(field.edit, Qt.Key.Key_Return)
        assert field.text() == shown
        assert len(field.value() or ()) > 1


def test_the_next_barcode_replaces_the_last(qtbot: QtBot) -> None:
    field = ReferenceField("Référence")
    qtbot.addWidget(field)
    for text in ("J12152134466", "A00499", "not a reference", "B310/01"):
        QTest.keyClicks(field.edit, text)
        QTest.keyClick(field.edit, Qt.Key.Key_Return)

    assert field.text() == "B 310 01"


@pytest.mark.parametrize("typed", ["2.7", "2,7", "é;è", " 2.7"])
def test_an_action_code_in_the_reference_field_opens_its_screen(qtbot: QtBot, typed: str) -> None:
    field = ReferenceField("Référence")
    qtbot.addWidget(field)
    for sign in typed:
        strike(field.edit, sign)
    with qtbot.assertNotEmitted(field.committed), qtbot.waitSignal(field.action_asked) as asked:
        QTest.keyClick(field.edit, Qt.Key.Key_Return)

    assert asked.args == ["2.7"]
    assert field.text() == ""


def test_an_empty_reference_is_asked_for(qtbot: QtBot) -> None:
    field = ReferenceField("Référence")
    qtbot.addWidget(field)
    with qtbot.assertNotEmitted(field.committed):
        QTest.keyClick(field.edit, Qt.Key.Key_Return)

    assert field.error()


def test_one_scan_of_the_cheque_gives_its_number_and_checks_its_key(qtbot: QtBot) -> None:
    field = NumberField("Numéro du chèque")
    qtbot.addWidget(field)
    key = rlmc_key(LINE)
    QTest.keyClicks(field.edit, f"{LINE}{key:02d}")
    with qtbot.waitSignal(field.committed):
        QTest.keyClick(field.edit, Qt.Key.Key_Return)

    assert field.text() == "5508018"
    assert field.value() == ChequeNumber("5508018", key, key_compared=True)
    assert field.edit.accessibleDescription() == f"clé {key:02d} ✓"
    QTest.keyClick(field.edit, Qt.Key.Key_Return)
    assert field.value() == ChequeNumber("5508018", key, key_compared=True)


def test_a_key_that_was_not_read_has_no_tick(qtbot: QtBot) -> None:
    field = NumberField("Numéro du chèque")
    qtbot.addWidget(field)
    QTest.keyClicks(field.edit, LINE)
    QTest.keyClick(field.edit, Qt.Key.Key_Return)

    assert field.text() == "5508018"
    assert field.edit.accessibleDescription() == f"clé {rlmc_key(LINE):02d} non lue"


@pytest.mark.parametrize(
    ("text", "told"), [("55?8018", "55?8018"), (LINE[:9] + "??" + LINE[11:] + "56", "06??99"), ("22.45", "7 chiffres")]
)
def test_what_the_reader_could_not_read_is_no_number(qtbot: QtBot, text: str, told: str) -> None:
    field = NumberField("Numéro du chèque")
    qtbot.addWidget(field)
    QTest.keyClicks(field.edit, text)
    with qtbot.assertNotEmitted(field.committed):
        QTest.keyClick(field.edit, Qt.Key.Key_Return)

    assert told in field.error()
    assert "7 chiffres" in field.error()
    assert (field.value(), field.text()) == (None, text)


@pytest.mark.parametrize("typed", ["42", "5 508 01"])
def test_a_short_number_is_looked_at_before_anything_takes_it(qtbot: QtBot, typed: str) -> None:
    field = NumberField("Numéro du chèque")
    qtbot.addWidget(field)
    QTest.keyClicks(field.edit, typed)

    assert field.value() is None
    assert not field.check()  # as *Enregistrer* asks it
    assert field.text() == typed.replace(" ", "").zfill(7)
    assert "zéros" in field.edit.accessibleDescription()
    assert field.check()


def test_a_number_typed_over_a_scan_has_no_key(qtbot: QtBot) -> None:
    field = NumberField("Numéro du chèque")
    qtbot.addWidget(field)
    QTest.keyClicks(field.edit, LINE)
    QTest.keyClick(field.edit, Qt.Key.Key_Return)
    field.edit.selectAll()
    QTest.keyClicks(field.edit, "42")
    QTest.keyClick(field.edit, Qt.Key.Key_Return)  # it is completed
    QTest.keyClick(field.edit, Qt.Key.Key_Return)

    assert field.text() == "0000042"
    assert field.value() == ChequeNumber("0000042", None)
    assert field.edit.accessibleDescription() == ""


def test_a_cleared_number_forgets_the_scan(qtbot: QtBot) -> None:
    field = NumberField("Numéro du chèque")
    qtbot.addWidget(field)
    QTest.keyClicks(field.edit, LINE)
    QTest.keyClick(field.edit, Qt.Key.Key_Return)
    field.clear()
    QTest.keyClicks(field.edit, "5508018")

    assert field.value() == ChequeNumber("5508018", None)


def test_a_line_with_a_wrong_key_is_refused_at_the_field(qtbot: QtBot) -> None:
    field = NumberField("Numéro du chèque")
    qtbot.addWidget(field)
    QTest.keyClicks(field.edit, f"{LINE}{rlmc_key(LINE) % 97 + 1:02d}")
    with qtbot.assertNotEmitted(field.committed):
        QTest.keyClick(field.edit, Qt.Key.Key_Return)

    assert "clé" in field.error()
    assert field.text().startswith(LINE)


@pytest.fixture
def following(qtbot: QtBot) -> Following:
    """Shows a field in a window, and gives the line that Tab goes to from it."""
    window, line = QWidget(), QLineEdit()
    column = QVBoxLayout(window)
    qtbot.addWidget(window)

    def show(field: ReferenceField | NumberField) -> QLineEdit:
        column.addWidget(field)
        column.addWidget(line)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        field.take_focus()
        return line

    return show


@pytest.mark.parametrize("text", ["J 121 52134466", "*J12152134466*", "J-121-52134466~", "q&é&(é&\"''--"])
def test_a_reader_may_end_a_reference_with_tab(qtbot: QtBot, following: Following, text: str) -> None:
    field = ReferenceField("Référence")
    after = following(field)
    write(text)
    with qtbot.waitSignal(field.committed):
        press(Qt.Key.Key_Tab)
    assert focused() is field.edit

    press(Qt.Key.Key_Tab)  # what was taken once is not taken again
    assert focused() is after


@pytest.mark.parametrize("text", ["", "J 121", "DURAND", "2.7"])
def test_tab_goes_on_from_what_is_no_reference(qtbot: QtBot, following: Following, text: str) -> None:
    field = ReferenceField("Référence")
    after = following(field)
    write(text)
    with qtbot.assertNotEmitted(field.committed), qtbot.assertNotEmitted(field.action_asked):
        press(Qt.Key.Key_Tab)
    assert focused() is after
    assert (field.text(), field.error()) == (text, "")


def test_a_reader_may_end_a_cheque_with_tab(qtbot: QtBot, following: Following) -> None:
    field = NumberField("Numéro du chèque")
    after = following(field)
    write(LINE)
    with qtbot.waitSignal(field.committed):
        press(Qt.Key.Key_Tab)
    assert field.text() == "5508018"

    write("0" * 20 + "?" * 11)  # half of it
    with qtbot.assertNotEmitted(field.committed):
        press(Qt.Key.Key_Tab)
    assert "n'a pas pu lire" in field.error()
    assert focused() is field.edit

    field.clear()
    write("5508018")
    with qtbot.assertNotEmitted(field.committed):
        press(Qt.Key.Key_Tab)  # as hands type it
    assert focused() is after
