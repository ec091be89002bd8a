"""The rotation of the secret of the IBANs, in the keyring."""

from collections.abc import Iterator

import pytest
from pydantic import SecretStr

from backoffice.domain.errors import Fault, Unavailable
from backoffice.gateways.secret_store import SecretRotation, create_secret, load_secret
from backoffice.gateways.vault import Vault
from tests.memory_keyring import MemoryKeyring, in_force

URL = "postgresql+psycopg://liasse:hidden@db.example/recovery"


class Sieve(MemoryKeyring):
    """Says that it keeps a password, and does not."""

    def set_password(self, service: str, username: str, password: str) -> None:
        del service, username, password


@pytest.fixture(autouse=True)
def ring() -> Iterator[MemoryKeyring]:
    made = MemoryKeyring()
    with in_force(made):
        yield made


@pytest.mark.parametrize("secrets", [1, 2, 3])
def test_a_secret_before_during_and_after_a_rotation(ring: MemoryKeyring, secrets: int) -> None:
    digits = "ab" * 32 * secrets
    assert load_secret(SecretStr(digits), URL).hex() == digits
    create_secret(URL)
    ring.kept = dict.fromkeys(ring.kept, digits)
    assert load_secret(None, URL) == create_secret(URL) == bytes.fromhex(digits)


def test_a_keyring_that_keeps_nothing_is_none() -> None:
    with in_force(Sieve()), pytest.raises(Unavailable) as refusal:
        create_secret(URL)
    assert refusal.value.fault is Fault.SECRET_MISSING


def test_a_new_secret_is_kept_beside_the_present_one_until_the_end(ring: MemoryKeyring) -> None:
    first = create_secret(URL)
    rotation = SecretRotation(None, URL)

    now, before = rotation.begin()
    begun = load_secret(None, URL)
    assert (begun[:32], begun[64:]) == (first, first)
    assert begun[32:64] != first
    assert (now.check_value, before.check_value) == (Vault(begun[:64]).check_value, Vault(first).check_value)
    assert [each.check_value for each in SecretRotation(None, URL).begin()] == [now.check_value, before.check_value]
    assert load_secret(None, URL) == begun
    assert first.hex() not in repr(rotation) + repr((now, before))

    for _ in range(2):
        rotation.end()
        assert load_secret(None, URL) == begun[:64]
    assert len(ring.kept) == 1


def test_the_next_rotation() -> None:
    first = create_secret(URL)
    rotation = SecretRotation(None, URL)
    rotation.begin()
    rotation.end()
    second = load_secret(None, URL)[32:]

    rotation.begin()
    begun = load_secret(None, URL)
    assert (begun[:32], begun[64:]) == (first, second)
    assert begun[32:64] not in (first, second)


def test_the_end_of_a_rotation_forgets_nothing_of_the_next_one() -> None:
    create_secret(URL)
    late, quick = SecretRotation(None, URL), SecretRotation(None, URL)
    late.begin()
    quick.begin()
    quick.end()
    quick.begin()
    begun = load_secret(None, URL)

    late.end()

    assert load_secret(None, URL) == begun


def test_a_secret_in_the_settings_is_not_rotated() -> None:
    before = create_secret(URL)
    with pytest.raises(Unavailable) as refusal:
        SecretRotation(SecretStr("ab" * 32), URL).begin()
    assert refusal.value.fault is Fault.SECRET_IN_SETTINGS
    assert load_secret(None, URL) == before


def test_a_keyring_without_a_secret_gets_none_from_a_rotation(ring: MemoryKeyring) -> None:
    with pytest.raises(Unavailable) as refusal:
        SecretRotation(None, URL).begin()
    assert refusal.value.fault is Fault.SECRET_MISSING
    assert ring.kept == {}
