"""What the keying of coupons asks of the back office."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Self

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
from backoffice.services.services import Services
from backoffice.services.undoing.cancelling import Cancelling
from backoffice.services.undoing.corrections import Corrections
from backoffice.services.undoing.credits import Credits
from forms.actions.services import ActionServices
from forms.slips.papers import Draw


@dataclass(frozen=True, slots=True)
class CouponServices:
    """The services of the screen.

    Attributes:
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
    draw: Draw
    why_not: Callable[[Right], str]
    today: Callable[[], date]
    balances: Balances
    credits: Credits
    payee: str

    @classmethod
    def of(cls, services: Services, draw: Draw, why_not: Callable[[Right], str], today: Callable[[], date]) -> Self:
        """Those that clients' files work with, on a coupon and without one."""
        return cls(
            batches=services.batches,
            clients=services.clients,
            cheques=services.cheques,
            recording=services.recording,
            asides=services.asides,
            corrections=services.corrections,
            mail=services.mail,
            unknown_mails=services.unknown_mails,
            actions=services.actions,
            methods=services.methods,
            cancelling=services.cancelling,
            draw=draw,
            why_not=why_not,
            today=today,
            balances=services.balances,
            credits=services.credits,
            payee=services.payee,
        )

    @property
    def for_actions(self) -> ActionServices:
        """What the panels of the action codes need."""
        return ActionServices(self.actions, self.methods, self.cancelling, self.draw, self.why_not, self.today)
