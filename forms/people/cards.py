"""People as cards: initials, name and role, chosen by the arrows or by typing the name."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from backoffice.domain.people import Person
from backoffice.french.people_words import ROLES
from forms.kit.keys import ENTER
from forms.kit.table_model import Index
from forms.kit.tokens import GAP, RADIUS, ROOM, SPACE, colours, scaled

_CARD = QSize(232, 64)
_DISC = 40
_ABREAST = 3
_ROWS = 4
_SCROLL_BAR = 16
_NOWHERE = QModelIndex()
_PERSON = Qt.ItemDataRole.UserRole


class PersonCards(QListView):
    """The cards of the people who can log in, three abreast.

    Signals:
        chosen: another card is the current one; bears the person, or None.
        committed: Enter or a click on a card.
    """

    chosen = Signal(object)
    committed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._people = _People()
        self._room = _ABREAST * _cell().width() + _SCROLL_BAR
        self.setModel(self._people)
        self.setItemDelegate(_CardDelegate(self))
        self.setAccessibleName("Qui travaille ici ?")
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.clicked.connect(lambda _: self.committed.emit())

    def show_people(self, people: Sequence[Person], login: str = "") -> None:
        """Show these people; the one of `login` is chosen, else the first."""
        self._people.show_people(people)
        place = next((at for at, person in enumerate(people) if person.login == login), 0)
        self.setCurrentIndex(self._people.index(place))
        self.fit(self._room)

    def person(self) -> Person | None:
        """Who is chosen."""
        return self.currentIndex().data(_PERSON) if self.currentIndex().isValid() else None

    def step(self, event: QKeyEvent) -> None:
        """Let another widget's arrow key go from card to card."""
        super().keyPressEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            self.committed.emit()
        else:
            super().keyPressEvent(event)

    @override
    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.chosen.emit(self.person())

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self.model() is not None:
            self.fit(self._room)

    def fit(self, room: int) -> None:
        """Take as much of `room`, a width in pixels, as the cards need."""
        self._room = room
        cell = _cell()
        abreast = max(min(_ABREAST, (room - _SCROLL_BAR) // cell.width()), 1)
        rows = max(-(-self._people.rowCount() // abreast), 1)
        scrolls = rows > _ROWS
        on, off = Qt.ScrollBarPolicy.ScrollBarAlwaysOn, Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setVerticalScrollBarPolicy(on if scrolls else off)
        spare = _SCROLL_BAR if scrolls else SPACE
        self.setGridSize(cell)
        self.setViewportMargins(GAP, 0, 0, 0)
        self.setFixedSize(abreast * cell.width() + spare, min(rows, _ROWS) * cell.height() + SPACE)


class _People(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self._shown: Sequence[Person] = ()

    def show_people(self, people: Sequence[Person]) -> None:
        self.beginResetModel()
        self._shown = people
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._shown)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        person = self._shown[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return person.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{person.name}, {ROLES[person.role]}"
        return person if role == _PERSON else None


class _CardDelegate(QStyledItemDelegate):
    def __init__(self, cards: PersonCards) -> None:
        super().__init__(cards)
        self._cards = cards

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return _cell()

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        person: Person = index.data(_PERSON)
        current = index == self._cards.currentIndex()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        card = option.rect.adjusted(GAP, GAP, -GAP, -GAP)
        self._paint_ground(painter, QRectF(card), current=current)
        disc = QRect(card.left() + ROOM, 0, scaled(_DISC), scaled(_DISC))
        disc.moveTop(card.center().y() - disc.height() // 2)
        _paint_initials(painter, disc, person.initials, current=current)
        _paint_words(painter, card.adjusted(disc.right() + ROOM - card.left(), 0, -SPACE, 0), person, current=current)
        painter.restore()

    def _paint_ground(self, painter: QPainter, card: QRectF, *, current: bool) -> None:
        palette = colours()
        border = palette.accent if current else palette.hair
        width = 2 if current and self._cards.hasFocus() else 1
        painter.setPen(QPen(QColor(border), width))
        painter.setBrush(QColor(palette.soft if current else palette.surface))
        painter.drawRoundedRect(card.adjusted(width / 2, width / 2, -width / 2, -width / 2), RADIUS, RADIUS)


def _paint_initials(painter: QPainter, disc: QRect, initials: str, *, current: bool) -> None:
    palette = colours()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(palette.accent if current else palette.raised))
    painter.drawEllipse(disc)
    painter.setPen(QColor(palette.on_accent if current else palette.muted))
    painter.setFont(_strong(painter.font()))
    painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, initials)
    painter.setFont(QFont())


def _paint_words(painter: QPainter, room: QRect, person: Person, *, current: bool) -> None:
    palette = colours()
    upper, lower = QRect(room), QRect(room)
    upper.setBottom(room.center().y())
    lower.setTop(room.center().y() + 1)
    painter.setPen(QColor(palette.text))
    painter.setFont(_strong(QFont()))
    name = painter.fontMetrics().elidedText(person.name, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(upper, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, name)
    painter.setPen(QColor(palette.text if current else palette.muted))
    painter.setFont(QFont())
    painter.drawText(lower, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, ROLES[person.role])


def _strong(font: QFont) -> QFont:
    strong = QFont(font)
    strong.setWeight(QFont.Weight.DemiBold)
    return strong


def _cell() -> QSize:
    return QSize(scaled(_CARD.width()) + SPACE, scaled(_CARD.height()) + SPACE)
