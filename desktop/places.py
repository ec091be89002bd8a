"""The places of the rail, as a table."""

from collections.abc import Callable
from dataclasses import dataclass

from backoffice.domain.people import Right
from desktop.printouts import Printouts
from desktop.session import Session
from forms.batches.screen import BatchesScreen
from forms.collecting.screen import CollectingScreen
from forms.importing.screen import ImportScreen
from forms.kit.desk import Desk
from forms.kit.icons import Icon
from forms.kit.screen import Screen
from forms.people.screen import PeopleScreen
from forms.slimpay.screen import SlimpayScreen
from forms.slips.printed import SlipServices
from forms.slips.screen import SlipsScreen
from forms.sorting.screen import SortingScreen


@dataclass(frozen=True, slots=True)
class Place:
    """A place of the rail; it is there for a role that has one of the rights."""

    words: str
    icon: Icon
    rights: frozenset[Right]
    make: Callable[[Session, Desk], Screen]


_OF_BATCHES = frozenset({Right.KEY, Right.SEE_ALL_BATCHES})
PLACES = (
    Place(
        "Lots",
        Icon.BATCHES,
        _OF_BATCHES,
        lambda own, desk: BatchesScreen(own.services.batches, desk, own.who, own.why_not, own.today),
    ),
    Place("Tri", Icon.SORTING, frozenset({Right.KEY}), lambda own, desk: SortingScreen(desk, own.today)),
    Place(
        "Bordereaux",
        Icon.SLIPS,
        _OF_BATCHES,
        lambda own, desk: SlipsScreen(
            SlipServices(own.services.slips, own.services.mail_slips, Printouts()), desk, own.who, own.why_not
        ),
    ),
    Place(
        "Prélèvements",
        Icon.PAYMENTS,
        frozenset({Right.SEND_TO_BANK}),
        lambda own, desk: CollectingScreen(own.services.collecting, desk, own.who, own.today),
    ),
    Place(
        "SlimPay",
        Icon.MANDATE,
        frozenset({Right.KEY}),
        lambda own, desk: SlimpayScreen(own.services.slimpay, desk, own.who),
    ),
    Place(
        "Import",
        Icon.IMPORT,
        frozenset({Right.IMPORT}),
        lambda own, desk: ImportScreen(own.services.importing, desk, own.who),
    ),
    Place(
        "Opérateurs",
        Icon.PEOPLE,
        frozenset({Right.MANAGE_PEOPLE}),
        lambda own, desk: PeopleScreen(own.services.people, desk, own.who),
    ),
)
