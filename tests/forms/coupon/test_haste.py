"""Haste: keys pressed before what they would do was in sight record nothing."""

from datetime import date

from PySide6.QtCore import Qt

from backoffice.domain.batch import Batch
from backoffice.domain.paper import Paper
from forms.actions.method_fields import MethodFields
from forms.kit.labels import Words
from tests.forms.coupon.conftest import Open
from tests.forms.coupon.debits import F6, ON_FILE, OTHER, tick
from tests.forms.coupon.workplace import REFERENCE, CouponWorkplace
from tests.ibans import FRENCH, POSTAL
from tests.keyboard_driver import focused
from tests.office import OfficeGestures, Pending

TWO_DEBTS: tuple[Pending, ...] = (("AP11", date(2024, 1, 2), 13_10), ("AP12", date(2024, 2, 1), 20_30))


def _dash(place: CouponWorkplace) -> None:
    """A reference and two Enters, faster than anybody reads."""
    place.write(REFERENCE)
    place.press(Qt.Key.Key_Return)
    place.settle()
    place.press(Qt.Key.Key_Return)
    place.settle()


def _aside_and_back(place: CouponWorkplace) -> None:
    place.press(Qt.Key.Key_F2)
    place.settle()
    place.press(Qt.Key.Key_F5)
    place.settle()


def test_two_fast_enters_on_a_client_without_invoice_set_nothing_aside(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch
) -> None:
    office.client(pending=())
    _dash(place)
    assert place.mail(batch) == ()
    place.enter()  # after reading
    place.settle()
    (mail,) = place.mail(batch)
    assert mail.trace.paper is Paper.SET_ASIDE


def test_a_difference_is_read_before_the_words_are_taken(place: CouponWorkplace, office: OfficeGestures) -> None:
    office.client()
    place.key("20,30")
    place.press(Qt.Key.Key_F7)
    place.write("vingt euros et trois centimes")
    place.press(Qt.Key.Key_Return)
    place.press(Qt.Key.Key_Return)
    assert place.cheque.words.words is not None
    assert not place.cheque.words.words.confirmed
    place.enter()  # after reading
    assert place.cheque.words.words.confirmed


def test_the_deceased_mean_one_thing_before_and_after_the_amount(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch
) -> None:
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


def test_digits_after_the_ticks_are_the_amount(place: CouponWorkplace, office: OfficeGestures, batch: Batch) -> None:
    office.client()
    place.find()
    place.tick("d")
    place.press(Qt.Key.Key_Escape)
    place.write("20,30")
    assert place.cheque.amount.text() == "20,30"
    place.enter(2)
    place.write("5508018")
    place.save()
    (receipt,) = place.receipts(batch)
    assert receipt.amount.cents == 20_30
    (mail,) = place.mail(batch)
    assert "P-40" in mail.trace.rules


def test_an_iban_that_is_not_taken_is_never_dropped_for_the_files(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch, fields: MethodFields
) -> None:
    office.client(**ON_FILE)
    for typed in (POSTAL, POSTAL[:9]):
        tick(place, "i")
        place.write(typed)
        place.press(F6)
        place.settle()
        assert place.mail(batch) == ()
        assert fields.is_half_typed
        assert "n'est pas encore pris" in place.form.why_not
        place.press(Qt.Key.Key_F2)
        place.settle()


def test_an_amount_that_is_not_taken_is_never_dropped_for_a_letter(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch
) -> None:
    office.client()
    place.find()
    place.write("20,30")  # and no Enter
    place.tick("z")
    place.press(Qt.Key.Key_Escape)
    place.press(F6)
    place.settle()
    assert place.mail(batch) == ()
    assert place.cheque.amount.text() == "20,30"


def test_an_iban_that_was_erased_by_leaving_is_asked_for_until_it_is_typed_again(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch, fields: MethodFields
) -> None:
    office.client(**ON_FILE)
    tick(place, "i")
    place.write(FRENCH[:9])
    for _ in range(2):
        _aside_and_back(place)
        assert fields.isAncestorOf(focused())  # where it is typed again
        place.press(F6)
        place.settle()
        assert place.mail(batch) == ()
    place.write(FRENCH)
    place.enter()
    place.settle()
    place.save()
    (mail,) = place.mail(batch)
    assert "P-60" in mail.trace.rules


