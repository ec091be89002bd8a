"""An import: how far it is, what can be wrong with a row, and what came of it all."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum, unique
from typing import Protocol

from backoffice.domain.import_rows import ImportFile, ImportRow

FAULTS_SHOWN = 200
"""How many faults of a file are listed; the others are counted."""


@unique
class RowFaultKind(StrEnum):
    """What can be wrong with a row. The sentences are in `forms/kit/wording/import_words.py`."""

    SEPARATOR_WRONG = "separator"
    COLUMN_MISSING = "column.missing"
    COLUMN_TWICE = "column.twice"
    FIELD_COUNT = "field_count"
    EMPTY = "empty"
    TOO_LONG = "too_long"
    CHARACTER_FORBIDDEN = "character"
    CARD_NUMBER = "card_number"
    IBAN_IN_CLEAR = "iban.in_clear"
    IBAN_WRONG = "iban.wrong"
    LETTER_WRONG = "letter"
    PARTNER_CODE_WRONG = "partner_code"
    CHRONO_WRONG = "chrono"
    METHOD_WRONG = "method"
    DIRECT_METHOD_WRONG = "direct_method"
    RUM_WRONG = "rum"
    MANDATE_WRONG = "mandate"
    EXPIRY_WRONG = "expiry"
    FLAG_WRONG = "flag"
    BANK_CODE_WRONG = "bank_code"
    AMOUNT_WRONG = "amount"
    AMOUNT_NOT_POSITIVE = "amount.not_positive"
    PENDING_OVER_AMOUNT = "pending.over_amount"
    DATE_WRONG = "date"
    DUPLICATE = "duplicate"
    PARTNER_UNKNOWN = "partner.unknown"
    METHOD_UNKNOWN = "method.unknown"
    CLIENT_UNKNOWN = "client.unknown"
    INVOICE_AMOUNT_DIFFERS = "invoice.amount_differs"
    MEMBER_UNKNOWN = "member.unknown"
    OPENING_TAKEN = "opening.taken"
    CONFIRMATION_DIFFERS = "confirmation.differs"
    IN_FUTURE = "date.in_future"


@dataclass(frozen=True, slots=True)
class RowFault:
    """A wrong cell, row or header.

    Attributes:
        file: by its name, an `ImportFile` or a `MemberFile`.
        line: in the file, 1 being the header's.
        column: as the header names it; empty when the whole row is meant.
        value: what stands there, cut short; never a card number nor an IBAN in clear.
        detail: what the sentence needs beside it: the greatest length, the line of the first of two, an amount…
    """

    file: StrEnum
    line: int
    column: str
    kind: RowFaultKind
    value: str = ""
    detail: str = ""


@unique
class UnreadableReason(StrEnum):
    """Why a file cannot be read at all: the fact `reason` of `Unavailable(Fault.FILE_UNREADABLE)`."""

    ABSENT = "absent"
    FORBIDDEN = "forbidden"
    NOT_A_FILE = "not_a_file"
    NOT_UTF8 = "not_utf8"
    QUOTES = "quotes"
    NUL = "nul"
    DEVICE = "device"


@dataclass(slots=True)
class FaultList:
    """The faults of one file as they are found, the first ones kept.

    Attributes:
        listed: at most `FAULTS_SHOWN`.
        count: all of them.
        rows: how many rows are wrong.
    """

    listed: list[RowFault] = field(default_factory=list)
    count: int = 0
    rows: int = 0

    def add_row(self, faults: list[RowFault]) -> None:
        """Add the faults of one row."""
        self.add(faults, count=len(faults), rows=1)

    def add(self, faults: list[RowFault], count: int, rows: int) -> None:
        """Add `count` faults of `rows` rows, the first of which are `faults`."""
        self.listed.extend(faults[: max(0, FAULTS_SHOWN - len(self.listed))])
        self.count += count
        self.rows += rows


class ImportSource(Protocol):
    """A file being read."""

    @property
    def file(self) -> ImportFile:
        """Which of the four."""

    @property
    def size(self) -> int:
        """Its bytes."""

    @property
    def bytes_read(self) -> int:
        """How many of them were read so far."""

    @property
    def rows_read(self) -> int:
        """How many rows were read so far, the wrong ones too."""

    @property
    def header_holds(self) -> bool:
        """Whether the rows can be read at all."""

    @property
    def faults(self) -> FaultList:
        """What is wrong so far."""

    @property
    def sha256(self) -> str:
        """Of the bytes read so far, in hexadecimal."""

    def rows(self, pause: Callable[[], None] | None = None) -> Iterator[ImportRow]:
        """The rows, once; wrong ones as `ImportRow` says.

        Args:
            pause: called every some thousand rows; it may raise to stop the reading.

        Raises:
            Unavailable: `FILE_UNREADABLE`, with the file, the reason and where there is one the line.
        """


@unique
class ImportStep(StrEnum):
    """What is being done with a file."""

    READING = "reading"
    CHECKING = "checking"
    WRITING = "writing"


@dataclass(frozen=True, slots=True)
class WorkProgress:
    """How far an import or an export is.

    Attributes:
        rows: rows of this file done in this step.
        done: of `total`: bytes while reading, rows otherwise.
        total: 0 when it cannot be told.
    """

    file: str
    step: ImportStep
    rows: int
    done: int
    total: int


@unique
class ImportOutcome(StrEnum):
    """What became of a file."""

    ABSENT = "absent"
    IMPORTED = "imported"
    WOULD_BE_IMPORTED = "would_be_imported"
    REFUSED = "refused"
    WITHHELD = "withheld"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class FileReport:
    """What became of one file.

    Attributes:
        outcome: `WITHHELD` when the file itself is sound, and the one it refers to is not.
        read: its rows.
        added: rows that are (or in a dry run would be) new.
        updated: rows that change what is known.
        unchanged: rows that say what is known already.
        refused: wrong rows.
        faults: the first of them, in the order of the lines.
        more_faults: how many faults are not listed.
        sha256: of the file, in hexadecimal.
    """

    file: ImportFile
    outcome: ImportOutcome
    read: int = 0
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    refused: int = 0
    faults: tuple[RowFault, ...] = ()
    more_faults: int = 0
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What came of an import, file by file, all four of them."""

    files: tuple[FileReport, ...]
    dry_run: bool

    @property
    def is_sound(self) -> bool:
        """Whether every file that is there was, or would be, imported."""
        good = (ImportOutcome.ABSENT, ImportOutcome.IMPORTED, ImportOutcome.WOULD_BE_IMPORTED)
        return all(report.outcome in good for report in self.files)
