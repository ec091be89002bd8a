"""*Lever le blocage*: why, and Enter; asked where the block stands, never in a box."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout
from typing_extensions import override

from backoffice.domain.dossier import ClientIdentity
from backoffice.domain.mail_rows import ActionRow
from backoffice.domain.people import Actor
from backoffice.french.action_words import BLOCKS, since
from backoffice.services.clients.actions import Actions
from forms.kit.buttons import button
from forms.kit.fields import WordsField
from forms.kit.gesture import Gesture
from forms.kit.icons import Icon
from forms.kit.keys import ENTER
from forms.kit.labels import Glyph, Words
from forms.kit.screen_tools import ScreenTools
from forms.kit.tokens import ROOM, SPACE, Tone
from forms.kit.wording.sentences import sentence, typeset


class Lifting(QFrame):
    """Asks why a stop is lifted; one stop after another, each lifted once.

    Signals:
        lifted: it is lifted; bears the client's id.
        left: *Laisser*, or Escape.
    """

    lifted = Signal(int)
    left = Signal()

    def __init__(self, actions: Actions, desk: ScreenTools, who: Actor) -> None:
        super().__init__()
        self.setObjectName("strip")
        self.setProperty("tone", Tone.WARNING.value)
        self._actions = actions
        self._desk = desk
        self._who = who
        self._asked: tuple[ClientIdentity, ActionRow] | None = None
        self._gesture = Gesture(desk.runner, self)
        self._question = Words(role="strong")
        self._question.setWordWrap(True)
        self._reason = WordsField("Motif de la levée", required=True)
        self._reason.committed.connect(self._lift)
        self._yes = button("Lever le blocage  ⏎", self._reason.commit, primary=True)
        self._no = button("Laisser  Échap", self.leave)
        self._lay_out()
        self.hide()

    @property
    def row(self) -> ActionRow | None:
        """The stop that is asked about, or None."""
        return None if self._asked is None else self._asked[1]

    def ask(self, client: ClientIdentity, row: ActionRow) -> None:
        """Ask about a stop that stands on the file of `client`, and take the focus."""
        self._asked = client, row
        self._question.setText(typeset(f"{BLOCKS[row.action.code]}, posé {since(row)}. Lever ce blocage ?"))
        self._reason.clear()
        self.show()
        self._reason.take_focus()

    def close_question(self) -> None:
        """Ask nothing any more."""
        self._asked = None
        self.hide()

    def leave(self) -> None:
        """*Laisser*; too late once it is on its way."""
        if self.row is None or not self._gesture.has_sent(self.row.id):
            self.close_question()
            self.left.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() not in ENTER:  # the field has had it
            super().keyPressEvent(event)

    def _lift(self) -> None:
        reason = self._reason.value()
        if self._asked is None or reason is None:
            return
        client, row = self._asked
        self._gesture.send(
            lambda key: self._actions.lift(self._who, key, row.id, reason),
            lambda lifted: self._lifted(client, lifted),
            lambda error: self._refused(row, error),
            row.id,
        )

    def _lifted(self, client: ClientIdentity, row: ActionRow) -> None:
        if self.row is not None and self.row.id == row.id:
            self.close_question()
        self._desk.strip.ok(typeset(f"{BLOCKS[row.action.code]} : levé pour {client.name}, {client.ref}."))
        self.lifted.emit(client.id)

    def _refused(self, row: ActionRow, error: Exception) -> None:
        if self.row is None or self.row.id != row.id:
            self._desk.tell(error)
            return
        self._reason.show_error(sentence(error))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(SPACE)
        head.addWidget(Glyph(Icon.WARNING, Tone.WARNING), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._question, 1)
        answers = QHBoxLayout()
        answers.setSpacing(SPACE)
        answers.addStretch(1)
        answers.addWidget(self._no)
        answers.addWidget(self._yes)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(ROOM, SPACE, ROOM, SPACE)
        whole.setSpacing(SPACE)
        whole.addLayout(head)
        whole.addWidget(self._reason)
        whole.addLayout(answers)
