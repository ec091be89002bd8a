"""Fields with their label above and their error below; what was typed always stays."""

from collections.abc import Callable, Iterable
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from backoffice.domain.errors import RuleBroken
from forms.kit.icons import Icon
from forms.kit.labels import Glyph, Words, repolish
from forms.kit.tokens import GAP, SPACE, Tone
from forms.kit.wording import sentence, to_fill

T = TypeVar("T")


class Field(QWidget, Generic[T]):
    """A labelled line that reads a `T`.

    Signals:
        committed: Enter was pressed on something readable (or on nothing, where nothing is required).
        edited: the operator has changed the text.

    Attributes:
        edit: the line itself.
    """

    committed = Signal()
    edited = Signal()

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
        super().__init__()
        self._read = read
        self._write = write
        self._required = required
        self.edit = edit or QLineEdit()
        self.edit.setAccessibleName(label)
        self.setFocusProxy(self.edit)
        self._label = QLabel(label)
        self._label.setProperty("role", "label")
        self._label.setBuddy(self.edit)
        self._hint = Words(role="small", tone=Tone.MUTED)
        self._error = _ErrorLine()
        self._lay_out()
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

    def check(self) -> bool:
        """Whether the field can be used as it stands; where not, the error shows at it."""
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

    def commit(self) -> None:
        """What Enter does: `committed`, or the error and the focus here."""
        if self.check():
            self.committed.emit()
        else:
            self.take_focus()

    def take_focus(self) -> None:
        """Put the cursor here, all selected, so that typing or a barcode replaces what there is."""
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edit.selectAll()

    def show_error(self, text: str) -> None:
        """Mark the field and say why; what was typed stays."""
        self._error.say(text)
        self._mark(wrong=True)
        self.edit.setAccessibleDescription(text)

    def clear_error(self) -> None:
        """Take the mark away."""
        if self.error():
            self._error.say("")
            self._mark(wrong=False)
            self.edit.setAccessibleDescription(self._hint.text())

    def error(self) -> str:
        """The error shown, or nothing."""
        return self._error.words.text()

    def show_hint(self, text: str, tone: Tone = Tone.MUTED) -> None:
        """A short word beside the label, such as `clé 56 ✓`."""
        self._hint.say(text, tone)
        self.edit.setAccessibleDescription(text)

    def _is_blank(self) -> bool:
        return not self.text().strip()

    def _typed(self) -> None:
        self.clear_error()
        self.edited.emit()

    def _mark(self, *, wrong: bool) -> None:
        self.edit.setProperty("wrong", wrong)
        repolish(self.edit)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(SPACE)
        head.addWidget(self._label)
        head.addStretch(1)
        head.addWidget(self._hint)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(GAP)
        whole.addLayout(head)
        whole.addWidget(self.edit)
        whole.addWidget(self._error)


class _ErrorLine(QWidget):
    """The red mark and the sentence; takes no room while there is nothing to say."""

    def __init__(self) -> None:
        super().__init__()
        self.words = Words(role="small", tone=Tone.ERROR)
        self.words.setWordWrap(True)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(GAP)
        line.addWidget(Glyph(Icon.ERROR, Tone.ERROR, 14), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.words, 1)
        self.hide()

    def say(self, text: str) -> None:
        self.words.setText(text)
        self.setVisible(bool(text))


class WordsField(Field[str]):
    """Free text, without the blanks around it."""

    def __init__(self, label: str, *, required: bool = False) -> None:
        super().__init__(label, str.strip, required=required)


class PasswordField(Field[str]):
    """A password: shown as dots, kept out of Undo and the clipboard by Qt's echo mode."""

    def __init__(self, label: str, *, required: bool = False) -> None:
        super().__init__(label, str, required=required)
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)


def all_usable(fields: Iterable[Field[Any]]) -> bool:
    """Whether every field can be used; errors show at those that cannot, and the first of them has the focus."""
    wrong = [field for field in fields if not field.check()]
    if wrong:
        wrong[0].take_focus()
    return not wrong
