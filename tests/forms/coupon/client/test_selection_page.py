"""What was set aside (P-29) waits in the next batch SANS FACTURE."""

from PySide6.QtCore import Qt

from backoffice.domain.batch import Batch
from backoffice.domain.client_ref import ClientRef
from backoffice.domain.paper import Paper
from forms.coupon.client.selection_page import SelectionPage
from tests.forms.coupon.conftest import Open
from tests.forms.coupon.workplace import REFERENCE, CouponWorkplace
from tests.office import OfficeGestures


def test_enter_on_a_coupon_that_was_set_aside_opens_its_client(
    open_window: Open, office: OfficeGestures, batch: Batch
) -> None:
    office.client(pending=())
    first = open_window(batch)
    first.find()
    first.save()
    first.window.close()

    other = office.batch(with_invoice=False)
    place = open_window(other)
    worklist = place.part(SelectionPage).worklist
    assert worklist.isVisible()
    assert [(str(row.ref), row.batch_number, row.days) for row in worklist.rows] == [(REFERENCE, batch.number, 0)]

    worklist.setFocus()
    place.press(Qt.Key.Key_Return)
    place.settle()
    assert place.reference.field.text() == REFERENCE
    place.write("20,30")
    place.enter(2)
    place.write("5508018")
    place.save()

    assert [row.amount.cents for row in place.receipts(other)] == [20_30]
    assert not worklist.isVisible()


def test_a_batch_with_invoices_has_no_worklist(place: CouponWorkplace, office: OfficeGestures, batch: Batch) -> None:
    office.letter(batch, office.client(ClientRef("K", 1, "1"), pending=()), Paper.SET_ASIDE)
    place.screen.enter()
    place.settle()

    assert not place.part(SelectionPage).worklist.isVisible()
