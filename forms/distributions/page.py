"""What the pages of a distribution are made of: the base of each, and what they all work with."""

from dataclasses import dataclass

from PySide6.QtCore import Signal

from backoffice.domain.group import Distribution, Group
from backoffice.domain.people import Actor
from forms.distributions.services import DistributionServices
from forms.kit.page import Page
from forms.kit.screen_tools import ScreenTools


@dataclass(frozen=True, slots=True)
class DistributionTools:
    """What a page works with: the services, what the window lends, and who is at work."""

    services: DistributionServices
    desk: ScreenTools
    who: Actor


class DistributionPage(Page):
    """One side of a distribution.

    Signals:
        recorded: the list of distributions may be another now.
    """

    recorded = Signal()

    def __init__(self, tools: DistributionTools) -> None:
        super().__init__()
        self.tools = tools

    def show_distribution(self, group: Group | None, distribution: Distribution | None) -> None:
        """Show what is true now; what was typed for this distribution stays."""
