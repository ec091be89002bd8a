"""What the screen of payments works with."""

from dataclasses import dataclass
from typing import Self

from backoffice.services.erp.payment_cancelling import PaymentCancelling
from backoffice.services.papers.mail_slips import MailSlips
from backoffice.services.papers.receipt_slips import Slips
from backoffice.services.services import Services
from backoffice.services.undoing.cancelling import Cancelling
from backoffice.services.undoing.payment_search import Payments
from forms.slips.papers import Draw


@dataclass(frozen=True, slots=True)
class PaymentServices:
    """Finding, cancelling and drawing.

    Attributes:
        elsewhere: cancels what lives in the financial system too.
    """

    payments: Payments
    cancelling: Cancelling
    elsewhere: PaymentCancelling
    slips: Slips
    mail_slips: MailSlips
    draw: Draw

    @classmethod
    def of(cls, services: Services, draw: Draw) -> Self:
        """Those that the screen needs."""
        return cls(
            services.payments,
            services.cancelling,
            services.payment_cancelling,
            services.slips,
            services.mail_slips,
            draw,
        )
