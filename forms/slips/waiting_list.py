"""*À imprimer*: what waits for a slip, by day and kind."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from backoffice.domain.mail_rows import WaitingRow
from backoffice.domain.people import Actor
from forms.kit.buttons import allow, button
from forms.kit.icons import Icon
from forms.kit.screen_tools import ScreenTools
from forms.kit.tokens import ROOM
from forms.slips.printed import SlipServices
from forms.slips.table import waiting_table
from forms.slips.waiting import Waiting

_CHOOSE = "Choisissez une ligne à imprimer."
_PRINTED = "Ces pièces ont leur bordereau : F5 retire la ligne."


class WaitingList(QWidget):
    """The list. A line that was printed here stays, with its number, until the list is read again.

    Signals:
        print_asked: Enter, a double click or the button on a line that waits.
        changed: another line is the current one.
        tallied: bears how many papers wait in all.
    """

    print_asked = Signal()
    changed = Signal()
    tallied = Signal(int)

    def __init__(self, services: SlipServices, desk: ScreenTools, who: Actor, may_not: str) -> None:
        super().__init__()
        self._services = services
        self._desk = desk
        self._who = who
        self._may_not = may_not
        self._table = waiting_table()
        self._print = button("Imprimer le bordereau", self.print_asked.emit, Icon.PRINT, primary=True)
        self._table.chosen.connect(self._choose)
        self._table.current.connect(self._show_current)
        desk.serve(self._table, "À imprimer")
        self._lay_out()
        self._show_current()

    @property
    def current(self) -> Waiting | None:
        """The current line."""
        return self._table.current_row()

    def why_not(self) -> str:
        """Why nothing can be printed just now; empty where it can."""
        if self.current is None:
            return _CHOOSE
        return _PRINTED if self.current.number else self._may_not

    def begin(self) -> None:
        """Put the cursor where work begins."""
        self._table.setFocus()

    def reload(self) -> None:
        """Read the list again; what was printed leaves it."""
        mail_slips, who = self._services.mail_slips, self._who
        self._desk.runner.run(lambda: mail_slips.days_waiting(who), self._show, self._desk.tell, self)

    def mark(self, line: Waiting, number: str) -> None:
        """Let `line` say under which slip its papers went."""
        if line in self._table.rows:
            self._table.replace(line, replace(line, number=number))
        self._tally()
        self._show_current()

    def _show(self, rows: Sequence[WaitingRow]) -> None:
        self._table.show_rows([Waiting(row.day, row.kind, row.count) for row in rows])
        self._tally()

    def _tally(self) -> None:
        self.tallied.emit(sum(line.count for line in self._table.rows if not line.number))

    def _choose(self, line: Waiting) -> None:
        if not line.number:
            self.print_asked.emit()

    def _show_current(self) -> None:
        allow(self._print, self.why_not())
        self.changed.emit()

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self._print)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(ROOM)
        whole.addWidget(self._table, 1)
        whole.addLayout(foot)
