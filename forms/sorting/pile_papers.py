"""The slips of the piles: what was sorted onto one is kept, numbered and printed, and leaves the counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self
from uuid import UUID, uuid4

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from backoffice.domain.errors import RuleBroken
from backoffice.domain.people import Actor
from backoffice.domain.pile_slip import PilePrinting, PileSlip, SortedPiece
from backoffice.procedure.sorting import Pile
from backoffice.services.clients.sorting import Sorting
from backoffice.services.papers.pile_slips import PileSlips
from backoffice.services.services import Services
from forms.kit.preview import Preview
from forms.kit.screen_tools import ScreenTools
from forms.slips.papers import Draw
from forms.sorting.pile_display import PileDisplay
from forms.sorting.session_counts import Counted

PILE_KEYS = {Pile.DIRECT: "F6", Pile.PARTNER: "F7", Pile.SRC: "F8"}
_EMPTY = "Le bordereau de la pile paraît ici."


@dataclass(frozen=True, slots=True)
class SortingServices:
    """What pieces are placed with, and what a pile is kept and drawn with."""

    sorting: Sorting
    pile_slips: PileSlips
    draw: Draw

    @classmethod
    def of(cls, services: Services, draw: Draw) -> Self:
        """Those that the screen needs."""
        return cls(services.sorting, services.pile_slips, draw)


@dataclass(frozen=True, slots=True)
class _Sent:
    """A slip that was asked for: asked again after a lost answer, it is the same."""

    key: UUID
    pieces: tuple[Counted, ...]

    def printing(self, pile: Pile) -> PilePrinting:
        return PilePrinting(pile.value, tuple(SortedPiece(str(each.piece), each.placing.rule) for each in self.pieces))


class PilePapers(QStackedWidget):
    """The answer to the last piece, or the slip that was printed last.

    Signals:
        printed: bears the pieces that are on a slip now.

    Attributes:
        answer: the pile of the last piece.
    """

    printed = Signal(object)

    def __init__(self, services: SortingServices, desk: ScreenTools, who: Actor) -> None:
        super().__init__()
        self._services = services
        self._desk = desk
        self._who = who
        self._sent: dict[Pile, _Sent] = {}
        self._printing = False
        self.answer = PileDisplay()
        self._preview = Preview(desk.runner, desk.questions, _EMPTY)
        self._preview.failed.connect(desk.tell)
        self._preview.saved.connect(lambda path: desk.strip.ok(f"Enregistré : {path.name}."))
        self._preview.printed.connect(lambda: desk.strip.ok("Envoyé à l'imprimante."))
        self.addWidget(self.answer)
        self.addWidget(self._preview)

    def show_answer(self) -> None:
        """Back to the sorting."""
        self.setCurrentWidget(self.answer)

    def print_pile(self, pile: Pile, pieces: Sequence[Counted]) -> None:
        """Give the pieces of a pile their slip, once, and print it."""
        if self._printing:
            return
        self._printing = True
        sent = self._sent.setdefault(pile, _Sent(uuid4(), tuple(pieces)))
        services, who = self._services, self._who

        def draw() -> tuple[PileSlip, bytes]:
            slip = services.pile_slips.print_slip(who, sent.key, sent.printing(pile))
            return slip, services.draw(slip)

        self._desk.runner.run(
            draw, lambda drawn: self._drawn(pile, *drawn), lambda error: self._refused(pile, error), self
        )

    def _drawn(self, pile: Pile, slip: PileSlip, paper: bytes) -> None:
        self._printing = False
        self.printed.emit(self._sent.pop(pile).pieces)
        self.setCurrentWidget(self._preview)
        self._preview.show_paper(paper, slip.number)
        self._preview.print_paper()

    def _refused(self, pile: Pile, error: Exception) -> None:
        self._printing = False
        if isinstance(error, RuleBroken):
            del self._sent[pile]
        self._desk.tell(error)
