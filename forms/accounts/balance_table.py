"""The table of the balances: a bar left of zero for a debt, right of it for a credit."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem
from typing_extensions import override

from backoffice.domain.ledger import BalanceFilter, MemberBalance
from backoffice.french.figures import amount
from backoffice.french.screen_titles import MEMBER_BALANCES
from forms.accounts.figures import standing
from forms.kit.table import Table
from forms.kit.table_delegate import CellDelegate
from forms.kit.table_model import Align, Column, Index, TableModel
from forms.kit.tokens import SPACE, Tone, colours, scaled

FILTER_KEYS: Mapping[BalanceFilter, str] = {
    BalanceFilter.ALL: "*",
    BalanceFilter.DEBTS: "-",
    BalanceFilter.CREDITS: "+",
    BalanceFilter.ZERO: "/",
}
"""All of them on the numeric keypad, and none the beginning of a number or a name."""

_NONE = "Aucun adhérent ici.\nF8 mène au groupe : on y ajoute les adhérents, un à un ou par un fichier."
_BAR, _LEAST = 10, 2
"""The height of a bar, and the length of the smallest, in pixels at 100 %."""
_AMOUNT = 116
"""What is left of the cell for the amount itself."""
_BALANCE_AT = 2
_STANDINGS = {Tone.ERROR: "dette", Tone.OK: "avoir", Tone.MUTED: "à zéro"}


def by_number(row: MemberBalance) -> tuple[int, str]:
    """Numbers as they are counted: 9 before 10."""
    return len(row.member.number), row.member.number


_COLUMNS: tuple[Column[MemberBalance], ...] = (
    Column("N°", lambda row: row.member.number, value=by_number, width=90),
    Column("Adhérent", lambda row: row.member.name, width=230),
    Column(
        "Solde",
        lambda row: amount(row.balance),
        value=lambda row: row.balance,
        align=Align.RIGHT,
        width=280,
        stretch=True,
        tone=lambda row: standing(row.balance),
        spoken=lambda row: f"{_STANDINGS[standing(row.balance)]} {amount(row.balance)}",
    ),
    Column(
        "En attente",
        lambda row: amount(row.waiting) if row.waiting else "",
        value=lambda row: row.waiting,
        align=Align.RIGHT,
        width=104,
        tone=lambda _: Tone.WARNING,
    ),
)


class BalanceTable(Table[MemberBalance]):
    """Balances; a letter or a digit begins a search, a sign picks a filter.

    Signals:
        sought: a letter or digit was typed; bears it.
        filter_asked: a filter's sign was typed; bears the filter.
    """

    sought = Signal(str)
    filter_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__(MEMBER_BALANCES, _COLUMNS, _NONE, key=lambda row: row.member.id)
        model = self.model()
        if not isinstance(model, TableModel):
            raise TypeError("a Table has a TableModel")
        self._bars = _Bars(self, model)
        self.setItemDelegateForColumn(_BALANCE_AT, self._bars)

    @override
    def show_rows(self, rows: Sequence[MemberBalance]) -> None:
        self._bars.largest = max((abs(row.balance.cents) for row in rows), default=0)
        super().show_rows(rows)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        filters = {sign: kind for kind, sign in FILTER_KEYS.items()}
        if plain and event.text() in filters:
            self.filter_asked.emit(filters[event.text()])
        elif plain and event.text().isalnum():
            self.sought.emit(event.text())
        else:
            super().keyPressEvent(event)


class _Bars(CellDelegate):
    """Paints the bars.

    Attributes:
        largest: the cents of the longest bar.
    """

    def __init__(self, table: BalanceTable, model: TableModel[Any]) -> None:
        super().__init__(table, model)
        self.largest = 0

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint(painter, option, index)
        row: MemberBalance = self._model.rows[index.row()]
        room = option.rect.adjusted(SPACE, 0, -scaled(_AMOUNT), -1)
        zero = room.center().x()
        painter.fillRect(QRect(zero, room.top(), 1, room.height()), QColor(colours().border))
        if row.balance:
            painter.fillRect(self._bar(row.balance.cents, room, zero), QColor(self._colour(row)))

    def _bar(self, cents: int, room: QRect, zero: int) -> QRect:
        length = max(_LEAST, (room.width() // 2 - 1) * abs(cents) // max(self.largest, 1))
        height = scaled(_BAR)
        return QRect(zero + 1 if cents > 0 else zero - length, room.center().y() - height // 2, length, height)

    def _colour(self, row: MemberBalance) -> str:
        return colours().tone(standing(row.balance))
