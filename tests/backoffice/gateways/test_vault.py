from hashlib import blake2b, sha256

import pytest
from cryptography.exceptions import InvalidTag
from hypothesis import given
from hypothesis import strategies as st

from backoffice.domain.errors import Fault, Unavailable
from backoffice.domain.sealing import Sealing, is_seal
from backoffice.gateways.vault import Vault, vaults
from tests.ibans import POSTAL, french_ibans, valid_ibans
from tests.seals import first_version

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
    assert one[0] == other[0] == 2


@given(valid_ibans)
def test_a_seal_of_an_iban_is_known_by_its_shape_and_nothing_else_is(iban: str) -> None:
    for seal in (Vault(SECRET).seal(iban), first_version(SECRET, iban)):
        assert is_seal(seal.hex())
        assert not any(map(is_seal, (seal.hex()[:80], seal.hex()[:-1], seal.hex() * 2, f"03{seal.hex()[2:]}")))
    assert not any(map(is_seal, ("", iban, iban.lower(), iban.encode().hex(), f"02{iban.encode().hex()}", "02" * 20)))


def test_another_secret_opens_nothing() -> None:
    for sealed in (Vault(SECRET).seal(IBAN), first_version(SECRET, IBAN)):
        with pytest.raises(Unavailable) as refusal:
            Vault(b"x" * 32).unseal(sealed)
        assert refusal.value.fault is Fault.SECRET_WRONG


def test_an_altered_seal_is_refused() -> None:
    vault = Vault(SECRET)
    sealed = vault.seal(IBAN)
    for place in range(1, len(sealed)):
        with pytest.raises(Unavailable if place in range(1, 5) else InvalidTag):  # these are the secret's
            vault.unseal(_altered(sealed, place))
    with pytest.raises(ValueError, match="another version"):
        vault.unseal(b"\x03" + sealed[1:])


def test_a_seal_of_the_first_version_is_read_and_made_no_more() -> None:
    vault, old = Vault(SECRET), first_version(SECRET, IBAN)
    assert vault.unseal(old) == IBAN
    assert vault.same(old, vault.seal(IBAN))
    assert vault.same(vault.seal(IBAN), old)
    assert not vault.same(old, first_version(SECRET, POSTAL))
    assert vault.is_of(old, IBAN)
    assert not vault.is_of(old, POSTAL)
    new = vault.resealed(old)
    assert new is not None
    assert (new[0], vault.unseal(new)) == (2, IBAN)


@given(valid_ibans)
def test_a_seal_is_of_its_iban_however_it_is_grouped_and_in_every_vault_of_the_office(iban: str) -> None:
    vault: Sealing = Vault(SECRET)
    sealed = vault.seal(iban)
    grouped = f" {iban[:4]}-{iban[4:]}".lower()
    assert Vault(SECRET).is_of(sealed, grouped)
    assert vault.same(sealed, vault.seal(grouped))


@given(french_ibans(), french_ibans())
def test_two_seals_are_the_same_where_their_ibans_are(one: str, other: str) -> None:
    vault = Vault(SECRET)
    assert vault.same(vault.seal(one), vault.seal(one))
    assert vault.same(vault.seal(one), vault.seal(other)) == (one == other) == vault.is_of(vault.seal(one), other)


def test_seals_are_compared_without_being_opened() -> None:
    vault, after = Vault(SECRET), Vault(SECRET + b"n" * 32)
    assert vault.same(vault.seal(IBAN), after.seal(IBAN))
    assert not vault.same(vault.seal(IBAN), after.seal(POSTAL))
    assert vault.is_of(after.seal(IBAN), IBAN)


def test_a_mark_says_nothing_without_the_secret() -> None:
    mark = Vault(SECRET).seal(IBAN)[5:21]
    assert mark != Vault(b"x" * 32).seal(IBAN)[5:21]
    assert mark not in {blake2b(IBAN.encode(), digest_size=16).digest(), sha256(IBAN.encode()).digest()[:16]}


def test_a_rotated_secret_opens_what_the_one_before_sealed_while_it_is_there() -> None:
    first, during, after = Vault(SECRET), Vault(SECRET + b"n" * 32 + SECRET), Vault(SECRET + b"n" * 32)
    sealed = first.seal(IBAN)
    assert during.unseal(sealed) == during.unseal(first_version(SECRET, IBAN)) == IBAN
    assert after.unseal(during.seal(IBAN)) == IBAN
    for vault, other in ((after, sealed), (after, first_version(SECRET, IBAN)), (first, after.seal(IBAN))):
        with pytest.raises(Unavailable) as refusal:
            vault.unseal(other)
        assert refusal.value.fault is Fault.SECRET_WRONG


def test_resealing() -> None:
    first, during, after = Vault(SECRET), Vault(SECRET + b"n" * 32 + SECRET), Vault(SECRET + b"n" * 32)
    old = first.seal(IBAN)
    new = during.resealed(old)
    assert new is not None
    assert after.unseal(new) == IBAN
    assert after.same(new, old)
    assert during.resealed(new) == new  # to the byte
    assert after.resealed(old) is None
    for damaged in (_altered(old, len(old) - 1), _altered(old, 0), old[:25], b""):
        assert during.resealed(damaged) is None


def test_the_secret_of_the_ibans_changes_the_check_value_and_nothing_of_the_audit_trail() -> None:
    first, during, after = Vault(SECRET), Vault(SECRET + b"n" * 32 + SECRET), Vault(SECRET + b"n" * 32)
    again = Vault(SECRET + b"m" * 32 + b"n" * 32)
    assert first.audit_key == during.audit_key == after.audit_key == again.audit_key
    assert during.check_value == after.check_value
    assert len({first.check_value, after.check_value, again.check_value}) == 3


@pytest.mark.parametrize("before", [SECRET, b"n" * 32])
def test_while_a_rotation_is_under_way_either_secret_may_be_in_force(before: bytes) -> None:
    known = Vault(SECRET if before == SECRET else SECRET + before)
    now, still = vaults(SECRET + b"m" * 32 + before)
    assert (now.check_value, still.check_value) == (Vault(SECRET + b"m" * 32).check_value, known.check_value)
    assert still.unseal(now.seal(IBAN)) == now.unseal(still.seal(IBAN)) == known.unseal(still.seal(IBAN)) == IBAN
    for secret in (SECRET, SECRET + b"m" * 32):
        assert [each.check_value for each in vaults(secret)] == [Vault(secret).check_value]


def test_the_vault_tells_nothing_of_its_secret() -> None:
    vault = Vault(SECRET)
    shown = repr(vault) + vault.check_value
    assert repr(vault) == "Vault()"
    assert SECRET.hex() not in shown
    assert vault.audit_key.hex() not in shown
    assert len({vault.audit_key, SECRET, bytes.fromhex(vault.check_value)}) == 3


def test_the_check_value_tells_one_secret_from_another() -> None:
    assert Vault(SECRET).check_value == Vault(SECRET).check_value != Vault(b"x" * 32).check_value


@pytest.mark.parametrize("secret", [b"", b"short", b"x" * 48, b"x" * 128])
def test_a_secret_of_another_length(secret: bytes) -> None:
    for opened in (Vault, vaults):
        with pytest.raises(ValueError, match="length"):
            opened(secret)


def _altered(sealed: bytes, place: int) -> bytes:
    altered = bytearray(sealed)
    altered[place] ^= 1
    return bytes(altered)
