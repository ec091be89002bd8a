"""`check` finds what was done to the books behind the program's back."""

from uuid import uuid4

import pytest
from sqlalchemy import text

from backoffice.domain.client_ref import ClientRef
from backoffice.domain.money import Money
from backoffice.domain.tape import Tape
from backoffice.services.office.checking import BookFault, Checking
from backoffice.services.office.office import Office
from backoffice.storage.database import Database
from tests.laws import lift_laws
from tests.office import OfficeGestures


@pytest.fixture
def desk(database: Database) -> OfficeGestures:
    """An office with a printed batch of three cheques, one of them taken back."""
    desk = OfficeGestures(database)
    batch = desk.batch()
    keyed = [desk.cheque(batch, desk.client(ClientRef("J", 121, f"{place}")), 20_30 + place) for place in (1, 2, 3)]
    desk.corrections.reverse(desk.operator, uuid4(), keyed[-1].id)
    desk.batches.preclose(desk.operator, uuid4(), batch.id)
    desk.control.keep(desk.operator, uuid4(), Tape(batch.id, (Money(20_31), Money(20_32))))
    desk.slips.print_receipt_slip(desk.operator, uuid4(), batch.id)
    return desk


def test_sound_books_have_no_fault(desk: OfficeGestures) -> None:
    assert desk.checking.run() == ()


_TAMPERINGS = {
    "UPDATE invoices SET pending = pending + 1 WHERE id = 1": {BookFault.PENDING, BookFault.CLIENT_ACCOUNT},
    "UPDATE receipts SET amount = 1 WHERE id = 1": {
        BookFault.OVERDRAWN,
        BookFault.OVERSPENT,
        BookFault.SLIP_SUM,
        BookFault.CLIENT_ACCOUNT,
        BookFault.UNPOSTED_RECEIPT,
    },
    "UPDATE receipts SET amount = -1 WHERE reverses IS NOT NULL": {
        BookFault.REVERSAL,
        BookFault.SLIP_SUM,
        BookFault.CLIENT_ACCOUNT,
        BookFault.UNPOSTED_RECEIPT,
    },
    "UPDATE instruction_lines SET amount = -1 WHERE reverses IS NOT NULL": {
        BookFault.OVERDRAWN,
        BookFault.REVERSAL_LINE,
        BookFault.PENDING,
        BookFault.CLIENT_ACCOUNT,
    },
    "UPDATE instruction_lines SET receipt_id = 1 WHERE reverses IS NOT NULL": {
        BookFault.OVERDRAWN,
        BookFault.REVERSAL_LINE,
        BookFault.STRANGE_LINE,
        BookFault.CLIENT_ACCOUNT,
    },
    "UPDATE instruction_lines SET invoice_id = 2 WHERE id = 1": {BookFault.STRANGE_LINE, BookFault.PENDING},
    "UPDATE slips SET amount = amount + 1": {BookFault.SLIP_SUM},
    "UPDATE slips SET anchor = 'x'": {BookFault.ANCHOR},
    "UPDATE audit_events SET facts = '{}' WHERE position = 2": {BookFault.CHAIN},
    "UPDATE audit_events SET person_id = 2 WHERE position = 2": {BookFault.CHAIN},
    "UPDATE audit_events SET happened_at = '2020-01-01' WHERE position = 2": {BookFault.CHAIN},
    "DELETE FROM audit_events WHERE position = 3": {BookFault.CHAIN, BookFault.UNTOLD},
    "DELETE FROM audit_events WHERE kind = 'slip printed'": {BookFault.ANCHOR},
    "INSERT INTO gestures (key, name, fingerprint, person_id, workstation, made_at) "
    "SELECT '00000000000000000000000000000001', 'cheque', '', 1, '', made_at FROM gestures LIMIT 1": {
        BookFault.GESTURE
    },
    "UPDATE batches SET with_invoice = NOT with_invoice": {BookFault.LINE_WITHOUT_INVOICE},
}


@pytest.mark.parametrize(("statement", "faults"), _TAMPERINGS.items(), ids=[key[:50] for key in _TAMPERINGS])
def test_a_tampering_is_found(desk: OfficeGestures, statement: str, faults: set[BookFault]) -> None:
    lift_laws(desk.database)
    desk.database.write(lambda tx: tx.execute(text(statement)))
    assert {finding.fault for finding in desk.checking.run()} == faults


def test_a_chain_rewritten_with_another_key_is_found(desk: OfficeGestures) -> None:
    other = Checking(Office(desk.database, b"another key" * 3, desk.clock, desk.office.rights))
    assert BookFault.CHAIN in {finding.fault for finding in other.run()}
