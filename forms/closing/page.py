"""What the pages of the closing are made of: the base of each, and what they all work with."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from backoffice.domain.people import Actor
from forms.closing.closing_progress import ClosingProgress, ClosingServices
from forms.kit.gesture import Gesture
from forms.kit.keys import KeyHint
from forms.kit.screen_tools import ScreenTools

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ClosingTools:
    """What a page works with.

    Attributes:
        services: those of the closing.
        desk: what the window lends.
        who: who is at work.
        may_not: why the role changes nothing here, a whole sentence; empty where it may.
    """

    services: ClosingServices
    desk: ScreenTools
    who: Actor
    may_not: str


class ClosingPage(QWidget):
    """One step of the closing.

    Signals:
        changed: something was recorded; where the batch stands is to be read again.
        refused: a gesture was refused; bears the exception.
        hints_changed: the keys do something else.
    """

    changed = Signal()
    refused = Signal(object)
    hints_changed = Signal()

    def __init__(self, tools: ClosingTools) -> None:
        super().__init__()
        self._tools = tools
        self._standing: ClosingProgress | None = None
        self._gesture = Gesture(tools.desk.runner, self)

    def show_standing(self, standing: ClosingProgress) -> None:
        """Show where the batch stands."""
        another = self._standing is None or self._standing.batch.id != standing.batch.id
        self._standing = standing
        self.refresh(standing, another=another)

    def refresh(self, standing: ClosingProgress, *, another: bool) -> None:
        """Show `standing`; `another` is true where it is of another batch than so far."""

    def begin(self) -> None:
        """Put the focus where work begins."""
        self.setFocus()

    def hints(self) -> Sequence[KeyHint]:
        """What the keys do here; with Esc where something on the page can be left."""
        return ()

    def _has_lost(self, what: str) -> bool:
        """Whether the answer to `what` was lost: it may be recorded, and is asked for again."""
        return self._standing is not None and self._gesture.has_lost((self._standing.batch.id, what))

    def _send(self, work: Callable[[UUID], T], done: Callable[[T], None], what: str = "") -> None:
        """Make one gesture of the batch at a time, once; `what` tells several of one page apart."""
        if self._standing is not None and not self._gesture.is_sending:
            self._gesture.send(work, done, self.refused.emit, (self._standing.batch.id, what))
