"""The one table model: columns that say how a frozen row reads, and the rows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass
from enum import Enum
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QFont, QIcon
from typing_extensions import override

from backoffice.domain.money import Money
from forms.kit.icons import Icon, icon
from forms.kit.tokens import Tone, colours

Row = TypeVar("Row")

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()

CHIP_ROLE = Qt.ItemDataRole.UserRole
"""The tone of a cell that is drawn as a chip."""


class Align(Enum):
    """Where a column's text stands; amounts and numbers stand right."""

    LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    CENTRE = Qt.AlignmentFlag.AlignCenter


@dataclass(frozen=True, slots=True)
class ChoiceCell(Generic[Row]):
    """A cell chosen by one letter, anywhere on its row, or from a list.

    Attributes:
        options: the letter in capitals, and the words: `{"R": "Régularisation", "S": "Sans paiement"}`.
        change: the row as it is once the letter is chosen.
    """

    options: Mapping[str, str]
    change: Callable[[Row, str], Row]


@dataclass(frozen=True, slots=True)
class AmountCell(Generic[Row]):
    """A cell whose amount is typed: a digit, anywhere on its row, begins it.

    Attributes:
        amount: what stands there.
        change: the row as it is once an amount is typed.
        allowed: whether this row takes an amount just now.
    """

    amount: Callable[[Row], Money]
    change: Callable[[Row, Money], Row]
    allowed: Callable[[Row], bool]


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """A column: how it reads a row.

    Attributes:
        title: its head, in the document's words.
        text: what its cell shows.
        value: what it sorts by and exports: `Money`, a date, a number, anything ordered; the text where absent.
        width: in pixels at 100 %.
        stretch: it takes what room is left, and never less than its width; one column at most.
        align: amounts and numbers stand right.
        tone: the colour of the text, which says it too.
        chip: the text stands on a ground of its tone: a state.
        icon: before the text.
        spoken: what a screen reader says where the text is not enough.
        edit: how the cell is changed.
    """

    title: str
    text: Callable[[Row], str]
    _: KW_ONLY
    value: Callable[[Row], Any] | None = None
    width: int = 120
    stretch: bool = False
    align: Align = Align.LEFT
    tone: Callable[[Row], Tone] | None = None
    chip: bool = False
    icon: Callable[[Row], Icon | None] | None = None
    spoken: Callable[[Row], str] | None = None
    edit: ChoiceCell[Row] | AmountCell[Row] | None = None

    def tone_of(self, row: Row) -> Tone:
        """The tone of this cell."""
        return Tone.NEUTRAL if self.tone is None else self.tone(row)

    def sort_key(self, row: Row) -> tuple[bool, Any]:
        """What this cell sorts by: nothing comes before something."""
        value = self.text(row).casefold() if self.value is None else self.value(row)
        if isinstance(value, Money):
            value = value.cents  # seven times as fast over 100 000 rows
        return (value is not None, value)


class TableModel(QAbstractTableModel, Generic[Row]):
    """Shows frozen rows through columns.

    Signals:
        edited: a cell was changed; bears the row before and the row after.
    """

    edited = Signal(object, object)

    def __init__(self, columns: Sequence[Column[Row]], struck: Callable[[Row], bool] | None = None) -> None:
        """Make an empty model; rows of which `struck` is true are shown struck through."""
        super().__init__()
        self.columns = tuple(columns)
        self._struck = struck
        self._given: list[Row] = []
        self._rows: list[Row] = []
        self._order: tuple[int, Qt.SortOrder] = (-1, Qt.SortOrder.AscendingOrder)

    @property
    def rows(self) -> Sequence[Row]:
        """The rows in the order in which they are shown."""
        return self._rows

    def is_showing(self, rows: Sequence[Row]) -> bool:
        """Whether these are the rows, as they were given."""
        return list(rows) == self._given

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows, in the order chosen by the header, else in that given."""
        self.beginResetModel()
        self._given = list(rows)
        self._rows = self._sorted()
        self.endResetModel()

    def replace(self, before: Row, after: Row) -> None:
        """Show `after` where `before` was."""
        place = self._rows.index(before)
        self._rows[place] = after
        self._given[self._given.index(before)] = after
        self.dataChanged.emit(self.index(place, 0), self.index(place, len(self.columns) - 1))

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        return self.columns[section].align.value if role == Qt.ItemDataRole.TextAlignmentRole else None

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        look = _LOOKS.get(role)
        if look is not None:
            return look(self.columns[index.column()], self._rows[index.row()])
        if role == Qt.ItemDataRole.FontRole and self._struck is not None and self._struck(self._rows[index.row()]):
            font = QFont()
            font.setStrikeOut(True)
            return font
        return None

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        cell = self.columns[index.column()].edit if index.isValid() else None
        if cell is None or (isinstance(cell, AmountCell) and not cell.allowed(self._rows[index.row()])):
            return flags
        return flags | Qt.ItemFlag.ItemIsEditable

    @override
    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        cell = self.columns[index.column()].edit
        if cell is None or role != Qt.ItemDataRole.EditRole:
            return False
        before = self._rows[index.row()]
        after = cell.change(before, value)
        self.replace(before, after)
        self.edited.emit(before, after)
        return True

    @override
    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self.layoutAboutToBeChanged.emit()
        held = self.persistentIndexList()
        kept = [self._rows[index.row()] for index in held]
        self._order = (column, order)
        self._rows = self._sorted()
        places = {id(row): place for place, row in enumerate(self._rows)} if held else {}
        moved = [self.index(places[id(row)], index.column()) for row, index in zip(kept, held, strict=True)]
        self.changePersistentIndexList(held, moved)
        self.layoutChanged.emit()

    def _sorted(self) -> list[Row]:
        column, order = self._order
        if column < 0:
            return list(self._given)
        descending = order == Qt.SortOrder.DescendingOrder
        return sorted(self._given, key=self.columns[column].sort_key, reverse=descending)


def _icon(column: Column[Row], row: Row) -> QIcon | None:
    name = None if column.icon is None else column.icon(row)
    return None if name is None else icon(name, column.tone_of(row))


def _colour(column: Column[Row], row: Row) -> QColor | None:
    return None if column.tone is None else QColor(colours().tone(column.tone(row)))


def _spoken(column: Column[Row], row: Row) -> str:
    return column.text(row) if column.spoken is None else column.spoken(row)


def _chip(column: Column[Row], row: Row) -> Tone | None:
    return column.tone_of(row) if column.chip else None


_LOOKS: dict[int, Callable[[Column[Any], Any], Any]] = {
    Qt.ItemDataRole.DisplayRole: lambda column, row: column.text(row),
    Qt.ItemDataRole.TextAlignmentRole: lambda column, _: column.align.value,
    Qt.ItemDataRole.ForegroundRole: _colour,
    Qt.ItemDataRole.DecorationRole: _icon,
    Qt.ItemDataRole.AccessibleTextRole: _spoken,
    CHIP_ROLE: _chip,
}
