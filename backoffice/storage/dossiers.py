"""The head of a client's file, for `Clients.dossier`: all that one row tells, and which of its lists there are."""

from dataclasses import dataclass

from sqlalchemy import Exists, Table, exists

from backoffice.domain.dossier import ClientIdentity
from backoffice.domain.means import Means
from backoffice.domain.money import Money
from backoffice.storage.allocations import CREDIT
from backoffice.storage.clients import FILE, file_row
from backoffice.storage.database import Transaction
from backoffice.storage.schema import clients, debits, file_actions, partners, receipts


def _has(table: Table) -> Exists:
    return exists().where(table.c.client_id == clients.c.id)


_HEAD = FILE.add_columns(
    partners.c.banks,
    CREDIT.label("credit"),
    _has(receipts).label("has_receipts"),
    _has(debits).label("has_debits"),
    _has(file_actions).label("has_actions"),
)


@dataclass(frozen=True, slots=True)
class DossierHead:
    """The head of a client's file.

    Attributes:
        means: how they pay at present.
        banks: the bank codes that the partner file takes, `|` between; empty for all (P-67).
        credit: as `allocations.credit_of` has it.
        has_receipts: whether there is one at all, as of the two others: what most clients lack is not asked for.
    """

    client: ClientIdentity
    means: Means
    banks: str
    credit: Money
    has_receipts: bool
    has_debits: bool
    has_actions: bool


def head_of(tx: Transaction, client_id: int) -> DossierHead | None:
    """The head of a client's file; None where there is no such client."""
    row = tx.execute(_HEAD, {"client_id": client_id}).first()
    if row is None:
        return None
    banks, credit, *there = row[-5:]
    return DossierHead(*file_row(row), banks, Money(int(credit)), *there)
