"""*Envoyés*: the files that were made, the newest first."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from backoffice.domain.debit_rows import BankFileRow
from forms.collecting.tables import file_table
from forms.kit.buttons import allow, button
from forms.kit.icons import Icon
from forms.kit.labels import Words
from forms.kit.panels import Card
from forms.kit.screen_tools import ScreenTools
from forms.kit.tokens import ROW, SPACE, Tone, scaled

_TOLD = "Un fichier réexporté est le même, marqué DUPLICATA ; c'est noté."


class SentList(Card):
    """The files, and *Réexporter*.

    Signals:
        again_asked: the button was pressed, or Enter on a file.
        changed: another file is the current one.
    """

    again_asked = Signal()
    changed = Signal()

    def __init__(self, desk: ScreenTools) -> None:
        super().__init__("Envoyés")
        self.table = file_table()
        self._again = button("Réexporter", self.again_asked.emit, Icon.EXPORT)
        self._busy = False
        self.table.chosen.connect(self.again_asked)
        self.table.current.connect(self._show_current)
        desk.serve(self.table, "Prélèvements envoyés")
        self._lay_out()
        self._show_current()

    @property
    def current(self) -> BankFileRow | None:
        """The current file."""
        return self.table.current_row()

    def show_files(self, files: Sequence[BankFileRow]) -> None:
        """Show these files."""
        self.table.show_rows(files)
        self._show_current()

    def why_not(self) -> str:
        """Why nothing can be exported again just now; empty where it can."""
        if self._busy:
            return "Des fichiers sont en cours : ils sont bientôt là."
        return "" if self.current is not None else "Choisissez un fichier dans la liste."

    def show_busy(self, *, busy: bool) -> None:
        """Take no work while other work is in hand."""
        self._busy = busy
        self._show_current()

    def _show_current(self) -> None:
        allow(self._again, self.why_not())
        self.changed.emit()

    def _lay_out(self) -> None:
        self.table.setMinimumHeight(scaled(ROW) * 3)
        foot = QHBoxLayout()
        foot.setSpacing(SPACE)
        told = Words(_TOLD, tone=Tone.MUTED)
        told.setWordWrap(True)
        foot.addWidget(told, 1)
        foot.addWidget(self._again)
        self.body.addWidget(self.table, 1)
        self.body.addLayout(foot)
