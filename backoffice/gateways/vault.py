"""The vault: what an office's one secret opens. IBANs are sealed with AES-GCM, the audit trail has its own key."""

import hmac
import os
from hashlib import sha256

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

SECRET_BYTES = 32

_VERSION = b"\x01"
_NONCE_BYTES = 12


class Vault:
    """Seals IBANs; a `Sealing`.

    A sealed text is a version byte, 12 random bytes, and the text under AES-256-GCM with its tag of 16 bytes.

    Attributes:
        audit_key: the key of the audit chains.
        check_value: hexadecimal; tells whether a secret is the one that the database knows, and nothing about it.
    """

    def __init__(self, secret: bytes) -> None:
        if len(secret) != SECRET_BYTES:
            raise ValueError("a secret of another length")
        self._cipher = AESGCM(_derived(secret, "iban"))
        self.audit_key = _derived(secret, "audit")
        self.check_value = hmac.new(_derived(secret, "check"), b"liasse", sha256).hexdigest()

    def __repr__(self) -> str:
        return "Vault()"

    def seal(self, text: str) -> bytes:
        """What may be kept of `text`; never twice the same."""
        nonce = os.urandom(_NONCE_BYTES)
        return _VERSION + nonce + self._cipher.encrypt(nonce, text.encode(), _VERSION)

    def unseal(self, sealed: bytes) -> str:
        """The text that was sealed.

        Raises:
            ValueError: sealed by a later program.
            InvalidTag: sealed under another secret, or altered.
        """
        version, nonce, text = sealed[:1], sealed[1 : 1 + _NONCE_BYTES], sealed[1 + _NONCE_BYTES :]
        if version != _VERSION:
            raise ValueError("a seal of another version")
        return self._cipher.decrypt(nonce, text, version).decode()


def _derived(secret: bytes, purpose: str) -> bytes:
    return HKDF(SHA256(), SECRET_BYTES, salt=None, info=f"liasse {purpose} 1".encode()).derive(secret)
