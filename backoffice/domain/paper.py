"""Where a paper goes, under which slip, and why."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum, unique
from typing import ClassVar


@unique
class Paper(StrEnum):
    """Where the paper goes, from the loosest to the strictest; `SET_ASIDE` is a postponement and stands alone."""

    DISCARD = "discard"
    ARCHIVE = "archive"
    SCAN = "scan"
    RECOVERY = "recovery"
    SRC = "src"
    REJECT = "reject"
    SET_ASIDE = "set_aside"


@unique
class SlipKind(StrEnum):
    """The four transmission slips (P-05)."""

    CHEQUE = "cheque"
    CARD = "card"
    IBAN = "iban"
    NONE = "none"


@unique
class MailSlipKind(StrEnum):
    """The slips that go with papers: four transmission slips (P-05), transfer slips, the archive slip, the rejects."""

    CHEQUE = "cheque"
    CARD = "card"
    IBAN = "iban"
    NONE = "none"
    RECOVERY = "recovery"
    SRC = "src"
    ARCHIVE = "archive"
    REJECT = "reject"

    @classmethod
    def of(cls, trace: "PaperTrace") -> "MailSlipKind | None":
        """The slip that a paper goes under; None for one that is thrown away or set aside."""
        if trace.paper is Paper.SCAN:
            return cls((trace.slip or SlipKind.NONE).value)
        return None if trace.paper in (Paper.DISCARD, Paper.SET_ASIDE) else cls(trace.paper.value)


@dataclass(frozen=True, slots=True)
class PaperTrace:
    """Where a paper goes, and why.

    Attributes:
        slip: under which transmission slip, where it goes to scanning; None elsewhere.
        annotations: the words written on it.
        rules: the ids of the rules that led there.
        facts: what was ticked on the coupon, as canonical JSON, so that the decision can be explained later.
        decision: the decision in full, as canonical JSON, from which the operator may have departed.
        edition: of the rules that took it; empty for mail that is older than the keeping of it.
        departure: why the operator departed from the decision; empty where they followed it.
    """

    paper: Paper
    slip: SlipKind | None = None
    annotations: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    facts: str = "{}"
    departure: str = ""
    decision: str = "{}"
    edition: str = ""


@dataclass(frozen=True, slots=True)
class SlipPrinting:
    """*Imprimer*: the receipt slip of a batch (B-06)."""

    word: ClassVar[str] = "receipt_slip"
    batch_id: int


@dataclass(frozen=True, slots=True)
class SlipReprint:
    """A slip printed once more, as a duplicate."""

    word: ClassVar[str] = "receipt_slip.reprint"
    slip_id: int


@dataclass(frozen=True, slots=True)
class MailSlipPrinting:
    """A transmission, transfer or archive slip of the papers that wait for one (B-07).

    Attributes:
        papers_of: the id of a batch, or a day.
    """

    word: ClassVar[str] = "mail_slip"
    kind: MailSlipKind
    papers_of: int | date


@dataclass(frozen=True, slots=True)
class MailSlipReprint:
    """Such a slip printed once more, as a duplicate."""

    word: ClassVar[str] = "mail_slip.reprint"
    slip_id: int
