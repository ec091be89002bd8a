"""What the keying of coupons asks of the back office."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from backoffice.domain.documents import CancelledReceipt
from backoffice.domain.people import Right
from backoffice.services.batches.batches import Batches
from backoffice.services.clients.actions import Actions
from backoffice.services.clients.clients import Clients
from backoffice.services.clients.methods import Methods
from backoffice.services.keying.asides import Asides
from backoffice.services.keying.cheques import Cheques
from backoffice.services.keying.mail import Mail
from backoffice.services.keying.recording import Recording
from backoffice.services.keying.unknown_mail import UnknownMails
from backoffice.services.members.balances import Balances
from backoffice.services.undoing.cancelling import Cancelling
from backoffice.services.undoing.corrections import Corrections
from backoffice.services.undoing.credits import Credits
from forms.actions.services import ActionServices


@dataclass(frozen=True, slots=True)
class CouponServices:
    """The services of the screen.

    Attributes:
        draw_copy: makes a PDF of the copy of a cancelled line (4.3).
        payee: to whose order cheques are made out (P-25).
        why_not: why the role lacks a right, a whole sentence; empty where it has it.
    """

    batches: Batches
    clients: Clients
    cheques: Cheques
    recording: Recording
    asides: Asides
    corrections: Corrections
    mail: Mail
    unknown_mails: UnknownMails
    actions: Actions
    methods: Methods
    cancelling: Cancelling
    draw_copy: Callable[[CancelledReceipt], bytes]
    why_not: Callable[[Right], str]
    today: Callable[[], date]
    balances: Balances
    credits: Credits
    payee: str

    @property
    def for_actions(self) -> ActionServices:
        """What the panels of the action codes need."""
        return ActionServices(self.actions, self.methods, self.cancelling, self.draw_copy, self.why_not, self.today)
