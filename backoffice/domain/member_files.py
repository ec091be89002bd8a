"""The two CSV files of the members' accounts: their openings, and the provider's confirmations of card payments."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum, unique
from typing import ClassVar, NamedTuple, Protocol

from backoffice.domain.import_rows import ImportRow
from backoffice.domain.importing import FaultList, RowFault


@unique
class MemberFile(StrEnum):
    """Which file, by its usual name."""

    OPENINGS = "adherents.csv"
    CONFIRMATIONS = "confirmations.csv"

    @property
    def columns(self) -> tuple[str, ...]:
        """The header row."""
        return _COLUMNS[self]


_COLUMNS = {
    MemberFile.OPENINGS: ("numero", "nom", "solde"),
    MemberFile.CONFIRMATIONS: ("paiement", "adherent", "montant", "date"),
}


class OpeningRow(NamedTuple):
    """A row of `adherents.csv`. `amount`: cents of either sign; None where the cell is empty."""

    line: int
    number: str
    name: str
    amount: int | None


class ConfirmationRow(NamedTuple):
    """A row of the provider's file: its id of the payment, whose it is, cents above zero, and the day."""

    line: int
    provider_id: str
    number: str
    amount: int
    paid_on: date


class MemberSource(Protocol):
    """Such a file being read."""

    @property
    def rows_read(self) -> int:
        """How many rows were read so far, the wrong ones too."""

    @property
    def faults(self) -> FaultList:
        """What is wrong so far."""

    @property
    def sha256(self) -> str:
        """Of the bytes read so far, in hexadecimal."""

    def rows(self, pause: Callable[[], None] | None = None) -> Iterator[ImportRow]:
        """The rows that are right, once.

        Raises:
            Unavailable: `FILE_UNREADABLE`, with the file, the reason and where there is one the line.
        """


@dataclass(frozen=True, slots=True)
class OpeningsFile:
    """The openings of a group taken from a file: a gesture.

    Attributes:
        sha256: of the file, in hexadecimal.
        reason: why openings that stand are replaced; empty where none is.
    """

    word: ClassVar[str] = "balance.openings_file"
    group_id: int
    sha256: str
    reason: str


@dataclass(frozen=True, slots=True)
class ConfirmationsFile:
    """The provider's confirmations taken from a file: a gesture."""

    word: ClassVar[str] = "member_payment.confirmations_file"
    group_id: int
    sha256: str


@dataclass(frozen=True, slots=True)
class MemberFileReport:
    """What became of a file; with any fault, nothing of it was taken.

    Attributes:
        read: its rows.
        added: members that are new, or payments confirmed.
        opened: openings recorded.
        unchanged: rows that say what is known already.
        faults: the first of them, in the order of the lines.
        more_faults: how many are not listed.
    """

    file: MemberFile
    read: int
    added: int = 0
    opened: int = 0
    unchanged: int = 0
    faults: tuple[RowFault, ...] = ()
    more_faults: int = 0

    @property
    def is_sound(self) -> bool:
        """Whether the file was taken."""
        return not self.faults
