"""Bordereaux: the slips that were printed, by number; a slip once more, as a duplicate; the lot sheet."""

from collections.abc import Callable, Sequence
from uuid import UUID, uuid4

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget
from typing_extensions import override

from backoffice.domain.people import Actor
from backoffice.domain.rows import SlipRow
from backoffice.services.slips import Slips
from forms.batches.counted import counted
from forms.kit.buttons import allow, button
from forms.kit.desk import Desk
from forms.kit.fields import WordsField
from forms.kit.icons import Icon
from forms.kit.keys import KeyHint
from forms.kit.labels import Words
from forms.kit.preview import Preview
from forms.kit.screen import Screen
from forms.kit.strip import Strip
from forms.kit.tokens import MARGIN, ROOM, SPACE
from forms.kit.wording import sentence
from forms.slips.papers import Papers
from forms.slips.table import slip_table

_EMPTY = "⏎ sur un bordereau le montre ici, marqué DUPLICATA ; chaque réimpression est notée."
_CHOOSE = "Choisissez un bordereau dans la liste."
_NO_PAPER = "Aucun document n'est affiché : ⏎ sur un bordereau le montre."
_LEFT, _RIGHT = 660, 490
"""How the width is shared at first."""


class SlipsScreen(Screen):
    """Left the slips, right the paper. A paper is drawn when it is asked for, never on mere selection."""

    def __init__(self, slips: Slips, papers: Papers, desk: Desk, who: Actor) -> None:
        """Make the screen.

        Args:
            slips: lists and prints again.
            papers: draws.
            desk: what the window lends.
            who: who is at work.
        """
        super().__init__()
        self._slips = slips
        self._papers = papers
        self._desk = desk
        self._who = who
        self._keys: dict[int, UUID] = {}
        self._drawing = False
        self._in_sight = ""
        self._number = WordsField("Numéro de bordereau ou de lot")
        self._table = slip_table()
        self._reprint = button("Réimprimer", self.reprint, Icon.PRINT, primary=True)
        self._sheet = button("Feuille de lot", self.show_sheet, Icon.BATCHES)
        self._notice = Strip()
        self._preview = Preview(desk.runner, desk.questions, _EMPTY)
        self._connect()
        self._lay_out()
        self._show_current(None)

    @override
    def hints(self) -> Sequence[KeyHint]:
        chosen, shown = self._table.current_row() is not None, bool(self._in_sight)
        return (
            _hint("F6", "Réimprimer", self.reprint, "" if chosen else _CHOOSE),
            _hint("F7", "Feuille de lot", self.show_sheet, "" if chosen else _CHOOSE),
            _hint("Ctrl+P", "Imprimer", self._preview.print_paper, "" if shown else _NO_PAPER),
            _hint("Ctrl+S", "Enregistrer…", self._preview.save_paper, "" if shown else _NO_PAPER),
            KeyHint("F5", "Actualiser", self._reload),
        )

    @override
    def enter(self) -> None:
        self._number.take_focus()
        self._reload()

    def reprint(self) -> None:
        """*Réimprimer*: the current slip once more, marked and recorded as a duplicate."""
        slip = self._table.current_row()
        if slip is None:
            return
        key = self._keys.setdefault(slip.id, uuid4())

        def reprinted(paper: bytes) -> None:
            del self._keys[slip.id]
            self._show_paper(slip.number, paper)

        self._draw(lambda: self._papers.receipt_slip(self._slips.reprint(self._who, key, slip.id)), reprinted)

    def show_sheet(self) -> None:
        """The lot sheet of the current slip's batch."""
        slip = self._table.current_row()
        if slip is not None:
            self._draw(
                lambda: self._papers.lot_sheet(self._slips.lot_sheet(self._who, slip.batch_id)),
                lambda paper: self._show_paper(f"Feuille de lot {slip.batch_number}", paper),
            )

    def _draw(self, draw: Callable[[], bytes], done: Callable[[bytes], None]) -> None:
        if not self._drawing:
            self._drawing = True
            self._notice.hide()
            self._desk.runner.run(draw, done, self._refused, self)

    def _show_paper(self, name: str, paper: bytes) -> None:
        self._drawing = False
        self._in_sight = name
        self._preview.show_paper(paper, name)
        self.hints_changed.emit()

    def _refused(self, error: Exception) -> None:
        self._drawing = False
        self._notice.error(sentence(error))

    def _choose(self, slip: SlipRow) -> None:
        """Enter on the slip that is in sight already draws, and records, nothing more."""
        if self._in_sight != slip.number:
            self.reprint()

    def _reload(self) -> None:
        number = self._number.text()
        self._desk.runner.run(lambda: self._slips.listing(self._who, number), self._show_rows, self._desk.tell, self)

    def _show_rows(self, rows: Sequence[SlipRow]) -> None:
        self._table.show_rows(rows)
        self._number.show_hint(counted(len(rows), "bordereau", "bordereaux"))

    def _show_current(self, slip: SlipRow | None) -> None:
        for made in (self._reprint, self._sheet):
            allow(made, "" if slip is not None else _CHOOSE)
        self.hints_changed.emit()

    def _connect(self) -> None:
        self._number.edited.connect(self._reload)
        self._number.committed.connect(self._table.setFocus)
        self._table.chosen.connect(self._choose)
        self._table.current.connect(self._show_current)
        self._preview.failed.connect(self._refused)
        self._preview.saved.connect(lambda path: self._desk.strip.ok(f"Enregistré : {path.name}."))
        self._preview.printed.connect(lambda: self._desk.strip.ok("Envoyé à l'imprimante."))
        self._desk.serve(self._table, "Bordereaux")

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, ROOM, 0)
        column.setSpacing(ROOM)
        foot = QHBoxLayout()
        foot.setSpacing(SPACE)
        foot.addStretch(1)
        foot.addWidget(self._sheet)
        foot.addWidget(self._reprint)
        column.addWidget(self._number)
        column.addWidget(self._table, 1)
        column.addLayout(foot)
        sides = QSplitter(Qt.Orientation.Horizontal)
        sides.setChildrenCollapsible(False)
        sides.addWidget(left)
        sides.addWidget(self._preview)
        sides.setSizes([_LEFT, _RIGHT])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(MARGIN, ROOM, MARGIN, ROOM)
        whole.setSpacing(ROOM)
        whole.addWidget(Words("Bordereaux", "title"))
        whole.addWidget(self._notice)
        whole.addWidget(sides, 1)


def _hint(key: str, words: str, act: Callable[[], None], why_not: str) -> KeyHint:
    return KeyHint(key, words, act, enabled=not why_not, reason=why_not)
