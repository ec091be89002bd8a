"""The first administrator of an office that has nobody yet."""

from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.people import Actor, NewPerson
from backoffice.services.office.people import People
from forms.kit.buttons import button
from forms.kit.gesture import Gesture
from forms.kit.panels import Card
from forms.kit.tasks import TaskRunner
from forms.kit.tokens import scaled
from forms.kit.wording.sentences import sentence
from forms.people.administrator_form import AdministratorForm
from forms.people.emblem import lay_out_in_the_middle

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
        self.form = AdministratorForm()
        self._create = button("Créer l'administrateur", self._save, primary=True)
        card = Card("Premier administrateur")
        card.setFixedWidth(scaled(_WIDTH))
        card.body.addWidget(self.form)
        card.body.addWidget(self._create, 0, Qt.AlignmentFlag.AlignRight)
        lay_out_in_the_middle(self, self._workstation, card)
        self.form.committed.connect(self._save)

    def enter(self) -> None:
        """Put the cursor where work begins."""
        self.form.take_focus()

    def _save(self) -> None:
        if not self._create.isEnabled() or not self.form.check():
            return
        new, password = self.form.person(), self.form.password.text()
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
            self.form.password.show_error(sentence(error))
