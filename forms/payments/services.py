"""What the screen of payments works with."""

from collections.abc import Callable
from dataclasses import dataclass

from backoffice.domain.documents import CancelledReceipt
from backoffice.services.erp.payment_cancelling import PaymentCancelling
from backoffice.services.papers.mail_slips import MailSlips
from backoffice.services.papers.slips import Slips
from backoffice.services.undoing.cancelling import Cancelling
from backoffice.services.undoing.payments import Payments
from forms.slips.papers import Papers


@dataclass(frozen=True, slots=True)
class PaymentServices:
    """Finding, cancelling and drawing.

    Attributes:
        elsewhere: cancels what lives in the financial system too.
        copy: draws the copy of a cancelled receipt's line, away from the window's thread.
    """

    payments: Payments
    cancelling: Cancelling
    elsewhere: PaymentCancelling
    slips: Slips
    mail_slips: MailSlips
    papers: Papers
    copy: Callable[[CancelledReceipt], bytes]
