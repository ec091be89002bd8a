"""What became of a file of the members' accounts: a sentence, and the refused rows with their reasons."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from backoffice.domain.importing import RowFault
from backoffice.domain.member_files import MemberFileReport
from backoffice.french.counted import counted
from forms.kit.labels import Words
from forms.kit.screen_tools import ScreenTools
from forms.kit.table import Table
from forms.kit.table_model import Align, Column
from forms.kit.tokens import ROW, SPACE, Tone, scaled
from forms.kit.wording.import_words import fault_sentence

_LEAST = 4


class MemberReport(QWidget):
    """The report; takes no room before there is one.

    Attributes:
        faults: the refused rows.
    """

    def __init__(self, desk: ScreenTools, taken: Callable[[MemberFileReport], str]) -> None:
        """Make an empty report; `taken` says what was taken of a file that is sound."""
        super().__init__()
        self._taken = taken
        self._told = Words()
        self._told.setWordWrap(True)
        self.faults: Table[RowFault] = Table("Raisons des refus", _COLUMNS, "Aucune ligne n'est refusée.")
        self.faults.setMinimumHeight(scaled(_LEAST * ROW))
        self._whole = Words(role="small", tone=Tone.MUTED)
        self._whole.setWordWrap(True)
        self.faults.current.connect(self._show_whole)
        desk.serve(self.faults, "Lignes refusées")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addWidget(self._told)
        column.addWidget(self.faults, 1)
        column.addWidget(self._whole)
        self.clear()

    def clear(self) -> None:
        """Say nothing."""
        self._told.say("")
        self.faults.show_rows(())
        self.hide()

    def show_report(self, report: MemberFileReport) -> None:
        """Say what became of a file."""
        self.show()
        self.faults.show_rows(report.faults)
        self.faults.setVisible(not report.is_sound)
        if report.is_sound:
            self._told.say(self._taken(report), Tone.OK)
            return
        refused = len(report.faults) + report.more_faults
        more = f" Les {len(report.faults)} premières sont ici." if report.more_faults else ""
        what = counted(refused, "ligne est refusée", "lignes sont refusées")
        self._told.say(f"Rien n'a été pris : {what}.{more} Corrigez le fichier et recommencez.", Tone.ERROR)

    def _show_whole(self, fault: RowFault | None) -> None:
        """A reason may be longer than its cell: the current one stands whole under the table."""
        self._whole.setText("" if fault is None else fault_sentence(fault))
        self._whole.setVisible(fault is not None)


_COLUMNS: tuple[Column[RowFault], ...] = (
    Column("Ligne", lambda fault: str(fault.line), value=lambda fault: fault.line, width=70, align=Align.RIGHT),
    Column("Colonne", lambda fault: fault.column, width=110),
    Column("Raison", fault_sentence, width=200, stretch=True),
)
