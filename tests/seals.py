"""Seals as they were made before they bore a mark."""

import os

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


def first_version(secret: bytes, text: str) -> bytes:
    key = HKDF(SHA256(), 32, salt=None, info=b"liasse iban 1").derive(secret)
    nonce = os.urandom(12)
    return b"\x01" + nonce + AESGCM(key).encrypt(nonce, text.encode(), b"\x01")
