"""The foot of *Bande chèque*: what the current cheque says twice, and the buttons for the tape as a whole."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from forms.closing.tape_rows import ControlRow, LineMark, both_amounts
from forms.kit.buttons import allow, button
from forms.kit.icons import Icon
from forms.kit.labels import Words
from forms.kit.tokens import SPACE, Tone


class TapeFoot(QWidget):
    """The buttons below the control, and above them what the current line's cheque says twice (P-20).

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
        self._words = Words(tone=Tone.WARNING)
        self._words.setWordWrap(True)
        self._words.hide()
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        row.addWidget(self.wrong_only)
        row.addWidget(self._remove)
        row.addStretch(1)
        for made in (self._read, self._again, self._keep):
            row.addWidget(made)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(SPACE)
        whole.addWidget(self._words)
        whole.addLayout(row)

    def let_change(self, *, changeable: bool) -> None:
        """Show the buttons that change the tape, or not."""
        for made in (self._remove, self._read, self._again, self._keep):
            made.setVisible(changeable)

    def allow_keeping(self, why_not: str) -> None:
        """Let the tape be kept, or say why not."""
        allow(self._keep, why_not)

    def show_current(self, row: ControlRow | None) -> None:
        """Only an amount that is on the tape can be taken off it; a cheque whose words were taken says so."""
        words = told(row)
        self._words.say(words, Tone.WARNING)
        self._words.setVisible(bool(words))
        on_tape = row is not None and row.line.tape is not None
        allow(self._remove, "" if on_tape else "Cette ligne n'a pas de montant sur la bande.")


def told(row: ControlRow | None) -> str:
    """What is to be known of a line whose cheque has other words than figures; nothing of any other line."""
    receipt = None if row is None else row.line.receipt
    if row is None or receipt is None or not receipt.words_taken:
        return ""
    said = f"Chèque {receipt.cheque_number} : {both_amounts(receipt)}."
    if row.mark is not LineMark.IN_FIGURES:
        return said
    return f"{said} La bande a été faite sur les chiffres : c'est elle qui se retape, la saisie est juste."
