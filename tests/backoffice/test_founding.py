import json
import os
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from keyring.backends.fail import Keyring as NoKeyring

from backoffice import bootstrap
from backoffice.bootstrap import Settings, open_services
from backoffice.domain.errors import Broken, Fault, RuleBroken, Unavailable
from backoffice.domain.founding import AddressedDatabase, OfficeAddress
from backoffice.domain.people import NewPerson, Role
from backoffice.founding import Administrator, FirstStart, first_start, found, secret_is_asked
from tests.memory_keyring import MemoryKeyring, in_force
from tests.postgresql import PostgresqlServer

CHIEF = NewPerson("d.leroy", "Dominique Leroy", Role.ADMINISTRATOR)
PASSWORD = "quatre chevaux"
SECRET, OTHER = "5e" * 32, "7a" * 32
LONG = 205
"""Signs of a path: with the names of an unfinished database in it, as many as Windows takes from any program."""
MISSING = Unavailable(Fault.SECRET_MISSING)


@pytest.fixture
def ring() -> Iterator[MemoryKeyring]:
    made = MemoryKeyring()
    with in_force(made):
        yield made


@pytest.fixture(autouse=True)
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The usual files of the settings, and no environment."""
    for name in [name for name in os.environ if name.upper().startswith("LIASSE_")]:
        monkeypatch.delenv(name)
    monkeypatch.setattr(bootstrap, "SETTINGS_FILE", tmp_path / "own" / "liasse.toml")
    monkeypatch.setattr(bootstrap, "OFFICE_SETTINGS_FILE", tmp_path / "office" / "liasse.toml")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "data"))


def settings_in(folder: Path, **more: str) -> Settings:
    return Settings.model_validate({"folder": folder, "workstation": "PC-12", **more})


def lay_down(file: Path, **values: str) -> None:
    file.parent.mkdir(exist_ok=True)
    file.write_text("".join(f"{key} = {json.dumps(value)}\n" for key, value in values.items()), encoding="utf-8")


# --- whether anything is asked


def test_a_workstation_that_knows_nothing_is_asked() -> None:
    assert first_start(Settings.load(), None) is not None


def test_it_is_asked_nothing_where_an_address_is_laid_down_for_everybody() -> None:
    lay_down(bootstrap.OFFICE_SETTINGS_FILE, database="postgresql+psycopg://desk@base/liasse")
    settings = Settings.load()

    assert first_start(settings, None) is None
    asked = secret_is_asked(settings, None, MISSING)
    assert asked is not None
    assert asked.is_placed
    assert secret_is_asked(settings, None, Unavailable(Fault.SECRET_WRONG)) is None


def test_the_environment_is_never_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("liasse_payee", "ADLP")

    assert first_start(Settings.load(), None) is None
    assert secret_is_asked(Settings.load(), None, MISSING) is None


def test_a_workstation_that_has_its_database_is_not_asked(tmp_path: Path) -> None:
    (tmp_path / "liasse.db").touch()

    assert first_start(settings_in(tmp_path), None) is None


# --- everything, or nothing


@pytest.mark.usefixtures("ring")
def test_an_empty_database_of_a_server_becomes_an_offices(postgresql_server: PostgresqlServer, tmp_path: Path) -> None:
    address = postgresql_server.create_database(f"empty_{uuid4().hex[:8]}")
    start = FirstStart(settings_in(tmp_path), tmp_path / "liasse.toml")
    assert start.look_at(address) == AddressedDatabase()

    for _ in ("an answer that was lost", "the same again"):
        start.finish(address, start.proposed_secret(address), Administrator(CHIEF, PASSWORD), in_file=False)

    services = open_services(Settings.load(tmp_path / "liasse.toml"))
    assert [person.login for person in services.people.active()] == ["d.leroy"]
    services.close()


@pytest.mark.parametrize("in_file", [True, False])
def test_where_the_end_fails_nothing_is_kept(tmp_path: Path, ring: MemoryKeyring, *, in_file: bool) -> None:
    file = tmp_path / "liasse.toml"
    lay_down(file, payee="ADLP")
    before = file.read_bytes()
    start = FirstStart(settings_in(tmp_path / "data"), file)

    with pytest.raises(RuleBroken) as refusal:
        start.finish("", SECRET, Administrator(CHIEF, "court"), in_file=in_file)

    assert refusal.value.code is Broken.PASSWORD_TOO_SHORT
    assert file.read_bytes() == before
    assert ring.kept == {}
    assert list((tmp_path / "data").glob("*")) == []


def test_a_settings_file_that_was_not_there_is_not_there_afterwards(tmp_path: Path, ring: MemoryKeyring) -> None:
    start = FirstStart(settings_in(tmp_path / "data"), tmp_path / "liasse.toml")

    with pytest.raises(RuleBroken):
        start.finish("", SECRET, Administrator(CHIEF, "court"), in_file=True)

    assert not (tmp_path / "liasse.toml").exists()
    assert ring.kept == {}


def test_a_secret_that_was_there_before_stays(tmp_path: Path, ring: MemoryKeyring) -> None:
    start = FirstStart(settings_in(tmp_path / "data"), tmp_path / "liasse.toml")
    name = ("liasse", f"sqlite:///{tmp_path / 'data' / 'liasse.db'}")
    ring.kept[name] = OTHER
    assert start.proposed_secret("") == OTHER

    with pytest.raises(RuleBroken):
        start.finish("", SECRET, Administrator(CHIEF, "court"), in_file=False)

    assert ring.kept == {name: OTHER}


@pytest.mark.usefixtures("ring")
def test_what_the_settings_file_said_before_it_says_still(tmp_path: Path) -> None:
    file = tmp_path / "liasse.toml"
    file.write_bytes('\ufeff# pour le bureau\r\npayee = "L\'été"\r\n'.encode())
    start = FirstStart(settings_in(tmp_path / "data"), file)

    start.finish("", SECRET, Administrator(CHIEF, PASSWORD), in_file=True)

    kept = Settings.load(file)
    assert kept.secret is not None
    assert (kept.secret.get_secret_value(), kept.payee) == (SECRET, "L'été")
    assert "# pour le bureau" in file.read_text(encoding="utf-8")


def test_no_keyring_is_said_before_anything_is_made(tmp_path: Path) -> None:
    with in_force(NoKeyring()), pytest.raises(Unavailable) as refusal:  # type: ignore[no-untyped-call]
        found(settings_in(tmp_path / "data"), uuid4(), CHIEF, PASSWORD)

    assert refusal.value.fault is Fault.SECRET_MISSING
    assert not (tmp_path / "data").exists()


@pytest.mark.usefixtures("ring")
def test_a_folder_with_accents_blanks_and_a_long_path(tmp_path: Path) -> None:
    folder = tmp_path / "données de l'été, à 100 % #1"
    folder /= "très loin "[: LONG - len(str(folder)) - 2] + "é" * (LONG - len(str(folder)) - 11)
    assert len(str(folder)) == LONG
    settings = settings_in(folder)

    found(settings, uuid4(), CHIEF, PASSWORD)

    open_services(settings).close()
    assert sorted(file.name for file in folder.iterdir()) == ["liasse.db"]


# --- what is tried before it is kept


def test_a_pasted_secret_is_held_against_the_database(tmp_path: Path, ring: MemoryKeyring) -> None:
    settings = settings_in(tmp_path, secret=SECRET)
    found(settings, uuid4(), CHIEF, PASSWORD)
    start = FirstStart(settings_in(tmp_path), tmp_path / "liasse.toml", is_placed=True)
    database = start.look_at("")

    assert database.has_people
    assert start.check_secret(f" {SECRET[:32]}\n{SECRET[32:]} ", database) == SECRET
    for digits, fault in (
        (OTHER, Fault.SECRET_WRONG),
        ("5e5e", Fault.SECRET_UNREADABLE),
        ("", Fault.SECRET_UNREADABLE),
    ):
        with pytest.raises(Unavailable) as refusal:
            start.check_secret(digits, database)
        assert refusal.value.fault is fault
    assert ring.kept == {}


def test_a_secret_in_the_settings_that_is_not_the_databases_is_told_at_once(tmp_path: Path) -> None:
    found(settings_in(tmp_path, secret=SECRET), uuid4(), CHIEF, PASSWORD)

    with pytest.raises(Unavailable) as refusal:
        FirstStart(settings_in(tmp_path, secret=OTHER), tmp_path / "liasse.toml").look_at("")

    assert refusal.value.fault is Fault.SECRET_WRONG


def test_a_secret_that_is_saved_is_its_owners_alone(tmp_path: Path) -> None:
    start = FirstStart(settings_in(tmp_path), tmp_path / "liasse.toml")
    start.save_secret(tmp_path / "clé.txt", SECRET)

    assert (tmp_path / "clé.txt").read_text(encoding="ascii").strip() == SECRET
    with pytest.raises(Unavailable) as refusal:
        start.save_secret(tmp_path / "nowhere" / "clé.txt", SECRET)
    assert refusal.value.fault is Fault.FOLDER_UNUSABLE


def test_an_address_holds_whatever_a_password_is_made_of() -> None:
    address = OfficeAddress("base:5433", "été", "desk", "à l'eau@/:?#100 %")

    assert address.url == "postgresql+psycopg://desk:%C3%A0%20l%27eau%40%2F%3A%3F%23100%20%25@base:5433/%C3%A9t%C3%A9"
    assert "eau" not in repr(address)


# --- two files of settings


def test_ones_own_settings_win_over_everybodys_key_by_key() -> None:
    lay_down(bootstrap.OFFICE_SETTINGS_FILE, payee="BUREAU", creditor_name="Bureau")
    lay_down(bootstrap.SETTINGS_FILE, payee="MOI")

    loaded = Settings.load()

    assert (loaded.payee, loaded.creditor_name) == ("MOI", "Bureau")


def test_a_file_that_is_named_is_the_only_one(tmp_path: Path) -> None:
    lay_down(bootstrap.OFFICE_SETTINGS_FILE, creditor_name="Bureau")
    lay_down(tmp_path / "other.toml", payee="AUTRE")

    loaded = Settings.load(tmp_path / "other.toml")

    assert (loaded.payee, loaded.creditor_name) == ("AUTRE", "")


@pytest.mark.parametrize("place", ["OFFICE_SETTINGS_FILE", "SETTINGS_FILE"])
def test_the_file_at_fault_is_named(place: str) -> None:
    lay_down(bootstrap.OFFICE_SETTINGS_FILE, payee="BUREAU")
    lay_down(bootstrap.SETTINGS_FILE, creditor_name="Moi")
    lay_down(getattr(bootstrap, place), words_from="beaucoup")

    with pytest.raises(Unavailable) as refusal:
        Settings.load()

    assert refusal.value.facts == {"file": str(getattr(bootstrap, place)), "key": "words_from"}
