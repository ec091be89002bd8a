from collections.abc import Callable

import pytest
import shiboken6
from PySide6.QtCore import QByteArray, QMimeData, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QImage, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from backoffice.domain.method import Brand
from forms.kit.card_field import CardField
from forms.kit.digits_edit import DigitsEdit
from forms.kit.fields import WordsField, all_usable
from tests.cards import AMEX, MASTERCARD, VISA, secret

Shown = Callable[..., QWidget]
CTRL, SHIFT, KEYPAD = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.KeypadModifier,
)


@pytest.fixture
def field(shown: Shown) -> CardField:
    made = CardField("Numéro de carte")
    shown(made, WordsField("Titulaire"))
    made.take_focus()
    return made


def press(
    field: CardField, *keys: Qt.Key | str, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    for key in keys:
        if isinstance(key, str):
            QTest.keyClicks(field.edit, key, modifier)
        else:
            QTest.keyClick(field.edit, key, modifier)


def held(field: CardField) -> str:
    return "".join(map(str, field.edit.number))


def picture(widget: QWidget) -> QImage:
    return widget.grab().toImage()


def copied(text: str) -> None:
    QGuiApplication.clipboard().setText(text)


def test_a_number_is_typed_moves_on_and_is_given_out_once(qtbot: QtBot, field: CardField) -> None:
    press(field, *VISA)
    with qtbot.waitSignal(field.committed):
        press(field, Qt.Key.Key_Enter, modifier=KEYPAD)

    taken = field.take()
    assert b"".join(taken.signs()).decode() == VISA
    assert held(field) == ""
    assert not field.check()


@pytest.mark.parametrize("modifier", [KEYPAD, SHIFT])
def test_the_keypad_and_the_shifted_digits_of_a_french_keyboard(
    field: CardField, modifier: Qt.KeyboardModifier
) -> None:
    press(field, *VISA, modifier=modifier)

    assert held(field) == VISA


def test_blanks_and_all_other_signs_are_passed_over(field: CardField) -> None:
    press(field, *"4970-1000 0000.0154", "e", "²")

    assert held(field) == VISA


def test_digits_are_put_in_and_taken_out_where_the_cursor_is(field: CardField) -> None:
    press(field, *"4971", Qt.Key.Key_Backspace, Qt.Key.Key_Left, "0", Qt.Key.Key_Home, Qt.Key.Key_Delete, "5")
    assert held(field) == "5907"

    press(field, Qt.Key.Key_Home, Qt.Key.Key_Backspace, Qt.Key.Key_End, Qt.Key.Key_Delete, Qt.Key.Key_Right, "1")
    assert held(field) == "59071"


def test_there_is_room_for_nineteen_digits(qtbot: QtBot, field: CardField) -> None:
    press(field, *"4" * 19)
    with qtbot.assertNotEmitted(field.edited):
        press(field, "5")

    assert held(field) == "4" * 19


def test_all_of_it_is_replaced_or_taken_out_at_once(field: CardField) -> None:
    press(field, *VISA)
    field.take_focus()
    press(field, "5")
    assert held(field) == "5"

    press(field, "A", modifier=CTRL)
    press(field, Qt.Key.Key_Backspace)
    assert held(field) == ""

    press(field, *VISA)
    QTest.mouseDClick(field.edit, Qt.MouseButton.LeftButton)
    press(field, Qt.Key.Key_Delete)
    assert held(field) == ""


def test_coming_by_the_tab_key_selects_all_and_moving_selects_nothing(field: CardField) -> None:
    press(field, *VISA, Qt.Key.Key_Tab)
    assert not field.edit.hasFocus()
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Backtab, SHIFT)
    press(field, Qt.Key.Key_End, Qt.Key.Key_Backspace)

    assert held(field) == VISA[:-1]


def test_a_click_puts_the_cursor_between_two_digits(field: CardField) -> None:
    press(field, *"4970")
    QTest.mouseClick(field.edit, Qt.MouseButton.LeftButton, pos=QPoint(1, 10))
    press(field, "1")
    QTest.mouseClick(field.edit, Qt.MouseButton.LeftButton, pos=QPoint(field.edit.width() - 1, 10))
    press(field, "2")

    assert held(field) == "149702"


