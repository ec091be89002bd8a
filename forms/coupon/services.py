"""What the keying of coupons asks of the back office."""

from collections.abc import Callable
from dataclasses import dataclass

from backoffice.domain.people import Right
from backoffice.services.actions import Actions
from backoffice.services.batches import Batches
from backoffice.services.cheques import Cheques
from backoffice.services.clients import Clients
from backoffice.services.corrections import Corrections
from backoffice.services.mail import Mail
from backoffice.services.recording import Recording


@dataclass(frozen=True, slots=True)
class CouponServices:
    """The services of the screen.

    Attributes:
        why_not: why the role lacks a right, a whole sentence; empty where it has it.
    """

    batches: Batches
    clients: Clients
    cheques: Cheques
    recording: Recording
    corrections: Corrections
    mail: Mail
    actions: Actions
    why_not: Callable[[Right], str]
