"""The form of the first administrator: for an office that has nobody yet, and at the first start on a workstation."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from backoffice.domain.people import NewPerson, Role
from backoffice.domain.search_name import search_prefix
from forms.kit.fields import WordsField, all_usable
from forms.kit.labels import Words
from forms.kit.tokens import SPACE, Tone
from forms.people.new_password import NewPassword

_TOLD = "Cette base n'a encore personne. L'administrateur ajoute ensuite les opérateurs et importe les fichiers."


class AdministratorForm(QWidget):
    """Name, login and password; the login is proposed.

    Signals:
        committed: Enter was pressed on the last field.
    """

    committed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.name = WordsField("Nom", required=True)
        self.login = WordsField("Identifiant", required=True)
        self.password = NewPassword()
        self._own_login = False
        told = Words(_TOLD, tone=Tone.MUTED)
        told.setWordWrap(True)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(SPACE)
        for part in (told, self.name, self.login, self.password):
            whole.addWidget(part)
        self.name.edited.connect(self._propose_login)
        self.login.edited.connect(self._keep_login)
        self.name.committed.connect(self.login.take_focus)
        self.login.committed.connect(self.password.take_focus)
        self.password.committed.connect(self.committed)

    def take_focus(self) -> None:
        """Put the cursor where work begins."""
        self.name.take_focus()

    def check(self) -> bool:
        """Whether it can be used; where not, the errors show."""
        return all_usable((self.name, self.login)) and self.password.check()

    def person(self) -> NewPerson:
        """Who it is."""
        return NewPerson(self.login.text().strip().lower(), self.name.text().strip(), Role.ADMINISTRATOR)

    def _propose_login(self) -> None:
        if not self._own_login:
            self.login.set_value(login_of(self.name.text()))

    def _keep_login(self) -> None:
        self._own_login = True


def login_of(name: str) -> str:
    """The login proposed for a name: `Aurélie Morel` gives `a.morel`."""
    words = search_prefix(name).lower().split()
    return ".".join((*(word[0] for word in words[:-1][:1]), *words[-1:]))
