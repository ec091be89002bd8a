"""The places of the rail, as a table."""

from collections.abc import Callable
from dataclasses import dataclass

from backoffice.domain.people import Right
from backoffice.services.services import Services
from desktop import screens
from desktop.screen_signals import ScreenSignals
from desktop.session import Session
from forms.kit.icons import Icon
from forms.kit.screen import Screen
from forms.kit.screen_tools import ScreenTools


@dataclass(frozen=True, slots=True)
class RailPlace:
    """A place of the rail; it is there for a role that has one of the rights.

    Attributes:
        make: makes the screen, and connects it with the others.
        needed: whether it is there at all, with these services.
    """

    words: str
    icon: Icon
    rights: frozenset[Right]
    make: Callable[[Session, ScreenTools, ScreenSignals], Screen]
    needed: Callable[[Services], bool] = lambda _: True

    def is_for(self, session: Session) -> bool:
        """Whether whoever is at work finds it in the rail."""
        return self.needed(session.services) and any(map(session.may, self.rights))


FINANCE = "Système financier"
_OF_BATCHES = frozenset({Right.KEY, Right.SEE_ALL_BATCHES})
_KEYING = frozenset({Right.KEY})
_ACCOUNTS = frozenset({Right.KEEP_ACCOUNTS})
PLACES = (
    RailPlace("Lots", Icon.BATCHES, _OF_BATCHES, screens.batches),
    RailPlace("Tri", Icon.SORTING, _KEYING, screens.sorting),
    RailPlace("Clients", Icon.USER, _KEYING, screens.clients),
    RailPlace("Paiements", Icon.PAYMENTS, _OF_BATCHES, screens.payments),
    RailPlace("Bordereaux", Icon.SLIPS, _OF_BATCHES, screens.slips),
    RailPlace("Comptes", Icon.ACCOUNTS, _ACCOUNTS, screens.accounts),
    RailPlace("Distributions", Icon.DISTRIBUTIONS, _ACCOUNTS, screens.distributions),
    RailPlace("Prélèvements", Icon.EXPORT, frozenset({Right.SEND_TO_BANK}), screens.collecting),
    RailPlace("Remboursements", Icon.UNDO, frozenset({Right.REFUND}), screens.refunds),
    RailPlace("SlimPay", Icon.MANDATE, _KEYING, screens.slimpay),
    RailPlace(
        FINANCE,
        Icon.FINANCE,
        frozenset({Right.SETTLE_WITH_ERP}),
        screens.erp,
        needed=lambda services: services.erp_round is not None,
    ),
    RailPlace("Import", Icon.IMPORT, frozenset({Right.IMPORT}), screens.importing),
    RailPlace("Opérateurs", Icon.PEOPLE, frozenset({Right.MANAGE_PEOPLE}), screens.people),
)
