"""The first start on a workstation, by keys: nothing is kept before the last Enter, and then there is a login."""

import json
import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import pytest
from keyring.errors import PasswordSetError
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from sqlalchemy import text
from sqlalchemy.engine import make_url

from backoffice.bootstrap import Settings
from backoffice.domain.people import NewPerson, Role
from backoffice.founding import found
from backoffice.storage.database import Database
from desktop.trouble import TroublePage
from tests.journeys.seat import Seat
from tests.memory_keyring import MemoryKeyring, in_force
from tests.postgresql import PostgresqlServer
from tests.relay import relayed

NAME, PASSWORD = "Dominique Leroy", "quatre chevaux"
USER_PASSWORD = "l'été à 100 % @ Sète"
SECRET = "5e" * 32
OTHER_SECRET = "7a" * 32


@dataclass
class Workstation:
    """A workstation that has never opened Liasse.

    Attributes:
        settings: the file in which its settings are kept; it says only where the data goes.
        folder: where the data goes.
        ring: its keyring.
    """

    settings: Path
    folder: Path
    ring: MemoryKeyring

    def is_untouched(self) -> bool:
        """Whether nothing was kept: no data, no secret, no setting."""
        return not self.folder.exists() and self.ring.kept == {} and "database" not in self.said()

    def said(self) -> str:
        """What the settings' file says."""
        return self.settings.read_text(encoding="utf-8")


@pytest.fixture
def workstation(tmp_path: Path) -> Iterator[Workstation]:
    settings, folder, ring = tmp_path / "réglages" / "liasse.toml", tmp_path / "données de l'été", MemoryKeyring()
    settings.parent.mkdir()
    settings.write_text(f'folder = {json.dumps(str(folder))}\nworkstation = "PC-12"\n', encoding="utf-8")
    with in_force(ring):
        yield Workstation(settings, folder, ring)


@dataclass
class Office:
    """An office's database as a workstation reaches it.

    Attributes:
        server: what is typed as its server.
        database: its name.
        user: who the workstations are to it, with the password `USER_PASSWORD`.
    """

    server: str
    database: str
    user: str

    def type_into(self, seat: Seat, *, server: str = "", database: str = "", password: str = "") -> None:
        """Type the address from the first field on, with what is wrong in it."""
        for words in (server or self.server, database or self.database, self.user):
            seat.write(f"{words}\n")
        seat.write(f"{password or USER_PASSWORD}\n")


@pytest.fixture(scope="module")
def user(postgresql_server: PostgresqlServer) -> str:
    postgresql_server.add_role("desk_starts", USER_PASSWORD)
    return "desk_starts"


@pytest.fixture
def empty(postgresql_server: PostgresqlServer, user: str) -> Iterator[Office]:
    """An office whose database has nothing in it yet."""
    name = f"empty_{uuid4().hex[:8]}"
    address = postgresql_server.create_database(name)
    database = Database(address)
    database.write(lambda tx: tx.execute(text(f"GRANT ALL ON SCHEMA public TO {user}")))
    database.close()
    with relayed(postgresql_server.socket) as server:
        yield Office(server, name, user)


@pytest.fixture
def office(postgresql_server: PostgresqlServer, postgresql_url: str, user: str) -> Iterator[Office]:
    """An office that has its secret and an administrator."""
    settings = Settings.model_validate({"database": postgresql_url, "secret": SECRET})
    found(settings, uuid4(), NewPerson("c.garnier", "Chloé Garnier", Role.ADMINISTRATOR), PASSWORD, grant_to=user)
    with relayed(postgresql_server.socket) as server:
        yield Office(server, str(make_url(postgresql_url).database), user)


Sit = Callable[[Path], Seat]


def go_nowhere(seat: Seat) -> None:
    seat.until_at("Où travaille-t-on")


def go_to_secret(seat: Seat) -> None:
    seat.until_at("Où travaille-t-on")
    seat.write("\n")
    seat.until_at("Clé secrète")


