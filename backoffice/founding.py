"""Founding an office, or joining one: what the first start on a workstation and `liasse-admin init` both do."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid4

from pydantic import SecretStr

from backoffice import bootstrap
from backoffice.bootstrap import Settings, open_services, prepare
from backoffice.domain.errors import Fault, Unavailable
from backoffice.domain.founding import AddressedDatabase
from backoffice.domain.people import NewPerson, Person
from backoffice.gateways.secret_store import kept_secret, new_secret, put_into_keyring, secret_of
from backoffice.gateways.settings_file import ONES_OWN, added_settings
from backoffice.gateways.vault import vaults
from backoffice.gateways.whole_file import whole_file
from backoffice.storage.addressed import look_at
from backoffice.storage.network_disk import refuse_network_disk


def found(settings: Settings, key: UUID, first: NewPerson, password: str, *, grant_to: str = "") -> Person:
    """Make the database, its secret where there is none yet, and the first administrator; or nothing of it.

    An SQLite database gets its name when all of that is in it. On PostgreSQL the tables stay where the rest fails.

    Args:
        settings: where it is to be.
        key: the gesture's.
        first: the administrator.
        password: theirs.
        grant_to: on PostgreSQL, the role under which the workstations connect.

    Raises:
        RuleBroken: as `People.add_first`.
        Unavailable: as `prepare` and `open_services`.
    """
    url = settings.database_url
    with ExitStack() as undone_on_failure:
        if settings.secret is None:
            secret = kept_secret(url) or new_secret()
            undone_on_failure.enter_context(put_into_keyring(url, secret))
            settings = settings.model_copy(update={"secret": SecretStr(secret.hex())})
        settings = undone_on_failure.enter_context(_at_new_file(settings))
        prepare(settings, grant_to=grant_to)
        with closing(open_services(settings)) as services:
            return services.people.add_first(key, first, password, settings.workstation)


@contextmanager
def _at_new_file(settings: Settings) -> Iterator[Settings]:
    """The settings of an SQLite database that is not there yet, under another name until it is all there."""
    file = settings.database_file
    if file is None or file.exists():
        yield settings
        return
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with whole_file(file) as new:
            yield settings.model_copy(update={"database": f"sqlite:///{new}"})
    except OSError:
        raise Unavailable(Fault.FOLDER_UNUSABLE, folder=str(file.parent)) from None


@dataclass(frozen=True, slots=True)
class Administrator:
    """Who is to be the first administrator."""

    person: NewPerson
    password: str


class FirstStart:
    """The first start on a workstation: what is known already, what is tried, and what is kept in the end, or not.

    Attributes:
        is_placed: whether it is known where the data is.
    """

    def __init__(self, settings: Settings, file: Path, *, is_placed: bool = False) -> None:
        """Begin.

        Args:
            settings: as they are now.
            file: where what is chosen is kept.
            is_placed: there is a database already: its secret alone is asked.
        """
        self._settings = settings
        self._file = file
        self._key = uuid4()
        self.is_placed = is_placed

    @property
    def workstation(self) -> str:
        """Its name."""
        return self._settings.workstation

    @property
    def folder(self) -> Path:
        """Where the data is, where it is kept here."""
        return self._settings.folder

    @property
    def has_secret(self) -> bool:
        """Whether the settings say the secret already."""
        return self._settings.secret is not None

    def look_at(self, address: str) -> AddressedDatabase:
        """What is at an address, or at that of the settings where it is empty; nothing is written.

        Raises:
            Unavailable: why it cannot be used.
        """
        settings = self._settings_with(address)
        file = settings.database_file
        if file is not None:
            refuse_network_disk(file)
        database = look_at(settings.database_url) if file is None or file.exists() else AddressedDatabase()
        if settings.secret is not None:
            self.check_secret(settings.secret.get_secret_value(), database)
        return database

    def proposed_secret(self, address: str) -> str:
        """The digits of a secret for the database at an address: the one that the keyring has already, or a new one.

        Raises:
            Unavailable: `SECRET_MISSING` where there is no keyring.
        """
        return (kept_secret(self._settings_with(address).database_url) or new_secret()).hex()

    def check_secret(self, digits: str, database: AddressedDatabase) -> str:
        """The digits of a secret that was pasted, without blanks.

        Raises:
            Unavailable: `SECRET_UNREADABLE`; `SECRET_WRONG` where it is not the one that the database knows.
        """
        secret = secret_of(digits)
        if database.check_value and database.check_value not in (vault.check_value for vault in vaults(secret)):
            raise Unavailable(Fault.SECRET_WRONG)
        return secret.hex()

    def new_secret(self) -> str:
        """The digits of a secret that nobody knows yet."""
        return new_secret().hex()

    def save_secret(self, file: Path, digits: str) -> None:
        """Write the digits to a file that its owner takes elsewhere.

        Raises:
            Unavailable: `FOLDER_UNUSABLE`.
        """
        try:
            with whole_file(file) as new:
                new.touch(ONES_OWN)
                new.write_text(f"{digits}\n", encoding="ascii")
        except OSError:
            raise Unavailable(Fault.FOLDER_UNUSABLE, folder=str(file.parent)) from None

    def finish(self, address: str, secret: str, administrator: Administrator | None, *, in_file: bool) -> None:
        """Keep all that was chosen, and make what is not there yet; where anything fails, nothing of it is kept.

        The administrator is added once, however often this is done.

        Args:
            address: the database's; empty for that of the settings, or one here.
            secret: its digits; empty where the settings have it.
            administrator: the first; None where there are people.
            in_file: whether the secret is kept in the settings' file, for want of a keyring.

        Raises:
            RuleBroken: as `People.add_first`.
            Unavailable: why it cannot be done.
        """
        settings = self._settings_with(address)
        kept = {"database": address} if address else {}
        with ExitStack() as undone_on_failure:
            if secret and in_file:
                kept["secret"] = secret
            elif secret:
                undone_on_failure.enter_context(put_into_keyring(settings.database_url, bytes.fromhex(secret)))
            undone_on_failure.enter_context(added_settings(self._file, kept))
            if secret:
                settings = settings.model_copy(update={"secret": SecretStr(secret)})
            if administrator is not None:
                found(settings, self._key, administrator.person, administrator.password)

    def _settings_with(self, address: str) -> Settings:
        return self._settings.model_copy(update={"database": address}) if address else self._settings


def first_start(settings: Settings, config: Path | None) -> FirstStart | None:
    """The first start, where nobody has said yet where the data is and there is none here.

    Whoever sets environment variables has no need of being asked.
    """
    file = settings.database_file
    if settings.database or file is None or file.exists() or _speaks_by_environment():
        return None
    return FirstStart(settings, config or bootstrap.SETTINGS_FILE)


def secret_is_asked(settings: Settings, config: Path | None, fault: Unavailable) -> FirstStart | None:
    """The first start at a database that is there, where this workstation lacks its secret alone."""
    if fault.fault is not Fault.SECRET_MISSING or _speaks_by_environment():
        return None
    return FirstStart(settings, config or bootstrap.SETTINGS_FILE, is_placed=True)


def _speaks_by_environment() -> bool:
    names = {f"LIASSE_{name}".upper() for name in Settings.model_fields}
    return not names.isdisjoint(name.upper() for name in os.environ)