@pytest.mark.parametrize("text", [VISA, "4970 1000 0000 0154", "n° 4970.1000.0000.0154 "])
def test_a_paste_brings_the_digits_and_takes_them_off_the_clipboard(field: CardField, text: str) -> None:
    copied(text)
    press(field, "V", modifier=CTRL)

    assert held(field) == VISA
    assert QGuiApplication.clipboard().text() == ""


def test_a_paste_without_digits_or_without_anything(qtbot: QtBot, field: CardField) -> None:
    copied("Mme DURAND")
    with qtbot.assertNotEmitted(field.edited):
        press(field, "V", modifier=CTRL)
    assert QGuiApplication.clipboard().text() == "Mme DURAND"

    QGuiApplication.clipboard().clear()
    press(field, "V", modifier=CTRL)
    pixels = QMimeData()
    pixels.setData("image/x-other", QByteArray(b"4970"))
    QGuiApplication.clipboard().setMimeData(pixels)
    press(field, "V", modifier=CTRL)
    QGuiApplication.clipboard().clear()

    assert held(field) == ""


@pytest.mark.parametrize("key", ["C", "X"])
def test_nothing_goes_to_the_clipboard(field: CardField, key: str) -> None:
    press(field, *VISA)
    field.edit.select_all()
    copied("before")
    press(field, key, modifier=CTRL)
    press(field, Qt.Key.Key_Insert, modifier=CTRL)

    assert QGuiApplication.clipboard().text() == "before"
    assert held(field) == VISA


def test_undo_brings_nothing_back_and_is_the_screens_own_only_in_an_empty_field(field: CardField) -> None:
    undone: list[str] = []
    QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), field.window()).activated.connect(lambda: undone.append("u"))
    press(field, *VISA)
    press(field, "Z", modifier=CTRL)
    assert held(field) == VISA
    assert undone == []

    field.clear()
    press(field, "Z", modifier=CTRL)
    assert held(field) == ""
    assert undone == ["u"]


def test_shortcuts_of_the_screen_do_not_take_what_is_typed_but_function_keys_are_theirs(field: CardField) -> None:
    asked: list[str] = []
    for key in ("4", "N", "F6", "Ctrl+S"):
        QShortcut(QKeySequence(key), field.window()).activated.connect(lambda key=key: asked.append(key))
    press(field, "4", "n", Qt.Key.Key_F6)
    press(field, "S", modifier=CTRL)

    assert held(field) == "4"
    assert asked == ["F6", "Ctrl+S"]


@pytest.mark.parametrize(
    ("typed", "words"),
    [("", "à remplir"), ("497", "3 chiffres"), (VISA[:-1] + "5", "n'existe pas"), ("6011000990139424", "ni d'une")],
)
def test_an_error_shows_at_the_field_and_goes_with_the_next_key(
    qtbot: QtBot, field: CardField, typed: str, words: str
) -> None:
    press(field, *typed)
    with qtbot.assertNotEmitted(field.committed):
        press(field, Qt.Key.Key_Return)

    assert words in field.error()
    assert field.edit.accessibleDescription() == field.error()
    assert field.edit.property("wrong") is True
    assert field.edit.hasFocus()
    assert held(field) == typed

    press(field, "1")
    assert field.error() == ""
    assert field.edit.property("wrong") is False


def test_the_brand_shows_as_soon_as_it_is_known(field: CardField) -> None:
    press(field, "3")
    assert field.brand() is None
    press(field, *AMEX[1:])
    assert field.brand() is Brand.AMEX
    assert field.edit.accessibleDescription() == "AMERICAN EXPRESS"
    assert field.check()
    assert field.edit.accessibleDescription() == "AMERICAN EXPRESS ✓"

    field.clear()
    press(field, *MASTERCARD)
    assert field.edit.accessibleDescription() == "CARTE BLEUE"


def test_a_form_finds_it_among_its_fields(field: CardField) -> None:
    name = WordsField("Nom", required=True)

    assert not all_usable([field, name])
    assert field.edit.hasFocus()


def test_a_number_that_could_not_be_used_comes_back(field: CardField) -> None:
    press(field, *AMEX)
    taken = field.take()
    assert field.edit.accessibleDescription() == ""
    field.give_back(taken)

    assert held(field) == AMEX
    assert len(taken) == 0
    assert field.edit.accessibleDescription() == "AMERICAN EXPRESS"


