import subprocess
import sys
from collections.abc import Callable

import pytest
from hypothesis import given
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from schwifty import IBAN

from forms.kit.fields import WordsField, all_usable
from forms.kit.iban_field import IbanField
from tests.ibans import BELGIAN, FRENCH, POSTAL, TYPED_MARKS, one_digit_off, written

Shown = Callable[..., QWidget]
CTRL = Qt.KeyboardModifier.ControlModifier
WRONG = FRENCH[:-1] + "8"


@pytest.fixture
def field(shown: Shown) -> IbanField:
    made = IbanField("IBAN", required=True)
    shown(made, WordsField("Titulaire"))
    made.take_focus()
    return made


def type_in(field: IbanField, text: str) -> None:
    QTest.keyClicks(field.edit, text)


def press(field: IbanField, key: Qt.Key) -> None:
    QTest.keyClick(field.edit, key)


def test_an_iban_is_typed_and_enter_moves_on(qtbot: QtBot, field: IbanField) -> None:
    type_in(field, "fr76 3000 6000 0112 3456 7890 189")
    with qtbot.waitSignal(field.committed):
        press(field, Qt.Key.Key_Enter)

    assert field.value() == FRENCH
    assert field.error() == ""


@given(written(TYPED_MARKS))
def test_however_an_iban_is_typed_the_value_is_compact(qapp: QApplication, case: tuple[str, str]) -> None:
    del qapp
    iban, text = case
    field = IbanField("IBAN")
    type_in(field, text)

    assert field.value() == iban
    assert field.check()


@given(written())
def test_however_an_iban_is_pasted_the_value_is_compact(qapp: QApplication, case: tuple[str, str]) -> None:
    del qapp
    iban, text = case
    field = IbanField("IBAN")
    QGuiApplication.clipboard().setText(text)
    QTest.keyClick(field.edit, Qt.Key.Key_V, CTRL)

    assert field.value() == iban


@given(one_digit_off())
def test_one_wrong_digit_is_refused(qapp: QApplication, iban: str) -> None:
    del qapp
    field = IbanField("IBAN")
    type_in(field, iban)

    assert field.value() is None
    assert not field.check()
    assert "sa clé ne correspond pas" in field.error()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "à remplir"),
        (FRENCH[:-1], "il manque 1 caractère."),
        (FRENCH[:-3], "il manque 3 caractères."),
        (FRENCH + "1", "(27 pour FR), 1 caractère de trop."),
        (BELGIAN[:-1], "(16 pour BE), il manque 1 caractère."),
        ("XX" + FRENCH[2:], "deux lettres d'un pays, comme FR, mais par «\u00a0XX\u00a0»."),
        (FRENCH.replace("0", "o", 1), "le 6e, «\u00a0O\u00a0», devrait être un chiffre."),
        (WRONG, "sa clé ne correspond pas"),
    ],
)
def test_what_is_wrong_shows_on_enter_and_goes_with_the_next_key(
    qtbot: QtBot, field: IbanField, typed: str, words: str
) -> None:
    type_in(field, typed)
    with qtbot.assertNotEmitted(field.committed):
        press(field, Qt.Key.Key_Return)

    assert words in field.error()
    assert FRENCH[4:10] not in field.error()
    assert field.edit.accessibleDescription().startswith(field.error())
    assert field.edit.property("wrong") is True
    assert field.edit.hasFocus()

    type_in(field, "1")
    assert field.error() == ""
    assert field.text() == typed.upper() + "1"


def test_what_is_wrong_shows_on_leaving_unless_nothing_was_typed(field: IbanField) -> None:
    press(field, Qt.Key.Key_Tab)
    assert not field.edit.hasFocus()
    assert field.error() == ""

    field.take_focus()
    type_in(field, WRONG)
    assert field.error() == ""
    press(field, Qt.Key.Key_Tab)
    assert not field.edit.hasFocus()
    assert "sa clé" in field.error()
    assert field.text() == WRONG


def test_a_wrong_one_is_mended_and_a_right_one_replaced(field: IbanField) -> None:
    type_in(field, WRONG)
    press(field, Qt.Key.Key_Return)
    press(field, Qt.Key.Key_Backspace)
    type_in(field, "9")
    assert field.value() == FRENCH

    field.check()
    field.take_focus()
    type_in(field, POSTAL)
    assert field.value() == POSTAL