def tick(seat: Seat) -> None:
    """Copy the secret, and say that one has a copy: Enter leads to the box."""
    seat.tab_to("Copier")
    seat.press(Qt.Key.Key_Space)
    seat.tab_to("Clé secrète")
    seat.write("\n")
    seat.until_seen("Gardez-en d'abord une copie")
    seat.press(Qt.Key.Key_Space)


def go_to_administrator(seat: Seat) -> None:
    go_to_secret(seat)
    tick(seat)
    seat.write("\n")
    seat.until_at("Nom")


def fill_administrator(seat: Seat) -> None:
    seat.write(f"{NAME}\n\n{PASSWORD}\n{PASSWORD}")


@pytest.mark.parametrize("go", [go_nowhere, go_to_secret, go_to_administrator])
def test_closed_midway_it_leaves_nothing(workstation: Workstation, sit: Sit, go: Callable[[Seat], None]) -> None:
    seat = sit(workstation.settings)
    go(seat)
    seat.leave()

    assert workstation.is_untouched()


def test_closed_before_the_last_enter_it_leaves_nothing(workstation: Workstation, sit: Sit) -> None:
    seat = sit(workstation.settings)
    go_to_administrator(seat)
    fill_administrator(seat)
    seat.leave()

    assert workstation.is_untouched()


def test_alone_on_this_workstation(workstation: Workstation, sit: Sit) -> None:
    seat = sit(workstation.settings)
    go_to_administrator(seat)
    fill_administrator(seat)
    assert workstation.is_untouched()
    seat.write("\n")
    seat.until_at("Qui travaille ici")
    seat.write(f"\n{PASSWORD}\n")
    seat.until_seen("Opérateurs")
    seat.leave()

    assert list(workstation.ring.kept.values()) == [QGuiApplication.clipboard().text()]
    assert [file.name for file in workstation.folder.glob("*") if file.suffix == ".new"] == []
    again = sit(workstation.settings)
    again.until_at("Mot de passe")


def begin_office(seat: Seat) -> None:
    seat.until_at("Où travaille-t-on")
    seat.press(Qt.Key.Key_Right)
    seat.write("\n")
    seat.until_at("Serveur")


def test_each_wrong_address_has_its_sentence_and_leaves_nothing(
    workstation: Workstation, sit: Sit, office: Office
) -> None:
    seat = sit(workstation.settings)
    begin_office(seat)
    office.type_into(seat, server="base.invalid")
    seat.until_seen("Aucune machine ne porte ce nom")
    seat.until_at("Serveur")
    office.type_into(seat, server="127.0.0.1:9")
    seat.until_seen("aucune base n'y écoute")
    office.type_into(seat, password="un autre mot")
    seat.until_seen("Le serveur refuse cet utilisateur, ou ce mot de passe")
    seat.until_at("Mot de passe")
    seat.press(Qt.Key.Key_Backtab)
    seat.press(Qt.Key.Key_Backtab)
    seat.write(f"nulle_part\n\n{USER_PASSWORD}\n")
    seat.until_seen("Le serveur n'a pas de base de ce nom")
    seat.leave()

    assert workstation.is_untouched()


def test_a_workstation_of_an_office_is_given_the_address_and_the_secret(
    workstation: Workstation, sit: Sit, office: Office
) -> None:
    seat = sit(workstation.settings)
    begin_office(seat)
    office.type_into(seat)
    seat.until_at("Clé")
    assert not seat.sees("En faire une")
    seat.write("5e5e\n")
    seat.until_seen("Ce n'est pas une clé secrète")
    seat.write(f"{OTHER_SECRET}\n")
    seat.until_seen("n'est pas celle de la base")
    assert workstation.is_untouched()
    seat.write(f"{SECRET[:30]} {SECRET[30:]}\n")
    seat.until_at("Qui travaille ici")
    seat.write(f"\n{PASSWORD}\n")
    seat.until_seen("Opérateurs")

    assert list(workstation.ring.kept.values()) == [SECRET]
    assert Settings.load(workstation.settings).workstation == "PC-12"
    assert USER_PASSWORD not in workstation.said()  # as an address has it
    if os.name == "posix":
        assert stat.S_IMODE(workstation.settings.stat().st_mode) == 0o600