def test_only_the_last_four_digits_are_seen_from_elsewhere(field: CardField, light: QApplication) -> None:
    del light
    other = CardField("Numéro de carte")
    field.window().layout().addWidget(other)  # type: ignore[union-attr]  # it has one
    for one, digits in ((field, VISA), (other, "5500005555550154")):
        one.take_focus()
        press(one, *digits)
        one.edit.select_all()
        press(one, Qt.Key.Key_End)
    seen = picture(field.edit), picture(other.edit)
    assert seen[0] != seen[1]

    other.window().setFocus()
    assert picture(field.edit) == picture(other.edit)
    field.take_focus()
    press(field, Qt.Key.Key_Backspace, "5")
    field.window().setFocus()
    assert picture(field.edit) != picture(other.edit)


def test_it_looks_like_the_other_fields(field: CardField, light: QApplication) -> None:
    del light
    line = field.window().findChild(QLineEdit)
    assert line is not None
    QApplication.processEvents()

    assert field.edit.height() == line.height()
    for widget in (field.edit, line):
        widget.setFocus()
        QApplication.processEvents()
        corner = picture(widget).copy(0, 0, 6, widget.height())
        widget.setProperty("seen", corner)
    assert field.edit.property("seen") == line.property("seen")


def test_a_screen_reader_hears_the_label_and_never_the_digits(field: CardField) -> None:
    press(field, *VISA)
    heard = f"{field.edit.accessibleName()} {field.edit.accessibleDescription()} {field.edit.toolTip()}"

    assert field.edit.accessibleName() == "Numéro de carte"
    assert not any(sign.isdigit() for sign in heard)


def test_no_input_method_and_no_drag(field: CardField) -> None:
    assert not field.edit.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    assert not field.edit.acceptDrops()


@pytest.mark.parametrize("away", [CardField.clear, CardField.hide], ids=["clear", "hide"])
def test_it_is_wiped_when_cleared_or_hidden(field: CardField, away: Callable[[CardField], None]) -> None:
    press(field, *VISA)
    away(field)

    assert held(field) == ""


def test_it_is_wiped_when_destroyed(shown: Shown) -> None:
    line = DigitsEdit()
    shown(line)
    number = line.number
    QTest.keyClicks(line, VISA)
    assert len(number) == len(VISA)
    shiboken6.delete(line)

    assert len(number) == 0


def test_a_number_that_is_left_there_is_wiped_and_the_operator_told(qtbot: QtBot, shown: Shown) -> None:
    field = CardField("Numéro de carte", kept=50)
    shown(field)
    press(field, *VISA)
    qtbot.waitUntil(lambda: held(field) == "")
    assert "Retapez-le" in field.error()

    field.give_back(secret(VISA))
    qtbot.waitUntil(lambda: held(field) == "")


def test_nobody_is_told_of_a_field_that_is_empty_anyway(qtbot: QtBot, shown: Shown) -> None:
    field = CardField("Numéro de carte", kept=50)
    shown(field)
    press(field, "4", Qt.Key.Key_Backspace)
    other = CardField("Autre", kept=50)
    field.window().layout().addWidget(other)  # type: ignore[union-attr]  # it has one
    press(other, "4")
    qtbot.waitUntil(lambda: bool(other.error()))  # its time began after the other's

    assert field.error() == ""


def test_what_comes_back_behind_the_operators_back_is_not_marked(field: CardField) -> None:
    press(field, *VISA)
    field.window().setFocus()
    before = picture(field.edit)
    field.give_back(field.take())

    assert picture(field.edit) == before


def test_the_cursor_blinks_for_those_who_want_it(qtbot: QtBot, field: CardField) -> None:
    usual = QApplication.cursorFlashTime()
    try:
        QApplication.setCursorFlashTime(0)
        press(field, "4")
        still = picture(field.edit)
        QApplication.setCursorFlashTime(20)
        press(field, Qt.Key.Key_End)
        qtbot.waitUntil(lambda: picture(field.edit) != still)
        qtbot.waitUntil(lambda: picture(field.edit) == still)
    finally:
        QApplication.setCursorFlashTime(usual)
