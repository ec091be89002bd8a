"""Login: people as cards, and the password."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, QSettings, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from backoffice.domain.people import Actor, Person
from backoffice.french.people_words import ROLES
from forms.kit.buttons import button
from forms.kit.fields import PasswordField
from forms.kit.labels import Words
from forms.kit.panels import Card
from forms.kit.tasks import TaskRunner
from forms.kit.tokens import MARGIN, Tone, scaled
from forms.people.cards import PersonCards
from forms.people.emblem import lay_out_in_the_middle

_LAST = "login/last"
_CARD = 420
_CHECKING = "Vérification…"
_DEMO = "rempli pour la démonstration"


class LoginScreen(QWidget):
    """Who works here. The arrows go from card to card, Enter leads to the password, and Enter again logs in.

    Signals:
        logged_in: bears the `Actor`.
    """

    logged_in = Signal(object)

    def __init__(
        self,
        log_in: Callable[[str, str], Actor],
        runner: TaskRunner,
        workstation: str,
        passwords: Mapping[str, str] | None = None,
    ) -> None:
        """Make the screen.

        Args:
            log_in: who has this login and password; called away from the window's thread.
            runner: for that.
            workstation: its name.
            passwords: by login, those of the demo, which are filled in.
        """
        super().__init__()
        self._ask = log_in
        self._runner = runner
        self._passwords = passwords or {}
        self.cards = PersonCards()
        self.password = PasswordField("Mot de passe", required=True)
        self._enter = button("Entrer", self.password.commit, primary=True)
        self._chosen = Words(role="heading")
        self._role = Words(tone=Tone.MUTED)
        self._state = Words(tone=Tone.MUTED)
        lay_out_in_the_middle(self, workstation, self.cards, self._password_card())
        self.cards.chosen.connect(self._show_person)
        self.cards.committed.connect(self.password.take_focus)
        self.password.committed.connect(self._log_in)
        self.password.edit.installEventFilter(self)

    def say(self, words: str) -> None:
        """Say quietly what is being done meanwhile."""
        self._state.setText(words)

    def show_people(self, people: Sequence[Person]) -> None:
        """Show these cards; who worked here last is chosen, and only has to give the password."""
        last = str(QSettings().value(_LAST, ""))
        self.cards.show_people(people, last)
        if any(person.login == last for person in people):
            self.password.take_focus()
        else:
            self.cards.setFocus()

    def refresh_people(self, people: Sequence[Person]) -> None:
        """Show these cards instead of those remembered from another day; what was typed stays."""
        chosen, typed = self.cards.person(), self.password.text()
        self.cards.show_people(people, "" if chosen is None else chosen.login)
        if chosen is not None and self.cards.person() == chosen:
            self.password.set_value(typed)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.cards.fit(self.width() - 2 * MARGIN)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys up and down go from card to card from the password too."""
        is_press = event.type() == QEvent.Type.KeyPress
        if is_press and isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.cards.step(event)
            return True
        return super().eventFilter(watched, event)

    def _show_person(self, person: Person | None) -> None:
        known = "" if person is None else self._passwords.get(person.login, "")
        self._chosen.setText("" if person is None else person.name)
        self._role.setText("" if person is None else ROLES[person.role])
        self.password.set_value(known)
        self.password.show_hint(_DEMO if known else "")

    def _log_in(self) -> None:
        person, password = self.cards.person(), self.password.text()
        if person is None or not self._enter.isEnabled():
            return
        self._enter.setEnabled(False)
        self.say(self._state.text() or _CHECKING)
        self._runner.run(
            lambda: self._ask(person.login, password),
            lambda who: self._welcome(person, who),
            self._refuse,
            self,
        )

    def _welcome(self, person: Person, who: Actor) -> None:
        QSettings().setValue(_LAST, person.login)
        self.password.clear()
        self.logged_in.emit(who)

    def _refuse(self, error: Exception) -> None:
        from forms.kit.wording.sentences import sentence  # noqa: PLC0415 - all the sentences there are, for the login to wait for

        self._enter.setEnabled(True)
        self.say("")
        self.password.show_error(sentence(error))
        self.password.take_focus()

    def _password_card(self) -> Card:
        card = Card()
        card.setFixedWidth(scaled(_CARD))
        card.body.addWidget(self._chosen)
        card.body.addWidget(self._role)
        card.body.addWidget(self.password)
        foot = QHBoxLayout()
        foot.addWidget(self._state, 1)
        foot.addWidget(self._enter)
        card.body.addLayout(foot)
        return card
