"""Settings in, services out: the one place that names implementations."""

import random
import socket
import tomllib
from collections.abc import Callable, Mapping
from contextlib import closing
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import platformdirs
from argon2 import PasswordHasher
from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from backoffice.domain.collection import Creditor
from backoffice.domain.demo_faults import FaultyErp
from backoffice.domain.errors import Fault, Unavailable
from backoffice.domain.iban import compact
from backoffice.domain.money import Money
from backoffice.domain.people import DEMO_RIGHTS, RIGHTS
from backoffice.gateways.aside_folder import AsideFolder
from backoffice.gateways.bank.debit_files import DebitFiles
from backoffice.gateways.export_folder import write_bytes, write_file
from backoffice.gateways.import_files.folder import open_folder, open_member_file
from backoffice.gateways.outbox import Outbox
from backoffice.gateways.secret_store import (
    SecretRotation,
    create_secret,
    load_alias_token,
    load_erp_secret,
    load_secret,
    load_slimpay_secret,
)
from backoffice.gateways.vault import Vault, vaults
from backoffice.gateways.whole_file import whole_file
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
from backoffice.services.keying.cheques import Cheques, WordsPolicy
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
from backoffice.services.office.office import Clock, Office
from backoffice.services.office.people import People
from backoffice.services.office.rotating import Rotating
from backoffice.services.papers.collecting import Collecting, Collector
from backoffice.services.papers.mail_slips import MailSlips
from backoffice.services.papers.pile_slips import PileSlips
from backoffice.services.papers.receipt_slips import Slips
from backoffice.services.ports.aliasing import AliasService
from backoffice.services.ports.financing import FinancialSystem
from backoffice.services.ports.mandating import MandateService
from backoffice.services.services import Services
from backoffice.services.undoing.cancelling import Cancelling
from backoffice.services.undoing.corrections import Corrections
from backoffice.services.undoing.credits import Credits
from backoffice.services.undoing.payment_search import Payments
from backoffice.storage.copying import copy_sqlite
from backoffice.storage.database import Database
from backoffice.storage.faults import DatabaseRefusedError
from backoffice.storage.grants import grant
from backoffice.storage.office_facts import require_same_secret
from backoffice.storage.revisions import known_revisions, newest_revision, require_current, revision

if TYPE_CHECKING:
    from backoffice.gateways.demo_erp import DemoErp

_APPLICATION = "liasse"
_SETTINGS_NAME = "liasse.toml"
OFFICE_SETTINGS_FILE = platformdirs.site_config_path(_APPLICATION, appauthor=False) / _SETTINGS_NAME
"""What an administrator lays down for everybody on this workstation, on Windows in `C:\\ProgramData\\liasse`."""
SETTINGS_FILE = platformdirs.user_config_path(_APPLICATION, appauthor=False) / _SETTINGS_NAME
"""One's own settings; both files are looked for when `--config` does not say otherwise."""
_COPYING, _MIGRATING = "Copie de la base avant sa mise à niveau…", "Mise à niveau de la base…"

Report = Callable[[int, int, str], None]
"""Hears how far long work is: done, total (0 where nobody can tell), and what is being done, in French."""


