"""The field for an IBAN: written as it comes, checked at once, with the bank's name to be compared with the paper."""

from typing_extensions import override

from backoffice.domain.iban import bank_name, check_iban, is_valid, masked
from forms.kit.fields import Field
from forms.kit.iban_edit import IbanEdit
from forms.kit.tokens import Tone

_LONGEST_NAME = 36
"""Of a bank's name, so many characters are shown; that of some regional banks is a line of its own."""


class IbanField(Field[str]):
    """An IBAN; what is wrong shows on Enter and on leaving, the bank's name as soon as it is right.

    Its `value` is compact, and None unless the IBAN holds. Nothing of it is left to Undo once the field is cleared,
    and it goes to the clipboard only where the operator copies it.

    Attributes:
        edit: the line itself.
    """

    edit: IbanEdit

    def __init__(self, label: str, *, required: bool = False) -> None:
        super().__init__(label, check_iban, required=required, edit=IbanEdit())
        self.edit.textChanged.connect(self._show_bank)
        self.edit.left.connect(self._look)

    def __repr__(self) -> str:
        return f"IbanField({masked(self.text())})"

    @override
    def accept(self, value: str) -> None:
        """Nothing to write back: the text is compact already."""

    @override
    def take_focus(self) -> None:
        """Put the cursor here, all selected; behind it where it is wrong, to be mended rather than typed again."""
        super().take_focus()
        if self.error():
            self.edit.end(False)

    def _show_bank(self, text: str) -> None:
        if is_valid(text):
            self.show_hint(f"{_short(bank_name(text)) or 'IBAN'} ✓", Tone.OK)
        else:
            self.show_hint("")

    def _look(self) -> None:
        if not self._is_blank():
            self.check()


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1].rstrip()}…"
