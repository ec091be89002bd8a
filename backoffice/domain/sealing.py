"""What keeps an IBAN out of reading at rest."""

from typing import Protocol


class Sealing(Protocol):
    """Seals and unseals short texts; two seals of the same text differ."""

    def seal(self, text: str) -> bytes:
        """What may be kept of `text`."""

    def unseal(self, sealed: bytes) -> str:
        """The text that was sealed."""
