from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from backoffice.french.figures import read_amount
from forms.kit.fields import Field, PasswordField, WordsField, all_usable
from forms.kit.trade_fields import AmountField

Shown = Callable[..., QWidget]


def test_a_screen_reader_hears_the_label_and_the_error(shown: Shown) -> None:
    field = WordsField("Nom du client")
    shown(field)
    field.show_error("Tapez au moins deux lettres du nom.")

    assert field.edit.accessibleName() == "Nom du client"
    assert field.edit.accessibleDescription() == "Tapez au moins deux lettres du nom."


def test_an_error_leaves_what_was_typed_and_goes_with_the_next_key(qtbot: QtBot, shown: Shown) -> None:
    field = AmountField("Montant")
    shown(field)
    QTest.keyClicks(field.edit, "12x")

    with qtbot.assertNotEmitted(field.committed):
        QTest.keyClick(field.edit, Qt.Key.Key_Return)

    assert field.text() == "12x"
    assert "n'est pas un montant" in field.error()
    assert field.edit.property("wrong") is True
    assert field.edit.hasFocus()
    assert field.value() is None

    QTest.keyClick(field.edit, Qt.Key.Key_1)
    assert field.error() == ""
    assert field.edit.property("wrong") is False


def test_enter_on_what_can_be_read_moves_on(qtbot: QtBot, shown: Shown) -> None:
    field = AmountField("Montant")
    shown(field)
    QTest.keyClicks(field.edit, "1234,5")

    with qtbot.waitSignal(field.committed):
        QTest.keyClick(field.edit, Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)

    assert field.text() == "1\u202f234,50"


def test_an_empty_field_moves_on_only_where_nothing_is_required(qtbot: QtBot, shown: Shown) -> None:
    free, required = WordsField("Annotation"), WordsField("Nom", required=True)
    shown(free, required)

    with qtbot.waitSignal(free.committed):
        QTest.keyClick(free.edit, Qt.Key.Key_Return)
    with qtbot.assertNotEmitted(required.committed):
        QTest.keyClick(required.edit, Qt.Key.Key_Return)

    assert "Nom" in required.error()


def test_all_errors_show_at_once_and_the_first_has_the_focus(shown: Shown) -> None:
    good, first, second = WordsField("Nom"), WordsField("Prénom", required=True), WordsField("Ville", required=True)
    shown(good, first, second)
    second.take_focus()

    assert not all_usable([good, first, second])
    assert first.edit.hasFocus()
    assert [bool(field.error()) for field in (good, first, second)] == [False, True, True]

    first.set_value("Marie")
    second.set_value("Lyon")
    assert all_usable([good, first, second])


def test_a_hint_is_read_again_once_the_error_is_gone(shown: Shown) -> None:
    field = WordsField("Numéro")
    shown(field)
    field.show_hint("clé 56 ✓")
    field.show_error("Non.")
    field.clear_error()

    assert field.edit.accessibleDescription() == "clé 56 ✓"
    field.clear()
    assert field.edit.accessibleDescription() == ""


def test_taking_the_focus_selects_all_so_that_typing_replaces(shown: Shown) -> None:
    field = Field("Montant", read_amount, required=True)
    shown(QLineEdit(), field)
    field.edit.setText("12")
    field.take_focus()
    QTest.keyClicks(field.edit, "7")

    assert field.text() == "7"


def test_a_password_never_reaches_the_clipboard_nor_comes_back(shown: Shown) -> None:
    field = PasswordField("Mot de passe")
    shown(field)
    QGuiApplication.clipboard().setText("before")
    QTest.keyClicks(field.edit, "grand chene ")
    field.edit.selectAll()
    QTest.keyClick(field.edit, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    assert QGuiApplication.clipboard().text() == "before"
    assert field.value() == "grand chene "
    field.clear()
    QTest.keyClick(field.edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert field.text() == ""
