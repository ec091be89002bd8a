"""`check` finds what was done behind the program's back to payments that came back unpaid."""

from uuid import uuid4

import pytest
from sqlalchemy import text

from backoffice.domain.client_ref import ClientRef
from backoffice.domain.money import Money
from backoffice.domain.unpaid import UnpaidForm
from backoffice.services.office.checking import BookFault
from backoffice.storage.database import Database
from tests.debited import debit
from tests.laws import lift_laws
from tests.office import OfficeGestures


@pytest.fixture
def desk(database: Database) -> OfficeGestures:
    """A cheque of client 3, then the debit of client 1 that was sent, came back."""
    desk = OfficeGestures(database)
    debit(desk)
    client = desk.client(ClientRef("J", 121, "3"))
    desk.cheque(desk.batch(), client, 20_30)
    for client_id in (client, 1):
        desk.cancelling.unpaid(desk.supervisor, UnpaidForm(uuid4(), client_id, Money(20_30), "Rejet"))
    return desk


def test_sound_books_have_no_fault(desk: OfficeGestures) -> None:
    assert desk.checking.run() == ()


_TAMPERINGS = {
    "UPDATE unpaids SET debt_back = 1 WHERE id = 1": {BookFault.UNPAID},
    "UPDATE unpaids SET debt_back = 1 WHERE id = 2": {BookFault.UNPAID},
    "UPDATE unpaids SET client_id = 2 WHERE id = 1": {BookFault.UNPAID},
    "UPDATE unpaids SET client_id = 2 WHERE id = 2": {BookFault.UNPAID},
    "DELETE FROM unpaids WHERE id = 1": {BookFault.REVERSAL_LINE, BookFault.GESTURE},
    "DELETE FROM unpaids WHERE id = 2": {BookFault.DEBIT_REVERSAL, BookFault.GESTURE},
    "DELETE FROM instruction_lines WHERE reverses IS NOT NULL": {
        BookFault.UNPAID,
        BookFault.PENDING,
        BookFault.CLIENT_ACCOUNT,
    },
}


@pytest.mark.parametrize(("statement", "faults"), _TAMPERINGS.items(), ids=list(_TAMPERINGS))
def test_a_tampering_is_found(desk: OfficeGestures, statement: str, faults: set[BookFault]) -> None:
    lift_laws(desk.database)

    desk.database.write(lambda tx: tx.execute(text(statement)))

    assert {found.fault for found in desk.checking.run()} == faults
