"""What the pages of a distribution are made of: the base of each, and what they all work with."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from backoffice.domain.group import Distribution, Group
from backoffice.domain.people import Actor
from forms.distributions.services import DistributionServices
from forms.kit.keys import KeyHint
from forms.kit.screen_tools import ScreenTools


@dataclass(frozen=True, slots=True)
class DistributionTools:
    """What a page works with: the services, what the window lends, and who is at work."""

    services: DistributionServices
    desk: ScreenTools
    who: Actor


class DistributionPage(QWidget):
    """One side of a distribution.

    Signals:
        changed: what the keys do, or what is unsaved, may have changed.
        recorded: the list of distributions may be another now.
    """

    changed = Signal()
    recorded = Signal()

    def __init__(self, tools: DistributionTools) -> None:
        super().__init__()
        self.tools = tools

    def show_distribution(self, group: Group | None, distribution: Distribution | None) -> None:
        """Show what is true now; what was typed for this distribution stays."""

    def begin(self) -> None:
        """Put the focus where work begins."""
        self.setFocus()

    def hints(self) -> Sequence[KeyHint]:
        """What the keys do here."""
        return ()

    def unsaved(self) -> str:
        """What leaving would lose, as a sentence; empty where nothing would be lost."""
        return ""


def hint(key: str, words: str, act: Callable[[], None], why_not: str = "") -> KeyHint:
    """A key, disabled with the reason where there is one."""
    return KeyHint(key, words, act, enabled=not why_not, reason=why_not)
