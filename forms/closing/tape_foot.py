"""What can be done with the tape as a whole."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from forms.closing.tape_rows import ControlRow
from forms.kit.buttons import allow, button
from forms.kit.icons import Icon
from forms.kit.tokens import SPACE


class TapeFoot(QWidget):
    """The buttons below the control.

    Signals:
        remove_asked: the current line's amount is to be taken off the tape.
        file_asked: the tape is to be read from a file.
        again_asked: the tape is to be keyed from the beginning.
        keep_asked: *Enregistrer la bande*.

    Attributes:
        wrong_only: only the lines where something is to be put right are shown.
    """

    remove_asked = Signal()
    file_asked = Signal()
    again_asked = Signal()
    keep_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.wrong_only = QCheckBox("Écarts seuls")
        self.wrong_only.setAccessibleName("Écarts seuls")
        self._remove = button("Retirer de la bande", self.remove_asked.emit)
        self._read = button("Lire un fichier…", self.file_asked.emit)
        self._again = button("Recommencer", self.again_asked.emit)
        self._keep = button("Enregistrer la bande", self.keep_asked.emit, Icon.SAVE, primary=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        row.addWidget(self.wrong_only)
        row.addWidget(self._remove)
        row.addStretch(1)
        for made in (self._read, self._again, self._keep):
            row.addWidget(made)

    def let_change(self, *, changeable: bool) -> None:
        """Show the buttons that change the tape, or not."""
        for made in (self._remove, self._read, self._again, self._keep):
            made.setVisible(changeable)

    def allow_keeping(self, why_not: str) -> None:
        """Let the tape be kept, or say why not."""
        allow(self._keep, why_not)

    def show_current(self, row: ControlRow | None) -> None:
        """Only an amount that is on the tape can be taken off it."""
        on_tape = row is not None and row.line.tape is not None
        allow(self._remove, "" if on_tape else "Cette ligne n'a pas de montant sur la bande.")
