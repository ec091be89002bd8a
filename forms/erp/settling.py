"""The message in quarantine that was chosen: why it is there, what it says, what we know, and how it is settled."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout
from typing_extensions import override

from backoffice.domain.cancellation import MessageSettling
from backoffice.domain.cancelling_progress import QuarantinedMessage
from backoffice.domain.errors import Broken, RuleBroken
from forms.erp.words import known, said, source, what_accepting_does
from forms.kit.buttons import allow, button
from forms.kit.fields import WordsField
from forms.kit.icons import Icon
from forms.kit.keys import KeyHint
from forms.kit.labels import Words
from forms.kit.panels import Card
from forms.kit.tokens import GAP, ROOM, SPACE, Tone
from forms.kit.wording.erp_words import why_quarantined
from forms.kit.wording.sentences import sentence, typeset

_CHOOSE = "Rien n'est en quarantaine : il n'y a rien à trancher."
_BUSY = "Ce message se tranche : un instant."
_UNDER_WAY = "Un commentaire est commencé pour un message en quarantaine : il n'est pas tranché."


class SettlingCard(Card):
    """Enter goes from the list to the comment, from there to what can be done with the message; Escape goes back.

    Signals:
        settled: *Accepter* or *Écarter* with a comment; bears the `MessageSettling`.
        left: Escape.
        changed: what can be done has changed.

    Attributes:
        comment: why it is settled so.
    """

    settled = Signal(object)
    left = Signal()
    changed = Signal()

    def __init__(self) -> None:
        super().__init__("À trancher")
        self._message: QuarantinedMessage | None = None
        self._busy = False
        self._why = Words(role="strong")
        self._said, self._known = Words(), Words()
        self._source = Words(role="small", tone=Tone.MUTED)
        self._source.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._effect = Words(role="small", tone=Tone.MUTED)
        self.comment = WordsField("Commentaire", required=True)
        self._accept = button("Accepter", self.accept, Icon.CHECK)
        self._put_aside = button("Écarter", self.put_aside, Icon.BLOCKED)
        self.comment.committed.connect(self._go_on)
        self._lay_out()
        self.show_message(None)

    @property
    def message(self) -> QuarantinedMessage | None:
        """The message in sight."""
        return self._message

    def show_message(self, message: QuarantinedMessage | None) -> None:
        """Show a message; what was typed about another one goes with it."""
        if message is None or self._message is None or message.id != self._message.id:
            self.comment.clear()
        self._message = message
        self.setVisible(message is not None)
        if message is not None:
            self._why.setText(why_quarantined(message))
            self._said.setText(typeset(said(message)))
            self._known.setText(typeset(f"{message.name}, {known(message)}" if message.name else known(message)))
            self._source.setText(source(message))
            self._effect.setText(what_accepting_does(message))
        self.show_busy(busy=False)

    def show_busy(self, *, busy: bool) -> None:
        """Take nothing while the message is being settled."""
        self._busy = busy
        self.comment.setEnabled(not busy)
        allow(self._accept, self.why_not_accept())
        allow(self._put_aside, self.why_not_aside())
        self.changed.emit()

    def begin(self) -> None:
        """Put the cursor where the comment goes."""
        if self._message is not None:
            self.comment.take_focus()

    def unsaved(self) -> str:
        """What leaving would lose."""
        return typeset(_UNDER_WAY) if self.comment.text().strip() else ""

    def why_not_aside(self) -> str:
        """Why nothing can be settled just now; empty where it can."""
        return _CHOOSE if self._message is None else _BUSY if self._busy else ""

    def why_not_accept(self) -> str:
        """Why the message cannot be accepted; empty where it can."""
        if self._message is not None and not self._message.acceptable:
            return sentence(RuleBroken(Broken.ERP_MESSAGE_WITHOUT_REQUEST))
        return self.why_not_aside()

    def hints(self) -> tuple[KeyHint, ...]:
        """The keys of what can be done with the message."""
        return (
            KeyHint("F6", "Accepter", self.accept, self.why_not_accept()),
            KeyHint("F8", "Écarter", self.put_aside, self.why_not_aside()),
        )

    def accept(self) -> None:
        """*Accepter*."""
        if not self.why_not_accept():
            self._settle(accepted=True)

    def put_aside(self) -> None:
        """*Écarter*."""
        if not self.why_not_aside():
            self._settle(accepted=False)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _settle(self, *, accepted: bool) -> None:
        if self._message is None:
            return
        if self.comment.check():
            self.settled.emit(MessageSettling(self._message.id, accepted, self.comment.text().strip()))
        else:
            self.comment.take_focus()

    def _go_on(self) -> None:
        (self._put_aside if self.why_not_accept() else self._accept).setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        told = QGridLayout()
        told.setHorizontalSpacing(ROOM)
        told.setVerticalSpacing(GAP)
        told.setColumnStretch(1, 1)
        for at, (label, words) in enumerate((("Le message dit", self._said), ("Nous savons", self._known))):
            told.addWidget(Words(label, tone=Tone.MUTED), at, 0, Qt.AlignmentFlag.AlignTop)
            told.addWidget(words, at, 1)
        for words in (self._why, self._said, self._known, self._source, self._effect):
            words.setWordWrap(True)
        foot = QHBoxLayout()
        foot.setSpacing(SPACE)
        foot.addStretch(1)
        foot.addWidget(self._accept)
        foot.addWidget(self._put_aside)
        self.body.addWidget(self._why)
        self.body.addLayout(told)
        self.body.addWidget(self._source)
        self.body.addWidget(self.comment)
        self.body.addWidget(self._effect)
        self.body.addLayout(foot)
        self.body.addStretch(1)
