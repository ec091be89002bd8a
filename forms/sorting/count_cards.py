"""The cards beside the pile: how many pieces lie on each, and the last ones that were put there."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from backoffice.french.counted import counted
from backoffice.procedure.sorting import Pile
from forms.kit.labels import Words
from forms.kit.panels import Card
from forms.kit.screen_tools import ScreenTools
from forms.kit.table import Table
from forms.kit.table_model import Align, Column
from forms.kit.tokens import ROOM, ROW, SPACE, Tone, scaled
from forms.sorting.session_counts import Counted, SessionCounts
from forms.sorting.shapes import LOOKS, Shape

NEWEST = 10
"""How many of the last pieces are listed."""
_LEAST = 4
"""Rows in sight, the head included, where room lacks."""
_NAME = "Dernières pièces triées"
_COLUMNS: tuple[Column[Counted], ...] = (
    Column("N°", lambda row: str(row.number), value=lambda row: row.number, align=Align.RIGHT, width=46),
    Column("Pièce", lambda row: str(row.piece), width=130, stretch=True),
    Column(
        "Pile",
        lambda row: row.placing.pile.value,
        width=118,
        chip=True,
        tone=lambda row: LOOKS[row.placing.pile].tone,
    ),
)


class Counts(Card):
    """A line for each pile, in its colour, with its shape and word."""

    def __init__(self) -> None:
        super().__init__("Sur les piles")
        self._figures = {pile: Words("0", "large") for pile in Pile}
        grid = QGridLayout()
        grid.setHorizontalSpacing(ROOM)
        grid.setVerticalSpacing(SPACE)
        grid.setColumnStretch(1, 1)
        for row, (pile, figure) in enumerate(self._figures.items()):
            grid.addWidget(Shape(pile), row, 0)
            grid.addWidget(Words(pile.value, "strong", LOOKS[pile].tone), row, 1)
            grid.addWidget(figure, row, 2, Qt.AlignmentFlag.AlignRight)
        self._total = Words("0", tone=Tone.MUTED)
        grid.addWidget(Words("Ensemble", tone=Tone.MUTED), len(Pile), 1)
        grid.addWidget(self._total, len(Pile), 2, Qt.AlignmentFlag.AlignRight)
        self._gone = Words(tone=Tone.MUTED)
        self.body.addLayout(grid)
        self.body.addWidget(self._gone)
        self.show_tally(SessionCounts())

    def show_tally(self, tally: SessionCounts) -> None:
        """Show the counts of `tally`."""
        for pile, figure in self._figures.items():
            figure.setText(str(tally.counts[pile]))
            figure.setAccessibleName(f"{pile.value} : {tally.counts[pile]}")
        self._total.setText(str(tally.total))
        self._gone.setText(f"{counted(tally.gone, 'pièce')} sur bordereau" if tally.gone else "")


class Newest(Card):
    """The last ten pieces, the newest first. It never takes the focus: that stays where pieces are read."""

    def __init__(self, desk: ScreenTools) -> None:
        super().__init__(_NAME)
        self._table = Table(_NAME, _COLUMNS, "Rien n'est encore trié.", key=lambda row: row.number)
        self._table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._table.setMinimumHeight(scaled(_LEAST * ROW))
        desk.serve(self._table, _NAME)
        self.body.addWidget(self._table, 1)

    def show_tally(self, tally: SessionCounts) -> None:
        """Show what `tally` has counted last."""
        rows = tally.newest(NEWEST)
        self._table.show_rows(rows)
        self._table.select(rows[0] if rows else None)
