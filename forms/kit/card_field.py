"""The field for a card number: it never is a text, and does not stay longer than it serves."""

from PySide6.QtCore import QTimer
from typing_extensions import override

from backoffice.domain.card import brand_of, check_number
from backoffice.domain.errors import RuleBroken
from backoffice.domain.method import Brand
from backoffice.domain.secret_digits import SecretDigits
from backoffice.french.means_words import BRANDS
from forms.kit.digits_edit import DigitsEdit
from forms.kit.labelled import Labelled
from forms.kit.tokens import Tone
from forms.kit.wording.sentences import sentence, to_fill, wiped

_KEPT = 120_000
"""How long a number stays untouched in the field, in milliseconds."""


class CardField(Labelled):
    """A card number; the hint says its brand (P-50, P-51).

    The number is wiped when the field is cleared, hidden or destroyed, when `take` has given it out, and when nothing
    was typed for two minutes.

    Attributes:
        edit: the line itself.
    """

    edit: DigitsEdit

    def __init__(self, label: str, *, kept: int = _KEPT) -> None:
        """Make a field, which must be filled; `kept` is for how many milliseconds a number stays untouched."""
        super().__init__(label, DigitsEdit())
        self._patience = QTimer(self, singleShot=True, interval=kept)
        self._patience.timeout.connect(self._give_up)
        self.edit.entered.connect(self.commit)
        self.edit.edited.connect(self._typed)

    def brand(self) -> Brand | None:
        """The brand of what was typed, as soon as its first digits say it."""
        return brand_of(self.edit.number)

    def take(self) -> SecretDigits:
        """Give the number out; it is not in the field any more, and whoever has it wipes it."""
        taken = SecretDigits()
        self.edit.number.pour_into(taken)
        self.clear()
        return taken

    def give_back(self, number: SecretDigits) -> None:
        """Take a number back, that could not be used just now; `number` is wiped."""
        number.pour_into(self.edit.number)
        self.edit.select_all()
        self._patience.start()
        self._show_brand()

    def clear(self) -> None:
        """Wipe the number, and empty the field for the next form."""
        self.edit.wipe()
        self._patience.stop()
        self.clear_error()
        self.show_hint("")

    @override
    def check(self) -> bool:
        """Whether the number can be one; where not, the error shows at it."""
        if not len(self.edit.number):
            self.show_error(to_fill(self._label.text()))
            return False
        try:
            brand = check_number(self.edit.number)
        except RuleBroken as broken:
            self.show_error(sentence(broken))
            return False
        self.clear_error()
        self.show_hint(f"{BRANDS[brand]} ✓", Tone.OK)
        return True

    @override
    def take_focus(self) -> None:
        """Put the cursor here, all selected, so that typing replaces what there is."""
        super().take_focus()
        self.edit.select_all()

    @override
    def _typed(self) -> None:
        self._patience.start()
        self._show_brand()
        super()._typed()

    def _show_brand(self) -> None:
        brand = self.brand()
        self.show_hint(BRANDS[brand] if brand else "")

    def _give_up(self) -> None:
        if len(self.edit.number):
            self.clear()
            self.show_error(wiped())
            self.edited.emit()
