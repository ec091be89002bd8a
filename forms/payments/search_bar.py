"""The search on top: one field that understands what is typed, says as what, and the filters beside it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from backoffice.domain.payments import PaymentKind, Sought
from backoffice.french.payment_search import Understood, understood
from backoffice.french.payment_words import PAYMENT_STATES
from forms.kit.fields import Field, all_usable
from forms.kit.labels import Words
from forms.kit.panels import Choice, put_away
from forms.kit.reader_tab import ReaderTab, is_cheque_line, is_reference
from forms.kit.tokens import GAP, MARGIN, ROOM, SPACE, Tone, scaled
from forms.kit.trade_fields import DateField
from forms.kit.wording.sentences import typeset
from forms.payments.words import reading

_TITLE = "Paiements"
_LABEL = "Rechercher"
_KINDS = "Référence, nom, n° de chèque, montant, lot, date…"
_READ_AS = "Lu comme"
_AMBIGUOUS = "se lit de plusieurs façons, F4 passe à la suivante"
_FAMILY = "Nature"
_STATE = "État"
_ALL = "Tous"
_DAY_WIDTH = 112
_FAMILIES: dict[PaymentKind | None, str] = {
    None: _ALL,
    PaymentKind.CHEQUE: "Chèques",
    PaymentKind.DEBIT: "Prélèvements",
}


class SearchBar(QWidget):
    """Says what is sought.

    Signals:
        asked: Enter was pressed, or a filter or another reading chosen; bears a `Sought`.
        changed: there is another number of readings.
    """

    asked = Signal(object)
    changed = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._readings: tuple[Understood, ...] = ()
        self._choice: Choice[Understood] | None = None
        self._field = _SearchField(_LABEL, lambda text: understood(text, today()))
        ReaderTab(self._field, lambda text: is_cheque_line(text) or is_reference(text))
        self._family = _box(_FAMILY, _FAMILIES)
        self._state = _box(_STATE, {None: _ALL, **PAYMENT_STATES})
        self._since = DateField("Saisis du", today())
        self._until = DateField("au", today())
        self._read_as = QHBoxLayout()
        self._connect()
        self._lay_out()

    def begin(self) -> None:
        """Put the cursor in the field, all selected."""
        self._field.take_focus()

    def has_focus(self) -> bool:
        """Whether the cursor is in the field."""
        return self._field.edit.hasFocus()

    def readings(self) -> int:
        """In how many ways what was typed makes sense."""
        return len(self._readings)

    def read_otherwise(self) -> None:
        """Take what was typed for the next thing that it can be."""
        if self._choice is not None:
            at = self._readings.index(self._choice.value())
            self._choice.set_value(self._readings[(at + 1) % len(self._readings)])

    def sought(self) -> Sought:
        """What is sought: the reading in force, within the filters."""
        typed = self._understood()
        wanted = typed.sought if typed else Sought()
        since, until = self._since.value(), self._until.value()
        return replace(
            wanted,
            since=max(filter(None, (wanted.since, since)), default=None),
            until=min(filter(None, (wanted.until, until)), default=None),
            kind=self._family.currentData(),
            state=self._state.currentData(),
        )

    def ask(self) -> None:
        """Read what was typed, and look for it."""
        if not all_usable((self._field, self._since, self._until)):
            self._show_readings(())
            return
        self._show_readings(self._field.value() or ())
        self.asked.emit(self.sought())

    def _understood(self) -> Understood | None:
        if self._choice is not None:
            return self._choice.value()
        return self._readings[0] if self._readings else None

    def _show_readings(self, readings: Sequence[Understood]) -> None:
        if tuple(readings) == self._readings:
            return
        self._readings = tuple(readings)
        if self._choice is not None:
            put_away(self._read_as, self._choice)
            self._choice = None
        if len(readings) > 1:
            self._choice = Choice(_READ_AS, {each: reading(each) for each in readings})
            self._choice.chosen.connect(lambda _: self.asked.emit(self.sought()))
            self._choice.committed.connect(self.ask)
            self._read_as.addWidget(self._choice, 0, Qt.AlignmentFlag.AlignTop)
        self._field.show_hint(_told(readings), Tone.INFO)
        self.changed.emit()

    def _day_typed(self) -> None:
        if all(day.value() is not None or not day.text().strip() for day in (self._since, self._until)):
            self.asked.emit(self.sought())  # what is being typed is not written anew under the operator's fingers

    def _connect(self) -> None:
        self._field.committed.connect(self.ask)
        self._field.edited.connect(lambda: self._show_readings(()))  # they were of what stood there before
        self._family.activated.connect(self.ask)
        self._state.activated.connect(self.ask)
        for day in (self._since, self._until):
            day.edit.textChanged.connect(self._day_typed)
            day.committed.connect(self.ask)

    def _lay_out(self) -> None:
        for day in (self._since, self._until):
            day.setFixedWidth(scaled(_DAY_WIDTH))
        self._field.edit.setPlaceholderText(_KINDS)
        filters = QHBoxLayout()
        filters.setSpacing(ROOM)
        filters.addWidget(Words(_TITLE, "title"), 1)
        for part in (_labelled(_FAMILY, self._family), _labelled(_STATE, self._state), self._since, self._until):
            filters.addWidget(part, 0, Qt.AlignmentFlag.AlignTop)
        self._read_as.setSpacing(MARGIN)
        self._read_as.addWidget(self._field, 1, Qt.AlignmentFlag.AlignTop)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(SPACE)
        whole.addLayout(filters)
        whole.addLayout(self._read_as)


class _SearchField(Field[tuple[Understood, ...]]):
    """What was typed stays as it was typed."""

    @override
    def accept(self, value: tuple[Understood, ...]) -> None:
        del value


def _told(readings: Sequence[Understood]) -> str:
    if len(readings) > 1:
        return _AMBIGUOUS
    return typeset(f"{_READ_AS.lower()} : {reading(readings[0])}") if readings else ""


def _box(label: str, options: Mapping[Any, str]) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(label)
    for value, words in options.items():
        box.addItem(words, value)
    return box


def _labelled(words: str, part: QWidget) -> QWidget:
    label = QLabel(words)
    label.setProperty("role", "label")
    label.setBuddy(part)
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(GAP)
    column.addWidget(label)
    column.addWidget(part)
    return whole
