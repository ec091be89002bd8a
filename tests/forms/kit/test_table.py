from collections.abc import Callable
from time import perf_counter

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from backoffice.domain.money import Money
from forms.kit.labels import Words
from forms.kit.table import Table
from forms.kit.table_model import Column
from forms.kit.theme import Scheme, apply
from forms.kit.tokens import LIGHT
from forms.kit.wording.sentences import sentence
from tests.forms.kit.bundles import COLUMNS, Bundle, bundles

Shown = Callable[..., QWidget]


@pytest.fixture
def table(shown: Shown) -> Table[Bundle]:
    made = Table("factures", COLUMNS, "Aucune facture. Mettez le coupon de côté.", key=lambda row: row.number)
    shown(made)
    made.show_rows(bundles(20))
    made.setFocus()
    return made


def test_the_first_row_is_current_and_arrows_move_on(qtbot: QtBot, table: Table[Bundle]) -> None:
    assert table.current_row() == table.rows[0]
    with qtbot.waitSignal(table.current) as moved:
        QTest.keyClick(table, Qt.Key.Key_Down)
    assert moved.args == [table.rows[1]]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_chooses_the_current_row(qtbot: QtBot, table: Table[Bundle], key: Qt.Key) -> None:
    QTest.keyClick(table, Qt.Key.Key_Down)
    with qtbot.waitSignal(table.chosen) as chosen:
        QTest.keyClick(table, key)
    assert chosen.args == [table.rows[1]]


def test_a_refresh_keeps_the_current_row_wherever_it_is_now(table: Table[Bundle]) -> None:
    table.select(table.rows[7])
    table.show_rows(bundles(20)[::-1])
    current = table.current_row()
    assert current is not None
    assert current.number == 7

    table.show_rows(bundles(3))
    assert table.current_row() == table.rows[0]


def test_an_empty_table_says_what_to_do_first(table: Table[Bundle]) -> None:
    words = table.findChildren(Words)[0]
    assert not words.isVisible()
    table.show_rows([])

    assert words.isVisible()
    assert "Mettez le coupon de côté" in words.text()
    assert table.current_row() is None
    QTest.keyClick(table, Qt.Key.Key_Return)
    QTest.keyClick(table, Qt.Key.Key_R)


def test_a_click_on_the_header_sorts_and_the_current_row_stays_current(table: Table[Bundle]) -> None:
    table.select(table.rows[5])
    header = table.horizontalHeader()
    place = QPoint(header.sectionViewportPosition(3) + 10, 10)
    QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)

    assert [row.pending for row in table.rows] == sorted(row.pending for row in table.rows)
    current = table.current_row()
    assert current is not None
    assert current.number == 5


def test_the_selected_rows_are_copied_as_text(table: Table[Bundle]) -> None:
    QTest.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    assert QGuiApplication.clipboard().text() == (
        "0\tclient 0\t01/01/2024\t0,00\tVide\t–\tOUVERT\n1\tclient 1\t02/02/2024\t79,19\tVide\t–\tOUVERT"
    )


@pytest.mark.parametrize(
    ("text", "copied"),
    [
        ("1\u202f234,56\u00a0€", "1234,56"),
        ("\u221217,15\u00a0€", "-17,15"),
        ("+40,00", "40,00"),
        ("1\u202f204", "1204"),
        ("–", "–"),
        ("=1+1", "'=1+1"),
        ("\t=1+1", "'=1+1"),
        ("+33 6 12", "'+33 6 12"),
        ("deux\nlignes\tet plus", "deux lignes et plus"),
        ("04/03/2024 à 17:55", "04/03/2024 à 17:55"),
        ("J 121 52134466", "J 121 52134466"),
    ],
)
def test_what_is_copied_is_a_number_or_a_text_to_a_spreadsheet(shown: Shown, text: str, copied: str) -> None:
    columns: tuple[Column[str], ...] = (Column("Texte", str), Column("Autre", lambda _: "fin"))
    table = Table("copie", columns, "Rien.")
    shown(table)
    table.show_rows([text])
    table.selectAll()
    QTest.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)

    assert QGuiApplication.clipboard().text() == f"{copied}\tfin"


def test_a_letter_chooses_the_operation_of_the_current_row(qtbot: QtBot, table: Table[Bundle]) -> None:
    QTest.keyClick(table, Qt.Key.Key_Down)
    before = table.rows[1]
    with qtbot.waitSignal(table.edited) as edited:
        QTest.keyClick(table, "r")  # type: ignore[call-overload]

    assert edited.args == [before, table.rows[1]]
    assert table.rows[1].settled == before.pending
    with qtbot.assertNotEmitted(table.edited):
        QTest.keyClick(table, "x")  # type: ignore[call-overload]


