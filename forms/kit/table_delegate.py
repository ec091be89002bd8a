"""How a table's cells are painted and edited."""

from typing import Any

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import QComboBox, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget
from typing_extensions import override

from backoffice.domain.errors import RuleBroken
from backoffice.french.figures import amount, read_amount
from forms.kit.amount_edit import AmountEdit
from forms.kit.keys import ENTER
from forms.kit.labels import repolish
from forms.kit.table_model import CHIP_ROLE, AmountCell, ChoiceCell, Index, TableModel
from forms.kit.tokens import GAP, RADIUS, SPACE, colours

_BAR = 3
_INSET = 3
"""How far inside its padding Qt puts an item's text."""
_LEAVING = (*ENTER, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)


class CellDelegate(QStyledItemDelegate):
    """Paints the bar of the current row and the chips; edits choices and amounts.

    Signals:
        refused: what was typed in a cell cannot be read; bears the `RuleBroken`.
    """

    refused = Signal(object)

    def __init__(self, table: QTableView, model: TableModel[Any]) -> None:
        super().__init__(table)
        self._table = table
        self._model = model

    @override
    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        option.state &= ~QStyle.StateFlag.State_HasFocus  # the whole row is marked, not one cell
        if index.data(CHIP_ROLE) is not None:
            option.text = ""
        toned = index.data(Qt.ItemDataRole.ForegroundRole)
        if toned is not None:  # the current row keeps the colours of its states
            option.palette.setColor(QPalette.ColorRole.HighlightedText, toned)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        tone = index.data(CHIP_ROLE)
        if tone is not None:
            _paint_chip(painter, option, index)
        if index.row() == self._table.currentIndex().row() and self._is_first(index.column()):
            colour = colours().accent if self._table.hasFocus() else colours().border
            bar = option.rect.adjusted(0, 0, 0, -1)
            bar.setWidth(_BAR)
            painter.fillRect(bar, QColor(colour))

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        cell = self._model.columns[index.column()].edit
        if isinstance(cell, ChoiceCell):
            return self._choices(parent, cell)
        if isinstance(cell, AmountCell):
            line = AmountEdit()
            line.setParent(parent)
            line.setProperty("cell", True)
            return line
        return super().createEditor(parent, option, index)

    @override
    def setEditorData(self, editor: QWidget, index: Index) -> None:
        row = self._model.rows[index.row()]
        cell = self._model.columns[index.column()].edit
        if isinstance(editor, AmountEdit) and isinstance(cell, AmountCell):
            standing = cell.amount(row)
            editor.setText(amount(standing) if standing else "")
            editor.selectAll()
        elif isinstance(editor, QComboBox):
            editor.setCurrentText(index.data())

    @override
    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QComboBox):
            model.setData(index, editor.currentData())
        elif isinstance(editor, AmountEdit) and self._is_readable(editor):
            model.setData(index, read_amount(editor.text()))

    @override
    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Keep an amount that cannot be read in its cell, marked, when Enter or Tab would leave it."""
        leaving = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in _LEAVING
        if leaving and isinstance(editor, AmountEdit) and not self._is_readable(editor):
            return True
        return super().eventFilter(editor, event)

    def _is_readable(self, editor: AmountEdit) -> bool:
        try:
            read_amount(editor.text())
        except RuleBroken as broken:
            editor.setProperty("wrong", True)
            repolish(editor)
            self.refused.emit(broken)
            return False
        return True

    def _choices(self, parent: QWidget, cell: ChoiceCell[Any]) -> QComboBox:
        box = QComboBox(parent)
        for letter, words in cell.options.items():
            box.addItem(words, letter)
        box.activated.connect(lambda: self._take(box))
        return box

    def _take(self, box: QComboBox) -> None:
        self.commitData.emit(box)
        self.closeEditor.emit(box)

    def _is_first(self, column: int) -> bool:
        return self._table.horizontalHeader().visualIndex(column) == 0


def _paint_chip(painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
    tone = index.data(CHIP_ROLE)
    text = index.data()
    metrics = option.fontMetrics
    width = min(metrics.horizontalAdvance(text) + 2 * SPACE, option.rect.width() - 2 * GAP)
    height = metrics.height() + GAP
    chip = QRectF(option.rect.left() + SPACE + _INSET, option.rect.center().y() - height / 2, width, height)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours().tone_ground(tone)))
    painter.drawRoundedRect(chip, RADIUS, RADIUS)
    painter.setPen(QColor(colours().tone(tone)))
    painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()
