"""The books as they must be after the day's mail, kept by hand beside the program's."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select

from backoffice.domain.cheque import Operation
from backoffice.storage.database import Database, Transaction
from backoffice.storage.schema import clients, instruction_lines, invoices, receipts
from tests.journeys.mail import Coupon, Day, Pile, cents


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a slip."""

    ref: str
    name: str
    number: str
    amount: int
    struck: bool


@dataclass(frozen=True, slots=True)
class Receipt:
    """A receipt that stands: whose, which cheque, what each pending invoice got, and what is left over."""

    ref: str
    number: str
    amount: int
    rows: tuple[str, ...]
    credit: int


_WORDS = {Operation.NO_PAYMENT: "sans paiement", Operation.BLANK: "vide"}


def slip_lines(pile: Pile) -> list[Line]:
    """What the slip of a pile lists: every receipt in the order of keying, then those keyed anew at the tape."""
    recorded = [coupon for coupon in pile.coupons if coupon.is_recorded]
    first = [_line(coupon, coupon.encashed, struck=coupon.undone or coupon.is_misread) for coupon in recorded]
    return first + [_line(coupon, coupon.must.amount, struck=False) for coupon in recorded if coupon.is_misread]


def standing_receipts(pile: Pile) -> list[Receipt]:
    """The receipts of a pile that stand in the end."""
    return [
        Receipt(coupon.client.ref, coupon.number, coupon.must.amount, coupon.must.rows, coupon.must.credit)
        for coupon in pile.coupons
        if coupon.is_recorded and not coupon.undone
    ]


def left_to_pay(day: Day) -> dict[str, list[int]]:
    """By client, what is left of each invoice in order of date."""
    left = {customer.ref: [invoice.left for invoice in customer.invoices] for customer in day.customers}
    for pile in day.piles:
        for receipt in standing_receipts(pile):
            open_ones = [place for place, cents_left in enumerate(left[receipt.ref]) if cents_left]
            for place, row in zip(open_ones, receipt.rows, strict=bool(receipt.rows)):
                left[receipt.ref][place] -= 0 if row in _WORDS.values() else cents(row)
    return left


def kept_receipts(database: Database, batch_id: int) -> list[Receipt]:
    """The receipts of a batch that stand, as the database keeps them."""
    return database.read(lambda tx: list(_standing(tx, batch_id)))


def kept_left_to_pay(database: Database) -> dict[str, list[int]]:
    """By client, what is left of each invoice in order of date, as the database keeps it."""
    return database.read(_left_to_pay)


def _left_to_pay(tx: Transaction) -> dict[str, list[int]]:
    query = (
        select(clients, invoices.c.pending).join_from(clients, invoices, isouter=True).order_by(invoices.c.issued_on)
    )
    left: dict[str, list[int]] = {}
    for row in tx.execute(query):
        pending = left.setdefault(f"{row.letter} {row.partner_code:03d} {row.chrono}", [])
        if row.pending is not None:
            pending.append(row.pending)
    return left


def _standing(tx: Transaction, batch_id: int) -> Iterator[Receipt]:
    undone = select(receipts.c.reverses).where(receipts.c.reverses.is_not(None))
    query = (
        select(receipts, clients.c.letter, clients.c.partner_code, clients.c.chrono)
        .join(clients, clients.c.id == receipts.c.client_id)
        .where(receipts.c.batch_id == batch_id, receipts.c.reverses.is_(None), receipts.c.id.not_in(undone))
        .order_by(receipts.c.id)
    )
    for row in tx.execute(query):
        lines = tx.execute(
            select(instruction_lines.c.operation, instruction_lines.c.amount)
            .join(invoices, invoices.c.id == instruction_lines.c.invoice_id)
            .where(instruction_lines.c.receipt_id == row.id)
            .order_by(invoices.c.issued_on, invoices.c.id)
        ).all()
        yield Receipt(
            ref=f"{row.letter} {row.partner_code:03d} {row.chrono}",
            number=row.cheque_number,
            amount=row.amount,
            rows=tuple(_row(Operation(operation), amount) for operation, amount in lines),
            credit=row.amount - sum(amount for _, amount in lines),
        )


def _row(operation: Operation, amount: int) -> str:
    return _WORDS.get(operation) or f"{amount // 100},{amount % 100:02d}"


def _line(coupon: Coupon, amount: int, *, struck: bool) -> Line:
    return Line(coupon.client.ref, coupon.client.name, coupon.number, amount, struck)
