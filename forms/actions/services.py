"""What the actions on a client's file ask of the back office."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from backoffice.domain.people import Right
from backoffice.services.clients.actions import Actions
from backoffice.services.clients.methods import Methods
from backoffice.services.undoing.cancelling import Cancelling
from forms.slips.papers import Draw


@dataclass(frozen=True, slots=True)
class ActionServices:
    """What the panels ask of the back office.

    Attributes:
        why_not: why the role lacks a right, a whole sentence; empty where it has it.
        today: what day it is.
    """

    actions: Actions
    methods: Methods
    cancelling: Cancelling
    draw: Draw
    why_not: Callable[[Right], str]
    today: Callable[[], date]
