"""Questions answered without a dialog."""

from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtPrintSupport import QPrinter

from backoffice.domain.errors import Unavailable
from forms.kit.questions import Figures


@dataclass
class Answers:
    """Answers as they were set, and keeps what was asked."""

    yes: bool = True
    path: Path | None = None
    chosen_printer: QPrinter | Unavailable | None = None
    asked: list[str] = field(default_factory=list)
    figures: list[tuple[str, str]] = field(default_factory=list)

    def confirm(self, title: str, sentence: str, figures: Figures, yes: str, no: str) -> bool:
        self.asked += [title, sentence, yes, no]
        self.figures = list(figures)
        return self.yes

    def save_path(self, suggested: str, kind: str) -> Path | None:
        self.asked += [suggested, kind]
        return self.path

    def open_path(self, title: str, kind: str) -> Path | None:
        self.asked += [title, kind]
        return self.path

    def folder(self, title: str) -> Path | None:
        self.asked.append(title)
        return self.path

    def printer(self, title: str) -> QPrinter | None:
        self.asked.append(title)
        if isinstance(self.chosen_printer, Unavailable):
            raise self.chosen_printer
        return self.chosen_printer
