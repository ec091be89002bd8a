"""What can be wrong with the facts of a piece of mail, or with a scenario, that somebody wrote in a file."""

from dataclasses import dataclass, field
from enum import StrEnum, unique
from typing import Self

FAULTS_SHOWN = 200
"""How many faults are listed; the others are counted."""


@unique
class FactFaultKind(StrEnum):
    """What can be wrong. The sentences are in `forms/kit/wording/facts_words.py`."""

    NOT_JSON = "json"
    NOT_TOML = "toml"
    FILE_TOO_LARGE = "file.too_large"
    TOO_DEEP = "too_deep"
    NUMBER_TOO_LONG = "number.too_long"
    KEY_UNKNOWN = "key.unknown"
    KEY_TWICE = "key.twice"
    KEY_MISSING = "key.missing"
    TOO_MANY = "too_many"
    NOT_TABLE = "table"
    NOT_LIST = "list"
    NOT_TEXT = "text"
    NOT_BOOLEAN = "boolean"
    NOT_BOOLEAN_OR_TEXT = "boolean_or_text"
    NOT_WHOLE = "whole"
    TOO_SMALL = "too_small"
    TOO_LARGE = "too_large"
    NOT_A_CHOICE = "choice"
    TEXT_TOO_LONG = "text.too_long"
    CHARACTER_FORBIDDEN = "character"
    CARD_NUMBER = "card_number"
    AMOUNT_UNREADABLE = "amount"
    AMOUNT_TOO_LARGE = "amount.too_large"
    AMOUNT_NOT_POSITIVE = "amount.not_positive"
    WORDS_UNREADABLE = "words"
    DATE_UNREADABLE = "date"
    IBAN_IN_CLEAR = "iban.in_clear"
    IBAN_WRONG = "iban"
    LETTER_WRONG = "letter"
    CHRONO_WRONG = "chrono"
    PENDING_OVER_AMOUNT = "pending.over_amount"
    NUMBER_TWICE = "number.twice"
    DIRECT_METHOD = "direct_method"
    METHOD_UNKNOWN = "method.unknown"
    CONTRADICTION = "contradiction"
    NOTHING_EXPECTED = "nothing_expected"


@dataclass(frozen=True, slots=True)
class FactFault:
    """A fault, and where it is.

    Attributes:
        path: `[2].coupon.signd`; several with a comma between where they contradict each other; empty for the file.
        detail: what the sentence needs: the key that was meant, the greatest number, a `Clash`, the line and column
            with a colon between… Never what stands in the file, which may be an IBAN or a card number.
    """

    path: str
    kind: FactFaultKind
    detail: str = ""


class FactsRefused(Exception):
    """A file of facts or of scenarios that is refused as a whole.

    Attributes:
        faults: at most `FAULTS_SHOWN`.
        more: how many are not listed.
    """

    def __init__(self, faults: tuple[FactFault, ...], more: int = 0) -> None:
        super().__init__(", ".join(fault.kind.value for fault in faults))
        self.faults = faults
        self.more = more

    @classmethod
    def at_once(cls, kind: FactFaultKind, detail: str = "") -> Self:
        """For a file of which nothing can be read."""
        return cls((FactFault("", kind, detail),))


@dataclass(slots=True)
class FactFaults:
    """The faults of one file as they are found, the first ones kept."""

    listed: list[FactFault] = field(default_factory=list)
    count: int = 0

    def add(self, path: str, kind: FactFaultKind, detail: str = "") -> None:
        """Add one."""
        self.count += 1
        if len(self.listed) < FAULTS_SHOWN:
            self.listed.append(FactFault(path, kind, detail))

    def refuse_any(self) -> None:
        """Refuse the file if anything was found.

        Raises:
            FactsRefused: with all of it.
        """
        if self.count:
            raise FactsRefused(tuple(self.listed), self.count - len(self.listed))
