"""`check` finds what was done to mail, actions and their slips behind the program's back."""

from uuid import uuid4

import pytest
from sqlalchemy import text

from backoffice.domain.client_ref import ClientRef
from backoffice.domain.mail_facts import CouponFacts
from backoffice.domain.paper import MailSlipKind, Paper
from backoffice.keying.ticks import Ticks
from backoffice.services.office.checking import BookFault
from backoffice.storage.database import Database
from tests.coupons import GUARDED
from tests.laws import lift_laws
from tests.office import OfficeGestures

WRITTEN_ON = Ticks(coupon=CouponFacts(bears_no_debt=True, annotation=True))


@pytest.fixture
def desk(database: Database) -> OfficeGestures:
    """An office with, in this order, mail 1 of a cheque, 2 a letter, 3 taken back (4), 5 set aside, 6 taking it up."""
    desk = OfficeGestures(database)
    batch, without = desk.batch(), desk.batch(with_invoice=False)
    client, other = desk.client(), desk.client(ClientRef("J", 121, "2"), pending=())
    desk.cheques.record(desk.operator, desk.form(batch, client, 20_30, ticks=WRITTEN_ON))
    desk.letter(batch, client, Paper.SCAN, GUARDED)
    cancelled = desk.letter(batch, other, Paper.SRC, GUARDED)
    desk.mail.cancel(desk.operator, uuid4(), cancelled.id)
    desk.letter(batch, other, Paper.SET_ASIDE)
    desk.cheque(without, other, 15_00, "0000002")
    for kind in (MailSlipKind.CHEQUE, MailSlipKind.NONE):
        desk.mail_slips.print_slip(desk.operator, uuid4(), kind, batch.id)
    return desk


def test_sound_books_have_no_fault(desk: OfficeGestures) -> None:
    assert desk.checking.run() == ()


_NEW_GESTURE = (
    "INSERT INTO gestures (key, name, fingerprint, person_id, workstation, made_at) "
    "SELECT '00000000000000000000000000000001', '{}', '', 1, '', made_at FROM gestures LIMIT 1"
)
_TAMPERINGS = {
    "DELETE FROM mail WHERE id = 6": {BookFault.RECEIPT_WITHOUT_MAIL},
    "UPDATE mail SET receipt_id = NULL WHERE id = 6": {BookFault.RECEIPT_WITHOUT_MAIL, BookFault.UNTOLD},
    "UPDATE mail SET client_id = 1 WHERE id = 4": {BookFault.MAIL_REVERSAL},
    "UPDATE mail SET batch_id = 2 WHERE id = 4": {BookFault.MAIL_REVERSAL, BookFault.UNTOLD},
    "UPDATE mail SET reverses = 1 WHERE id = 4": {BookFault.MAIL_REVERSAL},
    "UPDATE mail SET client_id = 2 WHERE id = 1": {BookFault.STRANGE_MAIL},
    "UPDATE mail SET batch_id = 1 WHERE id = 6": {BookFault.STRANGE_MAIL},
    "UPDATE mail SET paper = 'src' WHERE id = 5": {BookFault.STRANGE_MAIL},
    "UPDATE mail SET settles = 5 WHERE id = 2": {BookFault.STRANGE_MAIL},
    "UPDATE mail SET settles = 5, reverses = NULL WHERE id = 4": {BookFault.STRANGE_MAIL},
    "UPDATE mail SET client_id = 2 WHERE id = 2": {BookFault.STRANGE_ACTION},
    "DELETE FROM action_lifts": {BookFault.STRANGE_ACTION},
    "UPDATE mail SET slip = 'src' WHERE id = 2": {BookFault.MAIL_SLIP},
    "UPDATE mail_slips SET count = 2 WHERE id = 1": {BookFault.MAIL_SLIP},
    "UPDATE mail_slips SET amount = 1 WHERE id = 1": {BookFault.MAIL_SLIP},
    "UPDATE mail_slips SET batch_id = 2 WHERE id = 1": {BookFault.MAIL_SLIP},
    "DELETE FROM mail_slip_lines WHERE slip_id = 1": {BookFault.MAIL_SLIP},
    "DELETE FROM audit_events WHERE kind = 'mail cancelled'": {BookFault.CHAIN, BookFault.UNTOLD},
    **{_NEW_GESTURE.format(word): {BookFault.GESTURE} for word in ("mail", "action", "mail_slip")},
}


@pytest.mark.parametrize(("statement", "faults"), _TAMPERINGS.items(), ids=[key[-50:] for key in _TAMPERINGS])
def test_a_tampering_is_found(desk: OfficeGestures, statement: str, faults: set[BookFault]) -> None:
    lift_laws(desk.database)
    desk.database.write(lambda tx: tx.execute(text(statement)))
    assert {finding.fault for finding in desk.checking.run()} == faults


def test_mail_that_stands_though_its_receipt_is_reversed(desk: OfficeGestures) -> None:
    receipt = desk.dossier(1).receipts[0]
    desk.corrections.reverse(desk.operator, uuid4(), receipt.id)
    lift_laws(desk.database)
    desk.database.write(lambda tx: tx.execute(text("DELETE FROM mail WHERE reverses = 1")))
    faults = {finding.fault for finding in desk.checking.run()}
    assert faults == {BookFault.RECEIPT_WITHOUT_MAIL, BookFault.STANDING_MAIL}
