from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt
from PySide6.QtGui import QDropEvent, QFocusEvent, QGuiApplication, QImage, QInputMethodEvent, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from forms.kit.fields import WordsField
from forms.kit.iban_edit import IbanEdit
from forms.kit.theme import Scheme, apply
from tests.ibans import FRENCH

Shown = Callable[..., QWidget]
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
KEYS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_Backspace, Qt.Key.Key_Delete)


@pytest.fixture
def edit(shown: Shown) -> IbanEdit:
    made = IbanEdit()
    shown(made, WordsField("Titulaire"))
    made.setFocus()
    return made


def press(edit: IbanEdit, *keys: Qt.Key | str, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    for key in keys:
        if isinstance(key, str):
            QTest.keyClicks(edit, key, modifier)
        else:
            QTest.keyClick(edit, key, modifier)


def places(edit: IbanEdit) -> list[int]:
    """Where the cursor stands before each sign, and behind the last, in pixels."""
    was, seen = edit.cursorPosition(), []
    for place in range(len(edit.text()) + 1):
        edit.setCursorPosition(place)
        seen.append(edit.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle).x())
    edit.setCursorPosition(was)
    return seen


def wide(edit: IbanEdit) -> list[int]:
    """Behind which signs there is a gap."""
    seen = places(edit)
    steps = [after - before for before, after in pairwise(seen)]
    return [place for place, step in enumerate(steps, 1) if step >= min(steps) * 1.4]


def picture(widget: QWidget) -> QImage:
    return widget.grab().toImage()


def test_what_is_typed_is_down_to_its_signs_and_stands_in_fours(edit: IbanEdit) -> None:
    press(edit, "1111-1111.1111 111/1_1;11")

    assert edit.text() == "1" * 19
    assert wide(edit) == [4, 8, 12, 16]


def test_there_is_no_gap_behind_the_last_sign(edit: IbanEdit) -> None:
    press(edit, "11111111")
    assert wide(edit) == [4]
    press(edit, "1")
    assert wide(edit) == [4, 8]


def test_letters_become_capitals(edit: IbanEdit) -> None:
    press(edit, "fr76")

    assert edit.text() == "FR76"


def test_the_middle_is_mended_where_the_cursor_is(edit: IbanEdit) -> None:
    press(edit, "111122223333", *[Qt.Key.Key_Left] * 5, "x9", Qt.Key.Key_Delete)
    assert (edit.text(), edit.cursorPosition()) == ("1111222X93333", 9)

    press(edit, Qt.Key.Key_Backspace, Qt.Key.Key_Backspace, "2")
    assert (edit.text(), edit.cursorPosition()) == ("111122223333", 8)
    assert wide(edit) == [4, 8]


def test_backspace_takes_a_sign_on_either_side_of_a_gap(edit: IbanEdit) -> None:
    press(edit, "12345", Qt.Key.Key_Backspace)
    assert edit.text() == "1234"
    press(edit, Qt.Key.Key_Backspace)
    assert edit.text() == "123"

    press(edit, "456", Qt.Key.Key_Home, *[Qt.Key.Key_Right] * 4, Qt.Key.Key_Delete)
    assert edit.text() == "12346"


@given(st.lists(st.sampled_from(KEYS) | st.sampled_from("AZ019"), max_size=40))
def test_it_is_edited_as_a_text_without_gaps_is(qapp: QApplication, keys: list[Qt.Key | str]) -> None:
    del qapp
    edit, text, place = IbanEdit(), "", 0
    for key in keys:
        press(edit, key)
        match key:
            case str():
                text, place = text[:place] + key + text[place:], place + 1
            case Qt.Key.Key_Backspace:
                text, place = text[: max(place - 1, 0)] + text[place:], max(place - 1, 0)
            case Qt.Key.Key_Delete:
                text = text[:place] + text[place + 1 :]
            case Qt.Key.Key_Left | Qt.Key.Key_Home:
                place = max(place - 1, 0) if key == Qt.Key.Key_Left else 0
            case _:
                place = min(place + 1, len(text)) if key == Qt.Key.Key_Right else len(text)
        assert (edit.text(), edit.cursorPosition()) == (text, place)


def test_undo_and_redo_know_of_no_gaps(edit: IbanEdit) -> None:
    press(edit, "fr76 3000 60")
    press(edit, "A", modifier=CTRL)
    press(edit, "9")
    press(edit, "Z", modifier=CTRL)
    assert edit.text() == "FR76300060"

    press(edit, Qt.Key.Key_End, "0")
    press(edit, "Z", modifier=CTRL)
    assert edit.text() == "FR76300060"
    press(edit, "Y", modifier=CTRL)
    assert edit.text() == "FR763000600"
    assert wide(edit)[-1] == 8


