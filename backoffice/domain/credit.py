"""A client's credit: what becomes of it is applied to an invoice, or refunded (C-04)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from backoffice.domain.client_ref import ClientRef
from backoffice.domain.dossier import ClientIdentity
from backoffice.domain.invoices import PendingInvoice
from backoffice.domain.money import ZERO, Money


@dataclass(frozen=True, slots=True)
class CreditApplying:
    """*Imputation d'un avoir*, as it was offered and accepted.

    Attributes:
        amount: above zero: neither above the credit, nor above what the invoice waits for.
    """

    word: ClassVar[str] = "credit.applying"
    client_id: int
    invoice_id: int
    amount: Money


@dataclass(frozen=True, slots=True)
class CreditOffer:
    """What can be applied of a client's credit: to the oldest of the invoices that are pending.

    Attributes:
        credit: all of it.
        invoice: the number.
        pending: what the invoice waits for.
    """

    client_id: int
    ref: ClientRef
    name: str
    credit: Money
    invoice_id: int
    invoice: str
    circular: str
    pending: Money

    @property
    def amount(self) -> Money:
        """What is applied where it is accepted."""
        return min(self.credit, self.pending)

    @property
    def applying(self) -> CreditApplying:
        """The accepted offer."""
        return CreditApplying(self.client_id, self.invoice_id, self.amount)


def offer_of(client: ClientIdentity, credit: Money, invoices: Sequence[PendingInvoice]) -> CreditOffer | None:
    """What can be applied of a client's credit; None without a credit or an invoice. The oldest invoice is first."""
    if credit <= ZERO or not invoices:
        return None
    oldest = invoices[0]
    return CreditOffer(
        client_id=client.id,
        ref=client.ref,
        name=client.name,
        credit=credit,
        invoice_id=oldest.id,
        invoice=oldest.number,
        circular=oldest.circular,
        pending=oldest.pending,
    )


@dataclass(frozen=True, slots=True)
class EntryUndoing:
    """A credit that was applied or refunded, taken back by a reversal; `entry_id` is that of the ledger."""

    word: ClassVar[str] = "credit.undoing"
    entry_id: int


@dataclass(frozen=True, slots=True)
class RefundForm:
    """*Remboursement d'un avoir*.

    Attributes:
        key: what makes a repeat of this form the same gesture.
        amount: above zero, and not above the credit.
        reason: why.
    """

    word: ClassVar[str] = "refund"
    key: UUID
    client_id: int
    amount: Money
    reason: str


@dataclass(frozen=True, slots=True)
class RefundListing:
    """All the refunds that wait, put on a list for the accounts."""

    word: ClassVar[str] = "refund_list"


@dataclass(frozen=True, slots=True)
class RefundRow:
    """A refund as lists show it."""

    id: int
    ref: ClientRef
    name: str
    amount: Money
    reason: str
    recorded_at: datetime
    operator: str


@dataclass(frozen=True, slots=True)
class RefundListRow:
    """A list of refunds that went to the accounts."""

    id: int
    number: str
    count: int
    amount: Money
    made_at: datetime
    operator: str


@dataclass(frozen=True, slots=True)
class RefundList:
    """Such a list as it is printed and exported."""

    row: RefundListRow
    refunds: tuple[RefundRow, ...]
