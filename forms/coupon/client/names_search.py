"""The search by name, page by page."""

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from backoffice.domain.dossier import ClientPage, ClientRow, PageMark
from backoffice.domain.people import Actor
from backoffice.french.counted import counted
from backoffice.services.clients.clients import Clients
from forms.coupon.client.identity import flags_of
from forms.kit.fields import WordsField
from forms.kit.inline_question import ReadingTime
from forms.kit.labels import Words
from forms.kit.panels import Card
from forms.kit.screen_tools import ScreenTools
from forms.kit.table import Table
from forms.kit.table_model import Column
from forms.kit.tokens import ROW, SPACE, Tone, scaled
from forms.kit.wording.sentences import sentence

_PAUSE = 250
"""Milliseconds without a key after which what is typed is looked for."""

_LEAST = 8
"""Rows in sight, the head included, where room lacks."""

_COLUMNS: tuple[Column[ClientRow], ...] = (
    Column("Nom", lambda row: row.name, width=230),
    Column("Référence", lambda row: str(row.ref), width=160),
    Column("CP", lambda row: row.postcode, width=70),
    Column("Ville", lambda row: row.city, width=110, stretch=True),
    Column(
        "État",
        lambda row: " · ".join(flags_of(row)),
        width=150,
        tone=lambda row: Tone.ERROR if row.blocked else Tone.WARNING,
    ),
)


class NamesSearch(QWidget):
    """Finds clients by the beginning of their name.

    Signals:
        picked: a client was chosen; bears the row.
        closed: Escape: back to the reference.

    Attributes:
        field: the name.
        table: the clients found.
        far: how many there are.
    """

    picked = Signal(object)
    closed = Signal()

    def __init__(self, clients: Clients, desk: ScreenTools, who: Actor) -> None:
        super().__init__()
        self._clients = clients
        self._desk = desk
        self._who = who
        self._text = ""
        self._found: list[ClientRow] = []
        self._after: PageMark | None = None
        self._insist = False
        self.field = WordsField("Nom, prénom, et s'il le faut le début du code postal", required=True)
        self.table = Table("Recherche par nom", _COLUMNS, "Tapez le début du nom.", key=lambda row: row.id)
        self.far = Words(role="small", tone=Tone.MUTED)
        self.reading = ReadingTime(self)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._search_in_passing)
        self.field.edited.connect(self._pause.start)
        self.field.committed.connect(self._go_down)
        self.table.chosen.connect(self._pick)
        self.table.end_reached.connect(self._ask_for_more)
        self.table.setMinimumHeight(scaled(_LEAST * ROW))
        desk.serve(self.table, "Recherche par nom")
        self._lay_out()

    def begin(self, name: str) -> None:
        """Start over with `name` typed in."""
        self.field.set_value(name)
        self._show_none()
        self.field.take_focus()
        if name:
            self._search(insist=True)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() == Qt.Key.Key_Down and self._found:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def _pick(self, row: ClientRow) -> None:
        if self.reading.lets_pass():  # a hasty Enter must not take the first of many namesakes
            self.picked.emit(row)

    def _go_down(self) -> None:
        """Enter in the field: to the names found, or look for them."""
        if self._found and self._text == self.field.text().strip():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._search(insist=True)

    def _search_in_passing(self) -> None:
        self._search(insist=False)

    def _search(self, *, insist: bool) -> None:
        """Look for what is typed; unless the operator insists, a name that is too short yet is no error."""
        self._pause.stop()
        self._text = self.field.text().strip()
        self._insist = insist
        self._ask(None)

    def _ask(self, after: PageMark | None) -> None:
        text = self._text
        self._desk.runner.run(
            lambda: self._clients.search(self._who, text, after),
            partial(self._show, text, after),
            partial(self._refuse, text),
            self,
        )

    def _show(self, text: str, after: PageMark | None, page: ClientPage) -> None:
        if text != self._text:
            return  # another name has been typed since
        bar = self.table.verticalScrollBar()
        place = 0 if after is None else bar.value()
        self._found = ([] if after is None else self._found) + list(page.clients)
        self._after = page.after
        self.table.show_rows(self._found)
        if after is None:
            self.reading.start()
        bar.setValue(place)
        self._say_how_many()

    def _refuse(self, text: str, error: Exception) -> None:
        if text == self._text:
            self._show_none()
            if self._insist:
                self.field.show_error(sentence(error))

    def _show_none(self) -> None:
        self._found, self._after = [], None
        self.table.show_rows([])
        self.far.setText("")

    def _say_how_many(self) -> None:
        if not self._found:
            self.far.setText(f"Aucun client dont le nom commence par « {self._text} ».")
        elif self._after is not None:
            self.far.setText(f"Les {len(self._found)} premiers noms ; la suite vient en descendant.")
        else:
            self.far.setText(f"{counted(len(self._found), 'nom')}.")

    def _ask_for_more(self) -> None:
        mark, self._after = self._after, None
        if mark is not None:
            self._ask(mark)

    def _lay_out(self) -> None:
        card = Card("Recherche par nom")
        card.body.addWidget(self.field)
        card.body.addWidget(self.table, 1)
        card.body.addWidget(self.far)
        keys = Words("⏎ choisir · ↓ vers la liste · Échap revenir à la référence", "small", Tone.MUTED)
        card.head.addWidget(keys)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(SPACE)
        whole.addWidget(card)
