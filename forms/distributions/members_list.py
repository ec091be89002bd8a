"""The members of a group: one is found by number or name, without leaving the field."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from typing_extensions import override

from backoffice.domain.money import total
from backoffice.french.counted import counted
from backoffice.french.figures import euros
from forms.distributions.members_reading import MemberLine, found
from forms.distributions.tables import member_table
from forms.kit.fields import WordsField
from forms.kit.labels import Words
from forms.kit.panels import Card
from forms.kit.screen_tools import ScreenTools
from forms.kit.tokens import ROW, Tone, scaled

_LEAST = 6


class MembersList(Card):
    """The list.

    Signals:
        chosen: Enter on a member, or on what was typed of one; bears the line.

    Attributes:
        field: the number or the name.
        table: the members for it; all of them while it is empty.
    """

    chosen = Signal(object)

    def __init__(self, desk: ScreenTools) -> None:
        super().__init__()
        self._lines: list[MemberLine] = []
        self.field = WordsField("Adhérent, par numéro ou nom")
        self.table = member_table()
        self._told = Words(role="small", tone=Tone.MUTED)
        self._told.setWordWrap(True)
        self.field.edited.connect(self._filter)
        self.field.committed.connect(self._take)
        self.table.chosen.connect(self.chosen)
        self.table.setMinimumHeight(scaled(_LEAST * ROW))
        desk.serve(self.table, "Commandes")
        self.body.addWidget(self.field)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self._told)

    def show_lines(self, lines: Sequence[MemberLine]) -> None:
        """Show these members."""
        self._lines = list(lines)
        self._filter()

    def renew(self, line: MemberLine) -> None:
        """Show a member as they stand now."""
        self._lines = [line if each.member.id == line.member.id else each for each in self._lines]
        self._filter()
        self.table.select(line)

    def begin(self) -> None:
        """Ask for the next member."""
        self.field.take_focus()

    def forget(self) -> None:
        """What was typed is answered: show all of them again."""
        self.field.clear()
        self._filter()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and self.table.rows:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def _filter(self) -> None:
        fitting, best = found(self._lines, self.field.text())
        self.table.show_rows(fitting)
        if self.field.text().strip():
            self.table.select(best)
        orders = [line.ordered for line in fitting if line.ordered]
        told = (counted(len(fitting), "adhérent"), counted(len(orders), "commande"), euros(total(orders)))
        self._told.say(" · ".join(told), Tone.MUTED)

    def _take(self) -> None:
        line = self.table.current_row()
        if line is not None:
            self.chosen.emit(line)
        elif self._lines:
            self.field.show_error(f"Aucun adhérent ne correspond à « {self.field.text().strip()} ».")
            self.field.take_focus()
