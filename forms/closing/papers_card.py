"""The slips of the papers of a batch: one key each, for those that it has (P-05, B-06, B-07)."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal

from backoffice.domain.paper import MailSlipKind
from backoffice.french.paper_words import SHORT_NAMES, TO_PRINT
from forms.closing.closing_progress import PapersOfKind
from forms.kit.keys import KeyHint
from forms.kit.panels import Card
from forms.kit.screen_tools import ScreenTools
from forms.kit.table import Table
from forms.kit.table_model import Align, Column
from forms.kit.tokens import Tone, scaled

_TITLE = "Papiers du lot"
_KEYS = dict(zip(MailSlipKind, ("F2", "F3", "F4", "F5", "F6", "F7", "F8", "F11"), strict=True))
"""F9 closes and F10 is the operator's, on every screen."""
_LEAST_WIDTH = 320


class PapersCard(Card):
    """A line for each kind of slip: Enter on it, or its key wherever the focus is, prints.

    Signals:
        chosen: Enter or a double click on a line; bears the `PapersOfKind`.
        asked: the key of a line was pressed; bears the same.
    """

    chosen = Signal(object)
    asked = Signal(object)

    def __init__(self, desk: ScreenTools) -> None:
        super().__init__(_TITLE)
        self._table = _table()
        self._table.setMinimumWidth(scaled(_LEAST_WIDTH))
        self._table.chosen.connect(self.chosen)
        self.body.addWidget(self._table, 1)
        desk.serve(self._table, _TITLE)

    def show_papers(self, papers: Sequence[PapersOfKind]) -> None:
        """Show what the batch has."""
        self._table.show_rows(papers)
        self.setVisible(bool(papers))

    def hints(self, may_not: str) -> Sequence[KeyHint]:
        """The key of each kind that there is; `may_not` is why the role prints no new slip."""
        return tuple(self._hint(papers, may_not if papers.waiting else "") for papers in self._table.rows)

    def begin(self) -> None:
        """Put the focus on a line that is to be printed: the one without which no batch is closed, else the first."""
        waiting = [papers for papers in self._table.rows if papers.waiting]
        self._table.select(min(waiting, key=lambda papers: papers.kind is not MailSlipKind.ARCHIVE, default=None))
        self._table.setFocus()

    def _hint(self, papers: PapersOfKind, why_not: str) -> KeyHint:
        ask = partial(self.asked.emit, papers)
        return KeyHint(_KEYS[papers.kind], SHORT_NAMES[papers.kind], ask, why_not)


def _table() -> Table[PapersOfKind]:
    columns: tuple[Column[PapersOfKind], ...] = (
        Column("Touche", lambda row: _KEYS[row.kind], width=72),
        Column("Nature", lambda row: SHORT_NAMES[row.kind], width=110, stretch=True),
        Column("Pièces", lambda row: str(_count(row)), value=_count, align=Align.RIGHT, width=64),
        Column(
            "Bordereau",
            lambda row: TO_PRINT if row.waiting else row.slips[0].number,
            width=130,
            tone=lambda row: Tone.WARNING if row.waiting else Tone.OK,
        ),
    )
    return Table(_TITLE, columns, "Aucun papier à transmettre.", key=lambda row: row.kind)


def _count(papers: PapersOfKind) -> int:
    """What waits, or what the newest slip lists."""
    return papers.waiting or papers.slips[0].count