@pytest.mark.parametrize(
    ("iban", "hint"),
    [
        (FRENCH, "CREDIT AGRICOLE SA ✓"),
        (BELGIAN, "IBAN ✓"),
        (str(IBAN.generate("FR", "19106", "1", "1")), "CAISSE REGIONALE DE CREDIT AGRICOLE… ✓"),
    ],
)
def test_the_bank_is_named_as_soon_as_the_iban_is_right(field: IbanField, iban: str, hint: str) -> None:
    type_in(field, iban[:-1])
    assert field.edit.accessibleDescription() == ""
    type_in(field, iban[-1])
    assert field.edit.accessibleDescription() == hint
    press(field, Qt.Key.Key_Backspace)
    assert field.edit.accessibleDescription() == ""


def test_a_value_that_is_set_shows_its_bank_and_nothing_is_left_when_cleared(field: IbanField) -> None:
    field.set_value(FRENCH)
    assert field.value() == FRENCH
    assert field.edit.accessibleDescription() == "CREDIT AGRICOLE SA ✓"

    field.clear()
    assert field.value() is None
    assert field.edit.accessibleDescription() == ""
    assert field.error() == ""


def test_undo_brings_nothing_back_once_it_is_cleared(field: IbanField) -> None:
    type_in(field, FRENCH)
    press(field, Qt.Key.Key_Backspace)
    field.clear()
    for key in (Qt.Key.Key_Z, Qt.Key.Key_Y):
        QTest.keyClick(field.edit, key, CTRL)
    field.edit.undo()
    field.edit.redo()

    assert field.text() == ""
    assert not field.edit.isUndoAvailable()
    assert not field.edit.isRedoAvailable()


def test_it_is_never_shown_in_clear_but_in_the_line(field: IbanField) -> None:
    type_in(field, FRENCH)

    assert repr(field) == "IbanField(FR76 •••• 189)"
    assert FRENCH not in repr(field.edit)
    assert FRENCH[4:] not in field.edit.accessibleDescription() + field.edit.toolTip()
    assert field.edit.accessibleName() == "IBAN"


@pytest.mark.parametrize(
    ("typed", "offered", "right"),
    [
        (FRENCH.replace("0", "O", 1), "0 au lieu de O (6e caractère)", FRENCH),
        (FRENCH.replace("1", "I", 1), "1 au lieu de I (14e caractère)", FRENCH),
        (POSTAL.replace("0", "O", 2), "0 au lieu de O (6e caractère), 0 au lieu de O (7e caractère)", POSTAL),
    ],
)
def test_a_letter_that_looks_like_a_digit_is_offered_as_one(
    qtbot: QtBot, field: IbanField, typed: str, offered: str, right: str
) -> None:
    type_in(field, typed)
    press(field, Qt.Key.Key_Return)
    offer = field.findChild(QPushButton)
    assert offer is not None
    assert offer.isVisible()
    assert offer.text() == f"↓  {offered}\u00a0?"
    assert offered in field.edit.accessibleDescription()
    with qtbot.assertNotEmitted(field.committed):
        press(field, Qt.Key.Key_Return)  # Enter alone mends nothing
    assert field.text() == typed

    with qtbot.assertNotEmitted(field.committed), qtbot.waitSignal(field.edited):
        press(field, Qt.Key.Key_Down)
    assert (field.value(), field.error(), offer.isVisible()) == (right, "", False)
    with qtbot.waitSignal(field.committed):
        press(field, Qt.Key.Key_Return)


def test_what_is_offered_can_be_clicked_and_goes_with_the_next_key(field: IbanField) -> None:
    type_in(field, FRENCH.replace("0", "O", 1))
    press(field, Qt.Key.Key_Return)
    offer = field.findChild(QPushButton)
    assert offer is not None
    press(field, Qt.Key.Key_Backspace)
    assert not offer.isVisible()
    press(field, Qt.Key.Key_Down)
    assert field.text() == FRENCH.replace("0", "O", 1)[:-1]
    type_in(field, FRENCH[-1])
    press(field, Qt.Key.Key_Return)
    offer.click()
    assert field.value() == FRENCH


def test_nothing_is_offered_where_nothing_makes_it_right(field: IbanField) -> None:
    type_in(field, WRONG)
    press(field, Qt.Key.Key_Return)
    offer = field.findChild(QPushButton)
    assert offer is not None
    assert not offer.isVisible()


def test_a_form_finds_it_among_its_fields(field: IbanField) -> None:
    name = WordsField("Titulaire", required=True)

    assert not all_usable([field, name])
    assert field.edit.hasFocus()
    assert IbanField("IBAN").check()


def test_making_one_and_typing_half_an_iban_does_without_schwifty() -> None:
    code = (
        "import sys; from PySide6.QtWidgets import QApplication; from forms.kit.iban_field import IbanField;"
        f"app = QApplication([]); field = IbanField('IBAN'); field.edit.setText('{FRENCH[:-1]}');"
        "field.edit.setText('BE68 5390'); sys.exit('schwifty' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603 - our own code
