"""An action on a client's file, in the place of the dossier's page: never a box over the screen."""

from collections.abc import Sequence
from uuid import uuid4

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout
from typing_extensions import override

from backoffice.domain.mail import ActionForm
from backoffice.domain.people import Actor
from backoffice.domain.rows import ClientIdentity, Dossier
from backoffice.services.actions import Actions
from forms.actions.fields import Fields
from forms.actions.values import ENTER, Remark
from forms.kit.buttons import allow, button
from forms.kit.desk import Desk
from forms.kit.icons import Icon
from forms.kit.keys import KeyHint
from forms.kit.labels import Words
from forms.kit.panels import Card
from forms.kit.strip import Strip
from forms.kit.tokens import ROOM, SPACE, Tone
from forms.kit.wording import sentence, typeset

_SAVE, _SAVING = " Enregistrer  ⏎", " Enregistrement…"


class ActionPanel(Card):
    """One action for one client after another; Enter records it once, Escape goes back.

    A form that is on its way when another client's takes its place is answered in the strip.

    Signals:
        recorded: the action is in the file; bears the client's id, which may not be that of the client in sight.
        left: back to the dossier.
    """

    recorded = Signal(int)
    left = Signal()

    def __init__(self, title: str, fields: Fields, actions: Actions, desk: Desk, who: Actor) -> None:
        super().__init__(title)
        self._title = title
        self._fields = fields
        self._actions = actions
        self._desk = desk
        self._who = who
        self._client: ClientIdentity | None = None
        self._why_not = ""
        self._key = uuid4()
        self._sending = False
        self._name = Words(role="strong")
        self._ref = Words(tone=Tone.MUTED)
        self._notice = Strip()
        self._stands = Remark(Tone.WARNING)
        self._save = button("Enregistrer", self.save, Icon.SAVE, primary=True)
        self._leave = button("Revenir au dossier  Échap", self.leave)
        self._lay_out()

    def begin(self, dossier: Dossier) -> None:
        """Ask anew, for this client. Show the panel first: it takes the focus."""
        self._client = dossier.client
        self._name.setText(dossier.client.name)
        self._ref.setText(str(dossier.client.ref))
        self._notice.hide()
        self._key = uuid4()
        self._rest()
        self._why_not = self._fields.begin(dossier)
        allow(self._save, self._why_not)
        self._fields.setEnabled(not self._why_not)
        self._stands.say(self._why_not)
        self._leave.setAccessibleDescription(self._why_not)
        self.take_focus()

    def take_focus(self) -> None:
        """Put the focus where the work begins."""
        first = self._fields.focusProxy() or self._save
        (self._leave if self._why_not else first).setFocus(Qt.FocusReason.OtherFocusReason)

    def hints(self) -> Sequence[KeyHint]:
        """*Enregistrer* and the way back, for the status line."""
        return (
            KeyHint("F6", "Enregistrer", self.save, not self._why_not, self._why_not),
            KeyHint("Esc", "Revenir au dossier", self.leave),
        )

    def save(self) -> None:
        """*Enregistrer*, or the Enter key: once, and again under the same key if no answer came."""
        if self._client is None or self._sending or self._why_not:
            return
        wanted = self._fields.wanted()
        if wanted:
            self._send(self._client, ActionForm(self._key, self._client.id, wanted))

    def leave(self) -> None:
        """Escape; too late once the action is on its way."""
        if not self._sending:
            self.left.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            if not event.isAutoRepeat():  # the Enter that led here, held a little too long, records nothing
                self.save()
        elif event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def _send(self, client: ClientIdentity, form: ActionForm) -> None:
        self._sending = True
        self._notice.hide()
        self._save.setText(_SAVING)
        self._desk.runner.run(
            lambda: self._actions.record(self._who, form),
            lambda _: self._recorded(client, form),
            lambda error: self._refused(client, form, error),
            self,
        )

    def _recorded(self, client: ClientIdentity, form: ActionForm) -> None:
        if form.key == self._key:
            self._client = None  # one more Enter before the dossier is back records nothing
            self._rest()
        self._desk.strip.ok(typeset(f"{self._title} : enregistré pour {client.name}, {client.ref}."))
        self.recorded.emit(client.id)

    def _refused(self, client: ClientIdentity, form: ActionForm, error: Exception) -> None:
        if form.key == self._key:
            self._rest()
            self._notice.error(sentence(error))
        else:
            self._desk.strip.error(typeset(f"{self._title}, {client.ref} : {sentence(error)}"))

    def _rest(self) -> None:
        self._sending = False
        self._save.setText(_SAVE)

    def _lay_out(self) -> None:
        whose = QHBoxLayout()
        whose.setSpacing(ROOM)
        whose.addWidget(self._name)
        whose.addWidget(self._ref, 1)
        foot = QHBoxLayout()
        foot.setSpacing(SPACE)
        foot.addStretch(1)
        foot.addWidget(self._leave)
        foot.addWidget(self._save)
        self.body.addLayout(whose)
        self.body.addSpacing(SPACE)
        self.body.addWidget(self._fields)
        self.body.addSpacing(SPACE)
        self.body.addWidget(self._stands)
        self.body.addWidget(self._notice)
        self.body.addLayout(foot)