def test_said_to_be_the_files_iban_after_all_it_is_presented(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch, fields: MethodFields
) -> None:
    office.client(**ON_FILE)
    tick(place, "i")
    place.write(FRENCH[:9])
    _aside_and_back(place)
    place.tick("iiii")  # once around: the file's IBAN, said anew
    place.enter()
    assert not fields.is_half_typed
    assert not any("effacé" in words.text() for words in fields.findChildren(Words) if words.isVisible())
    place.press(F6)
    place.settle()
    (mail,) = place.mail(batch)
    assert "P-60" in mail.trace.rules


def test_a_short_number_is_looked_at_before_it_is_taken(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch
) -> None:
    office.client()
    place.find()
    place.write("20,30")
    place.enter(2)
    place.write("12345")
    place.press(F6)
    place.settle()
    assert place.receipts(batch) == ()
    place.cheque.number.take_focus()
    place.enter()
    place.settle()
    assert place.receipts(batch) == ()
    assert place.cheque.number.text() == "0012345"
    place.save()
    (receipt,) = place.receipts(batch)
    assert receipt.cheque_number == "0012345"


def test_f6_among_the_ticks_ends_them_and_records_nothing(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch
) -> None:
    office.client()
    place.find()
    place.write("20,30")
    place.enter(2)
    place.write("5508018")
    place.tick("a")
    place.press(F6)
    place.settle()
    assert place.receipts(batch) == ()
    place.press(F6)
    place.settle()
    (mail,) = place.mail(batch)
    assert mail.trace.paper is Paper.SCAN
    assert "numérisation" in place.form.said.waits_for  # where the paper goes stays in view


def test_the_end_of_the_session_puts_the_coupon_in_hand_aside(
    open_window: Open, office: OfficeGestures, batch: Batch
) -> None:
    office.client()
    first = open_window(batch)
    first.find()
    first.write("20,30")
    first.enter(2)
    first.write("444")
    assert "mis de côté" in first.screen.unsaved()
    first.screen.stop()
    again = open_window(batch)
    again.settle()
    again.press(Qt.Key.Key_F5)
    again.settle()
    assert (again.cheque.amount.text(), again.cheque.number.text()) == ("20,30", "444")


def test_a_coupon_taken_up_and_changed_is_put_aside_as_it_is_now(
    open_window: Open, office: OfficeGestures, batch: Batch
) -> None:
    office.client()
    first = open_window(batch)
    first.find()
    first.write("20,30")
    first.enter(2)
    first.write("999")
    for key in (Qt.Key.Key_F2, Qt.Key.Key_F5):
        first.press(key)
        first.settle()
    first.write("8765")
    first.screen.stop()
    again = open_window(batch)
    again.settle()
    again.press(Qt.Key.Key_F5)
    again.settle()
    assert again.cheque.number.text() == "8765"
    assert again.screen.unsaved().count(REFERENCE) == 1


def test_the_coupon_in_hand_is_named_with_those_put_aside(place: CouponWorkplace, office: OfficeGestures) -> None:
    office.client()
    office.client(ref=OTHER)
    for ref in (REFERENCE, str(OTHER)):
        if place.form.is_touched:
            place.press(Qt.Key.Key_F2)
            place.settle()
        place.find(ref)
        place.write("20,30")
    told = place.screen.unsaved()
    assert REFERENCE in told
    assert str(OTHER) in told
    place.screen.stop()
    assert place.screen.unsaved() == told  # nothing more to be asked about


def test_the_erased_iban_bars_enter_too(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch, fields: MethodFields
) -> None:
    office.client(**ON_FILE)
    tick(place, "i")
    place.write(FRENCH[:9])
    for _ in range(2):
        for key in (Qt.Key.Key_F2, Qt.Key.Key_F5):
            place.press(key)
            place.settle()
        for _ in range(3):
            place.enter()
            place.settle()
        assert place.mail(batch) == ()
        assert fields.isAncestorOf(focused())
        assert "a été effacé" in focused().accessibleDescription()
        assert "a été effacé" in place.form.why_not
        assert not any("sans rien taper" in words.text() for words in fields.findChildren(Words) if words.isVisible())
    place.write(POSTAL)
    place.press(F6)
    place.settle()
    assert place.mail(batch) == ()


