"""An office for the tests: people, partners, clients and invoices, made straight in the tables."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Unpack
from uuid import UUID, uuid4

from sqlalchemy import insert, select

from backoffice.domain.batch import Batch, BatchKind, NewBatch
from backoffice.domain.batch_rows import ReceiptRow
from backoffice.domain.cancel_why import CancelReason, CancelWhy
from backoffice.domain.client_ref import ClientRef
from backoffice.domain.collection import Creditor
from backoffice.domain.documents import CancelledReceipt
from backoffice.domain.dossier import Dossier
from backoffice.domain.mail_rows import MailRow
from backoffice.domain.money import Money
from backoffice.domain.paper import MailSlipKind, Paper
from backoffice.domain.people import RIGHTS, Actor, Role
from backoffice.domain.tape import Tape
from backoffice.gateways.alias.service import NoAliasService
from backoffice.gateways.bank.debit_files import DebitFiles
from backoffice.gateways.export_folder import write_bytes
from backoffice.gateways.import_files.folder import open_member_file
from backoffice.gateways.slimpay.service import NoMandateService
from backoffice.gateways.vault import Vault
from backoffice.keying.recorded_form import ChequeForm, MailForm
from backoffice.keying.ticks import Ticks
from backoffice.services.batches.batches import Batches
from backoffice.services.batches.control import Control
from backoffice.services.clients.actions import Actions
from backoffice.services.clients.clients import Clients
from backoffice.services.clients.methods import Methods
from backoffice.services.clients.slimpay import Slimpay
from backoffice.services.clients.sorting import Sorting
from backoffice.services.erp.payment_cancelling import PaymentCancelling
from backoffice.services.keying.cheques import Cheques, WordsPolicy
from backoffice.services.keying.mail import Mail
from backoffice.services.keying.unknown_mail import UnknownMails
from backoffice.services.members.account_files import AccountFiles
from backoffice.services.members.balances import Balances
from backoffice.services.members.groups import Groups
from backoffice.services.members.orders import MemberOrders
from backoffice.services.members.payments import MemberPayments
from backoffice.services.members.validating import Validating
from backoffice.services.office.checking import Checking
from backoffice.services.office.office import Office
from backoffice.services.papers.collecting import Collecting, Collector
from backoffice.services.papers.mail_slips import MailSlips
from backoffice.services.papers.pile_slips import PileSlips
from backoffice.services.papers.receipt_slips import Slips
from backoffice.services.ports.aliasing import AliasService
from backoffice.services.ports.mandating import MandateService
from backoffice.services.undoing.cancelling import Cancelling
from backoffice.services.undoing.corrections import Corrections
from backoffice.services.undoing.credits import Credits
from backoffice.services.undoing.payment_search import Payments
from backoffice.storage import people
from backoffice.storage.database import Database, Transaction
from backoffice.storage.schema import clients, invoices, orders, partners
from tests.coupons import BEARS_NO_DEBT, NO_PAYMENT, REASON, Said, away_to, cheque_form, mail_form

AUDIT_KEY = b"k" * 32
VAULT = Vault(b"v" * 32)
COLLECTOR = Collector(
    Creditor("Éditions du Parc", "FR7616348000011523645985206", "AGRIFRPP", "FR72ZZZ123456"), date(2019, 1, 7)
)
FIRST_DAY = datetime(2024, 3, 4, 8, 0, tzinfo=UTC)
WHY = CancelWhy(CancelReason.KEYED_WRONG)
DURAND = ClientRef("J", 121, "52134466")

Value = str | int | bool | bytes | date
"""What a column of a client can hold."""

Pending = tuple[str, date, int]
"""Circular, date and cents of an invoice."""

_PARTNER = {"name": "Les Éditions du Tilleul", "banks": "", "direct_method": 45}

ONE_INVOICE: tuple[Pending, ...] = (("AP11", date(2024, 2, 1), 20_30),)


@dataclass
class Clock:
    """A clock that goes on by a second each time it is read."""

    now: datetime = FIRST_DAY

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@dataclass
class OfficeGestures:
    """The services over a database, with a gesture in a line."""

    database: Database
    clock: Callable[[], datetime] = field(default_factory=Clock)
    aliases: AliasService = field(default_factory=NoAliasService)
    mandates: MandateService = field(default_factory=NoMandateService)

    def __post_init__(self) -> None:
        self.office = Office(self.database, AUDIT_KEY, self.clock, RIGHTS)
        policy = WordsPolicy(Money(150_00), lambda: False)
        self.batches = Batches(self.office)
        self.clients = Clients(self.office, VAULT)
        self.sorting = Sorting(self.office)
        self.cheques = Cheques(self.office, policy)
        self.corrections = Corrections(self.office, policy)
        self.cancelling = Cancelling(self.office)
        self.credits = Credits(self.office)
        self.payment_cancelling = PaymentCancelling(self.office)
        self.payments = Payments(self.office)
        self.mail = Mail(self.office, VAULT)
        self.actions = Actions(self.office)
        self.methods = Methods(self.office, VAULT, self.aliases)
        self.slimpay = Slimpay(self.office, VAULT, self.mandates)
        self.collecting = Collecting(self.office, VAULT, COLLECTOR, DebitFiles(), write_bytes)
        self.mail_slips = MailSlips(self.office)
        self.unknown_mails = UnknownMails(self.office)
        self.pile_slips = PileSlips(self.office)
        self.control = Control(self.office)
        self.slips = Slips(self.office)
        self.checking = Checking(self.office)
        self.groups = Groups(self.office)
        self.balances = Balances(self.office)
        self.account_files = AccountFiles(self.office, open_member_file)
        self.member_orders = MemberOrders(self.office)
        self.member_payments = MemberPayments(self.office)
        self.validating = Validating(self.office)
        self.operator = self.person("a.morel", "A. Morel", Role.OPERATOR)
        self.supervisor = self.person("c.dupuis", "C. Dupuis", Role.SUPERVISOR)

    def person(self, login: str, name: str, role: Role) -> Actor:
        person_id = self.database.write(lambda tx: people.add(tx, login, name, role, "no login here"))
        return Actor(person_id, name, role, "PC-12")

    def client(self, ref: ClientRef = DURAND, pending: tuple[Pending, ...] = ONE_INVOICE, **columns: Value) -> int:
        """Add a client with pending invoices; gives the id."""
        return self.database.write(lambda tx: _add_client(tx, ref, pending, columns))

    def order(self, client_id: int, number: str, title: str, *, renewable: bool = True, gift: bool = False) -> None:
        """Add an order of a client."""
        values = {"client_id": client_id, "number": number, "title": title, "status": "suspendu", "beneficiary": ""}
        self.database.write(lambda tx: tx.execute(insert(orders).values(**values, renewable=renewable, gift=gift)))

    def dossier(self, client_id: int) -> Dossier:
        return self.clients.dossier(self.operator, client_id)

    def batch(
        self, kind: BatchKind = BatchKind.PARTNER, *, with_invoice: bool = True, who: Actor | None = None
    ) -> Batch:
        new = NewBatch(FIRST_DAY.date(), with_invoice, kind)
        return self.batches.open(who or self.operator, uuid4(), new)

    def form(
        self,
        batch: Batch,
        client_id: int,
        cents: int,
        number: str = "5508018",
        *,
        ticks: Ticks = BEARS_NO_DEBT,
        **said: Unpack[Said],
    ) -> ChequeForm:
        """The form of a cheque with the rows that the procedure proposes; its coupon says nothing of its debt."""
        return cheque_form(batch, self.dossier(client_id), cents, number, ticks, **said)

    def mail_form(self, batch: Batch, client_id: int, ticks: Ticks = NO_PAYMENT, **said: Unpack[Said]) -> MailForm:
        """The form of a piece of mail without a cheque, as the procedure decides it."""
        return mail_form(batch, self.dossier(client_id), ticks, **said)

    def cheque(self, batch: Batch, client_id: int, cents: int, number: str = "5508018") -> ReceiptRow:
        """Key a cheque the way the procedure proposes."""
        return self.cheques.record(self.operator, self.form(batch, client_id, cents, number))

    def letter(
        self,
        batch: Batch,
        client_id: int,
        paper: Paper | None = None,
        ticks: Ticks = NO_PAYMENT,
        who: Actor | None = None,
    ) -> MailRow:
        """Record a piece of mail without a cheque, whose paper goes where it is decided, or to `paper`."""
        departure = None if paper is None else away_to(paper)
        form = self.mail_form(batch, client_id, ticks, departure=departure, reason=REASON)
        return self.mail.record(who or self.operator, form)

    def cancel(self, receipt_id: int, who: Actor | None = None, *, key: UUID | None = None) -> CancelledReceipt:
        """4.3 on a receipt that lives here alone."""
        copy = self.cancelling.cancel_receipt(who or self.operator, key or uuid4(), receipt_id, WHY)
        assert copy is not None
        return copy

    def close(self, batch: Batch, *cents: int, who: Actor | None = None) -> None:
        """Close a batch whose cheques are of these amounts."""
        who = who or self.operator
        self.batches.preclose(who, uuid4(), batch.id)
        if cents:
            self.control.keep(who, uuid4(), Tape(batch.id, tuple(Money(each) for each in cents)))
            self.slips.print_receipt_slip(who, uuid4(), batch.id)
        if self.mail_slips.waiting(who, batch.id)[MailSlipKind.ARCHIVE]:
            self.mail_slips.print_slip(who, uuid4(), MailSlipKind.ARCHIVE, batch.id)
        self.batches.close(who, uuid4(), batch.id)


def _add_client(tx: Transaction, ref: ClientRef, pending: tuple[Pending, ...], columns: dict[str, Value]) -> int:
    if tx.scalar(select(partners.c.code).where(partners.c.code == ref.partner_code)) is None:
        tx.execute(insert(partners).values(code=ref.partner_code, **_PARTNER))
    values = {
        "letter": ref.letter,
        "partner_code": ref.partner_code,
        "chrono": ref.chrono,
        "title": "Mme",
        "last_name": "DURAND",
        "first_name": "Marie",
        "address": "12 rue des Lilas",
        "postcode": "69003",
        "city": "LYON",
        "method_code": 15,
        "rum": "",
        "mandate": "",
        "alias": "",
        "card_brand": "",
        "card_expiry": "",
        "blocked": False,
        "deceased": False,
        "protected_adult": False,
        "search_name": "DURAND MARIE",
    }
    client_id: int = tx.execute(insert(clients).values(values | columns).returning(clients.c.id)).scalar_one()
    for position, (circular, issued_on, cents) in enumerate(pending, start=1):
        tx.execute(
            insert(invoices).values(
                client_id=client_id,
                number=f"F{position}",
                circular=circular,
                issued_on=issued_on,
                amount=cents,
                opening=cents,
                pending=cents,
            )
        )
    return client_id
