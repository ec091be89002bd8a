"""All the services of an open office; `bootstrap` makes them, the window and the command line work with them."""

from dataclasses import dataclass

from backoffice.domain.demo_faults import FaultyErp
from backoffice.services.batches.batches import Batches
from backoffice.services.batches.control import Control
from backoffice.services.clients.actions import Actions
from backoffice.services.clients.clients import Clients
from backoffice.services.clients.methods import Methods
from backoffice.services.clients.slimpay import Slimpay
from backoffice.services.clients.sorting import Sorting
from backoffice.services.erp.payment_cancelling import PaymentCancelling
from backoffice.services.erp.rounds import ErpRound
from backoffice.services.keying.asides import Asides
from backoffice.services.keying.cheques import Cheques
from backoffice.services.keying.mail import Mail
from backoffice.services.keying.recording import Recording
from backoffice.services.keying.unknown_mail import UnknownMails
from backoffice.services.members.account_files import AccountFiles
from backoffice.services.members.balances import Balances
from backoffice.services.members.groups import Groups
from backoffice.services.members.orders import MemberOrders
from backoffice.services.members.payments import MemberPayments
from backoffice.services.members.validating import Validating
from backoffice.services.office.checking import Checking
from backoffice.services.office.exporting import Exporting
from backoffice.services.office.importing import Importing
from backoffice.services.office.office import Clock
from backoffice.services.office.people import People
from backoffice.services.office.rotating import Rotating
from backoffice.services.papers.collecting import Collecting
from backoffice.services.papers.mail_slips import MailSlips
from backoffice.services.papers.pile_slips import PileSlips
from backoffice.services.papers.receipt_slips import Slips
from backoffice.services.undoing.cancelling import Cancelling
from backoffice.services.undoing.corrections import Corrections
from backoffice.services.undoing.credits import Credits
from backoffice.services.undoing.payment_search import Payments
from backoffice.storage.database import Database


@dataclass(frozen=True, slots=True)
class Services:
    """Everything that a window or a command can do, one object for each room of the trade."""

    batches: Batches
    clients: Clients
    sorting: Sorting
    cheques: Cheques
    recording: Recording
    asides: Asides
    methods: Methods
    slimpay: Slimpay
    collecting: Collecting
    corrections: Corrections
    cancelling: Cancelling
    credits: Credits
    payment_cancelling: PaymentCancelling
    payments: Payments
    erp_round: ErpRound | None
    demo_erp: FaultyErp | None
    mail: Mail
    actions: Actions
    mail_slips: MailSlips
    unknown_mails: UnknownMails
    pile_slips: PileSlips
    control: Control
    slips: Slips
    people: People
    importing: Importing
    exporting: Exporting
    checking: Checking
    rotating: Rotating
    groups: Groups
    balances: Balances
    account_files: AccountFiles
    member_orders: MemberOrders
    member_payments: MemberPayments
    validating: Validating
    slimpay_url: str
    slimpay_window: bool
    payee: str
    workstation: str
    clock: Clock
    database: Database

    def close(self) -> None:
        """Give back what is held open."""
        self.database.close()
