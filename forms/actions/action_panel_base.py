"""What the actions on a client's file have in common: whose file it is, *Enregistrer* once, the way back."""

from collections.abc import Callable, Sequence
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QWidget
from typing_extensions import override

from backoffice.domain.dossier import ClientIdentity, Dossier
from backoffice.domain.people import Actor
from forms.actions.value_choice import Remark
from forms.kit.buttons import button
from forms.kit.gesture import Gesture
from forms.kit.icons import Icon
from forms.kit.keys import ENTER, KeyHint, is_written
from forms.kit.labels import Words
from forms.kit.panels import Card
from forms.kit.screen_tools import ScreenTools
from forms.kit.strip import Strip
from forms.kit.tokens import ROOM, SPACE, Tone
from forms.kit.wording.sentences import sentence, typeset

T = TypeVar("T")

_BEGUN = "Ce qui est tapé ici n'est pas enregistré : F6 l'enregistre, Échap encore une fois l'abandonne."
_SAVE, _SAVING = " Enregistrer  ⏎", " Enregistrement…"


class ActionPanelBase(Card):
    """One action for one client after another, in the place of the dossier's page: never a box over the screen.

    An Enter at the end of something that no field took is no answer.

    What is on its way when another client takes its place is answered in the strip.

    Signals:
        recorded: the action is in the file; bears the client's id, which may not be that of the client in sight.
        left: back to the dossier.

    Attributes:
        foot: the line of the buttons, which stands where the panel lays it.
    """

    recorded = Signal(int)
    left = Signal()

    def __init__(self, title: str, desk: ScreenTools, who: Actor) -> None:
        super().__init__(title)
        self._title = title
        self._desk = desk
        self._who = who
        self._client: ClientIdentity | None = None
        self._gesture = Gesture(desk.runner, self)
        self._astray = self._is_warned = False
        self._name = Words(role="strong")
        self._ref = Words(tone=Tone.MUTED)
        self._stands = Remark(Tone.WARNING)
        self._notice = Strip()
        self._save = button("Enregistrer", self.save, Icon.SAVE, primary=True)
        self._leave = button("Revenir au dossier  Échap", self.leave)
        self.foot = QHBoxLayout()
        self._lay_out_ends()

    def begin(self, dossier: Dossier) -> None:
        """Ask anew, for this client. Show the panel first: it takes the focus."""
        self._client = dossier.client
        self._gesture = Gesture(self._desk.runner, self)  # the one before may still be on its way
        self._astray = self._is_warned = False
        self._name.setText(dossier.client.name)
        self._ref.setText(str(dossier.client.ref))
        self._stands.say("")
        self._notice.hide()
        self._rest()

    def take_focus(self) -> None:
        """Put the focus where the work begins: at the way back, where none can begin."""
        self._leave.setFocus(Qt.FocusReason.OtherFocusReason)

    def hints(self) -> Sequence[KeyHint]:
        """*Enregistrer* and the way back, for the status line."""
        missing = self.why_not()
        return (
            KeyHint("F6", "Enregistrer", self.save, missing),
            KeyHint("Esc", "Revenir au dossier", self.leave),
        )

    def why_not(self) -> str:
        """Why nothing can be recorded just now, a whole sentence; empty where it can."""
        return ""

    def save(self) -> None:
        """*Enregistrer*: once, and again under the same key if no answer came."""

    def go_on(self) -> None:
        """Enter: on to what is missing; where nothing is, it records."""
        self.save()

    def unsaved(self) -> str:
        """What is typed and not recorded, a sentence; nothing where nothing is."""
        begun = any(edit.text().strip() for edit in self.findChildren(QLineEdit)) and self._client is not None
        return typeset(f"{self._title} : ce qui est tapé n'est pas enregistré, et serait à retaper.") if begun else ""

    def leave(self) -> None:
        """Escape: what is typed is not dropped without a word; too late once the action is on its way."""
        if self._gesture.is_sending:
            return
        if self.unsaved() and not self._is_warned:
            self._is_warned = True
            QApplication.beep()
            self._notice.warning(typeset(_BEGUN))
        else:
            self.left.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            was_astray, self._astray = self._astray, False
            if was_astray:
                QApplication.beep()
            elif not event.isAutoRepeat():  # the Enter that led here, held a little too long, records nothing
                self.go_on()
        elif is_written(event):  # no field takes it: it may be an amount whose beginning was taken for a code
            self._astray = True
            QApplication.beep()
        elif event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def can_send(self) -> bool:
        """Whether there is a client whose action is neither recorded nor on its way."""
        return self._client is not None and not self._gesture.is_sending

    def send(self, work: Callable[[Actor, UUID, int], T], done: Callable[[ClientIdentity, T], None]) -> None:
        """Record under the panel's key: `work` has the client's id, `done` the answer, whoever is in sight then."""
        client, gesture = self._client, self._gesture
        if client is None or gesture.is_sending:
            return
        self._notice.hide()
        self._save.setText(_SAVING)

        def answered(answer: T) -> None:
            if gesture is self._gesture:
                self._client = None  # one more Enter before the dossier is back records nothing
                self._rest()
            done(client, answer)

        gesture.send(
            lambda key: work(self._who, key, client.id), answered, lambda error: self._refused(client, gesture, error)
        )

    def tell_done(self, text: str) -> None:
        """Say in the strip what was done."""
        self._desk.strip.ok(typeset(f"{self._title} : {text}"))

    def tell_recorded(self, client: ClientIdentity) -> None:
        """Say in the strip, and to whom it concerns, that it is recorded."""
        self.tell_done(f"enregistré pour {client.name}, {client.ref}.")
        self.recorded.emit(client.id)

    def lay_out_under(self, asked: QWidget) -> None:
        """Lay out what is asked for, and under it what is said of it and the foot."""
        self.body.addSpacing(SPACE)
        self.body.addWidget(asked)
        self.body.addSpacing(SPACE)
        self.body.addWidget(self._stands)
        self.body.addWidget(self._notice)
        self.body.addLayout(self.foot)

    def _refused(self, client: ClientIdentity, gesture: Gesture, error: Exception) -> None:
        if gesture is self._gesture:
            self._rest()
            self._notice.error(sentence(error))
        else:
            self._desk.strip.error(typeset(f"{self._title}, {client.ref} : {sentence(error)}"))

    def _rest(self) -> None:
        self._save.setText(_SAVE)

    def _lay_out_ends(self) -> None:
        whose = QHBoxLayout()
        whose.setSpacing(ROOM)
        whose.addWidget(self._name)
        whose.addWidget(self._ref, 1)
        self.body.addLayout(whose)
        self.foot.setSpacing(SPACE)
        self.foot.addStretch(1)
        self.foot.addWidget(self._leave)
        self.foot.addWidget(self._save)
