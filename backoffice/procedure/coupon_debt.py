"""Which pending invoices a cheque is for: those that the coupon asks for, else those that the cheque's amount tells."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from backoffice.domain.invoices import PendingInvoice
from backoffice.domain.mail_facts import CouponFacts, circular_code
from backoffice.domain.money import Money

_SUMS_TRIED_UP_TO = 12
"""Rows beyond which sums of rows are not looked for: nobody would find them on paper either, and they are asked for."""

Rows = Sequence[PendingInvoice]
"""Pending invoices, the oldest first."""


@dataclass(frozen=True, slots=True)
class Debt:
    """The rows that a cheque is for.

    Attributes:
        rows: at least one, the oldest first.
        is_told: the coupon says which; else the cheque's amount is all that there was to choose by.
        is_guess: neither the coupon nor the amount of the cheque tells which rows are meant (P-19 asks).
    """

    rows: tuple[PendingInvoice, ...]
    is_told: bool = True
    is_guess: bool = False


def debt_of(pending: Rows, coupon: CouponFacts, cheque: Money) -> Debt | None:
    """P-19: the coupon's debt among the pending rows; None where it is not there (paid already, or unknown).

    `pending` has at least one row.
    """
    if coupon.bears_no_debt:
        return by_cheque(pending, cheque)
    if coupon.circular_code:
        pending = [row for row in pending if circular_code(row.circular) == coupon.circular_code]
    if coupon.amount is None:
        return by_cheque(pending, cheque, is_told=bool(coupon.circular_code)) if pending else None
    found = _of_amount(pending, coupon.amount) or _raised(
        pending, coupon.amount, one_circular=bool(coupon.circular_code)
    )
    return Debt((_equal_to(cheque, found) or found[0],)) if found else None


def by_cheque(rows: Rows, cheque: Money, *, is_told: bool = False) -> Debt:
    """What a cheque is for among `rows`, by its amount: rows that equal it to the cent, else a proposal.

    `is_told` says that the coupon has told these rows from the others by its circular.
    """
    equal = _equal_to(cheque, rows)
    exact = _adding_up(rows, cheque) if equal is None else (equal,)
    if exact is not None:
        return Debt(exact, is_told)
    return Debt((_nearest(rows, cheque),), is_told, is_guess=len(rows) > 1)


def _equal_to(cheque: Money, rows: Rows) -> PendingInvoice | None:
    return next((row for row in rows if row.pending == cheque), None)


def _of_amount(rows: Rows, asked: Money) -> Rows:
    return [row for row in rows if asked in (row.amount, row.pending)]


def _raised(rows: Rows, asked: Money, *, one_circular: bool) -> Rows:
    """What may have been raised since the coupon was printed; of several circulars it must be beyond doubt (P-31)."""
    higher = [row for row in rows if row.amount > asked]
    return higher if one_circular or len(higher) == 1 or are_raised_alike(higher) else []


def are_raised_alike(rows: Rows) -> bool:
    """Whether two circulars and more have the same amount pending (P-31)."""
    return len({row.pending for row in rows}) == 1 and len({row.circular for row in rows}) > 1


def _adding_up(rows: Rows, cheque: Money) -> tuple[PendingInvoice, ...] | None:
    """The fewest rows that add up to the cheque to the cent, the oldest of them."""
    if len(rows) > _SUMS_TRIED_UP_TO:
        return None
    for size in range(2, len(rows) + 1):
        for chosen in combinations(rows, size):
            if sum(row.pending.cents for row in chosen) == cheque.cents:
                return chosen
    return None


def _nearest(rows: Rows, cheque: Money) -> PendingInvoice:
    """The oldest of the largest rows not above the cheque; the oldest row where the cheque is below all."""
    covered = [row for row in rows if row.pending <= cheque]
    return max(covered, key=lambda row: row.pending, default=rows[0])
