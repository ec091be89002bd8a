"""What a client owes and has ordered, as it is shown and decided on."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from backoffice.domain.money import Money

_DIGITS = re.compile(r"0*(\d+)")


@dataclass(frozen=True, slots=True)
class PendingInvoice:
    """An invoice with something left to pay."""

    id: int
    number: str
    circular: str
    issued_on: date
    amount: Money
    pending: Money


@dataclass(frozen=True, slots=True)
class OrderRow:
    """A subscription order (commande); a gift order (KDO) names its beneficiary."""

    number: str
    title: str
    status: str
    renewable: bool
    gift: bool
    beneficiary: str


def as_listed(orders: Iterable[OrderRow]) -> tuple[OrderRow, ...]:
    """Orders as the screen lists them (*Liste des commandes*): by number, 9 before 10."""
    return tuple(sorted(orders, key=lambda order: _parts(order.number)))


def oldest_first(invoices: Iterable[PendingInvoice]) -> tuple[PendingInvoice, ...]:
    """Invoices by their age; of one day by number, 9 before 10."""
    return tuple(sorted(invoices, key=lambda invoice: (invoice.issued_on, _parts(invoice.number), invoice.id)))


def _parts(number: str) -> list[tuple[int, str]]:
    parts = _DIGITS.split(number)  # what is between digits, digits, and so on
    return [(len(part) if place % 2 else 0, part) for place, part in enumerate(parts)]
