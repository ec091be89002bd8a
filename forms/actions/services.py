"""What the actions on a client's file ask of the back office."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from backoffice.domain.documents import CancelledReceipt
from backoffice.domain.people import Right
from backoffice.services.clients.actions import Actions
from backoffice.services.clients.methods import Methods
from backoffice.services.undoing.cancelling import Cancelling


@dataclass(frozen=True, slots=True)
class ActionServices:
    """What the panels ask of the back office.

    Attributes:
        draw_copy: makes a PDF of the copy of a cancelled line (4.3), away from the window's thread.
        why_not: why the role lacks a right, a whole sentence; empty where it has it.
        today: what day it is.
    """

    actions: Actions
    methods: Methods
    cancelling: Cancelling
    draw_copy: Callable[[CancelledReceipt], bytes]
    why_not: Callable[[Right], str]
    today: Callable[[], date]
