import pytest
from cryptography.exceptions import InvalidTag
from hypothesis import given
from hypothesis import strategies as st

from backoffice.gateways.vault import Vault

SECRET = bytes(range(32))
IBAN = "FR7630006000011234567890189"


@given(st.text(max_size=60))
def test_what_is_sealed_comes_back(text: str) -> None:
    vault = Vault(SECRET)
    assert vault.unseal(vault.seal(text)) == text


def test_two_seals_of_the_same_text_differ_and_hold_none_of_it() -> None:
    vault = Vault(SECRET)
    one, other = vault.seal(IBAN), vault.seal(IBAN)
    assert one != other
    assert IBAN.encode() not in one
    assert one[0] == other[0] == 1


def test_another_secret_opens_nothing() -> None:
    with pytest.raises(InvalidTag):
        Vault(b"x" * 32).unseal(Vault(SECRET).seal(IBAN))


def test_an_altered_seal_is_refused() -> None:
    vault = Vault(SECRET)
    sealed = vault.seal(IBAN)
    for place in range(1, len(sealed)):
        altered = bytearray(sealed)
        altered[place] ^= 1
        with pytest.raises(InvalidTag):
            vault.unseal(bytes(altered))
    with pytest.raises(ValueError, match="another version"):
        vault.unseal(b"\x02" + sealed[1:])


def test_the_vault_tells_nothing_of_its_secret() -> None:
    vault = Vault(SECRET)
    shown = repr(vault) + vault.check_value
    assert repr(vault) == "Vault()"
    assert SECRET.hex() not in shown
    assert vault.audit_key.hex() not in shown
    assert len({vault.audit_key, SECRET, bytes.fromhex(vault.check_value)}) == 3


def test_the_check_value_tells_one_secret_from_another() -> None:
    assert Vault(SECRET).check_value == Vault(SECRET).check_value != Vault(b"x" * 32).check_value


def test_a_secret_has_32_bytes() -> None:
    with pytest.raises(ValueError, match="length"):
        Vault(b"short")
