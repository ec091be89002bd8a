"""A card as it is on the coupon: its number, then its expiry in 4 digits, then *Affecter* (P-50)."""

from collections.abc import Callable, Hashable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget
from typing_extensions import override

from backoffice.domain.card import AliasedCard, CardExpiry, check_number, read_expiry
from backoffice.domain.errors import Broken, RuleBroken, Unavailable
from backoffice.domain.method import Brand
from backoffice.domain.secret_digits import SecretDigits
from forms.actions.affecting import Affecting, assign_button
from forms.kit.card_field import CardField
from forms.kit.fields import Field, all_usable
from forms.kit.tokens import MARGIN, scaled
from forms.kit.wording.sentences import sentence, typeset, wiped

_LONGEST_EXPIRY = 7
_NUMBER_WIDTH, _EXPIRY_WIDTH = 290, 230
_AGAIN = " ⏎ réessaye."
_OF_THE_EXPIRY = frozenset({Broken.CARD_EXPIRED, Broken.CARD_EXPIRY_TOO_FAR})


class CardEntry(QWidget):
    """The two fields. As soon as the digits are a whole number, the expiry is next; Backspace there leads back.

    Signals:
        edited: the number or the expiry was changed.
        numbered: the number is whole.
        completed: Enter on an expiry, with a number that can be one.
        assigned: the card has its alias; bears the `AliasedCard`.
        returned: it has none, and is to be shown here again.
        refused: why it has none; bears the sentence.
        came_late: the card of a form that has left the screen has its alias; bears that form and the card.
        failed_late: it has none; bears that form and the exception.
    """

    edited = Signal()
    numbered = Signal()
    completed = Signal()
    assigned = Signal(object)
    returned = Signal()
    refused = Signal(str)
    came_late = Signal(object, object)
    failed_late = Signal(object, object)

    def __init__(self, affecting: Affecting, today: Callable[[], date]) -> None:
        super().__init__()
        self._affecting = affecting
        self._form: Hashable = None
        self._gesture = affecting.gesture()
        self._number = CardField("N° de carte")
        self._expiry = _ExpiryField(today)
        self._lay_out()
        self._number.edited.connect(self._follow)
        self._number.committed.connect(self.numbered)
        self._expiry.edited.connect(self._edit)
        self._expiry.committed.connect(self._complete)
        self._expiry.edit.left.connect(self._back)
        affecting.assigned.connect(self._come)
        affecting.refused.connect(self._fail)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """Where the Tab key stops, in order."""
        return self._number.edit, self._expiry.edit

    @property
    def brand(self) -> Brand | None:
        """The card's brand, once its first digits say it."""
        return self._number.brand()

    @property
    def has_number(self) -> bool:
        """Whether any digit of a number is there."""
        return len(self._number.edit.number) > 0

    @property
    def is_assigning(self) -> bool:
        """Whether the card of this form is on its way."""
        return self._affecting.is_under_way(self._form)

    def begin(self, form: Hashable) -> None:
        """Another form, known by `form`; a card that is on its way for the one before stays so."""
        self._form, self._gesture = form, self._affecting.gesture()
        self._number.clear()
        self._expiry.clear()

    def take_focus(self) -> None:
        """Where the next thing is to be typed."""
        (self._expiry if self._is_whole() else self._number).take_focus()

    def go_to_expiry(self) -> None:
        """The number is whole: on to its expiry."""
        self._expiry.await_digits()

    def say_wiped(self) -> None:
        """A number that was half typed is not there any more."""
        self._number.show_error(wiped())

    def assign(self, method: int) -> None:
        """*Affecter*, for `method`. The number leaves the field."""
        expiry = self._expiry.value()
        if expiry is not None:
            self._affecting.take_card(self._form, self._gesture, method, self._number.take(), expiry)

    def cancel(self) -> None:
        """The answer is not wanted any more."""
        self._affecting.cancel(self._form)

    def fit(self) -> None:
        """Be as wide as the text asks for."""
        self._number.setFixedWidth(scaled(_NUMBER_WIDTH))
        self._expiry.setFixedWidth(scaled(_EXPIRY_WIDTH))

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        if self.has_number:  # it is about to be wiped
            self.say_wiped()
        super().hideEvent(event)

    def _follow(self) -> None:
        self._edit()
        if self._is_whole():
            self.numbered.emit()

    def _edit(self) -> None:
        self._gesture = self._affecting.gesture()  # another card; the same one is asked for again under its key
        self.edited.emit()

    def _complete(self) -> None:
        if all_usable((self._number, self._expiry)):
            self.completed.emit()

    def _back(self) -> None:
        self._number.edit.setFocus(Qt.FocusReason.OtherFocusReason)

    def _is_whole(self) -> bool:
        try:
            check_number(self._number.edit.number)
        except RuleBroken:
            return False
        return True

    def _come(self, form: Hashable, card: AliasedCard) -> None:
        if form == self._form:
            self._number.clear()
            self._expiry.clear()
            self.assigned.emit(card)
        else:
            self.came_late.emit(form, card)

    def _fail(self, form: Hashable, error: Exception, number: SecretDigits) -> None:
        if form != self._form:
            self.failed_late.emit(form, error)
            return
        self.returned.emit()
        if not self.isVisible():  # else it would stay behind another page
            number.wipe()
        self._number.give_back(number)
        self._show_refusal(error)

    def _show_refusal(self, error: Exception) -> None:
        """The focus where it can be mended; after what may pass, Enter alone asks again."""
        may_pass = isinstance(error, Unavailable) and self.has_number
        of_the_expiry = isinstance(error, RuleBroken) and error.code in _OF_THE_EXPIRY
        if self.isVisible():
            (self._expiry if (may_pass or of_the_expiry) and self.has_number else self._number).take_focus()
        self.refused.emit(typeset(f"{sentence(error)}{_AGAIN if may_pass else ''}"))

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(MARGIN)
        row.addWidget(self._number, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._expiry, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(assign_button(self._complete), 0, Qt.AlignmentFlag.AlignTop)
        row.addStretch(1)
        self.fit()


class _ExpiryField(Field[CardExpiry]):
    """The expiry. An Enter pressed behind the number by habit, which is whole already, is passed over once."""

    edit: "_ExpiryEdit"

    def __init__(self, today: Callable[[], date]) -> None:
        line = _ExpiryEdit()
        super().__init__("Mois et année, 4 chiffres", lambda text: read_expiry(text, today()), required=True, edit=line)
        self._is_early = False
        self.edited.connect(self._begin)

    def await_digits(self) -> None:
        """Put the cursor here, before anything is typed."""
        self._is_early = not self.text()
        self.take_focus()

    @override
    def commit(self) -> None:
        was_early, self._is_early = self._is_early, False
        if not was_early:
            super().commit()

    def _begin(self) -> None:
        self._is_early = False


class _ExpiryEdit(QLineEdit):
    """Signals: `left`, Backspace where there is nothing to rub out."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setPlaceholderText("MMAA")
        self.setMaxLength(_LONGEST_EXPIRY)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Backspace and not self.text():
            self.left.emit()
        else:
            super().keyPressEvent(event)