class Settings(BaseSettings):
    """The settings: `liasse.toml`, one's own over everybody's; each also as an environment variable, which wins.

    Attributes:
        database: an SQLAlchemy address; the embedded SQLite database of this workstation when there is none.
        folder: where this workstation keeps its own files (database, outbox, log).
        workstation: the name that every write bears.
        secret: 64 hexadecimal digits, 128 after a rotation; looked for in the operating system's keyring when absent.
        alias_url: where the alias service is; without it no card is taken (P-51).
        alias_token: what it knows us by; looked for in the operating system's keyring when absent.
        slimpay_url: where SlimPay's API is; without it no IBAN is asked for there (P-69).
        slimpay_creditor: the reference under which SlimPay knows the creditor.
        slimpay_app: the name of our app there.
        slimpay_secret: its secret; looked for in the operating system's keyring when absent.
        slimpay_window: whether SlimPay's page opens in a window of ours; else in the system's browser.
        erp_url: where Tryton is, in which payments live too (A-02); neither it nor a folder: they live here alone.
        erp_database: the name of its database, and `erp_user` the login there.
        erp_folder: where messages are left for another financial system, as ISO 20022 files, and found from it.
        erp_secret: the login's password, or what the files are signed with; the keyring's when absent.
        creditor_name: who is paid by direct debit, as are the three below.
        mandates_signed_on: since when a mandate counts as signed of which the partner's file says no date.
        payee: to whose order a cheque is made out (P-25).
        words_from: the amount from which the words of a cheque are typed, in cents.
        words_one_in: under that amount, one cheque in so many is typed too; 0 for none.
    """

    model_config = SettingsConfigDict(env_prefix="LIASSE_", extra="forbid")

    database: str = ""
    folder: Path = Field(default_factory=lambda: platformdirs.user_data_path(_APPLICATION, appauthor=False))
    workstation: str = Field(default_factory=socket.gethostname, min_length=1, max_length=80)
    secret: SecretStr | None = None
    alias_url: str = ""
    alias_token: SecretStr | None = None
    slimpay_url: str = ""
    slimpay_creditor: str = ""
    slimpay_app: str = ""
    slimpay_secret: SecretStr | None = None
    slimpay_window: bool = True
    erp_url: str = ""
    erp_database: str = ""
    erp_user: str = ""
    erp_folder: Path | None = None
    erp_secret: SecretStr | None = None
    creditor_name: str = ""
    creditor_iban: str = Field(default="", repr=False)
    creditor_bic: str = ""
    creditor_id: str = ""
    mandates_signed_on: date | None = None
    payee: str = Field(default="ADLP", min_length=1, max_length=40)
    words_from: int = Field(default=150_00, ge=0)
    words_one_in: int = Field(default=25, ge=0)

    @property
    def database_url(self) -> str:
        """The database's address."""
        return self.database or f"sqlite:///{self.folder / 'liasse.db'}"

    @property
    def database_file(self) -> Path | None:
        """The database's file; None where it is no SQLite database."""
        scheme, _, path = self.database_url.partition(":///")
        return Path(path) if scheme.partition("+")[0] == "sqlite" else None

    @classmethod
    def load(cls, file: Path | None = None) -> Self:
        """The settings of a file, or of the usual ones: the office's, and one's own, which win key by key.

        Raises:
            Unavailable: `SETTINGS_WRONG` with the key at fault, never its value.
        """
        files = (file,) if file else tuple(usual for usual in (OFFICE_SETTINGS_FILE, SETTINGS_FILE) if usual.is_file())
        kept = {each: _read(each) for each in files}
        try:
            return cls(**{key: value for values in kept.values() for key, value in values.items()})
        except ValidationError as error:
            key = ".".join(str(part) for part in error.errors()[0]["loc"])
            at_fault = next((each for each in reversed(files) if key in kept[each]), SETTINGS_FILE)
            raise Unavailable(Fault.SETTINGS_WRONG, file=str(at_fault), key=key) from None

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003 - pydantic calls it so
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - as above
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003 - as above
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """The environment wins over the file."""
        return env_settings, init_settings