def test_what_is_typed_stays_when_one_goes_back(workstation: Workstation, sit: Sit, empty: Office) -> None:
    seat = sit(workstation.settings)
    begin_office(seat)
    empty.type_into(seat)
    seat.until_at("Clé secrète")
    seat.press(Qt.Key.Key_Escape)
    seat.until_at("Où travaille-t-on")
    assert seat.line("Serveur").text() == empty.server
    seat.press(Qt.Key.Key_Left)
    seat.write("\n")
    seat.until_at("Clé secrète")
    seat.leave()

    assert workstation.is_untouched()


@pytest.mark.usefixtures("office")
def test_an_address_that_was_laid_down_leaves_only_the_secret_to_ask(
    workstation: Workstation, sit: Sit, postgresql_url: str
) -> None:
    before = workstation.said() + f"database = {json.dumps(postgresql_url)}\n"
    workstation.settings.write_text(before, encoding="utf-8-sig")
    seat = sit(workstation.settings)
    seat.until_at("Clé")
    seat.write(f"{SECRET}\n")
    seat.until_at("Qui travaille ici")

    assert list(workstation.ring.kept.values()) == [SECRET]
    assert workstation.settings.read_text(encoding="utf-8-sig") == before


def test_a_secret_that_is_gone_is_pasted_again(workstation: Workstation, sit: Sit) -> None:
    settings = Settings.load(workstation.settings)
    found(settings, uuid4(), NewPerson("c.garnier", "Chloé Garnier", Role.ADMINISTRATOR), PASSWORD)
    (secret,) = workstation.ring.kept.values()
    workstation.ring.kept.clear()
    seat = sit(workstation.settings)
    seat.until_at("Clé")
    seat.write(f"{OTHER_SECRET}\n")
    seat.until_seen("n'est pas celle de la base")
    seat.write(f"{secret}\n")
    seat.until_at("Qui travaille ici")

    assert list(workstation.ring.kept.values()) == [secret]


class NoKeeping(MemoryKeyring):
    """A keyring that can be asked, and refuses to keep anything: what a policy of Windows does."""

    def set_password(self, service: str, username: str, password: str) -> None:
        del service, username, password
        raise PasswordSetError


def test_where_the_keyring_keeps_nothing_the_settings_have_the_secret(workstation: Workstation, sit: Sit) -> None:
    with in_force(NoKeeping()):
        seat = sit(workstation.settings)
        go_to_administrator(seat)
        fill_administrator(seat)
        seat.write("\n")
        seat.until_seen("Le trousseau de ce poste ne garde rien")
        assert workstation.is_untouched()
        seat.until_at("Clé secrète")
        seat.write("\n")
        seat.until_at("Nom")
        seat.tab_to("Terminer")
        seat.write("\n")
        seat.until_at("Qui travaille ici")

    assert QGuiApplication.clipboard().text() in workstation.said()


def test_a_folder_in_which_nothing_can_be_made_is_said_and_leaves_nothing(workstation: Workstation, sit: Sit) -> None:
    workstation.folder.write_text("no folder", encoding="utf-8")
    seat = sit(workstation.settings)
    go_to_administrator(seat)
    fill_administrator(seat)
    seat.write("\n")
    seat.until_seen("On ne peut pas écrire dans le dossier")

    assert workstation.ring.kept == {}


def test_a_database_out_of_reach_is_told_as_ever(workstation: Workstation, sit: Sit) -> None:
    closed = 'database = "postgresql+psycopg://desk@127.0.0.1:9/liasse"\n'
    workstation.settings.write_text(workstation.said() + closed, encoding="utf-8")
    seat = sit(workstation.settings)
    seat.until(lambda: seat.visible(TroublePage), "the page of trouble")
    seat.until_seen("aucune base n'y écoute")
