"""Haste: keys pressed before what they would do was in sight record nothing."""

from PySide6.QtCore import Qt

from backoffice.domain.batch import Batch
from backoffice.domain.paper import Paper
from forms.actions.method_fields import MethodFields
from tests.forms.coupon.debits import F6, ON_FILE, tick
from tests.forms.coupon.workplace import REFERENCE, Workplace
from tests.ibans import POSTAL
from tests.office import Desk


def _dash(place: Workplace) -> None:
    """A reference and two Enters, faster than anybody reads."""
    place.type(REFERENCE)
    place.press(Qt.Key.Key_Return)
    place.settle()
    place.press(Qt.Key.Key_Return)
    place.settle()


def test_two_fast_enters_on_a_client_without_invoice_set_nothing_aside(
    place: Workplace, office: Desk, batch: Batch
) -> None:
    office.client(pending=())
    _dash(place)
    assert place.mail(batch) == ()
    place.enter()  # after reading
    place.settle()
    (mail,) = place.mail(batch)
    assert mail.trace.paper is Paper.SET_ASIDE


def test_the_deceased_mean_one_thing_before_and_after_the_amount(place: Workplace, office: Desk, batch: Batch) -> None:
    office.client()
    place.find()
    place.tick("d")
    place.press(Qt.Key.Key_Return)
    place.settle()
    assert place.mail(batch) == ()  # Enter ends the ticks; it records nothing by itself
    assert "CLT DCD" in place.cheque.transfer.text()
    place.enter()
    place.settle()
    (mail,) = place.mail(batch)
    assert "P-41" in mail.trace.rules


def test_digits_after_the_ticks_are_the_amount(place: Workplace, office: Desk, batch: Batch) -> None:
    office.client()
    place.find()
    place.tick("d")
    place.press(Qt.Key.Key_Escape)
    place.type("20,30")
    assert place.cheque.amount.text() == "20,30"
    place.enter(2)
    place.type("5508018")
    place.save()
    (receipt,) = place.receipts(batch)
    assert receipt.amount.cents == 20_30
    (mail,) = place.mail(batch)
    assert "P-40" in mail.trace.rules


def test_an_iban_that_is_not_taken_is_never_dropped_for_the_files(
    place: Workplace, office: Desk, batch: Batch, fields: MethodFields
) -> None:
    office.client(**ON_FILE)
    for typed in (POSTAL, POSTAL[:9]):
        tick(place, "i")
        place.type(typed)
        place.press(F6)
        place.settle()
        assert place.mail(batch) == ()
        assert fields.is_half_typed
        assert "n'est pas encore pris" in place.form.why_not
        place.press(Qt.Key.Key_F2)
        place.settle()


def test_an_amount_that_is_not_taken_is_never_dropped_for_a_letter(
    place: Workplace, office: Desk, batch: Batch
) -> None:
    office.client()
    place.find()
    place.type("20,30")  # and no Enter
    place.tick("z")
    place.press(Qt.Key.Key_Escape)
    place.press(F6)
    place.settle()
    assert place.mail(batch) == ()
    assert place.cheque.amount.text() == "20,30"
