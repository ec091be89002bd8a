"""A payment that came back unpaid, and its regularisation (4.7, C-02)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar
from uuid import UUID

from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.money import Money


@dataclass(frozen=True, slots=True)
class UnpaidForm:
    """*Régularisation impayé*.

    Attributes:
        key: what makes a repeat of this form the same gesture.
        client_id: whose payment came back.
        amount: that of the cheque, or of the debit.
        comment: why; kept on the client's file.
    """

    word: ClassVar[str] = "unpaid"
    key: UUID
    client_id: int
    amount: Money
    comment: str


@dataclass(frozen=True, slots=True)
class SettledPayment:
    """A payment that settles invoices: a cheque that was received, or a debit that was sent to the bank.

    Attributes:
        receipt_id: of a cheque; None for a debit, which has a `debit_id`.
        batch_id: the batch that it came in.
        number: the cheque's, or that of the invoice debited.
        settled: what of the amount settles invoices, and is due again where it comes back.
    """

    receipt_id: int | None
    debit_id: int | None
    batch_id: int
    batch_number: str
    number: str
    amount: Money
    settled: Money
    recorded_at: datetime


def came_back(payments: Sequence[SettledPayment], amount: Money) -> SettledPayment:
    """The newest payment of exactly this amount; `payments` has the newest first.

    Raises:
        RuleBroken: `NOTHING_UNPAID` where there is none at all, `UNPAID_AMOUNT` with the amounts that there are.
    """
    if not payments:
        raise RuleBroken(Broken.NOTHING_UNPAID)
    for payment in payments:
        if payment.amount == amount:
            return payment
    amounts = dict.fromkeys(str(payment.amount.cents) for payment in payments)
    raise RuleBroken(Broken.UNPAID_AMOUNT, cents=amount.cents, settled_amounts=" ".join(amounts))
