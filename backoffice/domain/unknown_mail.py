"""Mail whose client cannot be found: what could be read of it, and under which slip it goes to scanning (P-05)."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from backoffice.domain.paper import Paper, PaperTrace, SlipKind

LONGEST_REFERENCE = 80
LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class UnknownMail:
    """A piece of mail whose client cannot be found; one of its three texts at least says something.

    Attributes:
        key: what makes a repeat of this form the same gesture.
        batch_id: the batch it came in.
        slip: the transmission slip of the means of payment that lies in it. All four go to scanning: the document's
            three cases for the recovery service are those of clients who are known, and it has every other transfer
            grouped by type of payment under four slips.
        reference: what can be read of it, as typed.
        name: likewise.
        text: what else helps to find the client.
    """

    word: ClassVar[str] = "mail.unknown"
    key: UUID
    batch_id: int
    slip: SlipKind
    reference: str = ""
    name: str = ""
    text: str = ""

    @property
    def trace(self) -> PaperTrace:
        """Where its paper goes."""
        return PaperTrace(Paper.SCAN, self.slip, rules=("P-05",))


@dataclass(frozen=True, slots=True)
class UnknownMailRow:
    """A piece of mail whose client was not found, as lists show it.

    Attributes:
        id: its own among all the mail.
        number: what is written on the paper, `CI-2024-000012`.
        slip_number: the slip it was printed on; empty while it waits for one.
        cancelled: it was taken back, and its paper goes nowhere.
    """

    id: int
    number: str
    batch_id: int
    batch_number: str
    slip: SlipKind
    reference: str
    name: str
    text: str
    recorded_at: datetime
    operator: str
    slip_number: str
    cancelled: bool

    @property
    def said(self) -> str:
        """What could be read, in one line."""
        return ", ".join(filter(None, (self.name, self.reference, self.text)))
