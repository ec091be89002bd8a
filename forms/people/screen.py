"""*Opérateurs*: who works here, their roles and passwords."""

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.people import Actor, Person
from backoffice.french.people_words import ROLES
from backoffice.services.office.people import People
from forms.kit.buttons import button
from forms.kit.gesture import Gesture
from forms.kit.keys import KeyHint
from forms.kit.labels import Words
from forms.kit.panels import Card
from forms.kit.screen import Screen
from forms.kit.screen_tools import ScreenTools
from forms.kit.table import Table
from forms.kit.table_model import Column
from forms.kit.tokens import MARGIN, ROOM, Tone, scaled
from forms.kit.wording.sentences import sentence
from forms.people.new_password import NewPassword
from forms.people.person_form import PersonForm

_FORM = 470
_COLUMNS: Sequence[Column[Person]] = (
    Column("Nom", lambda person: person.name, stretch=True),
    Column("Identifiant", lambda person: person.login, width=160),
    Column("Rôle", lambda person: ROLES[person.role], width=140),
    Column(
        "État",
        lambda person: "ACTIF" if person.active else "INACTIF",
        width=110,
        chip=True,
        tone=lambda person: Tone.OK if person.active else Tone.MUTED,
    ),
)


class PeopleScreen(Screen):
    """The people of the office: list, add, change, new password. An administrator's."""

    def __init__(self, people: People, desk: ScreenTools, who: Actor) -> None:
        super().__init__()
        self._people = people
        self._desk = desk
        self._who = who
        self._gesture = Gesture(desk.runner, self)
        self.table: Table[Person] = Table("Opérateurs", _COLUMNS, "Personne encore.", key=lambda person: person.id)
        self.form = PersonForm()
        self.password = NewPassword("Nouveau mot de passe")
        self._password_card = Card("Mot de passe")
        self._change_password = button("Changer le mot de passe", self._save_password)
        self._lay_out()
        desk.serve(self.table, "Opérateurs")
        self.table.current.connect(self._show)
        self.table.chosen.connect(lambda _: self.form.name.take_focus())
        self.form.asked.connect(self._save)
        self.password.committed.connect(self._save_password)

    def hints(self) -> Sequence[KeyHint]:
        """A new person, another password, *Enregistrer*."""
        return (
            KeyHint("F2", "Nouvel opérateur", self._begin_new),
            KeyHint("F4", "Mot de passe", self.password.take_focus),
            KeyHint("F6", "Enregistrer", self.form.commit),
        )

    def enter(self) -> None:
        """Show who is there now."""
        self.table.setFocus()
        self._refresh(self.table.current_row())

    def _refresh(self, wanted: Person | None) -> None:
        self._desk.runner.run(
            lambda: self._people.everybody(self._who),
            lambda people: self._show_people(people, wanted),
            self._desk.tell,
            self,
        )

    def _show_people(self, people: tuple[Person, ...], wanted: Person | None) -> None:
        self.table.show_rows(people)
        self.table.select(wanted)
        self._show(self.table.current_row())

    def _show(self, person: Person | None) -> None:
        self._gesture.renew()
        self.form.show_person(person)
        self.password.clear()
        self._password_card.setVisible(person is not None)

    def _begin_new(self) -> None:
        self.table.clearSelection()
        self._show(None)
        self.form.name.take_focus()

    def _save(self) -> None:
        person = self.form.person
        work: Callable[[UUID], Person]
        if person is None:
            new, password = self.form.new_person(), self.form.password.text()
            work = lambda key: self._people.add(self._who, key, new, password)  # noqa: E731 - two ways of one gesture
        else:
            change = self.form.change(person)
            work = lambda key: self._people.change(self._who, key, change)  # noqa: E731 - as above
        self.form.set_busy(True)
        self._gesture.send(work, self._saved, self._refuse, person and person.id)

    def _saved(self, person: Person) -> None:
        self._desk.strip.ok(f"{person.name} : enregistré.")
        self._refresh(person)
        self.table.setFocus()

    def _refuse(self, error: Exception) -> None:
        self.form.set_busy(False)
        if isinstance(error, RuleBroken) and error.code is Broken.LOGIN_TAKEN:
            self.form.login.show_error(sentence(error))
            self.form.login.take_focus()
        else:
            self._desk.tell(error)

    def _save_password(self) -> None:
        person, password = self.form.person, self.password.text()
        if person is None or not self._change_password.isEnabled() or not self.password.check():
            return
        self._change_password.setEnabled(False)
        self._desk.runner.run(
            lambda: self._people.change_password(self._who, person.id, password),
            lambda _: self._password_changed(person),
            self._password_refused,
            self,
        )

    def _password_changed(self, person: Person) -> None:
        self._change_password.setEnabled(True)
        self.password.clear()
        self._desk.strip.ok(f"{person.name} a un nouveau mot de passe.")
        self.table.setFocus()

    def _password_refused(self, error: Exception) -> None:
        self._change_password.setEnabled(True)
        self.password.show_error(sentence(error))

    def _lay_out(self) -> None:
        self._password_card.body.addWidget(self.password)
        self._password_card.body.addWidget(self._change_password, 0, Qt.AlignmentFlag.AlignRight)
        for card in (self.form, self._password_card):
            card.setFixedWidth(scaled(_FORM))
        side = QVBoxLayout()
        side.setSpacing(ROOM)
        side.addWidget(self.form)
        side.addWidget(self._password_card)
        side.addStretch(1)
        columns = QHBoxLayout()
        columns.setSpacing(ROOM)
        columns.addWidget(self.table, 1)
        columns.addLayout(side)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(MARGIN, ROOM, MARGIN, ROOM)
        whole.setSpacing(ROOM)
        whole.addWidget(Words("Opérateurs", "title"))
        whole.addLayout(columns, 1)
