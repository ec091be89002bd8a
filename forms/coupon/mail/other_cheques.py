"""The other cheques of an instalment: amount, number and date of each, one after the other (P-26)."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from backoffice.domain.mail_facts import ChequeFacts
from backoffice.domain.money import ZERO
from backoffice.french.figures import euros, read_date, short_date
from forms.kit.fields import Field
from forms.kit.keys import ENTER
from forms.kit.labels import Words
from forms.kit.tokens import GAP, SPACE, Tone, scaled
from forms.kit.trade_fields import AmountField, NumberField
from forms.kit.wording.sentences import to_fill

_HOW = "⏎ ajoute · sur un montant vide, ⏎ termine et Retour arrière retire le dernier"
_BACK = Qt.Key.Key_Backspace
_AMOUNT, _NUMBER, _DATE = 105, 200, 120


class OtherCheques(QWidget):
    """What is kept of them; the first one is keyed as any cheque.

    Signals:
        changed: a cheque was added or taken out, or something is typed of one.
        left: Enter on an empty amount.

    Attributes:
        by_name: the fields of the one that is begun, as `Untaken` names them.
    """

    changed = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._cheques: tuple[ChequeFacts, ...] = ()
        self.amount = AmountField("Montant")
        self.number = NumberField("N° du chèque")
        self.cash_on = Field("À encaisser le", read_date, short_date)
        self.by_name: Mapping[str, Field[Any]] = {
            "other_amount": self.amount,
            "other_number": self.number,
            "other_cash_on": self.cash_on,
        }
        self._told = Words(tone=Tone.MUTED)
        self._told.setWordWrap(True)
        self._lay_out()
        for field in self.by_name.values():
            field.edited.connect(self.changed)
        self.amount.edit.installEventFilter(self)
        self.amount.committed.connect(self._go_on)
        self.number.committed.connect(self.cash_on.take_focus)
        self.cash_on.committed.connect(self._add)
        self.fit()
        self.take_up(())

    @property
    def cheques(self) -> tuple[ChequeFacts, ...]:
        """Those that were added, in the order of the pile."""
        return self._cheques

    @property
    def is_half_typed(self) -> bool:
        """Whether one is begun and not added."""
        return bool(self.untaken())

    def untaken(self) -> Mapping[str, str]:
        """What is typed of the one that is begun."""
        return {name: field.text() for name, field in self.by_name.items() if field.text().strip()}

    def fit(self) -> None:
        """Be as wide as the text asks for."""
        for field, width in ((self.amount, _AMOUNT), (self.number, _NUMBER), (self.cash_on, _DATE)):
            field.setFixedWidth(scaled(width))

    def take_up(self, cheques: tuple[ChequeFacts, ...]) -> None:
        """Show cheques as they were added before; nothing is half typed."""
        self._cheques = cheques
        for field in self.by_name.values():
            field.clear()
        self._tell()

    def take_focus(self) -> None:
        """Go where the next one begins, or to what is missing of the one that is begun."""
        self._next_field().take_focus()

    def show_wrong(self) -> None:
        """The error at the first field that is missing or cannot be read, with the focus there."""
        field = self._next_field()
        if field is self.number:
            field.commit()  # a short one is completed, and looked at first
        elif field.check() and field is self.amount:  # empty, or nothing at all
            field.show_error(to_fill("Montant"))
        field.take_focus()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in ENTER:  # it was the field's
            super().keyPressEvent(event)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Backspace where there is nothing to rub out takes the last cheque out, as on the control tape."""
        back = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == _BACK
        if not back or self.is_half_typed:
            return super().eventFilter(watched, event)
        self._become(self._cheques[:-1])
        return True

    def _go_on(self) -> None:
        if self.is_half_typed:
            self.number.take_focus()
        else:
            self.left.emit()

    def _add(self) -> None:
        amount, number = self.amount.value(), self.number.value()
        if amount is None or amount <= ZERO or number is None:
            self.show_wrong()
        else:
            cheque = ChequeFacts(amount, cash_on=self.cash_on.value(), number=number.number)
            self.take_up((*self._cheques, cheque))
            self.changed.emit()
            self.amount.take_focus()

    def _next_field(self) -> Field[Any]:
        amount = self.amount.value()
        if amount is None or amount <= ZERO:
            return self.amount
        return self.number if self.number.value() is None else self.cash_on

    def _become(self, cheques: tuple[ChequeFacts, ...]) -> None:
        self._cheques = cheques
        self._tell()
        self.changed.emit()

    def _tell(self) -> None:
        self._told.say("\n".join(map(_said, self._cheques)), Tone.NEUTRAL)
        self._told.setVisible(bool(self._cheques))

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(SPACE)
        for field in self.by_name.values():
            line.addWidget(field, 0, Qt.AlignmentFlag.AlignTop)
        line.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(GAP)
        whole.addWidget(self._told)
        whole.addLayout(line)
        whole.addWidget(Words(_HOW, "small", Tone.MUTED))


def _said(cheque: ChequeFacts) -> str:
    on = f" · à encaisser le {short_date(cheque.cash_on)}" if cheque.cash_on else ""
    return f"{euros(cheque.figures)} · n° {cheque.number}{on}"
