"""The vault: what an office's secret opens. IBANs are sealed with AES-GCM, the audit trail has its own key."""

import hmac
import os
from contextlib import suppress
from hashlib import blake2b, sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from backoffice.domain.errors import Fault, Unavailable
from backoffice.domain.iban import compact
from backoffice.domain.sealing import OF_SECRET

SECRET_BYTES = 32
MOST_SECRETS = 3
"""The office's first, the present one of the IBANs, and the one before while a rotation is under way."""

_OLD_VERSION, _VERSION = b"\x01", b"\x02"
_MARK_BYTES = 16
_MARK = slice(OF_SECRET.stop, OF_SECRET.stop + _MARK_BYTES)
_HEAD_BYTES = {_OLD_VERSION: len(_OLD_VERSION), _VERSION: _MARK.stop}
_NONCE_BYTES = 12


class Vault:
    """Seals and compares IBANs; a `Sealing`.

    A seal is a version byte (2), the first 4 bytes of the check value, the 16 bytes of the IBAN's mark, 12 random
    bytes, and the text under AES-256-GCM with its tag of 16 bytes; what comes before the random bytes is bound to it.
    Seals of version 1 have neither check value nor mark; they are read, and made no more.

    Attributes:
        audit_key: the key of the audit chains.
        check_value: hexadecimal; tells whether a secret is the one that the database knows, and nothing about it.
    """

    def __init__(self, secret: bytes) -> None:
        """Open the vault.

        Args:
            secret: 32 bytes from which everything is derived; or as many followed by 32 for the IBANs alone, from
                which they are sealed; or these followed by the 32 from which they were sealed before.
        """
        first, *later = _parts(secret)
        of_ibans = {_check_value(first, each): AESGCM(_derived(each, "iban")) for each in later or [first]}
        self.audit_key = _derived(first, "audit")
        self.check_value = next(iter(of_ibans))
        self._ciphers = {_beginning(check_value): cipher for check_value, cipher in of_ibans.items()}
        self._cipher = of_ibans[self.check_value]
        self._head = _VERSION + _beginning(self.check_value)
        self._marker = blake2b(key=_derived(first, "iban mark"), digest_size=_MARK_BYTES)

    def __repr__(self) -> str:
        return "Vault()"

    def seal(self, text: str) -> bytes:
        """What may be kept of `text`; never twice the same."""
        head, nonce = self._head + self._mark(text), os.urandom(_NONCE_BYTES)
        return head + nonce + self._cipher.encrypt(nonce, text.encode(), head)

    def unseal(self, sealed: bytes) -> str:
        """The text that was sealed.

        Raises:
            Unavailable: `SECRET_WRONG`: sealed under a secret that this workstation does not have.
            InvalidTag: altered.
            ValueError: sealed by a later program.
        """
        if sealed[:1] not in _HEAD_BYTES:
            raise ValueError("a seal of another version")
        if sealed[:1] == _OLD_VERSION:
            for each in self._ciphers.values():
                with suppress(InvalidTag):
                    return _opened(each, sealed)
        elif cipher := self._ciphers.get(sealed[OF_SECRET]):
            return _opened(cipher, sealed)
        raise Unavailable(Fault.SECRET_WRONG)

    def resealed(self, sealed: bytes) -> bytes | None:
        """The seal as it would be made now: the same where it is so already; None where it does not open."""
        if sealed.startswith(self._head):
            return sealed
        with suppress(Unavailable, InvalidTag, ValueError):
            return self.seal(self.unseal(sealed))
        return None

    def mark(self, sealed: bytes) -> str:
        """What is the same for two seals of the same IBAN, and for them alone; hexadecimal.

        Raises:
            Exception: as `unseal`, where the seal is of version 1.
        """
        return self._mark_of(sealed).hex()

    def is_of(self, sealed: bytes, text: str) -> bool:
        """Whether what is sealed is the IBAN `text`, told by its mark.

        Raises:
            Exception: as `unseal`, where the seal is of version 1.
        """
        return self._mark_of(sealed) == self._mark(text)

    def same(self, one: bytes, other: bytes) -> bool:
        """Whether two seals are of the same IBAN, told by their marks.

        Raises:
            Exception: as `unseal`, where one of them is of version 1.
        """
        return self._mark_of(one) == self._mark_of(other)

    def _mark_of(self, sealed: bytes) -> bytes:
        return sealed[_MARK] if sealed[:1] == _VERSION else self._mark(self.unseal(sealed))

    def _mark(self, text: str) -> bytes:
        """What tells whether two IBANs are one, without unsealing either: the same for every writing of it.

        A keyed hash of the compact IBAN: there are few enough IBANs to try them all on a bare one. Of 128 bits: two of
        the five million IBANs of an office have the same by chance once in 10^25. Its key outlives the rotations.
        """
        marker = self._marker.copy()
        marker.update(compact(text).encode())
        return marker.digest()


def vaults(secret: bytes) -> tuple[Vault, ...]:
    """The vaults that a secret may open; the database knows the check value of the right one.

    While a rotation is under way there are two: the present secret of the IBANs may not be in force yet.
    """
    parts = _parts(secret)
    if len(parts) < MOST_SECRETS:
        return (Vault(secret),)
    first, present, before = parts
    return Vault(secret), Vault(first + before + present)


def _parts(secret: bytes) -> list[bytes]:
    if len(secret) % SECRET_BYTES or not 1 <= len(secret) // SECRET_BYTES <= MOST_SECRETS:
        raise ValueError("a secret of another length")
    return [secret[place : place + SECRET_BYTES] for place in range(0, len(secret), SECRET_BYTES)]


def _check_value(first: bytes, of_ibans: bytes) -> str:
    covered = b"liasse" if of_ibans == first else b"liasse" + of_ibans
    return hmac.new(_derived(first, "check"), covered, sha256).hexdigest()


def _beginning(check_value: str) -> bytes:
    return bytes.fromhex(check_value)[: OF_SECRET.stop - OF_SECRET.start]


def _opened(cipher: AESGCM, sealed: bytes) -> str:
    head = _HEAD_BYTES[sealed[:1]]
    nonce, text = sealed[head : head + _NONCE_BYTES], sealed[head + _NONCE_BYTES :]
    return cipher.decrypt(nonce, text, sealed[:head]).decode()


def _derived(secret: bytes, purpose: str) -> bytes:
    return HKDF(SHA256(), SECRET_BYTES, salt=None, info=f"liasse {purpose} 1".encode()).derive(secret)
