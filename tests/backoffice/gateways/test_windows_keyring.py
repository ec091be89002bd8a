"""The secrets in Windows' vault, which has one place for a service and errors of its own."""

from collections.abc import Callable, Iterator

import pytest

from backoffice.domain.errors import Fault, Unavailable
from backoffice.gateways.secret_store import (
    SecretRotation,
    create_secret,
    load_alias_token,
    load_erp_secret,
    load_secret,
    load_slimpay_secret,
)
from tests.memory_keyring import in_force
from tests.windows_vault import WindowsVault, windows_keyring

URL = "sqlite:///C:/Users/lea/AppData/Local/liasse/liasse.db"
OTHER = "postgresql+psycopg://liasse@db.example/recovery"


@pytest.fixture(autouse=True)
def vault(monkeypatch: pytest.MonkeyPatch) -> Iterator[WindowsVault]:
    ring, made = windows_keyring(monkeypatch)
    with in_force(ring):
        yield made


def test_after_a_rotation_nothing_is_left_of_the_secret_before(vault: WindowsVault) -> None:
    create_secret(URL)
    rotations = [SecretRotation(None, URL) for _ in range(3)]
    for rotation in rotations:
        rotation.begin()
        rotation.end()
        assert vault.passwords() == [load_secret(None, URL).hex()]


def test_others_keep_theirs_while_one_is_rotated(vault: WindowsVault) -> None:
    create_secret(URL)
    other = create_secret(OTHER)
    rotation = SecretRotation(None, URL)
    rotation.begin()
    create_secret("sqlite:///D:/other.db")
    rotation.end()

    assert load_secret(None, OTHER) == other
    assert len(vault.passwords()) == 3
    assert load_secret(None, URL).hex() in vault.passwords()


@pytest.mark.parametrize(
    ("ask", "fault"),
    [
        (lambda: load_secret(None, URL), Fault.SECRET_MISSING),
        (lambda: create_secret(URL), Fault.SECRET_MISSING),
        (lambda: SecretRotation(None, URL).begin(), Fault.SECRET_MISSING),
        (lambda: load_alias_token(None, "https://alias.example"), Fault.ALIAS_TOKEN_WRONG),
        (lambda: load_slimpay_secret(None, "https://slimpay.example"), Fault.SLIMPAY_TOKEN_WRONG),
        (lambda: load_erp_secret(None, "https://erp.example"), Fault.ERP_TOKEN_WRONG),
    ],
)
def test_a_policy_that_forbids_to_keep_passwords(vault: WindowsVault, ask: Callable[[], object], fault: Fault) -> None:
    vault.is_forbidden = True

    with pytest.raises(Unavailable) as refusal:
        ask()
    assert refusal.value.fault is fault
    assert refusal.value.__context__ is None


def test_a_policy_that_forbids_to_write_alone(vault: WindowsVault, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = create_secret(URL)
    rotation = SecretRotation(None, URL)

    def forbidden(_credential: object, _flags: int) -> None:
        vault.is_forbidden = True
        vault.CredDelete(vault.CRED_TYPE_GENERIC, "liasse")

    with monkeypatch.context() as policy:
        policy.setattr(vault, "CredWrite", forbidden)
        with pytest.raises(Unavailable) as refusal:
            rotation.begin()
    assert refusal.value.fault is Fault.SECRET_MISSING
    assert refusal.value.__context__ is None
    vault.is_forbidden = False
    assert load_secret(None, URL) == secret
