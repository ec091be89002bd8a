"""Everybody's own password."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.people import Actor
from backoffice.services.office.people import People
from forms.kit.buttons import button
from forms.kit.fields import PasswordField, all_usable
from forms.kit.panels import Card
from forms.kit.screen import Screen
from forms.kit.screen_tools import ScreenTools
from forms.kit.tokens import MARGIN, ROOM, SPACE, scaled
from forms.kit.wording.sentences import sentence
from forms.people.new_password import NewPassword

_WIDTH = 420


class OwnPasswordScreen(Screen):
    """Another password for who is at work.

    Signals:
        left: it is changed, or not wanted after all.
    """

    left = Signal()

    def __init__(self, people: People, desk: ScreenTools, who: Actor) -> None:
        super().__init__()
        self._people = people
        self._desk = desk
        self._who = who
        self.present = PasswordField("Mot de passe actuel", required=True)
        self.password = NewPassword("Nouveau mot de passe")
        self._change = button("Changer le mot de passe", self._save, primary=True)
        self._lay_out()
        self.present.committed.connect(self.password.take_focus)
        self.password.committed.connect(self._save)

    def enter(self) -> None:
        """Begin with empty fields."""
        self._clear()
        self.present.take_focus()

    def _save(self) -> None:
        if not self._change.isEnabled() or not all_usable((self.present,)) or not self.password.check():
            return
        present, password = self.present.text(), self.password.text()
        self._change.setEnabled(False)
        self._desk.runner.run(
            lambda: self._people.change_own_password(self._who, present, password),
            lambda _: self._done(),
            self._refuse,
            self,
        )

    def _done(self) -> None:
        self._change.setEnabled(True)
        self._clear()
        self._desk.strip.ok("Votre mot de passe est changé.")
        self.left.emit()

    def _refuse(self, error: Exception) -> None:
        self._change.setEnabled(True)
        wrong = isinstance(error, RuleBroken) and error.code is Broken.PASSWORD_WRONG
        field = self.present if wrong else self.password
        field.show_error(sentence(error))
        field.take_focus()

    def _clear(self) -> None:
        self.present.clear()
        self.password.clear()

    def _leave(self) -> None:
        self._clear()
        self.left.emit()

    def _lay_out(self) -> None:
        card = Card(f"Mot de passe de {self._who.name}")
        card.setFixedWidth(scaled(_WIDTH))
        card.body.addWidget(self.present)
        card.body.addWidget(self.password)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE)
        buttons.addStretch(1)
        buttons.addWidget(button("Ne pas le changer", self._leave))
        buttons.addWidget(self._change)
        card.body.addLayout(buttons)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(MARGIN, ROOM, MARGIN, ROOM)
        whole.addWidget(card, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        whole.addStretch(1)
