"""What the screen of the financial system works with."""

from dataclasses import dataclass

from backoffice.domain.demo_faults import FaultyErp
from backoffice.services.erp.payment_cancelling import PaymentCancelling


@dataclass(frozen=True, slots=True)
class ErpServices:
    """The services of this screen.

    Attributes:
        faulty_erp: the financial system where it is the demo's.
        why_not_faults: why who is at work may not set it; empty where they may.
    """

    cancelling: PaymentCancelling
    faulty_erp: FaultyErp | None = None
    why_not_faults: str = ""
