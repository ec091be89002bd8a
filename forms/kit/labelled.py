"""What every field has around its line: the label above, a hint beside it, the error below."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from forms.kit.icons import Icon
from forms.kit.labels import Glyph, Words, repolish
from forms.kit.tokens import GAP, SPACE, Tone


class Labelled(QWidget):
    """A line with its label above and its error below; what was typed always stays.

    Signals:
        committed: Enter was pressed on something readable (or on nothing, where nothing is required).
        edited: the operator has changed what is in the line.

    Attributes:
        edit: the line itself.
    """

    committed = Signal()
    edited = Signal()

    def __init__(self, label: str, edit: QWidget) -> None:
        """Put `label` above `edit`; it is what a screen reader says, too."""
        super().__init__()
        self.edit = edit
        self.edit.setAccessibleName(label)
        self.setFocusProxy(self.edit)
        self._label = QLabel(label)
        self._label.setProperty("role", "label")
        self._label.setBuddy(self.edit)
        self._hint = Words(role="small", tone=Tone.MUTED)
        self._error = _ErrorLine()
        self._lay_out()

    def check(self) -> bool:
        """Whether the field can be used as it stands; where not, the error shows at it. Anything can be by itself."""
        return True

    def commit(self) -> None:
        """What Enter does: `committed`, or the error and the focus here."""
        if self.check():
            self.committed.emit()
        else:
            self.take_focus()

    def take_focus(self) -> None:
        """Put the cursor here."""
        self.edit.setFocus(Qt.FocusReason.OtherFocusReason)

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


def level_with_field(*widgets: QWidget) -> QWidget:
    """The widgets on a level with a field, whose label stands above it."""
    whole = QWidget()
    row = QHBoxLayout()
    row.setSpacing(SPACE)
    for widget in widgets:
        row.addWidget(widget)
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(GAP)
    column.addWidget(Words(" ", "label"))
    column.addLayout(row)
    return whole
