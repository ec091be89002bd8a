"""A new password, typed twice."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from backoffice.domain.errors import Broken, RuleBroken
from backoffice.services.office.people import SHORTEST_PASSWORD
from forms.kit.fields import PasswordField
from forms.kit.tokens import SPACE
from forms.kit.wording.sentences import sentence

_LABEL = "Mot de passe"
_DIFFER = "Les deux mots de passe diffèrent : tapez-les à nouveau."


class NewPassword(QWidget):
    """Two fields that must agree.

    Signals:
        committed: Enter was pressed on the second, and both agree.
    """

    committed = Signal()

    def __init__(self, label: str = _LABEL) -> None:
        super().__init__()
        self.first = PasswordField(label)
        self.second = PasswordField("Le même, une seconde fois")
        self.first.show_hint(f"{SHORTEST_PASSWORD} caractères au moins")
        self.setFocusProxy(self.first)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(SPACE)
        whole.addWidget(self.first)
        whole.addWidget(self.second)
        self.first.committed.connect(self.second.take_focus)
        self.second.committed.connect(self._commit)

    def text(self) -> str:
        """The password."""
        return self.first.text()

    def clear(self) -> None:
        """Empty both fields."""
        self.first.set_value(None)
        self.second.set_value(None)

    def take_focus(self) -> None:
        """Put the cursor in the first field."""
        self.first.take_focus()

    def show_error(self, text: str) -> None:
        """Say at the first field what is wrong."""
        self.first.show_error(text)
        self.first.take_focus()

    def check(self) -> bool:
        """Whether the password can be used; where not, the error shows."""
        self.first.clear_error()
        self.second.clear_error()
        if len(self.text()) < SHORTEST_PASSWORD:
            self.show_error(sentence(RuleBroken(Broken.PASSWORD_TOO_SHORT, length=SHORTEST_PASSWORD)))
        elif self.second.text() != self.text():
            self.second.show_error(_DIFFER)
            self.second.take_focus()
        return not self.first.error() and not self.second.error()

    def _commit(self) -> None:
        if self.check():
            self.committed.emit()
