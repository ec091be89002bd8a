"""What the screens of SlimPay work with."""

from dataclasses import dataclass

from backoffice.services.clients.clients import Clients
from backoffice.services.clients.slimpay import Slimpay


@dataclass(frozen=True, slots=True)
class SlimpayServices:
    """The services of these screens.

    Attributes:
        slimpay: the orders.
        clients: the file on which a mandate is once it is signed.
    """

    slimpay: Slimpay
    clients: Clients
