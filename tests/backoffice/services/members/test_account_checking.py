"""`check` proves that both sides of the ledger agree, and finds what was done behind the program's back."""

from uuid import uuid4

import pytest
from sqlalchemy import text

from backoffice.domain.group import GroupMethod
from backoffice.domain.member_order import PaymentForm
from backoffice.domain.money import Money
from backoffice.services.office.checking import BookFault
from backoffice.storage.database import Database
from forms.kit.wording.check_words import FINDINGS
from tests.laws import lift_laws
from tests.members import Coop
from tests.office import OfficeGestures

ENTRY = BookFault.STRANGE_ENTRY


@pytest.fixture
def desk(database: Database) -> OfficeGestures:
    """A client who paid more than due (entries 1 and 2), and a member with an opening, an order and two payments."""
    desk = OfficeGestures(database)
    desk.cheque(desk.batch(), desk.client(), 25_00)
    coop = Coop(desk)
    member, distribution = coop.member(), coop.distribution()
    coop.open(member, 5_00)
    coop.order(distribution, member, 12_50)
    coop.validate(distribution, coop.pay(distribution, member, 7_50))
    form = PaymentForm(coop.distribution().id, member.id, GroupMethod.CASH, Money(3_00))
    desk.member_payments.record(desk.operator, uuid4(), form)
    return desk


def test_sound_accounts_have_no_fault_and_every_fault_its_sentence(desk: OfficeGestures) -> None:
    assert desk.checking.run() == ()
    assert set(FINDINGS) == set(BookFault)


_TAMPERINGS = {
    "UPDATE ledger_entries SET amount = amount + 1 WHERE id = 2": {
        BookFault.CLIENT_ACCOUNT,
        BookFault.UNPOSTED_RECEIPT,
    },
    "DELETE FROM ledger_entries WHERE id = 1": {BookFault.CLIENT_ACCOUNT, BookFault.UNPOSTED_INVOICE},
    "UPDATE ledger_entries SET amount = amount - 1 WHERE kind = 'order'": {
        BookFault.MEMBER_SUM,
        BookFault.UNPOSTED_ORDER,
    },
    "DELETE FROM ledger_entries WHERE kind = 'opening'": {BookFault.MEMBER_SUM, BookFault.UNPOSTED_OPENING},
    "DELETE FROM ledger_entries WHERE payment_id IS NOT NULL": {BookFault.MEMBER_SUM, BookFault.UNPOSTED_PAYMENT},
    "UPDATE members SET balance = balance + 1": {BookFault.MEMBER_SUM},
    "UPDATE members SET waiting = waiting + 1": {BookFault.MEMBER_SUM},
    "UPDATE validation_lines SET amount = 8_00": {BookFault.UNPOSTED_PAYMENT},
    "UPDATE ledger_entries SET receipt_id = NULL WHERE id = 2": {ENTRY, BookFault.UNPOSTED_RECEIPT},
    "INSERT INTO ledger_entries (member_id, kind, amount, reverses, happened_at) "
    "SELECT member_id, 'cancellation', 1, id, happened_at FROM ledger_entries WHERE kind = 'order'": {
        BookFault.MEMBER_SUM,
        ENTRY,
    },
    "INSERT INTO ledger_entries (member_id, kind, amount, happened_at) "
    "SELECT member_id, 'opening', 1, happened_at FROM ledger_entries WHERE kind = 'order'": {
        BookFault.MEMBER_SUM,
        BookFault.TWO_OPENINGS,
        ENTRY,
    },
}


@pytest.mark.parametrize(("statement", "faults"), _TAMPERINGS.items(), ids=[key[:60] for key in _TAMPERINGS])
def test_a_tampering_is_found(desk: OfficeGestures, statement: str, faults: set[BookFault]) -> None:
    lift_laws(desk.database)

    desk.database.write(lambda tx: tx.execute(text(statement.replace("8_00", "800"))))

    assert {found.fault for found in desk.checking.run()} == faults
