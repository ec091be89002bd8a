"""The fields of a line that is added to an order: what, and how much; for `OrderEntry`."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.member_order import NewLine
from backoffice.domain.money import ZERO
from forms.kit.buttons import button
from forms.kit.field_alignment import level, raised
from forms.kit.fields import WordsField, all_usable
from forms.kit.icons import Icon
from forms.kit.tokens import ROOM, scaled
from forms.kit.trade_fields import AmountField
from forms.kit.wording.sentences import sentence

_AMOUNT_WIDTH = 130


class LineFields(QWidget):
    """The fields of one line after the other.

    Signals:
        added: a line is complete; bears it.
        passed: Enter with nothing typed: there are no more lines.
        edited: something was typed.
    """

    added = Signal(object)
    passed = Signal()
    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._label = WordsField("Libellé", required=True)
        self._amount = AmountField("Montant", required=True)
        self._add = button("Ajouter la ligne", self.add, Icon.PLUS)
        self._label.edit.returnPressed.disconnect()
        self._label.edit.returnPressed.connect(self._after_label)
        self._amount.committed.connect(self.add)
        for field in (self._label, self._amount):
            field.edited.connect(self.edited)
        self._lay_out()

    @property
    def is_blank(self) -> bool:
        """Whether nothing is typed."""
        return not (self._label.text().strip() or self._amount.text().strip())

    def begin(self) -> None:
        """Put the cursor where a line begins."""
        self._label.take_focus()

    def clear(self) -> None:
        """Empty for the next line."""
        self._label.clear()
        self._amount.clear()

    def fit(self) -> None:
        """Be as wide as the text asks for."""
        self._amount.setFixedWidth(scaled(_AMOUNT_WIDTH))

    def add(self) -> bool:
        """Take the line as it is typed; where it cannot be taken, the error shows at its field."""
        if not all_usable([self._label, self._amount]):
            return False
        label, amount = self._label.value(), self._amount.value()
        if label is None or amount is None or amount <= ZERO:
            self._amount.show_error(sentence(RuleBroken(Broken.AMOUNT_NOT_POSITIVE)))
            self._amount.take_focus()
            return False
        self.clear()
        self.begin()
        self.added.emit(NewLine(label, amount))
        return True

    def _after_label(self) -> None:
        if self.is_blank:
            self._label.clear_error()
            self.passed.emit()
        else:
            self._amount.take_focus()

    def _lay_out(self) -> None:
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(ROOM)
        line.addLayout(raised(self._label), 1)
        line.addLayout(raised(self._amount))
        line.addLayout(level(self._add))
        self.fit()
