"""The slips of the piles: what was sorted onto one is kept, numbered and printed, and leaves the counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Self
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from backoffice.domain.errors import RuleBroken
from backoffice.domain.people import Actor
from backoffice.domain.pile_slip import PilePrinting, PileSlip, SortedPiece
from backoffice.procedure.sorting import Pile
from backoffice.services.clients.sorting import Sorting
from backoffice.services.papers.pile_slips import PileSlips
from backoffice.services.services import Services
from forms.kit.gesture import Gesture
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
        self._sent: dict[Pile, tuple[Counted, ...]] = {}  # asked for again after a lost answer, a slip is the same
        self._gesture = Gesture(desk.runner, self)
        self.answer = PileDisplay()
        self._preview = Preview(desk, _EMPTY)
        self._preview.failed.connect(desk.tell)
        self.addWidget(self.answer)
        self.addWidget(self._preview)

    def show_answer(self) -> None:
        """Back to the sorting."""
        self.setCurrentWidget(self.answer)

    def print_pile(self, pile: Pile, pieces: Sequence[Counted]) -> None:
        """Give the pieces of a pile their slip, once, and print it."""
        if self._gesture.is_sending:
            return
        sent = self._sent.setdefault(pile, tuple(pieces))
        printing = PilePrinting(pile.value, tuple(SortedPiece(str(each.piece), each.placing.rule) for each in sent))
        services, who = self._services, self._who

        def draw(key: UUID) -> tuple[PileSlip, bytes]:
            slip = services.pile_slips.print_slip(who, key, printing)
            return slip, services.draw(slip)

        self._gesture.send(draw, lambda drawn: self._drawn(pile, *drawn), partial(self._refused, pile), pile)

    def _drawn(self, pile: Pile, slip: PileSlip, paper: bytes) -> None:
        self.printed.emit(self._sent.pop(pile))
        self.setCurrentWidget(self._preview)
        self._preview.show_paper(paper, slip.number)
        self._preview.print_paper()

    def _refused(self, pile: Pile, error: Exception) -> None:
        if isinstance(error, RuleBroken):
            del self._sent[pile]
        self._desk.tell(error)