def test_a_digit_begins_the_amount_and_enter_ends_it(qtbot: QtBot, table: Table[Bundle]) -> None:
    QTest.keyClicks(table, "r7")
    editor = table.findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    QTest.keyClicks(editor, ".5")
    assert editor.text() == "7,5"
    with qtbot.waitSignal(table.edited):
        QTest.keyClick(editor, Qt.Key.Key_Return)

    assert table.rows[0].settled == Money(750)
    assert table.hasFocus()


def test_the_same_rows_again_leave_a_cell_in_hand(table: Table[Bundle]) -> None:
    QTest.keyClicks(table, "r1")
    editor = table.findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    QTest.keyClicks(editor, ",2")

    table.show_rows(list(table.rows))

    assert editor.hasFocus()
    assert editor.text() == "1,2"


def test_an_amount_that_cannot_be_read_stays_in_its_cell(qtbot: QtBot, table: Table[Bundle]) -> None:
    QTest.keyClicks(table, "r1")
    editor = table.findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    QTest.keyClicks(editor, ",234")
    with qtbot.waitSignal(table.refused) as refused, qtbot.assertNotEmitted(table.edited):
        QTest.keyClick(editor, Qt.Key.Key_Return)

    assert "n'est pas un montant" in sentence(refused.args[0])
    assert editor.text() == "1,234"
    assert editor.hasFocus()
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert table.rows[0].settled == table.rows[0].pending


def test_a_digit_does_nothing_on_a_row_that_takes_no_amount(table: Table[Bundle]) -> None:
    QTest.keyClick(table, Qt.Key.Key_1)

    assert table.findChild(QLineEdit) is None


def test_a_choice_can_be_made_from_its_list(qtbot: QtBot, table: Table[Bundle]) -> None:
    table.setCurrentIndex(table.model().index(0, 4))
    QTest.keyClick(table, Qt.Key.Key_F2)
    box = table.findChild(QComboBox)
    assert isinstance(box, QComboBox)
    assert box.currentText() == "Vide"
    with qtbot.waitSignal(table.edited):
        QTest.keyClick(box, Qt.Key.Key_Up)

    assert table.rows[0].operation == "S"


def test_an_action_code_typed_on_a_table_goes_up_to_the_screen(qtbot: QtBot) -> None:
    typed: list[str] = []

    class Screen(QWidget):
        def keyPressEvent(self, event: object) -> None:
            typed.append(getattr(event, "text", str)())

    screen = Screen()
    qtbot.addWidget(screen)
    plain = Table("lots", COLUMNS[:4], "Aucun lot.")
    plain.setParent(screen)
    plain.show_rows(bundles(2))
    QTest.keyClicks(plain, "2.7")

    assert typed == ["2", ".", "7"]


def test_widths_and_sorting_are_kept_by_name(shown: Shown, table: Table[Bundle]) -> None:
    table.setColumnWidth(1, 333)
    table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    table.hide()
    again = Table("factures", COLUMNS, "Rien.")
    other = Table("clients", COLUMNS, "Rien.")
    shown(again, other)
    again.show_rows(bundles(3))

    assert again.columnWidth(1) == 333
    assert [row.number for row in again.rows] == [2, 1, 0]
    assert other.columnWidth(1) != 333


def test_what_was_kept_for_other_columns_is_not_used(shown: Shown, table: Table[Bundle]) -> None:
    table.setColumnWidth(1, 333)
    table.hide()
    fewer = Table("factures", COLUMNS[:2], "Rien.")
    shown(fewer)

    assert fewer.columnWidth(1) == 120


def test_widths_kept_at_one_text_size_fit_another(qapp: QApplication, shown: Shown, table: Table[Bundle]) -> None:
    table.setColumnWidth(1, 200)
    table.hide()
    apply(qapp, Scheme.LIGHT, 150)
    larger = Table("factures", COLUMNS, "Rien.")
    shown(larger)

    assert larger.columnWidth(1) == 300
    apply(qapp, Scheme.LIGHT, 100)


def test_rows_and_widths_grow_with_the_text(qapp: QApplication, table: Table[Bundle]) -> None:
    before = table.columnWidth(1)
    assert table.rowHeight(0) == 28
    apply(qapp, Scheme.LIGHT, 150)

    assert table.rowHeight(0) == 42
    assert table.columnWidth(1) == before * 1.5
    apply(qapp, Scheme.LIGHT, 100)


@pytest.mark.usefixtures("light")
def test_the_current_row_bears_a_bar_in_the_accent(table: Table[Bundle]) -> None:
    table.select(table.rows[2])
    picture = table.viewport().grab().toImage()
    middle = table.rowViewportPosition(2) + 10

    assert picture.pixelColor(1, middle).name() == LIGHT.accent
    assert picture.pixelColor(200, middle).name() == LIGHT.soft
    assert picture.pixelColor(1, middle + 28).name() == LIGHT.surface


def test_a_hundred_thousand_rows_show_at_once(table: Table[Bundle]) -> None:
    many = bundles(100_000)
    began = perf_counter()
    table.show_rows(many)
    table.grab()

    assert perf_counter() - began < 0.5  # 0.05 s on a quiet machine
