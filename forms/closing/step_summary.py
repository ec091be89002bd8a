"""The page of a step that is one button: its figures, what it leads to, and the lines of the batch below."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from backoffice.domain.batch_rows import ReceiptRow
from backoffice.french.figures import amount, moment
from backoffice.french.payment_words import undone
from forms.kit.labels import Words
from forms.kit.panels import Card
from forms.kit.table import Table
from forms.kit.table_model import Align, Column
from forms.kit.tokens import GAP, MARGIN, ROOM, Tone

Said = Mapping[str, tuple[str, str]]
"""By its name, a figure and what stands below it."""


class SummaryFigure(QWidget):
    """A figure with its name above and a word below."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._value = Words(role="heading")
        self._below = Words(tone=Tone.MUTED)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(Words(name, "label"))
        column.addWidget(self._value)
        column.addWidget(self._below)
        column.addStretch(1)

    def say(self, value: str, below: str, tone: Tone = Tone.NEUTRAL) -> None:
        """Show another figure."""
        self._value.say(value, tone)
        self._below.say(below, Tone.MUTED)


class Summary(QWidget):
    """The card with figures, consequence and button; and the lines.

    Attributes:
        lines: the table of the lines.
    """

    def __init__(self, title: str, names: Iterable[str], act: QPushButton) -> None:
        super().__init__()
        self._figures = {name: SummaryFigure(name) for name in names}
        self._consequence = Words(tone=Tone.MUTED)
        self._consequence.setWordWrap(True)
        self._act = act
        self.lines = lines_table()
        row = QHBoxLayout()
        row.setSpacing(MARGIN)
        for figure in self._figures.values():
            row.addWidget(figure)
        row.addWidget(self._consequence, 1)
        row.addWidget(act, 0, Qt.AlignmentFlag.AlignVCenter)
        card = Card(title)
        card.body.addLayout(row)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(ROOM)
        whole.addWidget(card)
        whole.addWidget(self.lines, 1)

    def say(self, figures: Said, consequence: str) -> None:
        """Show other figures."""
        for name, (value, below) in figures.items():
            self._figures[name].say(value, below)
        self._consequence.say(consequence, Tone.MUTED)

    def begin(self) -> None:
        """Put the focus on the button, or on the lines where there is nothing to press."""
        usable = self._act.isVisibleTo(self) and self._act.isEnabled()
        (self._act if usable else self.lines).setFocus()


def lines_table() -> Table[ReceiptRow]:
    """An empty table of a batch's lines; what was taken back is struck through, its reversal stands below."""
    columns: tuple[Column[ReceiptRow], ...] = (
        Column("Référence", lambda row: str(row.ref), width=150),
        Column("Nom", lambda row: row.name, width=110, stretch=True),
        Column("N° du chèque", lambda row: row.cheque_number, width=112),
        Column("Montant", lambda row: amount(row.amount), value=lambda row: row.amount, align=Align.RIGHT, width=88),
        Column(
            "Avoir",
            lambda row: amount(row.credit) if row.credit else "–",
            value=lambda row: row.credit,
            align=Align.RIGHT,
            width=84,
        ),
        Column("Mention", _mention, width=168, tone=_mention_tone),
        Column("Saisi le", lambda row: moment(row.recorded_at), value=lambda row: row.recorded_at, width=150),
    )
    empty = "Aucun chèque dans ce lot."
    return Table("Lignes du lot", columns, empty, key=lambda row: row.id, struck=lambda row: row.reversed)


def _mention(row: ReceiptRow) -> str:
    return undone(row) or (f"P-20 chiffres {amount(row.figures)}" if row.words_taken else "")


def _mention_tone(row: ReceiptRow) -> Tone:
    return Tone.WARNING if row.words_taken and not row.reversed else Tone.MUTED
