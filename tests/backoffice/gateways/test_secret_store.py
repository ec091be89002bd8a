from collections.abc import Callable, Iterator

import pytest
from keyring.backends.fail import Keyring as NoKeyring
from pydantic import SecretStr

from backoffice.domain.errors import Fault, Unavailable
from backoffice.gateways.secret_store import (
    create_secret,
    load_alias_token,
    load_secret,
    load_slimpay_secret,
)
from tests.memory_keyring import MemoryKeyring, in_force

URL = "postgresql+psycopg://liasse:hidden@db.example/recovery"
SERVICE_URL = "https://service.example/v1"
SQLITE = "sqlite:////srv/liasse/liasse.db"


Load = Callable[[SecretStr | None, str], SecretStr]


@pytest.fixture
def ring() -> Iterator[MemoryKeyring]:
    made = MemoryKeyring()
    with in_force(made):
        yield made


@pytest.fixture
def no_ring() -> Iterator[None]:
    with in_force(NoKeyring()):  # type: ignore[no-untyped-call]  # keyring's own
        yield


@pytest.mark.usefixtures("no_ring")
def test_the_setting_needs_no_keyring() -> None:
    assert load_secret(SecretStr("ab" * 32), URL) == b"\xab" * 32


def test_the_setting_wins(ring: MemoryKeyring) -> None:
    create_secret(URL)
    assert load_secret(SecretStr("cd" * 32), URL) == b"\xcd" * 32
    assert len(ring.kept) == 1


@pytest.mark.usefixtures("ring")
def test_a_created_secret_is_found_again_and_never_replaced() -> None:
    secret = create_secret(URL)
    assert len(secret) == 32
    assert load_secret(None, URL) == secret == create_secret(URL)


@pytest.mark.usefixtures("ring")
def test_each_database_has_its_own() -> None:
    assert create_secret(URL) != create_secret(SQLITE)


def test_a_database_is_the_same_whoever_connects_and_its_password_stays_out(ring: MemoryKeyring) -> None:
    secret = create_secret(URL)
    assert load_secret(None, "postgresql://other@db.example/recovery?sslmode=require") == secret
    assert "hidden" not in str(list(ring.kept))


@pytest.mark.usefixtures("ring")
def test_an_empty_keyring() -> None:
    assert _fault_of_loading(None) is Fault.SECRET_MISSING


@pytest.mark.usefixtures("no_ring")
def test_without_a_keyring() -> None:
    assert _fault_of_loading(None) is Fault.SECRET_MISSING
    with pytest.raises(Unavailable) as refusal:
        create_secret(URL)
    assert refusal.value.fault is Fault.SECRET_MISSING


@pytest.mark.parametrize("digits", ["", "ab", "ab" * 33, "zz" * 32, "ab" * 128])
def test_a_secret_of_another_shape_is_refused_and_not_repeated(ring: MemoryKeyring, digits: str) -> None:
    assert _fault_of_loading(SecretStr(digits)) is Fault.SETTINGS_WRONG
    create_secret(URL)
    ring.kept = dict.fromkeys(ring.kept, digits)
    assert _fault_of_loading(None) is Fault.SECRET_WRONG


@pytest.mark.parametrize("load", [load_alias_token, load_slimpay_secret])
def test_what_a_service_knows_us_by(ring: MemoryKeyring, load: Load) -> None:
    ring.set_password("liasse", SERVICE_URL, "kept")

    assert load(None, SERVICE_URL).get_secret_value() == "kept"
    assert load(SecretStr("set"), SERVICE_URL).get_secret_value() == "set"


@pytest.mark.parametrize(
    ("load", "fault"),
    [(load_alias_token, Fault.ALIAS_TOKEN_WRONG), (load_slimpay_secret, Fault.SLIMPAY_TOKEN_WRONG)],
)
@pytest.mark.parametrize("fixture", ["ring", "no_ring"])
def test_a_service_that_knows_us_by_nothing(
    request: pytest.FixtureRequest, fixture: str, load: Load, fault: Fault
) -> None:
    request.getfixturevalue(fixture)

    with pytest.raises(Unavailable) as refusal:
        load(None, SERVICE_URL)
    assert refusal.value.fault is fault
    assert refusal.value.__context__ is None


def _fault_of_loading(setting: SecretStr | None) -> Fault:
    with pytest.raises(Unavailable) as refusal:
        load_secret(setting, URL)
    digits = setting.get_secret_value() if setting else ""
    assert not digits or digits not in str(refusal.value.facts)
    return refusal.value.fault
