"""The field for an IBAN: written as it comes, checked at once, with the bank's name to be compared with the paper."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout
from typing_extensions import override

from backoffice.domain.iban import bank_name, check_iban, is_valid, masked
from backoffice.domain.iban_look_alikes import Exchange, exchanges
from forms.kit.fields import Field
from forms.kit.iban_edit import IbanEdit
from forms.kit.tokens import Tone

_LONGEST_NAME = 36
"""Of a bank's name, so many characters are shown; that of some regional banks is a line of its own."""


class IbanField(Field[str]):
    """An IBAN; what is wrong shows on Enter and on leaving, the bank's name as soon as it is right.

    Where O for 0 or I for 1 would make it right, that is offered: the key down or a click takes it, Enter never.

    Its `value` is compact, and None unless the IBAN holds. Nothing of it is left to Undo once the field is cleared,
    and it goes to the clipboard only where the operator copies it.

    Attributes:
        edit: the line itself.
    """

    edit: IbanEdit

    def __init__(self, label: str, *, required: bool = False) -> None:
        super().__init__(label, check_iban, required=required, edit=IbanEdit())
        self._exchanges: tuple[Exchange, ...] = ()
        self._offer = QPushButton()
        self._offer.setProperty("role", "key")
        self._offer.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._offer.clicked.connect(self._exchange)
        whole = self.layout()
        if isinstance(whole, QVBoxLayout):
            whole.addWidget(self._offer, 0, Qt.AlignmentFlag.AlignLeft)
        self._show_offer(())
        self.edit.installEventFilter(self)
        self.edit.textChanged.connect(self._show_bank)
        self.edit.left.connect(self._look)

    def __repr__(self) -> str:
        return f"IbanField({masked(self.text())})"

    @override
    def check(self) -> bool:
        right = super().check()
        self._show_offer(() if right or self._is_blank() else exchanges(self.text()))
        return right

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The key down takes what is offered."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        if event.key() != Qt.Key.Key_Down or not self._exchanges:
            return super().eventFilter(watched, event)
        self._exchange()
        return True

    @override
    def accept(self, value: str) -> None:
        """Nothing to write back: the text is compact already."""

    @override
    def take_focus(self) -> None:
        """Put the cursor here, all selected; behind it where it is wrong, to be mended rather than typed again."""
        super().take_focus()
        if self.error():
            self.edit.end(False)

    def _show_offer(self, offered: tuple[Exchange, ...]) -> None:
        self._exchanges = offered
        signs, wrong = self.text(), self.error()
        told = ", ".join(f"{sign} au lieu de {signs[at]} ({at + 1}e caractère)" for at, sign in offered)
        self._offer.setText(f"↓  {told}\u00a0?")
        self._offer.setVisible(bool(offered))
        if offered:
            self.edit.setAccessibleDescription(f"{wrong} {told}\u00a0? La flèche du bas le corrige.")

    def _exchange(self) -> None:
        """Write what is offered; the operator looks at it before Enter."""
        signs = list(self.text())
        for at, sign in self._exchanges:
            signs[at] = sign
        self.edit.selectAll()
        self.edit.insert("".join(signs))
        self.clear_error()
        self.edited.emit()
        self.take_focus()

    def _show_bank(self, text: str) -> None:
        self._show_offer(())
        if is_valid(text):
            self.show_hint(f"{_short(bank_name(text)) or 'IBAN'} ✓", Tone.OK)
        else:
            self.show_hint("")

    def _look(self) -> None:
        if not self._is_blank():
            self.check()


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1].rstrip()}…"
