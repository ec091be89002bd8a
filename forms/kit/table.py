"""The one table: sorts by header, keeps its widths, copies, exports, and is worked by keys."""

import json
from collections.abc import Callable, Hashable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import QEvent, QModelIndex, QRect, QSettings, Qt, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView
from typing_extensions import override

from backoffice.domain.spreadsheet_cells import guarded
from backoffice.french.figures import unspaced
from forms.kit.keys import ENTER, is_written
from forms.kit.labels import Words
from forms.kit.table_delegate import CellDelegate
from forms.kit.table_model import AmountCell, ChoiceCell, Column, Index, TableModel
from forms.kit.tokens import MARGIN, ROW, Tone, scaled, text_scale

Row = TypeVar("Row")

_SORTING = 2
"""How many numbers say by what a table is sorted."""


class Table(QTableView, Generic[Row]):
    """A table over frozen rows.

    Signals:
        chosen: Enter or a double click on a row; bears the row.
        current: another row is the current one; bears it, or None.
        end_reached: the last row is the current one, or came into sight by scrolling: whoever has more shows it.
        edited: a cell was changed by keys or by its editor; bears the row before and the row after.
        refused: what was typed in a cell cannot be read; bears the `RuleBroken`.
        export_asked: Ctrl+E; `Exporter.serve` answers it.
    """

    chosen = Signal(object)
    current = Signal(object)
    end_reached = Signal()
    edited = Signal(object, object)
    refused = Signal(object)
    export_asked = Signal()

    def __init__(
        self,
        name: str,
        columns: Sequence[Column[Row]],
        empty: str,
        *,
        key: Callable[[Row], Hashable] | None = None,
        struck: Callable[[Row], bool] | None = None,
    ) -> None:
        """Make an empty table.

        Args:
            name: under which its widths and sorting are kept, and what a screen reader says.
            columns: its columns.
            empty: what to do first, shown while there is no row.
            key: what makes a row the same after a refresh: the current row is then kept.
            struck: whether a row is shown struck through.
        """
        super().__init__()
        self._name = name
        self._key = key
        self._source: TableModel[Row] = TableModel(columns, struck)
        self._source.edited.connect(self.edited)
        self._empty = Words(empty, tone=Tone.MUTED)
        self._scale = text_scale()
        self.setModel(self._source)
        self._set_up()
        self._set_up_header()

    @property
    def rows(self) -> Sequence[Row]:
        """The rows in the order in which they are shown."""
        return self._source.rows

    @property
    def columns(self) -> Sequence[Column[Row]]:
        """The columns, for the export."""
        return self._source.columns

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows; the current row stays where `key` finds it again, else the first is current.

        The same rows again leave a cell in which somebody types as it is.
        """
        if self.state() is QAbstractItemView.State.EditingState and self._source.is_showing(rows):
            return
        before = self.current_row()
        self._source.show_rows(rows)
        self._empty.setVisible(not rows)
        self.select(before)

    def replace(self, before: Row, after: Row) -> None:
        """Show `after` where `before` was."""
        self._source.replace(before, after)

    def current_row(self) -> Row | None:
        """The current row."""
        index = self.currentIndex()
        return self.rows[index.row()] if index.isValid() else None

    def select(self, wanted: Row | None) -> None:
        """Make the row of the same key the current one, else the first."""
        place = 0
        if wanted is not None and self._key is not None:
            mark = self._key(wanted)
            place = next((at for at, row in enumerate(self.rows) if self._key(row) == mark), 0)
        self.setCurrentIndex(self._source.index(place, 0))

    def selected_rows(self) -> list[Row]:
        """The rows selected, from top to bottom."""
        return [self.rows[place] for place in sorted(index.row() for index in self.selectionModel().selectedRows())]

    def copy(self) -> None:
        """Put the selected rows on the clipboard, as text with tabs; a spreadsheet takes amounts for numbers."""
        lines = ("\t".join(_copied(column.text(row)) for column in self.columns) for row in self.selected_rows())
        QGuiApplication.clipboard().setText("\n".join(lines))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() == Qt.Key.Key_E and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.export_asked.emit()
        elif event.key() in ENTER and self.state() is not QAbstractItemView.State.EditingState:
            self._choose(self.currentIndex())
        elif is_written(event):
            event.setAccepted(self._edit_by_key(event))
        else:
            super().keyPressEvent(event)

    @override
    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.viewport().update()
        self.current.emit(self.current_row())
        if current.isValid() and current.row() == len(self.rows) - 1:
            self.end_reached.emit()

    def _scrolled(self, value: int) -> None:
        if 0 < value == self.verticalScrollBar().maximum():
            self.end_reached.emit()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._scale != text_scale():
            self._grow()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.viewport().rect()
        self._fill()
        self.scrollTo(self.currentIndex())  # a smaller table still shows the row that is worked on
        self._empty.setGeometry(QRect(room).adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN))

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        header = self.horizontalHeader()
        widths = [round(header.sectionSize(at) / self._scale) for at in range(header.count())]
        sorting = [header.sortIndicatorSection(), header.sortIndicatorOrder().value]
        QSettings().setValue(f"tables/{self._name}", json.dumps(widths + sorting))
        super().hideEvent(event)

    def _fill(self) -> None:
        # Qt's own stretching would squeeze the column to nothing in a narrow window.
        widths = [self.columnWidth(at) for at in range(len(self.columns))]
        for at, column in enumerate(self.columns):
            if column.stretch:
                left = self.viewport().width() - sum(widths) + widths[at]
                self.setColumnWidth(at, max(scaled(column.width), left))

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(self.rows[index.row()])

    def _edit_by_key(self, event: QKeyEvent) -> bool:
        place = self.currentIndex().row()
        for at, column in enumerate(self.columns if place >= 0 else ()):
            cell = column.edit
            index = self._source.index(place, at)
            if isinstance(cell, ChoiceCell) and event.text().upper() in cell.options:
                return self._source.setData(index, event.text().upper())
            if isinstance(cell, AmountCell) and event.text() in "0123456789,." and cell.allowed(self.rows[place]):
                self.setCurrentIndex(index)
                self.edit(index)
                return QGuiApplication.sendEvent(self.indexWidget(index), event)
        return False

    def _grow(self) -> None:
        ratio = text_scale() / self._scale
        self._scale = text_scale()
        header = self.horizontalHeader()
        for at in range(header.count()):
            header.resizeSection(at, round(header.sectionSize(at) * ratio))
        self.verticalHeader().setDefaultSectionSize(scaled(ROW))

    def _set_up(self) -> None:
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        delegate = CellDelegate(self, self._source)
        delegate.refused.connect(self.refused)
        self.setItemDelegate(delegate)
        self.setAccessibleName(self._name)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed | QAbstractItemView.EditTrigger.SelectedClicked
        )
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(scaled(ROW))
        self.doubleClicked.connect(self._choose)
        self._empty.setParent(self.viewport())
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)

    def _set_up_header(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSortIndicatorClearable(True)
        *widths, section, order = self._kept() or [*(column.width for column in self.columns), -1, 0]
        for at, column in enumerate(self.columns):
            self.setColumnWidth(at, scaled(column.width if column.stretch else widths[at]))
        header.sectionResized.connect(self._fill)
        header.setSortIndicator(section, Qt.SortOrder(order))
        self.setSortingEnabled(True)

    def _kept(self) -> list[int] | None:
        """Widths at 100 %, the column sorted by and the order, as `hideEvent` kept them for these columns."""
        kept = QSettings().value(f"tables/{self._name}")
        numbers: list[int] = json.loads(kept) if isinstance(kept, str) else []
        return numbers if len(numbers) == len(self.columns) + _SORTING else None


def _copied(text: str) -> str:
    """A cell's text as it may stand between tabs: a number, or a text that is no formula."""
    number = unspaced(text)
    return number if number != text else guarded(" ".join(text.split()))
