"""A new secret for the IBANs, on both engines and over a keyring that may die at any moment."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path
from threading import Event
from uuid import uuid4

import pytest
from pydantic import SecretStr
from sqlalchemy import insert, literal, select, text, update
from sqlalchemy.engine import make_url

from backoffice.bootstrap import Settings, ensure_secret, open_services
from backoffice.domain.client_ref import ClientRef
from backoffice.domain.errors import Broken, Fault, RuleBroken, Unavailable
from backoffice.domain.means import MethodChange, MethodForm
from backoffice.domain.people import Actor, Role
from backoffice.domain.sealing import OF_SECRET, Resealed
from backoffice.gateways.vault import Vault
from backoffice.services.services import Services
from backoffice.storage import clients as client_rows
from backoffice.storage import office_facts
from backoffice.storage.database import Database, Transaction
from backoffice.storage.faults import DatabaseRefusedError
from backoffice.storage.grants import grant
from backoffice.storage.schema import audit_events, clients, means
from tests.ibans import BELGIAN, FRENCH, POSTAL
from tests.memory_keyring import MemoryKeyring, in_force
from tests.office import DURAND, OfficeGestures
from tests.seals import first_version

MANY = 10_002
"""Clients: three batches."""

Progress = Callable[[int, int], None]
_roles = count(1)


class Killed(BaseException):
    """The machine is switched off."""


class MortalRing(MemoryKeyring):
    """Dies after so many passwords, once."""

    def __init__(self) -> None:
        super().__init__()
        self.lives = -1

    def set_password(self, service: str, username: str, password: str) -> None:
        super().set_password(service, username, password)
        self.lives -= 1
        if self.lives == 0:
            raise Killed

    @property
    def secret(self) -> bytes:
        (digits,) = self.kept.values()
        return bytes.fromhex(digits)


@dataclass
class Bureau:
    """An office whose secret is in a keyring, with Mme Durand, whose IBAN was changed once, and others."""

    settings: Settings
    ring: MortalRing
    desk: OfficeGestures
    administrator: Actor
    durand: int

    @property
    def database(self) -> Database:
        return self.desk.database

    @contextmanager
    def opened(self) -> Iterator[Services]:
        services = open_services(self.settings)
        try:
            yield services
        finally:
            services.close()

    def rotate(self, progress: Progress = lambda _done, _total: None) -> Resealed:
        with self.opened() as services:
            return services.rotating.run(self.administrator, progress)

    def crowd(self, how_many: int) -> None:
        """Add clients; every third has no IBAN."""
        seal = Vault(self.ring.secret).seal
        self.database.write(
            lambda tx: tx.execute(
                insert(clients),
                [_client(number, seal(FRENCH) if number % 3 else None) for number in range(how_many)],
            )
        )

    def seals(self) -> list[bytes]:
        """All of them, those of the history too."""
        return self.database.read(_all_seals)

    def iban(self) -> str:
        with self.opened() as services:
            return services.clients.dossier(self.desk.operator, self.durand).means.iban

    def events(self) -> list[str]:
        query = select(audit_events.c.facts).where(audit_events.c.kind == "secret rotated")
        return self.database.read(lambda tx: list(tx.scalars(query)))

    def rotated(self) -> None:
        """Everything is under the new secret and opens under it alone, and the books are sound."""
        secret = self.ring.secret
        assert len(secret) == 64
        new, first = Vault(secret), Vault(secret[:32])
        assert {new.unseal(sealed) for sealed in self.seals()} == {FRENCH, POSTAL}
        for sealed in self.seals():
            with pytest.raises(Unavailable):
                first.unseal(sealed)
        with self.opened() as services:
            assert services.checking.run() == ()


@pytest.fixture
def ring() -> Iterator[MortalRing]:
    made = MortalRing()
    with in_force(made):
        yield made


@pytest.fixture
def bureau(database: Database, database_url: str, ring: MortalRing, tmp_path: Path) -> Bureau:
    settings = Settings(database=database_url, folder=tmp_path / "own", workstation="PC-12")
    ensure_secret(settings)
    desk = OfficeGestures(database)
    made = Bureau(settings, ring, desk, desk.person("d.leroy", "D. Leroy", Role.ADMINISTRATOR), desk.client())
    sealed = first_version(ring.secret, FRENCH)
    database.write(lambda tx: tx.execute(update(clients).values(sealed_iban=sealed)))
    with made.opened() as services:
        judged = services.methods.judge_iban(desk.operator, made.durand, POSTAL)
        change = MethodChange(45, iban=judged.iban)
        services.methods.change(desk.operator, MethodForm(uuid4(), made.durand, change))
    return made


def test_every_iban_is_sealed_anew_and_the_books_stay_sound(bureau: Bureau) -> None:
    bureau.crowd(MANY)
    told: list[tuple[int, int]] = []

    came = bureau.rotate(lambda done, total: told.append((done, total)))

    assert came == Resealed(clients=MANY + 1, on_file=MANY * 2 // 3 + 1, in_history=2)
    assert told == [(done, MANY + 1) for done in (5_000, 10_000, MANY + 1)]
    bureau.rotated()
    assert bureau.events() == ['{"in_history":2,"on_file":6669,"unreadable":0}']
    assert bureau.iban() == "FR14 •••• 606"


def test_the_next_rotation(bureau: Bureau) -> None:
    bureau.rotate()
    before = bureau.ring.secret
    bureau.rotate()
    bureau.rotated()
    assert bureau.ring.secret[:32] == before[:32]
    assert bureau.ring.secret != before
    assert len(bureau.events()) == 2


@pytest.mark.parametrize("batches", [1, 2, 3])
def test_killed_after_a_batch_it_goes_on(bureau: Bureau, batches: int) -> None:
    bureau.crowd(MANY)
    told = count(1)

    def killing(_done: int, _total: int) -> None:
        if next(told) == batches:
            raise Killed

    with pytest.raises(Killed):
        bureau.rotate(killing)
    under_way = bureau.ring.secret
    assert len(under_way) == 96
    assert bureau.events() == []
    assert bureau.iban() == "FR14 •••• 606"

    assert bureau.rotate().on_file == MANY * 2 // 3 + 1
    assert bureau.ring.secret == under_way[:64]
    bureau.rotated()
    assert len(bureau.events()) == 1


@pytest.mark.parametrize("passwords", [1, 2])
def test_killed_at_the_keyring_it_goes_on(bureau: Bureau, passwords: int) -> None:
    bureau.ring.lives = passwords
    with pytest.raises(Killed):
        bureau.rotate()
    assert len(bureau.ring.secret) == (96 if passwords == 1 else 64)
    assert bureau.iban() == "FR14 •••• 606"  # whichever secret is in force by then
    second = bureau.ring.secret[32:64]

    bureau.rotate()

    bureau.rotated()
    assert (bureau.ring.secret[32:] == second) == (passwords == 1)
    assert len(bureau.events()) == passwords  # the second time it was done already


def test_two_commands_at_once_make_one_secret(bureau: Bureau) -> None:
    inner: list[Resealed] = []

    with bureau.opened() as services:
        services.rotating.run(bureau.administrator, lambda _done, _total: inner.append(bureau.rotate()))

    assert len(inner) == 1
    bureau.rotated()
    assert len(bureau.events()) == 1


def test_the_office_works_on_meanwhile(bureau: Bureau) -> None:
    bureau.crowd(5_000)
    desk, seen = bureau.desk, []

    def meanwhile(_done: int, _total: int) -> None:
        seen.append(bureau.iban())
        with bureau.opened() as services:
            judged = services.methods.judge_iban(desk.operator, bureau.durand, FRENCH)
            change = MethodChange(45, iban=judged.iban)
            services.methods.change(desk.operator, MethodForm(uuid4(), bureau.durand, change))

    bureau.rotate(meanwhile)

    bureau.rotated()
    assert seen == ["FR14 •••• 606", "FR76 •••• 189"]
    assert bureau.iban() == "FR76 •••• 189"


def test_where_the_keyring_has_the_old_secret_alone_the_sentence_says_so(bureau: Bureau) -> None:
    before = dict(bureau.ring.kept)
    with bureau.opened() as old:
        bureau.rotate()
        with pytest.raises(Unavailable) as refusal:
            old.clients.dossier(bureau.desk.operator, bureau.durand)
        assert refusal.value.fault is Fault.SECRET_WRONG

    bureau.ring.kept = before
    with pytest.raises(Unavailable) as refusal, bureau.opened():
        pass
    assert refusal.value.fault is Fault.SECRET_WRONG


def test_a_rotation_from_the_old_secret_alone_changes_nothing(bureau: Bureau) -> None:
    before = dict(bureau.ring.kept)
    with bureau.opened() as old:
        bureau.rotate()
        after, seals = dict(bureau.ring.kept), bureau.seals()
        bureau.ring.kept = dict(before)
        with pytest.raises(Unavailable) as refusal:
            old.rotating.run(bureau.administrator, _kill)
    assert refusal.value.fault is Fault.SECRET_WRONG
    assert bureau.ring.secret[64:] == bytes.fromhex(*before.values())
    assert bureau.seals() == seals

    bureau.ring.kept = after
    bureau.rotated()


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_what_an_operator_was_just_keeping_under_the_old_secret_is_waited_for(bureau: Bureau) -> None:
    old, held = Vault(bureau.ring.secret), Event()

    def keep(tx: Transaction) -> None:
        client_rows.locked(tx, bureau.durand)
        in_force = partial(office_facts.is_in_force, tx, _beginning(old))
        assert in_force()
        held.set()
        assert any(not in_force() for _ in range(100_000))  # by then the rotation has begun
        sealed = old.seal(FRENCH)
        tx.execute(update(clients).where(clients.c.id == bureau.durand).values(sealed_iban=sealed))
        kept = [column for column in means.c if column.name not in ("id", "sealed_iban")]
        again = select(*kept, literal(sealed)).order_by(means.c.id.desc()).limit(1)
        tx.execute(insert(means).from_select([*(column.name for column in kept), "sealed_iban"], again))

    with ThreadPoolExecutor(1) as pool:
        operator = pool.submit(bureau.database.write, keep)
        assert held.wait(timeout=30)
        came = bureau.rotate()
        operator.result(timeout=30)
    assert came == Resealed(clients=1, on_file=1, in_history=3)
    bureau.rotated()
    assert bureau.iban() == "FR76 •••• 189"


def test_a_seal_of_the_secret_before_is_known_by_its_beginning(bureau: Bureau) -> None:
    old = Vault(bureau.ring.secret)
    assert bureau.database.read(partial(office_facts.is_in_force, check_value=_beginning(old)))
    bureau.rotate()
    new = Vault(bureau.ring.secret)
    assert bureau.database.read(partial(office_facts.is_in_force, check_value=_beginning(new)))
    assert not bureau.database.read(partial(office_facts.is_in_force, check_value=_beginning(old)))


def test_what_opens_under_no_secret_is_counted_and_left(bureau: Bureau) -> None:
    lost = Vault(b"l" * 32).seal(BELGIAN)
    bureau.database.write(lambda tx: tx.execute(insert(clients), [_client(0, lost)]))

    assert bureau.rotate() == Resealed(clients=2, on_file=1, in_history=2, unreadable=1)

    assert lost in bureau.seals()
    assert bureau.events() == ['{"in_history":2,"on_file":1,"unreadable":1}']
    assert len(bureau.ring.secret) == 64


def test_means_are_only_ever_added_again_afterwards(bureau: Bureau) -> None:
    with pytest.raises(Killed):
        bureau.rotate(_kill)
    for _ in range(2):
        with pytest.raises(DatabaseRefusedError, match="means_append_only_update"):
            bureau.database.write(lambda tx: tx.execute(update(means).values(sealed_iban=b"")))
        bureau.rotate()


def test_who_may(bureau: Bureau) -> None:
    with bureau.opened() as services, pytest.raises(RuleBroken) as refusal:
        services.rotating.run(bureau.desk.supervisor, _kill)
    assert refusal.value.code is Broken.ROLE_MAY_NOT
    assert len(bureau.ring.secret) == 32


def test_a_secret_in_the_settings_is_left_where_it_is(bureau: Bureau) -> None:
    set_secret = SecretStr(bureau.ring.secret.hex())
    services = open_services(bureau.settings.model_copy(update={"secret": set_secret}))
    with pytest.raises(Unavailable) as refusal:
        services.rotating.run(bureau.administrator, _kill)
    services.close()
    assert refusal.value.fault is Fault.SECRET_IN_SETTINGS
    assert len(bureau.ring.secret) == 32
    assert bureau.iban() == "FR14 •••• 606"


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_the_application_s_role_is_told_to_leave_it_to_the_owner(bureau: Bureau) -> None:
    role = f"rotating_{next(_roles)}"
    bureau.database.write(lambda tx: tx.execute(text(f"CREATE ROLE {role} LOGIN")))
    grant(bureau.database, role)
    url = make_url(bureau.settings.database).set(username=role).render_as_string(hide_password=False)
    services = open_services(bureau.settings.model_copy(update={"database": url}))
    with pytest.raises(Unavailable) as refusal:
        services.rotating.run(bureau.administrator, _kill)
    services.close()
    bureau.database.write(lambda tx: tx.execute(text(f"DROP OWNED BY {role}")))
    bureau.database.write(lambda tx: tx.execute(text(f"DROP ROLE {role}")))
    assert refusal.value.fault is Fault.NOT_THE_OWNER
    assert len(bureau.ring.secret) == 32


def _kill(_done: int, _total: int) -> None:
    raise Killed


def _beginning(vault: Vault) -> str:
    return vault.seal(FRENCH)[OF_SECRET].hex()


def _all_seals(tx: Transaction) -> list[bytes]:
    return [
        sealed
        for table in (clients, means)
        for sealed in tx.scalars(select(table.c.sealed_iban).where(table.c.sealed_iban.is_not(None)))
    ]


def _client(number: int, sealed: bytes | None) -> dict[str, object]:
    ref = ClientRef("J", DURAND.partner_code, f"{number:08d}")
    return {
        "letter": ref.letter,
        "partner_code": ref.partner_code,
        "chrono": ref.chrono,
        "title": "M.",
        "last_name": "PETIT",
        "first_name": "Paul",
        "address": "3 rue du Four",
        "postcode": "69003",
        "city": "LYON",
        "method_code": 45,
        "sealed_iban": sealed,
        "rum": "",
        "mandate": "",
        "alias": "",
        "card_brand": "",
        "card_expiry": "",
        "blocked": False,
        "deceased": False,
        "protected_adult": False,
        "search_name": "PETIT PAUL",
    }
