"""`check` finds what was done behind the program's back to payments that live in a financial system too."""

import pytest
from sqlalchemy import text

from backoffice.domain.cancellation import ErpAnswer
from backoffice.services.office.checking import BookFault
from backoffice.storage.database import Database
from tests.laws import lift_laws
from tests.office import OfficeGestures
from tests.scripted_erp import ScriptedErp
from tests.together import Together


@pytest.fixture
def together(database: Database) -> Together:
    """Payment 1 is cancelled, of payment 2 the first of two lines, payment 3 (reversal: 2) stands."""
    together = Together(OfficeGestures(database), ScriptedErp())
    _, whole = together.asked(20_30, chrono="1")
    _, half = together.asked(10_00, 7_15, chrono="2")
    for request in (*whole, half[0]):
        together.erp.say(ErpAnswer.CANCELLED, request)
    together.round.run()
    return together


def test_sound_books_have_no_fault(together: Together) -> None:
    assert together.desk.checking.run() == ()


_TAMPERINGS = {
    "UPDATE erp_requests SET state = 'cancelled', settled_at = asked_at WHERE id = 3": {BookFault.ERP_LINE},
    "UPDATE erp_requests SET state = 'refused' WHERE id = 2": {
        BookFault.ERP_LINE,
        BookFault.ERP_MESSAGE,
        BookFault.REVERSAL_LINE,
    },
    "UPDATE cancellations SET state = 'done' WHERE id = 2": {BookFault.CANCELLATION},
    "UPDATE cancellations SET state = 'going' WHERE id = 1": {BookFault.CANCELLATION},
    "UPDATE erp_requests SET cancellation_id = 1 WHERE id = 3": {BookFault.STRANGE_REQUEST},
    "UPDATE erp_messages SET request_id = NULL WHERE id = 1": {BookFault.ERP_MESSAGE},
    "UPDATE erp_messages SET request_id = 3 WHERE id = 1": {BookFault.ERP_MESSAGE},
}


@pytest.mark.parametrize(("statement", "faults"), _TAMPERINGS.items(), ids=list(_TAMPERINGS))
def test_a_tampering_is_found(together: Together, statement: str, faults: set[BookFault]) -> None:
    lift_laws(together.desk.database)

    together.desk.database.write(lambda tx: tx.execute(text(statement)))

    assert {found.fault for found in together.desk.checking.run()} == faults