def test_the_papers_place_stays_in_view_after_a_plain_cheque(place: CouponWorkplace, office: OfficeGestures) -> None:
    office.client()
    place.key("20,30")
    place.press(F6)
    place.settle()
    shown = [words.text() for words in place.decision.findChildren(Words) if words.isVisible()]
    assert any("eter" in text and REFERENCE in text for text in shown)
    assert not place.strip.isVisible()


def test_the_erased_iban_is_asked_for_in_the_next_session_too(
    open_window: Open, office: OfficeGestures, batch: Batch
) -> None:
    office.client(**ON_FILE)
    first = open_window(batch)
    tick(first, "i")
    first.write(FRENCH[:9])
    first.screen.stop()
    again = open_window(batch)
    again.settle()
    again.press(Qt.Key.Key_F5)
    again.settle()
    for key in (Qt.Key.Key_Return, F6, Qt.Key.Key_Return):
        again.press(key)
        again.settle()
    assert again.mail(batch) == ()
    assert again.part(MethodFields).isAncestorOf(focused())
    again.write(FRENCH)
    again.enter()
    again.settle()
    again.save()
    (mail,) = again.mail(batch)
    assert "P-60" in mail.trace.rules


def test_another_reference_and_back_keeps_the_erased_iban_in_mind(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch, fields: MethodFields
) -> None:
    office.client(**ON_FILE)
    office.client(ref=OTHER)
    tick(place, "i")
    place.write(FRENCH[:9])
    place.reference.field.take_focus()
    place.find(str(OTHER))
    place.write("20,30")
    for _ in range(3):
        place.press(Qt.Key.Key_F5)
        place.settle()
    assert fields.isAncestorOf(focused())
    for key in (F6, Qt.Key.Key_Return):
        place.press(key)
        place.settle()
    assert place.mail(batch) == ()


def test_another_tick_does_not_forget_the_erased_iban(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch, fields: MethodFields
) -> None:
    office.client(**ON_FILE)
    tick(place, "i")
    place.write(FRENCH[:9])
    for key in (Qt.Key.Key_F2, Qt.Key.Key_F5, Qt.Key.Key_F3):
        place.press(key)
        place.settle()
    place.write("a")  # something else is ticked
    place.enter()
    for key in (F6, Qt.Key.Key_Return, F6):
        place.press(key)
        place.settle()
    assert place.mail(batch) == ()
    assert fields.isAncestorOf(focused())


def test_an_enter_too_many_on_the_amount_does_not_say_that_the_coupon_tells_no_debt(
    place: CouponWorkplace, office: OfficeGestures
) -> None:
    office.client(pending=TWO_DEBTS)
    place.find()
    place.write("15,00")
    place.press(Qt.Key.Key_Return)
    place.settle()
    place.press(Qt.Key.Key_Return)
    assert place.cheque.asked.isVisible()
    place.enter()
    assert not place.cheque.asked.isVisible()


def test_an_enter_too_many_after_the_ticks_does_not_present_the_files_iban(
    place: CouponWorkplace, office: OfficeGestures, batch: Batch
) -> None:
    office.client(**ON_FILE)
    place.find()
    place.tick("i")
    for _ in range(3):
        place.press(Qt.Key.Key_Return)
        place.settle()
    assert place.mail(batch) == ()
    place.enter()
    place.settle()
    assert len(place.mail(batch)) == 1


def test_an_enter_too_many_on_the_number_does_not_force_a_warning(open_window: Open, office: OfficeGestures) -> None:
    batch = office.batch(with_invoice=False)
    office.client()
    place = open_window(batch)
    place.key("20,30")
    for _ in range(3):
        place.press(Qt.Key.Key_Return)
        place.settle()
    assert place.rows.question.text()
    assert place.receipts(batch) == ()
