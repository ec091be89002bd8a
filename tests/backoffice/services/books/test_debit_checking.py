"""`check` finds what was done to debits, renewals, means and bank files behind the program's back."""

import pytest
from sqlalchemy import text

from backoffice.services.office.checking import BookFault
from backoffice.storage.database import Database
from tests.debited import debit
from tests.laws import lift_laws
from tests.office import OfficeGestures


@pytest.fixture
def desk(database: Database) -> OfficeGestures:
    desk = OfficeGestures(database)
    debit(desk)
    return desk


def test_sound_books_have_no_fault(desk: OfficeGestures) -> None:
    assert desk.checking.run() == ()


_TAMPERINGS = {
    "UPDATE debits SET amount = 1 WHERE id = 3": {
        BookFault.PENDING,
        BookFault.BANK_FILE,
        BookFault.UNPOSTED_DEBIT,
    },
    "UPDATE debits SET amount = -1 WHERE id = 2": {
        BookFault.PENDING,
        BookFault.DEBIT_REVERSAL,
        BookFault.UNPOSTED_DEBIT,
    },
    "UPDATE debits SET mail_id = 3 WHERE id = 2": {BookFault.DEBIT_REVERSAL},
    "UPDATE debits SET client_id = 2 WHERE id = 3": {BookFault.STRANGE_DEBIT, BookFault.UNPOSTED_DEBIT},
    "UPDATE debits SET means_id = (SELECT MAX(id) FROM means) WHERE id = 3": {BookFault.STRANGE_DEBIT},
    "DELETE FROM ledger_entries WHERE debit_id = 2; DELETE FROM debits WHERE id = 2": {
        BookFault.PENDING,
        BookFault.STANDING_DEBIT,
        BookFault.CLIENT_ACCOUNT,
    },
    "UPDATE renewals SET order_id = 2 WHERE id = 3": {BookFault.STRANGE_RENEWAL},
    "UPDATE renewals SET order_id = 2 WHERE id = 2": {BookFault.STRANGE_RENEWAL},
    "UPDATE clients SET method_code = 81 WHERE id = 1": {BookFault.PRESENT_MEANS},
    "UPDATE clients SET rum = 'X' WHERE id = 2": {BookFault.PRESENT_MEANS},
    "UPDATE clients SET sealed_iban = alias WHERE id = 2": {BookFault.PRESENT_MEANS},
    "UPDATE bank_files SET amount = 1": {BookFault.BANK_FILE},
    "DELETE FROM bank_file_lines": {BookFault.BANK_FILE},
}


@pytest.mark.parametrize(("statement", "faults"), _TAMPERINGS.items(), ids=list(_TAMPERINGS))
def test_a_tampering_is_found(desk: OfficeGestures, statement: str, faults: set[BookFault]) -> None:
    if "sealed_iban" in statement and desk.database.writing_engine.dialect.name == "postgresql":
        statement = statement.replace("= alias", r"= '\x01'")
    lift_laws(desk.database)

    for each in statement.split("; "):
        desk.database.write(lambda tx, each=each: tx.execute(text(each)))  # type: ignore[misc]

    assert {found.fault for found in desk.checking.run()} == faults
