"""The first administrator of an office that has nobody yet."""

from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.people import Actor, NewPerson, Role
from backoffice.domain.search_name import search_prefix
from backoffice.services.office.people import People
from forms.kit.buttons import button
from forms.kit.fields import WordsField, all_usable
from forms.kit.gesture import Gesture
from forms.kit.labels import Words
from forms.kit.panels import Card
from forms.kit.tasks import TaskRunner
from forms.kit.tokens import Tone, scaled
from forms.kit.wording.sentences import sentence
from forms.people.emblem import lay_out_in_the_middle
from forms.people.new_password import NewPassword

_WIDTH = 420


class FirstScreen(QWidget):
    """Asks for the first administrator.

    Signals:
        logged_in: bears the new administrator's `Actor`.
        peopled: somebody else was first; the login screen is the one to show.
    """

    logged_in = Signal(object)
    peopled = Signal()

    def __init__(self, people: People, runner: TaskRunner, workstation: str) -> None:
        super().__init__()
        self._people = people
        self._workstation = workstation
        self._gesture = Gesture(runner, self)
        self.name = WordsField("Nom", required=True)
        self.login = WordsField("Identifiant", required=True)
        self.password = NewPassword()
        self._create = button("Créer l'administrateur", self._save, primary=True)
        self._own_login = False
        self._lay_out()
        self.name.edited.connect(self._propose_login)
        self.login.edited.connect(self._keep_login)
        self.name.committed.connect(self.login.take_focus)
        self.login.committed.connect(self.password.take_focus)
        self.password.committed.connect(self._save)

    def enter(self) -> None:
        """Put the cursor where work begins."""
        self.name.take_focus()

    def _propose_login(self) -> None:
        if not self._own_login:
            self.login.set_value(login_of(self.name.text()))

    def _keep_login(self) -> None:
        self._own_login = True

    def _save(self) -> None:
        if not self._create.isEnabled() or not all_usable((self.name, self.login)) or not self.password.check():
            return
        new = NewPerson(self.login.text().strip().lower(), self.name.text().strip(), Role.ADMINISTRATOR)
        password = self.password.text()
        self._create.setEnabled(False)
        self._gesture.send(lambda key: self._add(key, new, password), self.logged_in.emit, self._refuse)

    def _add(self, key: UUID, new: NewPerson, password: str) -> Actor:
        self._people.add_first(key, new, password, self._workstation)
        return self._people.log_in(new.login, password, self._workstation)

    def _refuse(self, error: Exception) -> None:
        self._create.setEnabled(True)
        if isinstance(error, RuleBroken) and error.code is Broken.ROLE_MAY_NOT:
            self.peopled.emit()
        else:
            self.password.show_error(sentence(error))

    def _lay_out(self) -> None:
        card = Card("Premier administrateur")
        card.setFixedWidth(scaled(_WIDTH))
        told = Words(
            "Cette base n'a encore personne. L'administrateur ajoute ensuite les opérateurs et importe les fichiers.",
            tone=Tone.MUTED,
        )
        told.setWordWrap(True)
        for part in (told, self.name, self.login, self.password):
            card.body.addWidget(part)
        card.body.addWidget(self._create, 0, Qt.AlignmentFlag.AlignRight)
        lay_out_in_the_middle(self, self._workstation, card)


def login_of(name: str) -> str:
    """The login proposed for a name: `Aurélie Morel` gives `a.morel`."""
    words = search_prefix(name).lower().split()
    return ".".join((*(word[0] for word in words[:-1][:1]), *words[-1:]))
