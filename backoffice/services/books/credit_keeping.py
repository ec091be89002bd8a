"""A client's credit never falls below zero: what is applied gives way when a receipt is taken back (C-04)."""

from uuid import UUID

from backoffice.domain.audit import Facts
from backoffice.domain.errors import Broken, RuleBroken
from backoffice.domain.money import ZERO, Money
from backoffice.domain.people import Actor
from backoffice.services.office.office import Office
from backoffice.storage import allocations
from backoffice.storage.allocations import KeptAllocation
from backoffice.storage.database import Transaction


def take_from_invoice(office: Office, tx: Transaction, who: Actor, key: UUID, allocation: KeptAllocation) -> None:
    """Take a credit back from its invoice, which is due again. The client is held by the caller."""
    allocations.reverse(tx, office.writing(who, key), allocation)
    facts: Facts = {
        "client": allocation.client_id,
        "invoice": allocation.invoice_id,
        "allocation": allocation.id,
        "amount": -allocation.amount.cents,
    }
    office.note(tx, who, "credit taken back", facts)


def cover_credit(office: Office, tx: Transaction, who: Actor, key: UUID, client_id: int) -> None:
    """After a receipt of a client, who is held, was taken back: what its credit was applied to is due again.

    The newest come first, and no more than it takes.

    Raises:
        RuleBroken: `CREDIT_REFUNDED` where that is not enough.
    """
    for allocation in uncovered(tx, client_id, ZERO):
        take_from_invoice(office, tx, who, key, allocation)


def require_cover(tx: Transaction, client_id: int, surplus: Money = ZERO) -> None:
    """Once the credit falls by `surplus`, the financial system may still confirm whatever it was asked to cancel.

    Raises:
        RuleBroken: `CREDIT_REFUNDED` where it may not.
    """
    uncovered(tx, client_id, surplus + allocations.leaving_with_cancellations(tx, client_id))


def uncovered(tx: Transaction, client_id: int, surplus: Money) -> tuple[KeptAllocation, ...]:
    """What cannot stay applied once the client's credit falls by `surplus`.

    Raises:
        RuleBroken: `CREDIT_REFUNDED` where that is not enough.
    """
    credit = allocations.credit_of(tx, client_id) - surplus
    found = []
    for allocation in allocations.standing(tx, client_id) if credit < ZERO else ():
        if credit < ZERO:
            found.append(allocation)
            credit += allocation.amount
    if credit < ZERO:
        raise RuleBroken(Broken.CREDIT_REFUNDED, cents=-credit.cents)
    return tuple(found)
