"""The places of the rail, as a table."""

from collections.abc import Callable
from dataclasses import dataclass

from backoffice.bootstrap import Services
from backoffice.domain.people import Right, Role
from backoffice.gateways.export_folder import write_file
from desktop.printouts import Printouts
from desktop.session import Session
from forms.accounts.screen import AccountsScreen
from forms.accounts.services import AccountServices
from forms.batches.screen import BatchesScreen
from forms.clients.screen import ClientsScreen
from forms.collecting.screen import CollectingScreen
from forms.coupon.services import CouponServices
from forms.distributions.screen import DistributionsScreen
from forms.distributions.services import DistributionServices
from forms.erp.screen import ErpScreen
from forms.erp.services import ErpServices
from forms.importing.screen import ImportScreen
from forms.kit.icons import Icon
from forms.kit.screen import Screen
from forms.kit.screen_tools import ScreenTools
from forms.payments.screen import PaymentsScreen
from forms.payments.services import PaymentServices
from forms.people.screen import PeopleScreen
from forms.refunds.screen import RefundsScreen
from forms.slimpay.screen import SlimpayScreen
from forms.slips.printed import SlipServices
from forms.slips.screen import SlipsScreen
from forms.sorting.pile_papers import SortingServices
from forms.sorting.screen import SortingScreen


@dataclass(frozen=True, slots=True)
class RailPlace:
    """A place of the rail; it is there for a role that has one of the rights.

    Attributes:
        needed: whether it is there at all, with these services.
    """

    words: str
    icon: Icon
    rights: frozenset[Right]
    make: Callable[[Session, ScreenTools], Screen]
    needed: Callable[[Services], bool] = lambda _: True

    def is_for(self, session: Session) -> bool:
        """Whether whoever is at work finds it in the rail."""
        return self.needed(session.services) and any(map(session.may, self.rights))


def _payment_services(services: Services) -> PaymentServices:
    papers = Printouts()
    return PaymentServices(
        services.payments,
        services.cancelling,
        services.payment_cancelling,
        services.slips,
        services.mail_slips,
        papers,
        papers.cancelled_receipt,
    )


def _slip_services(own: Services) -> SlipServices:
    return SlipServices(own.slips, own.mail_slips, own.pile_slips, own.unknown_mails, Printouts())


def coupon_services(own: Session) -> CouponServices:
    """What the clients' files work with, on a coupon and without one."""
    services = own.services
    return CouponServices(
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
        draw_copy=Printouts().cancelled_receipt,
        why_not=own.why_not,
        today=own.today,
        balances=services.balances,
        credits=services.credits,
        payee=services.payee,
    )


def _made_clients(own: Session, desk: ScreenTools) -> ClientsScreen:
    return ClientsScreen(coupon_services(own), desk, own.who)


def _made_accounts(own: Session, desk: ScreenTools) -> AccountsScreen:
    services = AccountServices(
        own.services.groups,
        own.services.balances,
        own.services.account_files,
        Printouts().member_statements,
        write_file,
        own.why_not,
        own.today,
    )
    return AccountsScreen(services, desk, own.who)


def _made_distributions(own: Session, desk: ScreenTools) -> DistributionsScreen:
    services = DistributionServices(
        own.services.groups,
        own.services.balances,
        own.services.member_orders,
        own.services.member_payments,
        own.services.validating,
        own.services.account_files,
        own.why_not,
        own.today,
    )
    return DistributionsScreen(services, desk, own.who)


def _made_erp(own: Session, desk: ScreenTools) -> ErpScreen:
    why_not_moody = "" if own.who.role is Role.TRAINER else _TRAINERS_ONLY
    services = ErpServices(own.services.payment_cancelling, own.services.demo_erp, why_not_moody)
    return ErpScreen(services, desk, own.who, own.services.clock)


FINANCE = "Système financier"
_TRAINERS_ONLY = "Seul un formateur règle l'humeur de l'ERP de démonstration : ouvrez-la sous le nom d'un formateur."
_OF_BATCHES = frozenset({Right.KEY, Right.SEE_ALL_BATCHES})
PLACES = (
    RailPlace(
        "Lots",
        Icon.BATCHES,
        _OF_BATCHES,
        lambda own, desk: BatchesScreen(
            own.services.batches, own.services.asides, desk, own.who, own.why_not, own.today
        ),
    ),
    RailPlace(
        "Tri",
        Icon.SORTING,
        frozenset({Right.KEY}),
        lambda own, desk: SortingScreen(
            SortingServices(own.services.sorting, own.services.pile_slips, Printouts().pile_slip),
            desk,
            own.who,
            own.today,
        ),
    ),
    RailPlace("Clients", Icon.USER, frozenset({Right.KEY}), _made_clients),
    RailPlace(
        "Paiements",
        Icon.PAYMENTS,
        _OF_BATCHES,
        lambda own, desk: PaymentsScreen(_payment_services(own.services), desk, own.who, own.today),
    ),
    RailPlace(
        "Bordereaux",
        Icon.SLIPS,
        _OF_BATCHES,
        lambda own, desk: SlipsScreen(_slip_services(own.services), desk, own.who, own.why_not),
    ),
    RailPlace("Comptes", Icon.ACCOUNTS, frozenset({Right.KEEP_ACCOUNTS}), _made_accounts),
    RailPlace("Distributions", Icon.DISTRIBUTIONS, frozenset({Right.KEEP_ACCOUNTS}), _made_distributions),
    RailPlace(
        "Prélèvements",
        Icon.EXPORT,
        frozenset({Right.SEND_TO_BANK}),
        lambda own, desk: CollectingScreen(own.services.collecting, desk, own.who, own.today),
    ),
    RailPlace(
        "Remboursements",
        Icon.UNDO,
        frozenset({Right.REFUND}),
        lambda own, desk: RefundsScreen(own.services.credits, Printouts().refund_list, desk, own.who),
    ),
    RailPlace(
        "SlimPay",
        Icon.MANDATE,
        frozenset({Right.KEY}),
        lambda own, desk: SlimpayScreen(own.services.slimpay, desk, own.who),
    ),
    RailPlace(
        FINANCE,
        Icon.FINANCE,
        frozenset({Right.SETTLE_WITH_ERP}),
        _made_erp,
        needed=lambda services: services.erp_round is not None,
    ),
    RailPlace(
        "Import",
        Icon.IMPORT,
        frozenset({Right.IMPORT}),
        lambda own, desk: ImportScreen(own.services.importing, desk, own.who),
    ),
    RailPlace(
        "Opérateurs",
        Icon.PEOPLE,
        frozenset({Right.MANAGE_PEOPLE}),
        lambda own, desk: PeopleScreen(own.services.people, desk, own.who),
    ),
)
