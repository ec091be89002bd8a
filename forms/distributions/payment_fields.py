"""How a member pays: the method by its letter, the amount, and of a cheque the number or its CMC7 line."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from backoffice.domain.cheque_number import NUMBER_REFUSALS
from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.group import GroupMethod
from backoffice.domain.member_order import PaymentForm
from backoffice.domain.money import ZERO, Money
from backoffice.french.account_words import PAID_WITH
from forms.kit.fields import all_usable
from forms.kit.labelled import Labelled
from forms.kit.panels import Choice, put_away
from forms.kit.tokens import ROOM, SPACE, scaled
from forms.kit.trade_fields import AmountField, NumberField
from forms.kit.wording.sentences import sentence

_LETTERS: Mapping[GroupMethod | None, str] = {
    None: "A",
    GroupMethod.CHEQUE: "C",
    GroupMethod.CASH: "L",
    GroupMethod.TRANSFER: "V",
    GroupMethod.CARD_ON_SITE: "B",
}
"""The key that chooses it; B is on the card itself: *carte bancaire*."""

_NONE = "Aucun"
_AMOUNT_WIDTH = 170
_NUMBER_WIDTH = 220


class _Methods(Choice[GroupMethod | None]):
    """The methods, each also by its letter."""

    def __init__(self, methods: tuple[GroupMethod, ...]) -> None:
        self.options: tuple[GroupMethod | None, ...] = (None, *methods)
        super().__init__("Paiement", {each: f"{_words(each)}  {_LETTERS[each]}" for each in self.options})

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        wanted = [method for method in self.options if _LETTERS[method] == event.text().upper()]
        if wanted:
            self.set_value(wanted[0])
            self.setFocus()
        else:
            super().keyPressEvent(event)


class PaymentFields(QWidget):
    """A payment, or none.

    Signals:
        committed: Enter on the last thing asked for.
        edited: something was changed.
    """

    committed = Signal()
    edited = Signal()

    def __init__(self, proposed: Callable[[], Money]) -> None:
        """Make the fields; `proposed` is the amount that brings the account to zero, or less than that."""
        super().__init__()
        self._proposed = proposed
        self._offered: tuple[GroupMethod, ...] = ()
        self._methods = _Methods(())
        self._amount = AmountField("Montant du paiement", required=True)
        self._number = NumberField("N° du chèque")
        self._number.edit.setPlaceholderText("7 chiffres, ou la ligne CMC7")
        self._amount.committed.connect(self._after_amount)
        self._number.committed.connect(self.committed)
        for field in (self._amount, self._number):
            field.edited.connect(self.edited)
        self._lay_out()
        self._take_methods(self._methods)

    @property
    def method(self) -> GroupMethod | None:
        """How it is paid; None where nothing is."""
        return self._methods.value()

    def offer(self, methods: tuple[GroupMethod, ...]) -> None:
        """What the group takes; none at all where its payments are not managed."""
        if methods != self._offered:
            self._offered = methods
            self._take_methods(_Methods(methods))
        self.setVisible(bool(methods))

    def clear(self) -> None:
        """Ask anew: no payment."""
        self._methods.set_value(None)
        self._amount.clear()
        self._number.clear()

    def begin(self) -> None:
        """Put the focus on the methods."""
        self._methods.setFocus()

    def fit(self) -> None:
        """Be as wide as the text asks for."""
        self._amount.setFixedWidth(scaled(_AMOUNT_WIDTH))
        self._number.setFixedWidth(scaled(_NUMBER_WIDTH))

    def is_usable(self) -> bool:
        """Whether it can be recorded as it stands; where not, the error shows."""
        if self.method is None:
            return True
        asked: list[Labelled] = [self._amount]
        if self.method is GroupMethod.CHEQUE:
            asked.append(self._number)
        return all_usable(asked) and self._is_positive()

    def form(self, distribution_id: int, member_id: int, *, forced: bool) -> PaymentForm | None:
        """The payment of a member; None where there is none. Ask `is_usable` first."""
        amount = self._amount.value()
        if self.method is None or amount is None:
            return None
        number = self._number.value() if self.method is GroupMethod.CHEQUE else None
        return PaymentForm(
            distribution_id, member_id, self.method, amount, number.number if number is not None else "", forced
        )

    def show_refusal(self, error: RuleBroken) -> bool:
        """Say at its field what is wrong; False where it is about something else."""
        if self.method is None:
            return False
        if error.code in NUMBER_REFUSALS:
            field: AmountField | NumberField = self._number
        elif error.code is Broken.AMOUNT_NOT_POSITIVE:
            field = self._amount
        else:
            return False
        field.show_error(sentence(error))
        field.take_focus()
        return True

    def review(self) -> None:
        """Put the focus back on what is to be looked at again."""
        (self._number if self.method is GroupMethod.CHEQUE else self._amount).take_focus()

    def _is_positive(self) -> bool:
        amount = self._amount.value()
        if amount is not None and amount > ZERO:
            return True
        self._amount.show_error(sentence(RuleBroken(Broken.AMOUNT_NOT_POSITIVE)))
        self._amount.take_focus()
        return False

    def _after_method(self) -> None:
        if self.method is None:
            self.committed.emit()
        else:
            self._amount.take_focus()

    def _after_amount(self) -> None:
        if not self._is_positive():
            return
        if self.method is GroupMethod.CHEQUE:
            self._number.take_focus()
        else:
            self.committed.emit()

    def _show_method(self) -> None:
        paid = self.method is not None
        self._amount.setVisible(paid)
        self._number.setVisible(self.method is GroupMethod.CHEQUE)
        self._amount.clear_error()
        self._number.clear_error()
        if paid and self._amount.value() is None and self._proposed() > ZERO:
            self._amount.set_value(self._proposed())
        self.edited.emit()

    def _take_methods(self, methods: _Methods) -> None:
        """Show these in the place of those so far."""
        old, self._methods = self._methods, methods
        if old is not methods:
            put_away(self._whole, old)
        self._whole.insertWidget(0, methods)
        methods.chosen.connect(self._show_method)
        methods.committed.connect(self._after_method)
        self.setFocusProxy(methods)
        self._show_method()

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(ROOM)
        line.addWidget(self._amount)
        line.addWidget(self._number)
        line.addStretch(1)
        self._whole = QVBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(SPACE)
        self._whole.addLayout(line)
        self.fit()


def _words(method: GroupMethod | None) -> str:
    return _NONE if method is None else PAID_WITH[method]
