"""Forms of cheques for clients drawn at random, as the screen would send them."""

from itertools import groupby
from operator import itemgetter
from random import Random
from typing import Any
from uuid import uuid4

from sqlalchemy import Row, func, select

from backoffice.domain.batch import Batch
from backoffice.domain.client_ref import LAST_PARTNER_CODE
from backoffice.domain.money import Money
from backoffice.domain.rows import PendingInvoice
from backoffice.keying.sent import ChequeForm
from backoffice.procedure.cheque_rows import propose
from backoffice.storage.database import Database
from backoffice.storage.schema import clients, invoices


def some_forms(database: Database, *shares: tuple[Batch, int]) -> list[list[ChequeForm]]:
    """So many forms for each PARTENARIAT batch, all of different clients, each paying the oldest invoice.

    The words are compared rather than typed: the amounts of the demonstration are low.
    """
    draw = Random(2019)  # noqa: S311 - a sample, not a secret
    debts = _debts(database, 2 * sum(count for _, count in shares))
    draw.shuffle(debts)
    coming = iter(debts)
    return [[_form(batch, *next(coming), draw) for _ in range(count)] for batch, count in shares]


def _form(batch: Batch, client_id: int, pending: tuple[PendingInvoice, ...], draw: Random) -> ChequeForm:
    figures = min(pending, key=lambda invoice: invoice.issued_on).pending
    number = f"{draw.randrange(1, 10_000_000):07d}"
    return ChequeForm(uuid4(), batch.id, client_id, figures, None, number, propose(pending, figures), forced=True)


def _debts(database: Database, candidates: int) -> list[tuple[int, tuple[PendingInvoice, ...]]]:
    """The pending invoices of clients from the whole of the table; seven candidates in ten have one to pay."""
    among = database.read(lambda tx: tx.execute(select(func.count()).select_from(clients)).scalar_one())
    query = (
        select(
            invoices.c.client_id,
            invoices.c.id,
            invoices.c.number,
            invoices.c.circular,
            invoices.c.issued_on,
            invoices.c.amount,
            invoices.c.pending,
        )
        .join(clients, clients.c.id == invoices.c.client_id)
        .where(clients.c.id % max(1, among // candidates) == 0)
        .where(invoices.c.pending > 0, clients.c.partner_code <= LAST_PARTNER_CODE, ~clients.c.blocked)
        .order_by(invoices.c.client_id, invoices.c.issued_on, invoices.c.id)
    )
    found = database.read(lambda tx: tx.execute(query).all())
    return [(client_id, tuple(map(_invoice, rows))) for client_id, rows in groupby(found, itemgetter(0))]


def _invoice(row: Row[*tuple[Any, ...]]) -> PendingInvoice:
    return PendingInvoice(row.id, row.number, row.circular, row.issued_on, Money(row.amount), Money(row.pending))
