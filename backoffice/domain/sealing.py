"""Sealed IBANs: the protocols `Sealing` and `Rotation` that the vault keeps, and what is a seal."""

import re
from dataclasses import dataclass
from typing import ClassVar, Protocol

from backoffice.domain.iban import LENGTHS

OF_SECRET = slice(1, 5)
"""Where a seal has the first bytes of the check value of the secret that it was made under."""

_BEFORE_AND_AFTER = {"01": 28, "02": 48}
"""How many bytes a seal of each version has beside its version and the sealed text."""

_SEAL = re.compile(
    "|".join(
        f"{version}(?:[0-9a-f]{{2}}){{{LENGTHS.start + beside},{LENGTHS.stop - 1 + beside}}}"
        for version, beside in _BEFORE_AND_AFTER.items()
    )
)


def is_seal(text: str) -> bool:
    """Whether a text has the shape of the seal of an IBAN, in hexadecimal; of which one, the vault alone knows."""
    return _SEAL.fullmatch(text) is not None


class Sealing(Protocol):
    """Seals, unseals and compares IBANs; two seals of the same IBAN differ."""

    @property
    def check_value(self) -> str:
        """Hexadecimal; what the database knows the secret of the seals by."""

    def seal(self, text: str) -> bytes:
        """What may be kept of `text`."""

    def unseal(self, sealed: bytes) -> str:
        """The text that was sealed.

        Raises:
            Unavailable: `SECRET_WRONG`: sealed under a secret that this workstation does not have.
        """

    def resealed(self, sealed: bytes) -> bytes | None:
        """The seal as it would be made now: the same where it is so already; None where it does not open."""

    def mark(self, sealed: bytes) -> str:
        """What is the same for two seals of the same IBAN, and for them alone; hexadecimal."""

    def is_of(self, sealed: bytes, text: str) -> bool:
        """Whether what is sealed is the IBAN `text`, told by its mark."""

    def same(self, one: bytes, other: bytes) -> bool:
        """Whether two seals are of the same IBAN, told by their marks."""


class Rotation(Protocol):
    """What gives the IBANs a new secret, where the secrets are kept."""

    def begin(self) -> tuple[Sealing, Sealing]:
        """Keep a new secret beside the present one, or go on with the rotation that is under way.

        Gives what seals under the new secret, and what seals under the one before; each opens what the other seals.

        Raises:
            Unavailable: `SECRET_IN_SETTINGS`, `SECRET_MISSING`, `SECRET_WRONG`.
        """

    def end(self) -> None:
        """Forget the secret before; where yet another rotation has begun since, nothing is forgotten.

        Raises:
            Unavailable: as `begin`.
        """


@dataclass(frozen=True, slots=True)
class Resealed:
    """What resealing came to.

    Attributes:
        clients: how many were gone through.
        on_file: how many IBANs of their files are now sealed under the new secret, or were already.
        in_history: how many of the means that they have and had.
        unreadable: how many seals open under no secret that is left; they stay as they are.
    """

    clients: int = 0
    on_file: int = 0
    in_history: int = 0
    unreadable: int = 0

    def __add__(self, other: "Resealed") -> "Resealed":
        return Resealed(
            self.clients + other.clients,
            self.on_file + other.on_file,
            self.in_history + other.in_history,
            self.unreadable + other.unreadable,
        )


@dataclass(frozen=True, slots=True)
class SecretChange:
    """The IBANs sealed under a new secret.

    Attributes:
        check_value: what the database knows it by.
    """

    word: ClassVar[str] = "secret"
    check_value: str
