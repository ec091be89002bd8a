"""The making of every screen, and what connects it with the others; `rail` and `workplace` call it.

Each screen is loaded when it is first gone to: all of them together take as long as the window's first picture.
"""
# ruff: noqa: PLC0415 - as said above

from typing import TYPE_CHECKING

from backoffice.bootstrap import utc_now
from backoffice.domain.documents import Document
from backoffice.domain.people import Role
from desktop.screen_signals import ScreenSignals
from desktop.session import Session
from forms.kit.screen import Screen
from forms.kit.screen_tools import ScreenTools

if TYPE_CHECKING:
    from forms.closing.screen import ClosingScreen
    from forms.coupon.screen import CouponScreen
    from forms.people.own_password import OwnPasswordScreen

_TRAINERS_ONLY = "Seul un formateur règle l'humeur de l'ERP de démonstration : ouvrez-la sous le nom d'un formateur."


def batches(own: Session, desk: ScreenTools, signals: ScreenSignals) -> Screen:
    """*Lots*."""
    from forms.batches.screen import BatchesScreen

    services = own.services
    screen = BatchesScreen(services.batches, services.asides, desk, own.who, own.why_not, own.today)
    screen.resumed.connect(signals.keying_asked)
    screen.closing_asked.connect(signals.closing_asked)
    screen.taken_up.connect(signals.aside_taken_up)
    screen.given_up.connect(signals.aside_given_up)
    return screen


def sorting(own: Session, desk: ScreenTools, _signals: ScreenSignals) -> Screen:
    """*Tri*."""
    from forms.sorting.pile_papers import SortingServices
    from forms.sorting.screen import SortingScreen

    return SortingScreen(SortingServices.of(own.services, draw), desk, own.who, own.today)


def clients(own: Session, desk: ScreenTools, signals: ScreenSignals) -> Screen:
    """*Clients*."""
    from forms.clients.screen import ClientsScreen
    from forms.coupon.services import CouponServices

    screen = ClientsScreen(CouponServices.of(own.services, draw, own.why_not, own.today), desk, own.who)
    screen.slimpay_asked.connect(lambda client_id: signals.slimpay_asked.emit(client_id, screen.unsaved()))
    return screen


def payments(own: Session, desk: ScreenTools, signals: ScreenSignals) -> Screen:
    """*Paiements*."""
    from forms.payments.screen import PaymentsScreen
    from forms.payments.services import PaymentServices

    screen = PaymentsScreen(PaymentServices.of(own.services, draw), desk, own.who, own.today)
    screen.asked.connect(signals.erp_asked)
    return screen


def slips(own: Session, desk: ScreenTools, _signals: ScreenSignals) -> Screen:
    """*Bordereaux*."""
    from forms.slips.printed import SlipServices
    from forms.slips.screen import SlipsScreen

    return SlipsScreen(SlipServices.of(own.services, draw), desk, own.who, own.why_not)


def accounts(own: Session, desk: ScreenTools, _signals: ScreenSignals) -> Screen:
    """*Comptes*."""
    from backoffice.gateways.export_folder import write_file
    from forms.accounts.screen import AccountsScreen
    from forms.accounts.services import AccountServices

    return AccountsScreen(AccountServices.of(own.services, draw, write_file, own.why_not, own.today), desk, own.who)


def distributions(own: Session, desk: ScreenTools, _signals: ScreenSignals) -> Screen:
    """*Distributions*."""
    from forms.distributions.screen import DistributionsScreen
    from forms.distributions.services import DistributionServices

    return DistributionsScreen(DistributionServices.of(own.services, own.why_not, own.today), desk, own.who)


def collecting(own: Session, desk: ScreenTools, _signals: ScreenSignals) -> Screen:
    """*Prélèvements*."""
    from forms.collecting.screen import CollectingScreen

    return CollectingScreen(own.services.collecting, desk, own.who, own.today)


def refunds(own: Session, desk: ScreenTools, _signals: ScreenSignals) -> Screen:
    """*Remboursements*."""
    from forms.refunds.screen import RefundsScreen

    return RefundsScreen(own.services.credits, draw, desk, own.who)


def slimpay(own: Session, desk: ScreenTools, signals: ScreenSignals) -> Screen:
    """*SlimPay*."""
    from forms.slimpay.screen import SlimpayScreen

    screen = SlimpayScreen(own.services.slimpay, desk, own.who)
    screen.resumed.connect(signals.slimpay_resumed)
    return screen


def erp(own: Session, desk: ScreenTools, signals: ScreenSignals) -> Screen:
    """*Système financier*."""
    from forms.erp.screen import ErpScreen
    from forms.erp.services import ErpServices

    why_not_faults = "" if own.who.role is Role.TRAINER else _TRAINERS_ONLY
    services = ErpServices(own.services.payment_cancelling, own.services.demo_erp, why_not_faults)
    screen = ErpScreen(services, desk, own.who, utc_now)
    screen.asked.connect(signals.erp_asked)
    signals.erp_heard.connect(screen.show_link)
    return screen


def importing(own: Session, desk: ScreenTools, _signals: ScreenSignals) -> Screen:
    """*Import*."""
    from forms.importing.screen import ImportScreen

    return ImportScreen(own.services.importing, desk, own.who)


def people(own: Session, desk: ScreenTools, _signals: ScreenSignals) -> Screen:
    """*Opérateurs*."""
    from forms.people.screen import PeopleScreen

    return PeopleScreen(own.services.people, desk, own.who)


def coupon(own: Session, desk: ScreenTools, signals: ScreenSignals) -> "CouponScreen":
    """The keying of coupons, to which *Lots* leads."""
    from forms.coupon.screen import CouponScreen
    from forms.coupon.services import CouponServices

    screen = CouponScreen(CouponServices.of(own.services, draw, own.why_not, own.today), desk, own.who)
    screen.closing_asked.connect(signals.closing_asked)
    screen.slimpay_asked.connect(lambda client_id: signals.slimpay_asked.emit(client_id, screen.begun()))
    screen.asked_elsewhere.connect(signals.erp_asked)
    screen.left.connect(signals.home_asked)
    return screen


def closing(own: Session, desk: ScreenTools, signals: ScreenSignals) -> "ClosingScreen":
    """The closing of a batch, to which *Lots* and the keying lead."""
    from forms.closing.closing_progress import ClosingServices
    from forms.closing.screen import ClosingScreen

    screen = ClosingScreen(ClosingServices.of(own.services, draw), desk, own.who, own.why_not)
    screen.back.connect(signals.keying_asked)
    screen.closed.connect(signals.home_asked)
    screen.closed.connect(signals.erp_asked)
    screen.left.connect(signals.home_asked)
    return screen


def own_password(own: Session, desk: ScreenTools, signals: ScreenSignals) -> "OwnPasswordScreen":
    """*Changer mon mot de passe*, to which the operator's menu leads."""
    from forms.people.own_password import OwnPasswordScreen

    screen = OwnPasswordScreen(own.services.people, desk, own.who)
    screen.left.connect(signals.home_asked)
    return screen


def draw(document: Document) -> bytes:
    """The paper as PDF; a `forms.slips.papers.Draw`. Called away from the window's thread."""
    from printing.papers import draw as as_pdf  # the letters and rules of PDF, when one is asked for

    return as_pdf(document)
