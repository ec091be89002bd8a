"""Fields for a line of text; what was typed always stays."""

from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from PySide6.QtWidgets import QLineEdit
from typing_extensions import override

from backoffice.domain.errors import RuleBroken
from forms.kit.labelled import Labelled

T = TypeVar("T")


class Field(Labelled, Generic[T]):
    """A labelled line that reads a `T`.

    Attributes:
        edit: the line itself.
    """

    edit: QLineEdit

    def __init__(
        self,
        label: str,
        read: Callable[[str], T],
        write: Callable[[T], str] = str,
        *,
        required: bool = False,
        edit: QLineEdit | None = None,
    ) -> None:
        """Make a field.

        Args:
            label: what stands above it, and what a screen reader says.
            read: makes a value of the text; raises `RuleBroken` where it cannot, with the reason.
            write: how a value is written back.
            required: an empty field is an error too.
            edit: the line to use where a plain one will not do.
        """
        super().__init__(label, edit or QLineEdit())
        self._read = read
        self._write = write
        self._required = required
        self.edit.returnPressed.connect(self.commit)
        self.edit.textEdited.connect(self._typed)

    def text(self) -> str:
        """What was typed."""
        return self.edit.text()

    def value(self) -> T | None:
        """What the text says; None where it is empty or cannot be read."""
        if self._is_blank():
            return None
        try:
            return self._read(self.text())
        except RuleBroken:
            return None

    def set_value(self, value: T | None) -> None:
        """Write `value`, or nothing; an error that was shown is gone."""
        self.edit.setText("" if value is None else self._write(value))
        self.clear_error()

    def clear(self) -> None:
        """Empty the field for the next form."""
        self.set_value(None)
        self.show_hint("")

    @override
    def check(self) -> bool:
        """Whether the field can be used as it stands; where not, the error shows at it."""
        from forms.kit.wording.sentences import sentence, to_fill  # noqa: PLC0415 - the login waits for no sentence

        if self._is_blank():
            if self._required:
                self.show_error(to_fill(self._label.text()))
            return not self._required
        try:
            value = self._read(self.text())
        except RuleBroken as broken:
            self.show_error(sentence(broken))
            return False
        self.clear_error()
        self.accept(value)
        return True

    def accept(self, value: T) -> None:
        """Write back, in its proper form, a value that was read."""
        self.edit.setText(self._write(value))

    @override
    def take_focus(self) -> None:
        """Put the cursor here, all selected, so that typing or a barcode replaces what there is."""
        super().take_focus()
        self.edit.selectAll()

    def _is_blank(self) -> bool:
        return not self.text().strip()


class WordsField(Field[str]):
    """Free text, without the blanks around it."""

    def __init__(self, label: str, *, required: bool = False) -> None:
        super().__init__(label, str.strip, required=required)


class PasswordField(Field[str]):
    """A password: shown as dots, kept out of Undo and the clipboard by Qt's echo mode."""

    def __init__(self, label: str, *, required: bool = False) -> None:
        super().__init__(label, str, required=required)
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)


def all_usable(fields: Iterable[Labelled]) -> bool:
    """Whether every field can be used; errors show at those that cannot, and the first of them has the focus."""
    wrong = [field for field in fields if not field.check()]
    if wrong:
        wrong[0].take_focus()
    return not wrong
