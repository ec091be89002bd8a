"""How far the sending of several lines has come, and what came of each; for the screen of *Prélèvements*."""

from dataclasses import dataclass, field
from pathlib import Path

from backoffice.domain.debit_rows import BankFileRow
from backoffice.domain.errors import RuleBroken
from backoffice.domain.money import total
from backoffice.french.counted import counted
from backoffice.french.figures import euros
from forms.collecting.sending import Sending, Sent
from forms.collecting.words import line_name


@dataclass
class SendingProgress:
    """Lines on their way, in order.

    Attributes:
        lines: those that were sent together.
        unsaved: those whose files are made and that could not be saved.
        failures: the lines that nothing, or not all, came of.
        lost: whether an answer was lost: what became of its line is not known.
    """

    lines: list[Sending]
    folder: Path
    answered: int = 0
    saved: list[tuple[BankFileRow, Path]] = field(default_factory=list)
    unsaved: list[Sending] = field(default_factory=list)
    failures: list[tuple[Sending, Exception]] = field(default_factory=list)
    lost: bool = False

    @property
    def is_over(self) -> bool:
        """Whether every line is answered."""
        return self.answered == len(self.lines)

    def add(self, line: Sending, sent: Sent) -> None:
        """A line whose files are made."""
        self.answered += 1
        if sent.failure is None:
            self.saved += zip(sent.files, sent.saved, strict=True)
        else:
            self.failures.append((line, sent.failure))
            count, amount = sum(file.count for file in sent.files), total(file.amount for file in sent.files)
            self.unsaved.append(Sending(line.day, line.channel, count, amount, 0, sent.files))

    def fail(self, line: Sending, error: Exception) -> None:
        """A line of which no file was made, or of which it is not known."""
        self.answered += 1
        self.failures.append((line, error))
        self.lost |= not isinstance(error, RuleBroken)

    def far(self) -> str:
        """How far it is."""
        line = self.lines[min(self.answered, len(self.lines) - 1)]
        place = f" ({self.answered + 1} sur {len(self.lines)})" if len(self.lines) > 1 else ""
        return f"{line_name(line)} : contrôle et enregistrement en cours…{place}"

    def said(self) -> str:
        """What was saved, and where."""
        files = " ; ".join(
            f"{path.name}, {counted(file.count, 'prélèvement')}, {euros(file.amount)}" for file, path in self.saved
        )
        return f"Enregistré dans {self.folder} : {files}."
