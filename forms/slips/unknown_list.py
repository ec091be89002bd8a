"""*Sans client*: the mail whose client was not found, looked for by whatever could be read of it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from backoffice.domain.paper import MailSlipKind
from backoffice.domain.people import Actor
from backoffice.domain.unknown_mail import UnknownMailRow
from backoffice.french.counted import counted
from backoffice.french.figures import moment
from backoffice.french.paper_words import SHORT_NAMES, TO_PRINT
from backoffice.french.payment_words import CANCELLED
from forms.kit.fields import WordsField
from forms.kit.screen_tools import ScreenTools
from forms.kit.table import Table
from forms.kit.table_model import Column
from forms.kit.tokens import ROOM, Tone
from forms.slips.printed import SlipServices

_TITLE = "Courriers sans client"
_SHOWN = 4
"""Columns."""
_NONE = "Aucun courrier sans client ici.\nIl s'en enregistre depuis Sélection d'un client, par Ctrl+I."


class UnknownList(QWidget):
    """The list with its search."""

    def __init__(self, services: SlipServices, desk: ScreenTools, who: Actor) -> None:
        super().__init__()
        self._services = services
        self._desk = desk
        self._who = who
        self._wanted = WordsField("Nom, référence ou numéro de courrier")
        self._table = _table()
        desk.serve(self._table, _TITLE)
        self._wanted.edited.connect(self.reload)
        self._wanted.committed.connect(self._table.setFocus)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(ROOM)
        whole.addWidget(self._wanted)
        whole.addWidget(self._table, 1)

    def begin(self) -> None:
        """Put the cursor where work begins."""
        self._wanted.take_focus()

    def reload(self) -> None:
        """Read the list again."""
        text, unknown_mails, who = self._wanted.text(), self._services.unknown_mails, self._who
        self._desk.runner.run(lambda: unknown_mails.search(who, text), self._show, self._desk.tell, self)

    def _show(self, rows: Sequence[UnknownMailRow]) -> None:
        self._table.show_rows(rows)
        self._wanted.show_hint(counted(len(rows), "courrier"))


def _table() -> Table[UnknownMailRow]:
    columns: tuple[Column[UnknownMailRow], ...] = (
        Column("Numéro", lambda row: row.number, width=124),
        Column("Lu", lambda row: row.said, width=150, stretch=True),
        Column("Lot", lambda row: row.batch_number, width=90),
        Column(
            "Bordereau",
            lambda row: row.slip_number or (CANCELLED if row.cancelled else TO_PRINT),
            width=124,
            tone=lambda row: Tone.OK if row.slip_number else Tone.MUTED,
        ),
        Column("Saisi le", lambda row: moment(row.recorded_at), value=lambda row: row.recorded_at),
        Column("Nature", lambda row: SHORT_NAMES[MailSlipKind(row.slip.value)]),
        Column("Opérateur", lambda row: row.operator),
    )
    table = Table(_TITLE, columns, _NONE, key=lambda row: row.id, struck=lambda row: row.cancelled)
    for at in range(_SHOWN, len(columns)):  # copied and exported; there is no room to show them
        table.setColumnHidden(at, True)
    return table
