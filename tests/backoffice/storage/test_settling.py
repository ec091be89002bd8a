"""The lines of a receipt, and what is left to pay of their invoices, on both engines."""

from datetime import date

import pytest
from sqlalchemy import select

from backoffice.domain.cheque import Operation, RowOperation
from backoffice.domain.money import ZERO, Money
from backoffice.storage import receipts, settling
from backoffice.storage.database import Database, Transaction
from backoffice.storage.schema import instruction_lines, invoices
from tests.office import OfficeGestures
from tests.plans import asked_of_the_database

_THREE = (("AP11", date(2019, 2, 20), 13_10), ("AP11", date(2019, 3, 9), 20_30), ("AP11", date(2019, 4, 9), 5_00))


@pytest.fixture
def receipt_id(database: Database) -> int:
    """A receipt of a client with three invoices: nothing was settled with it that a test adds."""
    desk = OfficeGestures(database)
    receipt = desk.cheque(desk.batch(), desk.client(pending=_THREE), 1_00)
    assert _left(database) == [12_10, 20_30, 5_00]
    return receipt.id


def test_what_is_settled_is_less_to_pay_and_its_mirror_due_again(database: Database, receipt_id: int) -> None:
    rows = (_row(1, 2_10), _row(2, 0), _row(3, 5_00), _row(1, 10_00))

    def settle(tx: Transaction) -> None:
        settling.settle(tx, receipt_id, ())
        settling.settle(tx, receipt_id, rows)

    database.write(settle)
    assert _left(database) == [0, 20_30, 0]
    kept = database.read(
        lambda tx: tx.execute(select(instruction_lines.c.invoice_id, instruction_lines.c.amount)).all()
    )
    assert kept[-4:] == [(row.invoice_id, row.amount.cents) for row in rows]
    with pytest.raises(_TakenBackError):
        database.write(lambda tx: _take_back(tx, receipt_id))
    assert _left(database) == [0, 20_30, 0]


class _TakenBackError(Exception):
    """The debts were back; the transaction is given up."""


def _take_back(tx: Transaction, receipt_id: int) -> None:
    settling.mirror(tx, receipt_id, receipts.standing_lines(tx, receipt_id))
    assert tx.scalars(select(invoices.c.pending).order_by(invoices.c.id)).all() == [13_10, 20_30, 5_00]
    raise _TakenBackError


def test_the_server_is_asked_once_for_all_lines(postgresql_url: str) -> None:
    database = Database(postgresql_url)
    desk = OfficeGestures(database)
    receipt = desk.cheque(desk.batch(), desk.client(pending=_THREE), 1_00)
    with asked_of_the_database() as asked:
        database.write(lambda tx: settling.settle(tx, receipt.id, (_row(1, 2_10), _row(3, 5_00))))
    database.close()
    assert len(asked) == 1


def _row(invoice_id: int, cents: int) -> RowOperation:
    return RowOperation(
        invoice_id, Operation.SETTLE if cents else Operation.NO_PAYMENT, Money(cents) if cents else ZERO, "P-21"
    )


def _left(database: Database) -> list[int]:
    return list(database.read(lambda tx: tx.scalars(select(invoices.c.pending).order_by(invoices.c.id)).all()))