def _read(file: Path) -> Mapping[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8-sig"))  # Windows' own editors put a mark at the beginning
    except (OSError, ValueError):  # no such file, or not TOML
        raise Unavailable(Fault.SETTINGS_WRONG, file=str(file), key="") from None


def utc_now() -> datetime:
    """The present moment."""
    return datetime.now(UTC)


def prepare(settings: Settings, *, grant_to: str = "", report: Report = lambda _done, _total, _words: None) -> None:
    """Make the database, or bring it up to date; on PostgreSQL, give the role `grant_to` what the program needs.

    An SQLite database that is older is copied first, to a file beside it that stays there.

    Args:
        settings: where the database is.
        grant_to: the role; nobody where it is empty.
        report: hears how far it is.

    Raises:
        Unavailable: the database is out of reach, or of a newer program; `DISK_FULL` or `FOLDER_UNUSABLE` where it
            cannot be copied, `MIGRATION_FAILED` with the copy: the database is then as it was.
    """
    from backoffice.storage.migrate import migrate  # noqa: PLC0415 - a quarter of a second, where it is asked for

    with closing(Database(settings.database_url)) as database:
        copy = _copy_of_older(database, settings, report)
        try:
            migrate(database, lambda done, total: report(done, total, _MIGRATING))
        except DatabaseRefusedError as refusal:
            if copy is None:
                raise
            raise Unavailable(Fault.MIGRATION_FAILED, file=str(copy), kind=refusal.kind) from None
        if grant_to:
            grant(database, grant_to)


def _copy_of_older(database: Database, settings: Settings, report: Report) -> Path | None:
    """Where an older SQLite database was copied to; None where there is none."""
    file, present = settings.database_file, database.read(revision)
    if file is None or present is None or present not in known_revisions() - {newest_revision()}:
        return None
    copy = file.with_name(f"{file.stem}-tables-{present}-{datetime.now():%Y-%m-%d-%H%M%S}{file.suffix}")  # noqa: DTZ005 - as a person at this desk reads it
    try:
        with whole_file(copy) as new:
            copy_sqlite(file, new, lambda done, total: report(done, total, _COPYING))
    except OSError:
        raise Unavailable(Fault.FOLDER_UNUSABLE, folder=str(file.parent)) from None
    return copy


def ensure_secret(settings: Settings) -> None:
    """Make sure that there is a secret for the database: the settings', the keyring's, or a new one there.

    Raises:
        Unavailable: `SECRET_MISSING` when there is no keyring to keep a new one.
    """
    if settings.secret is None:
        create_secret(settings.database_url)


def open_services(settings: Settings, *, demo: bool = False, clock: Clock = utc_now) -> Services:
    """The services over a prepared database.

    Raises:
        Unavailable: what is missing, and how to mend it.
    """
    known_here = {each.check_value: each for each in vaults(load_secret(settings.secret, settings.database_url))}
    database = Database(settings.database_url)
    try:
        require_current(database)
        vault = known_here[require_same_secret(database, list(known_here))]
    except Unavailable:
        database.close()
        raise
    office = Office(database, vault.audit_key, clock, DEMO_RIGHTS if demo else RIGHTS)
    demo_erp = _demo_erp(clock) if demo else None
    return _services(office, vault, settings, demo_erp, demo_erp or _financial_system(settings, clock))


def _services(
    office: Office, vault: Vault, settings: Settings, demo_erp: FaultyErp | None, system: FinancialSystem | None
) -> Services:
    policy = WordsPolicy(Money(settings.words_from), partial(_happens, settings.words_one_in))
    people = People(office, PasswordHasher())
    cheques, mail, clients = Cheques(office, policy), Mail(office, vault), Clients(office, vault)
    aside, batches = AsideFolder(settings.folder / "aside"), Batches(office)
    return Services(
        batches=batches,
        clients=clients,
        sorting=Sorting(office),
        cheques=cheques,
        recording=Recording(cheques, mail, people, Outbox(settings.folder / "outbox"), aside),
        asides=Asides(aside, clients, batches, office),
        methods=Methods(office, vault, _alias_service(settings)),
        slimpay=Slimpay(office, vault, _mandate_service(settings)),
        collecting=Collecting(office, vault, _collector(settings), DebitFiles(), write_bytes),
        corrections=Corrections(office, policy),
        cancelling=Cancelling(office),
        credits=Credits(office),
        payment_cancelling=PaymentCancelling(office),
        payments=Payments(office),
        erp_round=ErpRound(office, system) if system else None,
        demo_erp=demo_erp,
        mail=mail,
        actions=Actions(office),
        mail_slips=MailSlips(office),
        unknown_mails=UnknownMails(office),
        pile_slips=PileSlips(office),
        control=Control(office),
        slips=Slips(office),
        people=people,
        importing=Importing(office, vault, open_folder),
        exporting=Exporting(office, vault, write_file),
        checking=Checking(office),
        rotating=Rotating(office, SecretRotation(settings.secret, settings.database_url)),
        groups=Groups(office),
        balances=Balances(office),
        account_files=AccountFiles(office, open_member_file),
        member_orders=MemberOrders(office),
        member_payments=MemberPayments(office),
        validating=Validating(office),
        slimpay_url=settings.slimpay_url,
        slimpay_window=settings.slimpay_window,
        payee=settings.payee,
        workstation=settings.workstation,
        clock=office.clock,
        database=office.database,
    )


# A gateway is loaded where the settings name it.


def _alias_service(settings: Settings) -> AliasService:
    from backoffice.gateways.alias.service import AliasClient, NoAliasService  # noqa: PLC0415 - as said above

    if not settings.alias_url:
        return NoAliasService()
    return AliasClient(settings.alias_url, partial(load_alias_token, settings.alias_token, settings.alias_url))


def _mandate_service(settings: Settings) -> MandateService:
    from backoffice.gateways.slimpay.service import NoMandateService, SlimpayClient  # noqa: PLC0415 - as said above

    if not settings.slimpay_url:
        return NoMandateService()
    secret = partial(load_slimpay_secret, settings.slimpay_secret, settings.slimpay_url)
    return SlimpayClient(settings.slimpay_url, settings.slimpay_creditor, settings.slimpay_app, secret)


def _demo_erp(clock: Clock) -> "DemoErp":
    from backoffice.gateways.demo_erp import DemoErp  # noqa: PLC0415 - as said above

    return DemoErp(clock)


def _financial_system(settings: Settings, clock: Clock) -> FinancialSystem | None:
    if settings.erp_folder is not None:
        from backoffice.gateways.iso20022.folder import IsoFolder  # noqa: PLC0415 - as said above

        secret = partial(load_erp_secret, settings.erp_secret, str(settings.erp_folder))
        return IsoFolder(settings.erp_folder, secret, clock)
    if settings.erp_url:
        from backoffice.gateways.tryton.system import TrytonSystem  # noqa: PLC0415 - as said above

        secret = partial(load_erp_secret, settings.erp_secret, settings.erp_url)
        return TrytonSystem(settings.erp_url, settings.erp_database, settings.erp_user, secret)
    return None


def _collector(settings: Settings) -> Collector:
    creditor = Creditor(
        settings.creditor_name, compact(settings.creditor_iban), settings.creditor_bic, compact(settings.creditor_id)
    )
    return Collector(creditor, settings.mandates_signed_on)


def _happens(one_in: int) -> bool:
    return one_in > 0 and random.randrange(one_in) == 0  # noqa: S311 - a sample, not a secret
