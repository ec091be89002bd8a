"""Forms of cheques for clients drawn at random, as the screen would send them."""

from itertools import groupby
from operator import itemgetter
from random import Random
from typing import Any
from uuid import uuid4

from sqlalchemy import Row, func, select

from backoffice.domain.batch import Batch
from backoffice.domain.client_ref import LAST_PARTNER_CODE
from backoffice.domain.invoices import PendingInvoice
from backoffice.domain.mail_facts import ChequeAmount, ClientFacts
from backoffice.domain.money import Money
from backoffice.keying.facts import ClientFile
from backoffice.keying.outcome import outcome
from backoffice.keying.recorded_form import ChequeForm
from backoffice.keying.written import canonical
from backoffice.procedure.stops import TABLETS
from backoffice.storage.database import Database
from backoffice.storage.schema import clients, invoices
from tests.coupons import BEARS_NO_DEBT


def some_forms(database: Database, *shares: tuple[Batch, int]) -> list[list[ChequeForm]]:
    """So many forms for each PARTENARIAT batch, all of different clients, each paying the oldest invoice.

    The words are compared rather than typed: the amounts of the demonstration are low.
    """
    draw = Random(2019)  # noqa: S311 - a sample, not a secret
    debts = _debts(database, 2 * sum(count for _, count in shares))
    draw.shuffle(debts)
    coming = iter(debts)
    numbers = iter(draw.sample(range(1, 10_000_000), sum(count for _, count in shares)))  # none is warned of
    return [[_form(batch, *next(coming), next(numbers)) for _ in range(count)] for batch, count in shares]


def _form(batch: Batch, client_id: int, file: ClientFile, number: int) -> ChequeForm:
    figures = min(file.invoices, key=lambda invoice: invoice.issued_on).pending
    found = outcome(batch, file, BEARS_NO_DEBT, ChequeAmount(figures), None)
    assert found.decision is not None
    return ChequeForm(
        uuid4(),
        batch.id,
        client_id,
        figures,
        None,
        f"{number:07d}",
        found.rows,
        BEARS_NO_DEBT,
        canonical(found.decision),
        forced=True,
    )


def _debts(database: Database, candidates: int) -> list[tuple[int, ClientFile]]:
    """The files of clients from the whole of the table; seven candidates in ten have an invoice to pay.

    Who has an invoice about tablets is left out: the screen would ask for the coupon's circular (P-03).
    """
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
            clients.c.deceased,
            clients.c.protected_adult,
        )
        .join(clients, clients.c.id == invoices.c.client_id)
        .where(clients.c.id % max(1, among // candidates) == 0)
        .where(invoices.c.pending > 0, clients.c.partner_code <= LAST_PARTNER_CODE, ~clients.c.blocked)
        .order_by(invoices.c.client_id, invoices.c.issued_on, invoices.c.id)
    )
    found = database.read(lambda tx: tx.execute(query).all())
    files = [(client_id, _file(list(rows))) for client_id, rows in groupby(found, itemgetter(0))]
    return [(client_id, file) for client_id, file in files if TABLETS.isdisjoint(row.circular for row in file.invoices)]


def _file(rows: list[Row[*tuple[Any, ...]]]) -> ClientFile:
    invoices = tuple(map(_invoice, rows))
    return ClientFile(ClientFacts(), invoices, deceased=rows[0].deceased, protected_adult=rows[0].protected_adult)


def _invoice(row: Row[*tuple[Any, ...]]) -> PendingInvoice:
    return PendingInvoice(row.id, row.number, row.circular, row.issued_on, Money(row.amount), Money(row.pending))