@pytest.mark.parametrize(
    "text", [FRENCH, "IBAN : fr76 3000 6000-0112.3456\u00a07890\u202f189\n", " (iban)\tFR76…30006000/01123456/7890189"]
)
def test_a_paste_is_mended(edit: IbanEdit, text: str) -> None:
    QGuiApplication.clipboard().setText(text)
    press(edit, "V", modifier=CTRL)

    assert edit.text() == FRENCH
    assert edit.cursorPosition() == len(FRENCH)
    assert wide(edit)[-1] == 24
    assert QGuiApplication.clipboard().text() == text


def test_a_paste_goes_in_where_the_cursor_is(edit: IbanEdit) -> None:
    press(edit, "111133", Qt.Key.Key_Left, Qt.Key.Key_Left)
    QGuiApplication.clipboard().setText(" 22-22 ")
    press(edit, "V", modifier=CTRL)

    assert (edit.text(), edit.cursorPosition()) == ("1111222233", 8)


def test_a_drop_is_mended_as_well(edit: IbanEdit) -> None:
    dropped = QMimeData()
    dropped.setText("fr76 3000")
    copying, button, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    edit.dropEvent(QDropEvent(QPoint(5, 5), copying, dropped, button, none))

    assert edit.text() == "FR763000"


def test_an_input_method_writes_and_leaves_the_gaps(edit: IbanEdit) -> None:
    written = QInputMethodEvent()
    written.setCommitString("fr76 3000 1")
    QApplication.sendEvent(edit, written)
    assert edit.text() == "FR7630001"

    QApplication.sendEvent(edit, QInputMethodEvent())
    assert wide(edit)[-1] == 8
    QApplication.sendEvent(edit, QInputMethodEvent("^", []))
    assert edit.text() == "FR7630001"


def test_a_book_is_cut_short(edit: IbanEdit) -> None:
    QGuiApplication.clipboard().setText("A" * 100_000)
    press(edit, "V", modifier=CTRL)

    assert edit.text() == "A" * 40


def test_selecting_writes_nothing_to_the_clipboard_and_copying_does(edit: IbanEdit) -> None:
    QGuiApplication.clipboard().setText("before")
    press(edit, FRENCH)
    press(edit, "A", modifier=CTRL)
    assert QGuiApplication.clipboard().text() == "before"

    press(edit, "C", modifier=CTRL)
    assert QGuiApplication.clipboard().text() == FRENCH


def test_signs_that_are_passed_over_are_nobody_elses(edit: IbanEdit) -> None:
    asked: list[str] = []
    for key in (".", "2", "F6"):
        QShortcut(QKeySequence(key), edit.window()).activated.connect(lambda key=key: asked.append(key))
    press(edit, "2.", Qt.Key.Key_F6)

    assert edit.text() == "2"
    assert asked == ["F6"]


def test_it_tells_when_the_focus_goes_to_another_field(qtbot: QtBot, edit: IbanEdit) -> None:
    with qtbot.assertNotEmitted(edit.left):
        QApplication.sendEvent(edit, _focus_out(Qt.FocusReason.ActiveWindowFocusReason))
        QApplication.sendEvent(edit, _focus_out(Qt.FocusReason.PopupFocusReason))
    with qtbot.waitSignal(edit.left):
        press(edit, Qt.Key.Key_Tab)


def _focus_out(reason: Qt.FocusReason) -> QFocusEvent:
    return QFocusEvent(QEvent.Type.FocusOut, reason)


def test_the_gaps_stay_when_the_same_text_is_set_again_and_grow_with_the_text(
    edit: IbanEdit, light: QApplication
) -> None:
    edit.setText(FRENCH)
    before, seen = places(edit), picture(edit)
    edit.setText(FRENCH)
    assert picture(edit) == seen

    apply(light, Scheme.LIGHT, 150)
    QApplication.processEvents()
    after = places(edit)
    other = IbanEdit()
    edit.window().layout().addWidget(other)  # type: ignore[union-attr]  # it has one
    other.setText(FRENCH)
    QApplication.processEvents()
    assert after[-1] > before[-1] * 1.4
    assert places(other) == after


@pytest.mark.parametrize("scale", [90, 100, 160])
def test_a_french_iban_fits(qtbot: QtBot, light: QApplication, scale: int) -> None:
    apply(light, Scheme.LIGHT, scale)
    edit = IbanEdit()
    qtbot.addWidget(edit)
    edit.resize(edit.sizeHint())
    edit.show()
    edit.setText(FRENCH.replace("1", "0"))

    assert places(edit)[0] > 0
    assert places(edit)[-1] < edit.width() - places(edit)[0]
