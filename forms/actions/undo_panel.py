"""What 4.3 and 4.7 have in common: whose file it is, the box ANNULATION, *Enregistrer* once."""

from collections.abc import Callable, Sequence
from typing import TypeVar
from uuid import UUID, uuid4

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from backoffice.domain.people import Actor
from backoffice.domain.rows import ClientIdentity, Dossier
from forms.actions.values import ENTER, Remark, Tick
from forms.kit.buttons import allow, button
from forms.kit.desk import Desk
from forms.kit.icons import Icon
from forms.kit.keys import KeyHint
from forms.kit.labels import Words
from forms.kit.panels import Card
from forms.kit.strip import Strip
from forms.kit.tokens import ROOM, SPACE, Tone
from forms.kit.wording import sentence, typeset

T = TypeVar("T")

_TICK = "ANNULATION"
_SAVE, _SAVING = " Enregistrer  ⏎", " Enregistrement…"


class UndoPanel(Card):
    """Undoes a payment of one client after another; Enter goes on to what is missing, Escape goes back.

    What is on its way when another client takes its place is answered in the strip.

    Signals:
        recorded: it is undone; bears the client's id, which may not be that of the client in sight.
        left: back to the dossier.
        changed: what the keys do may have changed.

    Attributes:
        asked: what is asked for, in a `column`.
        ticked: ANNULATION.
        unticked: what is said where it is forgotten.
    """

    recorded = Signal(int)
    left = Signal()
    changed = Signal()

    def __init__(self, title: str, desk: Desk, who: Actor) -> None:
        super().__init__(title)
        self.asked = QWidget()
        self.column = QVBoxLayout(self.asked)
        self.ticked = Tick(_TICK)
        self.ticked.setAccessibleName(_TICK)
        self.unticked = Remark()
        self._title = title
        self._desk = desk
        self._who = who
        self._client: ClientIdentity | None = None
        self._key = uuid4()
        self._is_sending = False
        self._name = Words(role="strong")
        self._ref = Words(tone=Tone.MUTED)
        self._stands = Remark(Tone.WARNING)
        self._notice = Strip()
        self._save = button("Enregistrer", self.save, Icon.SAVE, primary=True)
        self._leave = button("Revenir au dossier  Échap", self.leave)
        self.foot = QHBoxLayout()
        self._lay_out_frame()
        self.ticked.toggled.connect(self._tick)

    def begin(self, dossier: Dossier) -> None:
        """Ask anew, for this client. Show the panel first: it takes the focus."""
        self._client = dossier.client
        self._key = uuid4()
        self._name.setText(dossier.client.name)
        self._ref.setText(str(dossier.client.ref))
        self._notice.hide()
        self._rest()
        self.ticked.setChecked(False)
        self.unticked.say("")
        self._stands.say("")

    def take_focus(self) -> None:
        """Put the focus where the work begins."""
        self.ticked.setFocus(Qt.FocusReason.OtherFocusReason)

    def hints(self) -> Sequence[KeyHint]:
        """*Enregistrer* and the way back, for the status line."""
        missing = self.why_not()
        return (
            KeyHint("F6", "Enregistrer", self.save, not missing, missing),
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

    def leave(self) -> None:
        """Escape; too late once it is on its way."""
        if not self._is_sending:
            self.left.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            if not event.isAutoRepeat():  # the Enter that led here, held a little too long, undoes nothing
                self.go_on()
        elif event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def is_ticked(self) -> bool:
        """Whether ANNULATION is ticked; where not, it is asked for."""
        if not self.ticked.isChecked():
            self.unticked.say("Cochez ANNULATION avant tout.")
            self.ticked.setFocus(Qt.FocusReason.OtherFocusReason)
        return self.ticked.isChecked()

    def read(self, work: Callable[[Actor, int], T], done: Callable[[T], None]) -> None:
        """Read what is asked among, for the client in sight; `done` hears of it while they are in sight."""
        client, key = self._client, self._key
        if client is not None:
            self._desk.runner.run(
                lambda: work(self._who, client.id),
                lambda found: done(found) if key == self._key else None,
                lambda error: self._notice.error(sentence(error)) if key == self._key else None,
                self,
            )

    def send(self, work: Callable[[Actor, UUID, int], T], done: Callable[[ClientIdentity, T], None]) -> None:
        """Undo under the panel's key: `work` has the client's id, `done` the answer, whoever is in sight then."""
        client, key = self._client, self._key
        if client is None or self._is_sending:
            return
        self._is_sending = True
        self._notice.hide()
        self._save.setText(_SAVING)

        def answered(answer: T) -> None:
            if key == self._key:
                self._client = None  # one more Enter before the dossier is back undoes nothing
                self._rest()
            done(client, answer)

        self._desk.runner.run(
            lambda: work(self._who, key, client.id), answered, lambda error: self._refused(client, key, error), self
        )

    def allow_saving(self) -> None:
        """Let *Enregistrer* say whether it can."""
        allow(self._save, self.why_not())
        self.changed.emit()

    def tell_done(self, text: str) -> None:
        """Say in the strip what was undone."""
        self._desk.strip.ok(typeset(f"{self._title} : {text}"))

    def _tick(self, on: bool) -> None:  # noqa: FBT001 - Qt's signal
        if on:
            self.unticked.say("")

    def _refused(self, client: ClientIdentity, key: UUID, error: Exception) -> None:
        if key == self._key:
            self._rest()
            self._notice.error(sentence(error))
        else:
            self._desk.strip.error(typeset(f"{self._title}, {client.ref} : {sentence(error)}"))

    def _rest(self) -> None:
        self._is_sending = False
        self._save.setText(_SAVE)

    def _lay_out_frame(self) -> None:
        whose = QHBoxLayout()
        whose.setSpacing(ROOM)
        whose.addWidget(self._name)
        whose.addWidget(self._ref, 1)
        self.foot.setSpacing(SPACE)
        self.foot.addStretch(1)
        self.foot.addWidget(self._leave)
        self.foot.addWidget(self._save)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(ROOM)
        self.body.addLayout(whose)
        self.body.addSpacing(SPACE)
        self.body.addWidget(self.asked)
        self.body.addSpacing(SPACE)
        self.body.addWidget(self._stands)
        self.body.addWidget(self._notice)
        self.body.addLayout(self.foot)
