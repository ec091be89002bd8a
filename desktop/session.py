"""The session of somebody logged in: who they are, the services and what their role allows; `program` makes it."""

from dataclasses import dataclass
from datetime import date

from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.people import DEMO_RIGHTS, RIGHTS, Actor, Right
from backoffice.french.office_time import office_day
from backoffice.services.services import Services
from forms.kit.wording.sentences import sentence


@dataclass(frozen=True, slots=True)
class Session:
    """A person at work.

    Attributes:
        services: what they work with.
        who: who they are.
        demo: whether this is the throw-away database.
    """

    services: Services
    who: Actor
    demo: bool

    def may(self, right: Right) -> bool:
        """Whether the role has `right`; the services refuse all the same where it has not."""
        return right in (DEMO_RIGHTS if self.demo else RIGHTS)[self.who.role]

    def why_not(self, right: Right) -> str:
        """Why something that asks for `right` is disabled; empty where it is not."""
        if self.may(right):
            return ""
        return sentence(RuleBroken(Broken.ROLE_MAY_NOT, role=self.who.role, right=right))

    def today(self) -> date:
        """The present day, as the office's calendar on the wall has it."""
        return office_day(self.services.clock())
