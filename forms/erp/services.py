"""What the screen of the financial system works with."""

from dataclasses import dataclass
from typing import Protocol

from backoffice.domain.demo_faults import DemoMood
from backoffice.services.erp.payment_cancelling import PaymentCancelling


class Moody(Protocol):
    """The demo's financial system, as far as it can be set.

    Attributes:
        mood: what goes wrong at present; may be set from any thread.
    """

    mood: DemoMood


@dataclass(frozen=True, slots=True)
class ErpServices:
    """The services of this screen.

    Attributes:
        moody: the financial system where it is the demo's.
        why_not_moody: why who is at work may not set it; empty where they may.
    """

    cancelling: PaymentCancelling
    moody: Moody | None = None
    why_not_moody: str = ""
