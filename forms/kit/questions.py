"""Questions to the operator, behind an object that is passed in: tests answer without a dialog."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from backoffice.domain.errors import Fault, Unavailable
from forms.kit.buttons import button
from forms.kit.icons import Icon
from forms.kit.labels import Glyph, Words
from forms.kit.tokens import MARGIN, ROOM, SPACE, Tone

Figures = Sequence[tuple[str, str]]
"""What a decision rests on: words and figure, line by line."""


class Questions(Protocol):
    """What a screen may ask. Modal, so only where it must be."""

    def confirm(self, title: str, sentence: str, figures: Figures, yes: str, no: str) -> bool:
        """Whether to do what cannot be undone; `no` is the answer of Escape and of a careless Enter."""

    def save_path(self, suggested: str, kind: str) -> Path | None:
        """Where to save a file called `suggested`; `kind` is such as `PDF (*.pdf)`."""

    def open_path(self, title: str, kind: str) -> Path | None:
        """Which file to read; `kind` as for `save_path`."""

    def folder(self, title: str) -> Path | None:
        """Which folder."""

    def printer(self, title: str) -> QPrinter | None:
        """Which printer, chosen and set up.

        Raises:
            Unavailable: `PRINTER_MISSING`.
        """


class Dialogs:
    """The questions as real dialogs over `window`."""

    def __init__(self, window: QWidget) -> None:
        self._window = window

    def confirm(self, title: str, sentence: str, figures: Figures, yes: str, no: str) -> bool:
        """Ask in a box of our own, with the figures in it."""
        box = Confirmation(self._window, title, sentence, figures, (yes, no))
        try:
            return box.exec() == QDialog.DialogCode.Accepted
        finally:
            box.deleteLater()

    def save_path(self, suggested: str, kind: str) -> Path | None:
        """Ask with the system's dialog."""
        name, _ = QFileDialog.getSaveFileName(self._window, "Enregistrer", suggested, kind)
        return Path(name) if name else None

    def open_path(self, title: str, kind: str) -> Path | None:
        """Ask with the system's dialog."""
        name, _ = QFileDialog.getOpenFileName(self._window, title, filter=kind)
        return Path(name) if name else None

    def folder(self, title: str) -> Path | None:
        """Ask with the system's dialog."""
        name = QFileDialog.getExistingDirectory(self._window, title)
        return Path(name) if name else None

    def printer(self, title: str) -> QPrinter | None:
        """Ask with the system's dialog, which on Windows does not open at all where there is no printer."""
        if not QPrinterInfo.availablePrinterNames():
            raise Unavailable(Fault.PRINTER_MISSING)
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(title)
        dialog = QPrintDialog(printer, self._window)
        dialog.setWindowTitle(title)
        return printer if dialog.exec() == QDialog.DialogCode.Accepted else None


class Confirmation(QDialog):
    """A sentence, the figures, and two buttons that say what they do."""

    def __init__(
        self, window: QWidget | None, title: str, sentence: str, figures: Figures, answers: tuple[str, str]
    ) -> None:
        super().__init__(window)
        self.setWindowTitle(title)
        self.setMinimumWidth(420)
        self.yes = button(answers[0], self.accept, primary=True)
        self.no = button(answers[1], self.reject)
        self.no.setDefault(True)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        whole.setSpacing(ROOM)
        whole.addLayout(_head(title))
        whole.addWidget(_sentence(sentence))
        whole.addLayout(_figures(figures))
        whole.addSpacing(SPACE)
        whole.addLayout(self._buttons())
        self.no.setFocus()

    def _buttons(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(SPACE)
        line.addStretch(1)
        line.addWidget(self.no)
        line.addWidget(self.yes)
        return line


def _head(title: str) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(SPACE)
    line.addWidget(Glyph(Icon.WARNING, Tone.WARNING, 20))
    line.addWidget(Words(title, "heading"), 1)
    return line


def _sentence(text: str) -> Words:
    words = Words(text)
    words.setWordWrap(True)
    return words


def _figures(figures: Figures) -> QFormLayout:
    form = QFormLayout()
    form.setHorizontalSpacing(MARGIN)
    for words, figure in figures:
        value = Words(figure, "strong")
        value.setAlignment(Qt.AlignmentFlag.AlignRight)
        form.addRow(Words(words, tone=Tone.MUTED), value)
    return form
