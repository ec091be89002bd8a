"""What a piece of mail becomes: operations to key, a destination for the paper, words to write on it, and why."""

from dataclasses import dataclass
from enum import StrEnum, unique
from typing import TypeAlias

from backoffice.domain.invoices import OrderRow, PendingInvoice
from backoffice.domain.money import Money
from backoffice.domain.paper import Paper, SlipKind


@dataclass(frozen=True, slots=True)
class Settle:
    """*Régularisation*: settle an invoice, for `amount`."""

    invoice: PendingInvoice
    amount: Money
    rule: str


@dataclass(frozen=True, slots=True)
class NoPayment:
    """*Sans paiement*."""

    invoice: PendingInvoice
    rule: str


@dataclass(frozen=True, slots=True)
class Blank:
    """The row is left *vide*, and the message about it is overridden."""

    invoice: PendingInvoice
    rule: str


@dataclass(frozen=True, slots=True)
class Receive:
    """*Encaissement*: money received."""

    method: int
    amount: Money
    rule: str


@dataclass(frozen=True, slots=True)
class Rebill:
    """*Refacturation* on a method; None where the partner's own code for its direct debit is not known."""

    invoice: PendingInvoice
    method: int | None
    rule: str


@dataclass(frozen=True, slots=True)
class Represent:
    """*Représentation* on the IBAN of the file."""

    invoice: PendingInvoice
    rule: str


@dataclass(frozen=True, slots=True)
class Renew:
    """*Réabonnement*; `beneficiary` is the box BEN of a gift order (P-64)."""

    order: OrderRow
    beneficiary: bool
    rule: str


@dataclass(frozen=True, slots=True)
class ChangeMethod:
    """2.4 *Changement MDR*; the method is None as in `Rebill`."""

    method: int | None
    rule: str


@dataclass(frozen=True, slots=True)
class SlimpayIban:
    """The IBAN is keyed in the window of SlimPay (P-69)."""

    rule: str


@dataclass(frozen=True, slots=True)
class StopPromotion:
    """2.7 *Stop promo*, with its reason."""

    reason: str
    rule: str


@dataclass(frozen=True, slots=True)
class StopReminders:
    """2.8 *Stop relance*."""

    rule: str


@dataclass(frozen=True, slots=True)
class Comment:
    """2.6 *Commentaire*, of a type."""

    type: str
    text: str
    rule: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """3.3 *Refus*, with its motive."""

    motive: int
    rule: str


@dataclass(frozen=True, slots=True)
class CloseLetter:
    """The letter is closed with a circular."""

    circular: str
    rule: str


Step: TypeAlias = (
    Settle
    | NoPayment
    | Blank
    | Receive
    | Rebill
    | Represent
    | Renew
    | ChangeMethod
    | SlimpayIban
    | StopPromotion
    | StopReminders
    | Comment
    | Refusal
    | CloseLetter
)
"""One operation; `rule` is the id of the rule that wants it."""


@unique
class Question(StrEnum):
    """What the operator must be asked before the decision is recorded; the decision is the proposal meanwhile."""

    WHICH_DEBT = "which_debt"
    """Which debt the coupon bears, its circular or its amount (P-19)."""
    TABLETS = "tablets"
    """Whether the coupon is the circular about tablets that the client's only invoice bears (P-03)."""
    HOLDER = "holder"
    """Whether the holder of the card or the IBAN is the client (P-16)."""


@dataclass(frozen=True, slots=True)
class Decision:
    """The decision for a piece of mail.

    Attributes:
        operations: in the order in which they are keyed; none where the mail is not keyed.
        paper: where the paper goes.
        slip: under which transmission slip, where it goes to scanning.
        annotations: the words to write on the paper.
        rules: the ids of the rules that led here, in the order in which they were met.
        asks: what must be asked first; nothing for most mail.
    """

    operations: tuple[Step, ...]
    paper: Paper
    slip: SlipKind | None
    annotations: tuple[str, ...]
    rules: tuple[str, ...]
    asks: tuple[Question, ...] = ()

    @property
    def keyed(self) -> bool:
        """Whether anything is keyed."""
        return bool(self.operations)
