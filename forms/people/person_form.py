"""The form of a person: who they are and what they may do."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox

from backoffice.domain.people import NewPerson, Person, PersonChange, Role
from backoffice.french.people_words import ROLES
from forms.kit.buttons import button
from forms.kit.fields import WordsField, all_usable
from forms.kit.labels import Words
from forms.kit.panels import Card, Choice
from forms.people.new_password import NewPassword

_NEW = "Nouvel opérateur"


class PersonForm(Card):
    """A person to change, or a new one with a password.

    Signals:
        asked: *Enregistrer*, on a form that can be used.
    """

    asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._person: Person | None = None
        self._title = Words(role="heading")
        self.name = WordsField("Nom", required=True)
        self.login = WordsField("Identifiant", required=True)
        self.role: Choice[Role] = Choice("Rôle", ROLES)
        self.active = QCheckBox("Peut entrer dans le programme")
        self.password = NewPassword()
        self._save = button("Enregistrer", self.commit, primary=True)
        for part in (self._title, self.name, self.login, self.role, self.active, self.password):
            self.body.addWidget(part)
        self.body.addWidget(self._save, 0, Qt.AlignmentFlag.AlignRight)
        self.name.committed.connect(self._after_name)
        self.login.committed.connect(self.role.setFocus)
        self.role.committed.connect(self._after_role)
        self.password.committed.connect(self.commit)
        self.show_person(None)

    @property
    def person(self) -> Person | None:
        """Whose form it is; None for a new person."""
        return self._person

    def show_person(self, person: Person | None) -> None:
        """Show `person`, or an empty form for a new one."""
        self._person = person
        self._title.setText(_NEW if person is None else person.name)
        self.name.set_value(None if person is None else person.name)
        self.login.set_value(None if person is None else person.login)
        self.login.edit.setReadOnly(person is not None)
        self.role.set_value(Role.OPERATOR if person is None else person.role)
        self.active.setChecked(person is None or person.active)
        self.active.setVisible(person is not None)
        self.password.clear()
        self.password.setVisible(person is None)
        self.set_busy(False)

    def set_busy(self, busy: bool) -> None:  # noqa: FBT001 - as Qt's own setters
        """Take no second *Enregistrer* while one is on its way."""
        self._save.setEnabled(not busy)

    def new_person(self) -> NewPerson:
        """The person to add."""
        return NewPerson(self.login.text().strip().lower(), self.name.text().strip(), self.role.value())

    def change(self, person: Person) -> PersonChange:
        """What changes of `person`."""
        return PersonChange(person.id, self.name.text().strip(), self.role.value(), self.active.isChecked())

    def commit(self) -> None:
        """What *Enregistrer* does: `asked`, or the errors at their fields."""
        usable = all_usable((self.name, self.login)) and (self._person is not None or self.password.check())
        if usable and self._save.isEnabled():
            self.asked.emit()

    def _after_name(self) -> None:
        if self._person is None:
            self.login.take_focus()
        else:
            self.role.setFocus()

    def _after_role(self) -> None:
        if self._person is None:
            self.password.take_focus()
        else:
            self.commit()
