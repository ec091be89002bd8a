"""*Client introuvable*: what can be read of mail whose client is not found, and where its paper goes (P-05)."""

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from backoffice.domain.paper import Paper, SlipKind
from backoffice.domain.people import Actor
from backoffice.domain.unknown_mail import UnknownMail, UnknownMailRow
from backoffice.french.paper_words import DESTINATIONS, SHORT, TO_PRINT, TRANSMISSIONS
from backoffice.services.keying.unknown_mail import UnknownMails
from forms.kit.buttons import button
from forms.kit.fields import WordsField
from forms.kit.gesture import Gesture
from forms.kit.icons import Icon
from forms.kit.inline_question import InlineQuestion, Notice
from forms.kit.keys import KeyHint
from forms.kit.labels import Words
from forms.kit.panels import Card, Choice
from forms.kit.screen_tools import ScreenTools
from forms.kit.table import Table
from forms.kit.table_model import Column
from forms.kit.tokens import ROW, SPACE, Tone, scaled
from forms.kit.wording.sentences import sentence, typeset

TITLE = "Client introuvable"
OF_BATCH = "Courriers sans client de ce lot"
_MEANS: Mapping[SlipKind, str] = {
    SlipKind.NONE: "Aucun",
    **{kind: name for kind, name in TRANSMISSIONS.items() if kind is not SlipKind.NONE},
}
_LEAST = 4
"""Rows in sight, the head included, where room lacks."""
_COLUMNS: tuple[Column[UnknownMailRow], ...] = (
    Column("Numéro", lambda row: row.number, width=124),
    Column("Lu", lambda row: row.said, width=200, stretch=True),
    Column("Destination", lambda row: SHORT[Paper.SCAN, row.slip], width=170),
    Column("Bordereau", lambda row: row.slip_number or ("–" if row.cancelled else TO_PRINT), width=124),
    Column("Opérateur", lambda row: row.operator, width=100),
)


class UnknownPage(QWidget):
    """Records mail without a client: nothing is debited and no cheque is cashed, but no paper is left untraced.

    Signals:
        recorded: bears the `UnknownMailRow`.
        undone: one of the batch was taken back; bears the same.
        closed: Escape: back to the reference.
    """

    recorded = Signal(object)
    undone = Signal(object)
    closed = Signal()

    def __init__(self, service: UnknownMails, desk: ScreenTools, who: Actor) -> None:
        super().__init__()
        self._service = service
        self._desk = desk
        self._who = who
        self._batch_id = 0
        self._saving = Gesture(desk.runner, self)
        self._undoing = Gesture(desk.runner, self)
        self.reference = WordsField("Référence, telle qu'elle se lit")
        self.name = WordsField("Nom, tel qu'il se lit")
        self.text = WordsField("Ce qui aiderait à retrouver le client")
        self.means = Choice("Règlement joint", _MEANS)
        self._notice = Notice()
        self._goes = Words(role="strong")
        self._save = button("Enregistrer sans client", self.save, Icon.SAVE, primary=True)
        self.table = Table(OF_BATCH, _COLUMNS, "Aucun dans ce lot.", key=lambda row: row.id, struck=_is_cancelled)
        self.question = InlineQuestion("Annuler", "Garder")
        self._asked: UnknownMailRow | None = None
        desk.serve(self.table, OF_BATCH)
        self._connect()
        self._lay_out()
        self._say_destination()

    @property
    def is_begun(self) -> bool:
        """Whether something is typed that is not recorded."""
        return any(field.text().strip() for field in self._fields())

    def hints(self) -> Sequence[KeyHint]:
        """What the keys do here."""
        return (
            KeyHint("F6", "Enregistrer", self.save),
            KeyHint("Esc", "Référence", self.closed.emit),
        )

    def begin(self, batch_id: int, reference: str) -> None:
        """Record in a batch; what was begun there goes on, else with `reference` as it was typed."""
        if batch_id != self._batch_id:
            self._batch_id = batch_id
            self._clear()
        if not self.is_begun:
            self.reference.set_value(reference)
        self.question.hide()
        self.take_focus()
        self._reload()

    def take_focus(self) -> None:
        """Put the cursor where work goes on."""
        if self.question.isVisible():
            self.question.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            next((field for field in self._fields() if not field.text().strip()), self.text).take_focus()

    def save(self) -> None:
        """Record it, once; after a lost answer again under the same key."""
        said = [field.text().strip() for field in self._fields()]
        batch_id, means = self._batch_id, self.means.value()
        self._saving.send(
            lambda key: self._service.record(self._who, UnknownMail(key, batch_id, means, *said)),
            self._saved,
            self._refused,
        )

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _saved(self, row: UnknownMailRow) -> None:
        self._clear()
        self.recorded.emit(row)

    def _refused(self, error: Exception) -> None:
        self._notice.say(sentence(error))
        self.take_focus()

    def _clear(self) -> None:
        self._saving.renew()
        for field in self._fields():
            field.clear()
        self.means.set_value(SlipKind.NONE)
        self._notice.say("")

    def _reload(self) -> None:
        work = partial(self._service.of_batch, self._who, self._batch_id)
        self._desk.runner.run(work, self.table.show_rows, self._desk.tell, self)

    def _ask(self, row: UnknownMailRow) -> None:
        """Enter on a line: whether it is to be taken back."""
        if row.cancelled:
            self._desk.strip.warning(f"{row.number} est déjà annulé.")
            return
        self._asked = row
        self.question.ask(typeset(f"Annuler {row.number}, {row.said} ?"))

    def _undo(self) -> None:
        row = self._asked
        if row is None:
            return
        self._dismiss()
        self._undoing.send(
            lambda key: self._service.cancel(self._who, key, row.id), self._taken_back, self._desk.tell, row.id
        )

    def _taken_back(self, row: UnknownMailRow) -> None:
        self._reload()
        self.undone.emit(row)

    def _dismiss(self) -> None:
        self._asked = None
        self.question.hide()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say_destination(self) -> None:
        self._goes.setText(DESTINATIONS[Paper.SCAN, self.means.value()])

    def _fields(self) -> tuple[WordsField, ...]:
        return self.reference, self.name, self.text

    def _connect(self) -> None:
        self.reference.committed.connect(self.name.take_focus)
        self.name.committed.connect(self.text.take_focus)
        self.text.committed.connect(self.means.setFocus)
        self.means.chosen.connect(self._say_destination)
        self.means.committed.connect(self.save)
        self.table.chosen.connect(self._ask)
        self.question.accepted.connect(self._undo)
        self.question.dismissed.connect(self._dismiss)

    def _lay_out(self) -> None:
        card = Card(TITLE)
        card.head.addWidget(
            Words("⏎ champ suivant, puis enregistrer · Échap revenir à la référence", "small", Tone.MUTED)
        )
        for field in self._fields():
            card.body.addWidget(field)
        for widget in (self.means, self._goes, self._notice):
            card.body.addWidget(widget)
        card.body.addWidget(self._save, 0, Qt.AlignmentFlag.AlignRight)
        of_batch = Card(OF_BATCH)
        self.table.setMinimumHeight(scaled(_LEAST * ROW))
        of_batch.body.addWidget(self.question)
        of_batch.body.addWidget(self.table, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(SPACE)
        whole.addWidget(card)
        whole.addWidget(of_batch, 1)


def _is_cancelled(row: UnknownMailRow) -> bool:
    return row.cancelled
