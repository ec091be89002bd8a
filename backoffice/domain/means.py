"""How a client pays: the means of payment on their file, and what a change of it says (2.4)."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum, unique
from typing import ClassVar
from uuid import UUID

from backoffice.domain.card import AliasedCard
from backoffice.domain.mandate import MandateState
from backoffice.domain.method import Mandate, Method


@unique
class Origin(StrEnum):
    """Where a client's means of payment come from."""

    FILE = "file"
    """The partner's file, as imported."""
    CHANGE = "change"
    """2.4 Changement MDR."""
    MANDATE = "mandate"
    """A supervisor, or SlimPay, has changed the state of the mandate."""
    UNDO = "undo"
    """The mail that a change came with was cancelled."""


@dataclass(frozen=True, slots=True)
class Means:
    """The means of payment on a client's file, as they are kept.

    Attributes:
        method_code: a `Method`, or the code of a partner's direct debit.
        sealed_iban: None where there is none on file.
        signed_on: when the mandate was signed; None where the partner's file did not say.
        expiry: of the card, `05/2027`; empty where there is none.
    """

    method_code: int
    sealed_iban: bytes | None = field(default=None, repr=False)
    rum: str = ""
    mandate: MandateState = MandateState.NONE
    signed_on: date | None = None
    alias: str = field(default="", repr=False)
    card_brand: str = ""
    card_last4: str = ""
    card_expiry: str = ""


@dataclass(frozen=True, slots=True)
class ShownMeans:
    """The same as screens show them.

    Attributes:
        iban: masked; empty where there is none on file.
        standing: what the mandate's state, and its 36 months, come to (P-68).
        mark: another one where the method or the account is another; no number can be told from it.
    """

    method_code: int = Method.CHEQUE
    iban: str = ""
    rum: str = ""
    mandate: MandateState = MandateState.NONE
    standing: Mandate = Mandate.NONE
    signed_on: date | None = None
    card_brand: str = ""
    card_last4: str = ""
    card_expiry: str = ""
    mark: str = ""


UNKNOWN_MEANS = ShownMeans()
"""Of a client of whom nothing is on file."""


@dataclass(frozen=True, slots=True)
class MeansRow:
    """Means of payment that were on a client's file from a moment on.

    Attributes:
        reason: why they changed, where a person said it; the rule of a change.
    """

    id: int
    origin: Origin
    means: ShownMeans
    reason: str
    recorded_at: datetime
    operator: str


@dataclass(frozen=True, slots=True)
class SealedIban:
    """An IBAN on its way into a file.

    Attributes:
        sealed: hexadecimal.
        shown: masked, `FR76 •••• 189`.
    """

    sealed: str = field(repr=False)
    shown: str


@dataclass(frozen=True, slots=True)
class JudgedIban:
    """An IBAN that was typed from a coupon, set against the client's file and the partner's.

    Attributes:
        same: it is the one of the client's file (P-60).
        accepted: the partner file takes its bank (P-67).
        bank: the bank's name, as a hint; empty where it is not known.
    """

    iban: SealedIban
    same: bool
    accepted: bool
    bank: str


@dataclass(frozen=True, slots=True)
class MethodChange:
    """2.4 *Changement MDR*: the new method, with its card or its IBAN; with 99 alone, SlimPay asks for the IBAN."""

    code: int
    card: AliasedCard | None = None
    iban: SealedIban | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True)
class MethodForm:
    """2.4 typed on a client's file, without a paper.

    Attributes:
        key: what makes a repeat of this form the same gesture.
    """

    word: ClassVar[str] = "method"
    key: UUID
    client_id: int
    change: MethodChange
