"""What the pages of the closing have in common."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID, uuid4

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from backoffice.domain.errors import RuleBroken
from backoffice.domain.people import Actor
from forms.closing.closing_progress import ClosingProgress, ClosingServices
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
        self._keys: dict[str, UUID] = {}
        self._sending = False

    def show_standing(self, standing: ClosingProgress) -> None:
        """Show where the batch stands; another batch is another form, with keys of its own."""
        another = self._standing is None or self._standing.batch.id != standing.batch.id
        self._standing = standing
        if another:
            self._keys.clear()
        self.refresh(standing, another=another)

    def refresh(self, standing: ClosingProgress, *, another: bool) -> None:
        """Show `standing`; `another` is true where it is of another batch than so far."""

    def begin(self) -> None:
        """Put the focus where work begins."""
        self.setFocus()

    def hints(self) -> Sequence[KeyHint]:
        """What the keys do here; with Esc where something on the page can be left."""
        return ()

    def _awaits(self, gesture: str) -> bool:
        """Whether the answer of `gesture` was lost: it may be recorded, and its key gives the answer again."""
        return gesture in self._keys

    def _send(self, work: Callable[[UUID], T], done: Callable[[T], None], gesture: str = "") -> None:
        """Make a gesture once, whatever is pressed meanwhile; after a lost answer, again under the same key.

        `gesture` tells several of one page apart.
        """
        if self._sending:
            return
        self._sending = True
        key = self._keys.setdefault(gesture, uuid4())

        def answered(result: T) -> None:
            self._sending = False
            self._keys.pop(gesture, None)
            done(result)

        def failed(error: Exception) -> None:
            self._sending = False
            if isinstance(error, RuleBroken):
                self._keys.pop(gesture, None)
            self.refused.emit(error)

        self._tools.desk.runner.run(lambda: work(key), answered, failed, self)
