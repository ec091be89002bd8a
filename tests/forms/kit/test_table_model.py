import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtGui import QFont
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from backoffice.domain.money import Money
from forms.kit.table_model import CHIP_ROLE, Align, Column, TableModel
from forms.kit.tokens import LIGHT, Tone
from tests.forms.kit.bundles import COLUMNS, Bundle, bundles

UP, DOWN = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


@pytest.fixture
def model() -> TableModel[Bundle]:
    made = TableModel(COLUMNS, struck=lambda row: row.number == 1)
    made.show_rows(bundles(20))
    return made


def test_the_model_keeps_every_promise_of_qt(model: TableModel[Bundle]) -> None:
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.sort(3, DOWN)
    model.show_rows(bundles(3))
    model.show_rows([])

    assert tester.model() is model


@pytest.mark.usefixtures("light")
def test_a_cell_says_how_it_looks_and_how_it_is_spoken(model: TableModel[Bundle]) -> None:
    def cell(row: int, column: int, role: int) -> object:
        return model.index(row, column).data(role)

    assert cell(2, 2, Qt.ItemDataRole.DisplayRole) == "03/03/2024"
    assert cell(2, 1, Qt.ItemDataRole.AccessibleTextRole) == "Monsieur client 2"
    assert cell(2, 2, Qt.ItemDataRole.AccessibleTextRole) == "03/03/2024"
    assert cell(2, 3, Qt.ItemDataRole.TextAlignmentRole) == Align.RIGHT.value
    assert model.index(2, 4).data(Qt.ItemDataRole.ForegroundRole).name() == LIGHT.warning
    assert cell(2, 4, Qt.ItemDataRole.DecorationRole) is None
    assert cell(2, 6, CHIP_ROLE) == Tone.OK
    assert cell(2, 4, CHIP_ROLE) is None
    assert cell(2, 0, Qt.ItemDataRole.FontRole) is None
    struck = cell(1, 0, Qt.ItemDataRole.FontRole)
    assert isinstance(struck, QFont)
    assert struck.strikeOut()


def test_sorting_goes_by_value_not_by_text(model: TableModel[Bundle]) -> None:
    model.sort(3, UP)
    assert [row.pending for row in model.rows] == sorted(row.pending for row in model.rows)
    model.sort(0, DOWN)
    assert [row.number for row in model.rows] == list(range(19, -1, -1))
    model.sort(-1)
    assert [row.number for row in model.rows] == list(range(20))


def test_what_is_pointed_at_moves_with_its_row(model: TableModel[Bundle]) -> None:
    held = QPersistentModelIndex(model.index(4, 1))
    model.sort(0, DOWN)

    assert model.rows[held.row()].number == 4


def test_new_rows_come_in_the_order_that_was_chosen(model: TableModel[Bundle]) -> None:
    model.sort(0, DOWN)
    model.show_rows(bundles(3))

    assert [row.number for row in model.rows] == [2, 1, 0]


@given(values=st.lists(st.none() | st.integers()))
def test_nothing_comes_before_something(values: list[int | None]) -> None:
    model: TableModel[int | None] = TableModel([Column("N°", str, value=lambda row: row)])
    model.show_rows(values)
    model.sort(0, UP)

    assert list(model.rows) == [None] * values.count(None) + sorted(value for value in values if value is not None)


def test_a_change_is_told_with_the_row_before_and_after(qtbot: QtBot, model: TableModel[Bundle]) -> None:
    before = model.rows[2]
    with qtbot.waitSignal(model.dataChanged), qtbot.waitSignal(model.edited) as told:
        assert model.setData(model.index(2, 4), "R")

    after = model.rows[2]
    assert after.operation == "R"
    assert told.args == [before, after]
    assert not model.setData(model.index(2, 0), "1")


def test_an_amount_can_be_typed_only_where_the_row_takes_one(model: TableModel[Bundle]) -> None:
    at = model.index(2, 5)
    assert not model.flags(at) & Qt.ItemFlag.ItemIsEditable
    model.setData(model.index(2, 4), "R")
    assert model.flags(at) & Qt.ItemFlag.ItemIsEditable
    model.setData(at, Money(1))
    model.sort(0, DOWN)

    assert model.rows[17].settled == Money(1)
