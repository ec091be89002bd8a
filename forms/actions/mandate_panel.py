"""The state of a client's mandate, which a supervisor moves on with a reason."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from backoffice.domain.dossier import ClientIdentity, Dossier
from backoffice.domain.mandate import TRANSITIONS, MandateState
from backoffice.domain.people import Actor
from backoffice.french.means_words import MANDATE_STATES
from backoffice.services.clients.methods import Methods
from forms.kit.buttons import allow, button
from forms.kit.fields import WordsField
from forms.kit.gesture import Gesture
from forms.kit.keys import ENTER
from forms.kit.labels import Words
from forms.kit.panels import Choice
from forms.kit.screen_tools import ScreenTools
from forms.kit.tokens import GAP, ROOM, Tone, scaled
from forms.kit.wording.sentences import sentence, typeset

TITLE = "État du mandat"
_FINAL = "Cet état est définitif : un nouveau mandat aura sa propre RUM."
_REASON_WIDTH = 300


class MandatePanel(QWidget):
    """The states that the mandate may go to, the reason, and *Changer l'état*.

    Signals:
        recorded: it is changed; bears the client's id.

    Attributes:
        choice: the states that the mandate may go to.
    """

    recorded = Signal(int)

    def __init__(self, methods: Methods, desk: ScreenTools, who: Actor, why_not: str) -> None:
        """Make the panel; `why_not` is why the role may not change mandates, empty where it may."""
        super().__init__()
        self._methods = methods
        self._desk = desk
        self._who = who
        self._why_not = why_not
        self._client: ClientIdentity | None = None
        self._gesture = Gesture(desk.runner, self)
        self._present = Words()
        self._quiet = Words(role="small", tone=Tone.MUTED)
        self._quiet.setWordWrap(True)
        self.choice: Choice[MandateState] = Choice("Nouvel état", {MandateState.NONE: ""})
        self._reason = WordsField("Motif", required=True)
        self._reason.committed.connect(self._change)
        self._save = button("Changer l'état", self._reason.commit)
        self._lay_out()

    def begin(self, dossier: Dossier) -> None:
        """Show the mandate of a client, and where it may go from there."""
        means = dossier.means
        self._client = dossier.client
        self._gesture = Gesture(self._desk.runner, self)  # the one before may still be on its way
        self._reason.clear()
        self._present.setText(" · ".join(filter(None, (MANDATE_STATES[means.mandate], means.rum))))
        states = [state for state in MandateState if state in TRANSITIONS[means.mandate] and state is not means.mandate]
        self._offer(states)
        reason = self._why_not or ("" if states else _FINAL)
        self._quiet.setText(typeset(reason))
        self._quiet.setVisible(bool(reason))
        self._reason.setEnabled(not reason)
        self.choice.setEnabled(not reason)
        allow(self._save, typeset(reason))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in ENTER:  # it is not the Enter of the method beside
            super().keyPressEvent(event)

    def _offer(self, states: list[MandateState]) -> None:
        old = self.choice
        self.choice = Choice("Nouvel état", {state: MANDATE_STATES[state] for state in states or MandateState})
        self.choice.committed.connect(self._reason.take_focus)
        self._row.replaceWidget(old, self.choice)
        if not states:
            self.choice.hide()
        old.hide()
        old.deleteLater()

    def _change(self) -> None:
        client, reason, state, gesture = self._client, self._reason.value(), self.choice.value(), self._gesture
        if client is not None and reason is not None:
            gesture.send(
                lambda key: self._methods.set_mandate(self._who, key, client.id, state, reason),
                lambda _: self._changed(client, gesture, state),
                lambda error: self._refused(client, gesture, error),
            )

    def _changed(self, client: ClientIdentity, gesture: Gesture, state: MandateState) -> None:
        if gesture is self._gesture:
            self._client = None  # one more Enter before the file is read again changes nothing
        self._desk.strip.ok(typeset(f"Mandat {MANDATE_STATES[state]} : enregistré pour {client.name}, {client.ref}."))
        self.recorded.emit(client.id)

    def _refused(self, client: ClientIdentity, gesture: Gesture, error: Exception) -> None:
        if gesture is self._gesture:
            self._reason.show_error(sentence(error))
        else:
            self._desk.strip.error(typeset(f"{TITLE}, {client.ref} : {sentence(error)}"))

    def _lay_out(self) -> None:
        self._reason.setFixedWidth(scaled(_REASON_WIDTH))
        self._row = QHBoxLayout()
        self._row.setSpacing(ROOM)
        top = Qt.AlignmentFlag.AlignTop
        self._row.addWidget(self.choice, 0, top)
        self._row.addWidget(self._reason, 0, top)
        self._row.addWidget(self._save, 0, Qt.AlignmentFlag.AlignBottom)
        self._row.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(GAP)
        whole.addWidget(Words(TITLE, "label"))
        whole.addWidget(self._present)
        whole.addLayout(self._row)
        whole.addWidget(self._quiet)
